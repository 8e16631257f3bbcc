/// The rules for what a planner writes. What holds of seeds holds of it, and more: a seed may be as vague as its source,
/// a planner is asked.
extension Registry {
    /// The provinces that a record lies in or is about; none where it is of the whole country or of no place.
    package func provinces(of id: RecordID) -> [Identifier<Province>] { provinces(of: id, steps: 8) }

    /// - Parameter steps: how many records may lead to the next; records that lead to each other end there.
    private func provinces(of id: RecordID, steps: Int) -> [Identifier<Province>] {
        guard steps > 0 else { return [] }
        if let found = provinces[id] { return [found.id] }
        if let found = gates[id]?.province ?? zones[id]?.province { return [found] }
        if let found = projects[id] { return found.provinces }
        if let found = services[id]?.province ?? organisations[id]?.province { return [found] }
        if let place = places[id] {
            if let province = place.province { return [province] }
            return place.parent.map { provinces(of: $0.erased, steps: steps - 1) } ?? []
        }
        if let plan = plans[id] { return plan.subjects.flatMap { provinces(of: $0, steps: steps - 1) } }
        if let measure = observations[id]?.measure ?? targets[id]?.measure {
            return provinces(of: measure.subject, steps: steps - 1)
        }
        return []
    }

    /// Whether somebody who may change records of `scope` may change one of these provinces. Who may change those of a
    /// province may change those of the provinces that went into it.
    package func isWithin(_ scope: [Identifier<Province>], _ owners: [Identifier<Province>], on day: CalendarDay)
        -> Bool
    {
        !owners.isEmpty
            && owners.allSatisfy { owner in
                scope.contains(owner) || scope.contains(currentProvince(of: owner, on: day))
            }
    }

    /// Who or what has an identifier already, in words; nil when it is free.
    package func owner(of id: RecordID) -> String? {
        if let found = locate(id) { return "\(found.id), one of \(found.collection.rawValue)" }
        if let plan = plans.all.first(where: { $0.taskLists.contains { $0.tasks.contains { $0.id == id } } }) {
            return "a task of \(plan.header.id)"
        }
        return checks.contains { $0.id == id } ? "a consistency check" : nil
    }

    /// What is wrong with a project, observation or target after an edit, and with what names it, where everything was
    /// right before.
    ///
    /// - Parameters:
    ///   - before: the project without the edit, when it is one that was there.
    ///   - day: the day of the edit: what lies after it has not been yet.
    package func faults(
        ofEdited id: RecordID, in collection: RecordCollection, before: InfrastructureProject?, on day: CalendarDay
    ) -> [MemberFault] {
        switch collection {
        case .projects:
            projects[id].map { faults(of: $0, before: before) + $0.faultsAhead(of: day, after: before) } ?? []
        case .observations: observations[id].map { faults(of: $0) + $0.figure.faultsAhead(of: day) } ?? []
        case .targets: targets[id].map(faults) ?? []
        default: [MemberFault("", "\(collection.rawValue) are not edited here")]
        }
    }

    private func faults(of project: InfrastructureProject, before: InfrastructureProject?) -> [MemberFault] {
        let taskIDs = Set(plans.all.flatMap { $0.taskLists.flatMap { $0.tasks.map(\.id) } })
        var faults = project.faults() + project.references.compactMap { fault(of: $0, orAmong: taskIDs) }
        if isPartOfItself(project) {
            faults.append(
                MemberFault(
                    "/parentProject", "\(project.header.id) is by its parents a part of itself",
                    remedy: "name another project, or null for none"))
        }
        if let before { faults += project.faults(after: before) }
        if legs.all.contains(where: { $0.references.contains { project.identifiers.contains($0.record) } }) {
            faults += networkFaults().map { MemberFault("", "the leg \($0.record): \($0.fault.reason)") }
        }
        return faults
    }

    private func isPartOfItself(_ project: InfrastructureProject) -> Bool {
        var seen: Set<RecordID> = []
        var next = project.parentProject.flatMap { projects[$0] }
        while let current = next {
            if current.header.id == project.header.id { return true }
            guard seen.insert(current.header.id).inserted else { return false }
            next = current.parentProject.flatMap { projects[$0] }
        }
        return false
    }

    private func faults(of observation: Observation) -> [MemberFault] {
        var faults = indicators[observation.measure.indicator].map { observation.faults(against: $0) } ?? []
        faults += observation.references.compactMap { fault(of: $0) }
        if observation.figure.period == nil && observation.figure.asOf == nil {
            faults.append(
                MemberFault(
                    "/period", "an observation says when: a period, or for a state asOf",
                    remedy: "give period, such as 2025, or asOf, such as 2025-12-31"))
        }
        return faults + faultsOfChecks(naming: observation.id.erased)
    }

    private func faults(of target: Target) -> [MemberFault] {
        var faults = indicators[target.measure.indicator].map { target.faults(against: $0) } ?? []
        faults += target.references.compactMap { fault(of: $0) }
        if target.deadline == nil {
            faults.append(
                MemberFault("/deadline", "a target says by when: a deadline", remedy: "give a day, such as 2030-12-31"))
        }
        faults += faultsOfOrder(in: target)
        return faults + faultsOfChecks(naming: target.id.erased)
    }

    /// Consistency checks that read a figure and cannot be computed any more.
    private func faultsOfChecks(naming id: RecordID) -> [MemberFault] {
        checks.compactMap { check in
            let sides = [check.left, check.right]
            guard sides.contains(where: { $0.references(at: "").contains { $0.record == id } }),
                sides.contains(where: { value(of: $0) == nil })
            else { return nil }
            return MemberFault(
                "/value", "the consistency check \(check.id) reads it and could not be computed",
                remedy: "leave it a single value")
        }
    }
}

extension InfrastructureProject {
    /// What an edit took back: phases that were reached, stages that dossiers came into.
    fileprivate func faults(after before: InfrastructureProject) -> [MemberFault] {
        var faults: [MemberFault] = []
        let kept = phases.filter { !$0.planned }
        let lost = before.phases.filter { report in
            !report.planned && !kept.contains { $0.phase == report.phase && $0.source == report.source }
        }
        if !lost.isEmpty {
            let names = lost.map { "\($0.phase.rawValue) (\($0.source.document))" }.joined(separator: ", ")
            faults.append(
                MemberFault(
                    "/phases", "that it reached \(names) is not taken back",
                    remedy: "arrays are given whole: repeat the phases of /v1/projects/\(header.id)/record, each with "
                        + "its source, and put the new one behind those reached"))
        }
        if !dossier.map(\.stage).starts(with: before.dossier.map(\.stage)) {
            faults.append(
                MemberFault(
                    "/dossier", "stages that a dossier came into are not taken back",
                    remedy: "leave dossier out; POST /v1/projects/\(header.id)/dossier adds a stage"))
        }
        return faults
    }
}
