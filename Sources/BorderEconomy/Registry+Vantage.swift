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
    /// The records as seen from a vantage; `today` is the day on which nobody asks about another.
    package func seen(from vantage: Vantage, today: CalendarDay) -> SeenRegistry {
        let evidence = vantage.knownAt.map(known) ?? self
        var shown = evidence
        if case .of(let day) = vantage.boundaries { shown = shown.reaggregated(to: day) }
        if let day = vantage.validAt { shown = shown.holding(on: day) }
        return SeenRegistry(day: vantage.day(today: today), shown: shown, evidence: evidence)
    }
}
