/// The records as seen from a vantage.
package struct SeenRegistry: Sendable {
    /// The day on which what changes with the day is judged.
    package let day: CalendarDay
    /// What holds, for the boundaries asked for: what is shown.
    package let shown: Registry
    /// All that could be known, whenever it holds: what progress is judged by and what is computed from.
    package let evidence: Registry
}

extension Registry {
    /// The records as seen from a vantage, judged on `day`.
    package func seen(from vantage: Vantage, on day: CalendarDay) -> SeenRegistry {
        let evidence = vantage.knownAt.map(known) ?? self
        var shown = evidence
        if case .of(let day) = vantage.boundaries { shown = shown.reaggregated(to: day) }
        if let day = vantage.validAt { shown = shown.holding(on: day) }
        return SeenRegistry(day: day, shown: shown, evidence: evidence)
    }

    /// The positions of the observations that are seen from a vantage, ascending; the boundaries asked for do not matter
    /// to it. The observations themselves are the same as from everywhere else.
    package func observationPositions(from vantage: Vantage) -> [UInt32] {
        observations.positions(
            holdingOn: vantage.validAt, knownTo: vantage.knownAt.map { Knowledge(of: documents.all, on: $0) })
    }

    /// How many records there are, figures and checks included.
    package var recordCount: Int {
        let things =
            provinces.count + places.count + gates.count + zones.count + projects.count + corridors.count
            + legs.count
        let words = organisations.count + meetings.count + documents.count + plans.count + services.count
        return things + words + indicators.count + observations.count + targets.count + checks.count
    }
}
