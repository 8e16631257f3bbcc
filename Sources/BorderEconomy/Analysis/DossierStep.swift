/// A stage that a project's dossier came into, as one source reports it.
package struct DossierStep: Hashable, Sendable {
    package let stage: DossierStage
    /// The day on which it came into the stage.
    package let on: CalendarDay
    /// What the source says of it, in our words.
    package var text: LocalizedText?
    package var source: Source

    package init(stage: DossierStage, on: CalendarDay, source: Source) {
        self.stage = stage
        self.on = on
        self.source = source
    }
}

extension [DossierStep] {
    /// The stages that a dossier may come into next. What ended may be followed by another dossier, which is received.
    package var next: [DossierStage] {
        guard let last = last?.stage, !last.isOutcome else { return [.received] }
        return last.next
    }

    /// What is wrong with the order of the stages, each with its place below `member`.
    func faults(at member: String) -> [MemberFault] {
        var faults: [MemberFault] = []
        for (index, step) in enumerated() {
            let before = Array(prefix(index))
            if !before.next.contains(step.stage) {
                let state = before.last.map { "a dossier that is \($0.stage.rawValue)" } ?? "a dossier that is new"
                let legal = before.next.map(\.rawValue).joined(separator: ", ")
                faults.append(
                    MemberFault(
                        "\(member)/\(index)/stage",
                        "\(state) does not become \(step.stage.rawValue); it may become \(legal)",
                        remedy: "give one of \(legal)"))
            }
            if let last = before.last, step.on < last.on {
                faults.append(
                    MemberFault(
                        "\(member)/\(index)/on", "\(step.on) is before \(last.on), the day of the stage before",
                        remedy: "give \(last.on) or a later day"))
            }
        }
        return faults
    }
}
