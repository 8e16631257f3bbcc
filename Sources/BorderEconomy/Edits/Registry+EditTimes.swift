/// What an edit says of time: nothing of what is to come has been, and a target is set before it is due.
extension Registry {
    /// Deadlines that come before what they end.
    func faultsOfOrder(in target: Target) -> [MemberFault] {
        guard let deadline = target.deadline else { return [] }
        if let start = target.figure.period?.start, deadline < start {
            return [
                MemberFault(
                    "/deadline", "\(deadline) lies before the period of the target begins, on \(start)",
                    remedy: "give a day in the period, or change period as well")
            ]
        }
        for setter in [target.setBy, target.plan?.erased] {
            guard let setter, let set = day(ofSetting: setter) else { continue }
            guard deadline < set else { break }
            return [
                MemberFault(
                    "/deadline", "\(deadline) lies before \(setter), which sets the target, begins on \(set)",
                    remedy: "give a later day, or say who else sets it")
            ]
        }
        return []
    }

    /// The first day on which a document or plan can have set a target; nil where it is not known.
    private func day(ofSetting setter: RecordID) -> CalendarDay? {
        if let document = documents[setter] { return document.issuedOn ?? document.publishedOn }
        guard let plan = plans[setter] else { return nil }
        let decided = (plan.approvedBy ?? plan.issuedBy).flatMap { documents[$0] }
        return decided?.issuedOn ?? plan.horizon?.start
    }
}

extension Figure {
    /// A figure that is observed is of a time that has begun, and of one that ends in the running year at the latest.
    func faultsAhead(of day: CalendarDay) -> [MemberFault] {
        let remedy = "observe what has been; what is aimed at is one of /v1/targets"
        if let start = period?.start, start > day {
            return [
                MemberFault(
                    "/period", "the period begins on \(start), after today, \(day)", remedy: remedy, isAhead: true)
            ]
        }
        if let end = period?.end, end.year > day.year {
            return [
                MemberFault(
                    "/period", "the period ends on \(end), after the running year", remedy: remedy, isAhead: true)
            ]
        }
        guard let asOf, asOf > day else { return [] }
        return [
            MemberFault("/asOf", "\(asOf) is after today, \(day)", remedy: "give a day that has come", isAhead: true)
        ]
    }
}

extension InfrastructureProject {
    /// Stages, phases and milestones that an edit adds as reached, on days that have not come.
    func faultsAhead(of day: CalendarDay, after before: Self?) -> [MemberFault] {
        func fault(_ member: String, _ what: String, _ said: CalendarDay, _ remedy: String) -> MemberFault {
            MemberFault(member, "\(what) on \(said), after today, \(day)", remedy: remedy, isAhead: true)
        }
        let stages = dossier.enumerated().dropFirst(before?.dossier.count ?? 0).filter { $0.element.on > day }
        // The phase that comes with a stage is of the same day.
        guard stages.isEmpty else {
            return stages.map { index, step in
                fault(
                    "/dossier/\(index)/on", "the dossier is said to be \(step.stage.rawValue)", step.on,
                    "send the stage when it has come")
            }
        }
        var faults: [MemberFault] = []
        for (index, report) in phases.enumerated() where !report.planned && before?.phases.contains(report) != true {
            for (name, said) in [("from", report.from), ("asOf", report.asOf)] {
                guard let said, said > day else { continue }
                faults.append(
                    fault(
                        "/phases/\(index)/\(name)", "\(report.phase.rawValue) is said to be reached", said,
                        "give a day that has come, or planned: true with plannedBy"))
            }
        }
        for (index, milestone) in milestones.enumerated()
        where !milestone.planned && before?.milestones.contains(milestone) != true {
            guard let start = milestone.period.start, start > day else { continue }
            faults.append(
                fault(
                    "/milestones/\(index)/date", "the milestone is said to be reached", start,
                    "give a day that has come, or planned: true"))
        }
        return faults
    }
}
