import BorderEconomy
import DomainTesting

extension Source {
    static func line(_ line: Int? = 1, of document: Identifier<Document> = "article") -> Source {
        Source(document: document, line: line)
    }
}

extension RecordHeader {
    static func named(_ id: RecordID) -> RecordHeader {
        RecordHeader(id: id, names: LocalizedText(vietnamese: "\(id)", english: "\(id)"), sources: [.line()])
    }
}

extension Figure {
    static func of(
        _ value: Double?, _ unit: Unit = .unitedStatesDollar, _ qualifier: Qualifier = .exact, period: Period? = nil,
        asOf: CalendarDay? = nil
    ) -> Figure {
        Figure(value: value, unit: unit, qualifier: qualifier, period: period, asOf: asOf, source: .line())
    }

    static func range(_ low: Double, _ high: Double, _ unit: Unit = .unitedStatesDollar) -> Figure {
        Figure(value: nil, low: low, high: high, unit: unit, qualifier: .range, source: .line())
    }

    /// The figure with some of its members set.
    func with(_ change: (inout Figure) -> Void) -> Figure {
        var figure = self
        change(&figure)
        return figure
    }
}

extension Measure {
    static let turnover = Measure(subject: "lao-cai", indicator: "trade-turnover")
}

extension Observation {
    static func of(
        _ figure: Figure, id: Identifier<Observation> = "obs", measure: Measure = .turnover
    ) -> Observation {
        Observation(id: id, measure: measure, figure: figure)
    }
}

extension Assertion {
    static func of(
        _ value: String, field: String = "class", document: Identifier<Document> = "article",
        _ change: (inout Assertion) -> Void = { _ in }
    ) -> Assertion {
        var assertion = Assertion(field: field, value: value, source: .line(of: document))
        change(&assertion)
        return assertion
    }
}

extension PhaseReport {
    static func of(_ phase: ProjectPhase, planned: Bool = false) -> PhaseReport {
        var report = PhaseReport(phase: phase, source: .line())
        report.planned = planned
        return report
    }
}
