/// Dossiers of one year as projects record them, one by one, beside the totals that sources report.
///
/// A dossier of a project may be among those that a source counts, so the two are never added up.
package struct RecordedDossiers: Sendable {
    /// The calendar year.
    package let period: Period
    /// The projects whose dossiers came into each stage in the year, one entry for each dossier.
    package let stages: [DossierStage: [Identifier<InfrastructureProject>]]
    /// The projects whose dossier was received by the end of the year and had no outcome by then.
    package let pending: [Identifier<InfrastructureProject>]

    /// The dossiers of some projects, a tally for each year from the first to the last in which one came into a stage.
    ///
    /// - Parameters:
    ///   - wanted: only years that have a day in common with it.
    ///   - day: stages that dossiers came into after it do not count.
    static func byYear(
        of projects: [InfrastructureProject], in wanted: Period?, on day: CalendarDay
    ) -> [RecordedDossiers] {
        let years = projects.flatMap { $0.dossier.filter { $0.on <= day }.map(\.on.year) }
        guard let first = years.min(), let last = years.max() else { return [] }
        return (first...last).compactMap { year in
            guard let start = CalendarDay(year: year, month: 1, day: 1),
                let end = CalendarDay(year: year, month: 12, day: 31), let period = Period(start: start, end: end),
                wanted.map(period.overlaps) ?? true
            else { return nil }
            return RecordedDossiers(of: projects, in: period, until: min(end, day))
        }
    }

    private init(of projects: [InfrastructureProject], in period: Period, until end: CalendarDay) {
        self.period = period
        var stages: [DossierStage: [Identifier<InfrastructureProject>]] = [:]
        var pending: [Identifier<InfrastructureProject>] = []
        for project in projects {
            let steps = project.dossier.filter { $0.on <= end }
            for step in steps where period.contains(step.on) { stages[step.stage, default: []].append(project.id) }
            if let last = steps.last, !last.stage.isOutcome { pending.append(project.id) }
        }
        self.stages = stages
        self.pending = pending
    }
}

extension Registry {
    /// Projects with dossiers, by what they count for: the economic zone of the project, or else its provinces, each of
    /// them; in the order of the projects.
    func projectsWithDossiers() -> [(subject: RecordID, projects: [InfrastructureProject])] {
        var list: [(subject: RecordID, projects: [InfrastructureProject])] = []
        var places: [RecordID: Int] = [:]
        for project in projects.all where !project.dossier.isEmpty {
            let named = project.zone.map { [$0.erased] } ?? project.provinces.map(\.erased)
            for id in named {
                let subject = locate(id)?.id ?? id
                if let place = places[subject] {
                    list[place].projects.append(project)
                } else {
                    places[subject] = list.count
                    list.append((subject, [project]))
                }
            }
        }
        return list
    }
}
