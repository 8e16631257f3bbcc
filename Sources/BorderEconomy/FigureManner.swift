/// How a figure is meant: all that is out of short lists, so that very many figures have it alike.
package struct FigureManner: Hashable, Sendable {
    package let unit: Unit
    package let qualifier: Qualifier
    package let periodBasis: Basis?
    package let asOfBasis: Basis?
    package let cumulative: Bool
    package let average: Bool
    package let additional: Bool
    package let derived: Bool
    package let inferred: Bool
    package let priceBasis: PriceBasis?
    package let confidence: Confidence
    package let layer: Layer

    init(of figure: Figure) {
        unit = figure.unit
        qualifier = figure.qualifier
        periodBasis = figure.periodBasis
        asOfBasis = figure.asOfBasis
        cumulative = figure.cumulative
        average = figure.average
        additional = figure.additional
        derived = figure.derived
        inferred = figure.inferred
        priceBasis = figure.priceBasis
        confidence = figure.confidence
        layer = figure.layer
    }

    /// A figure that is meant so, with nothing that few figures have.
    func figure(of value: Double?, _ time: FigureTime, original: String?, source: Source) -> Figure {
        var figure = Figure(
            value: value, unit: unit, qualifier: qualifier, period: time.period, asOf: time.asOf, source: source)
        figure.periodBasis = periodBasis
        figure.asOfBasis = asOfBasis
        figure.cumulative = cumulative
        figure.average = average
        figure.additional = additional
        figure.derived = derived
        figure.inferred = inferred
        figure.priceBasis = priceBasis
        figure.confidence = confidence
        figure.layer = layer
        figure.original = original
        return figure
    }
}

/// The time that a figure is of.
package struct FigureTime: Hashable, Sendable {
    package let period: Period?
    package let asOf: CalendarDay?

    init(of figure: Figure) {
        period = figure.period
        asOf = figure.asOf
    }

    /// Whether a figure of the time speaks of `day`: its period contains it, or, where it has no period, it is of that day
    /// or of one before it. A figure of no stated time speaks of any day.
    func holds(on day: CalendarDay) -> Bool {
        if let period { return period.contains(day) }
        return asOf.map { $0 <= day } ?? true
    }

    /// The last day that a figure of the time speaks of, or the first where that is open; nil when none is stated.
    var spokenOf: CalendarDay? { asOf ?? period?.end ?? period?.start }

    /// The period's first and last day since 1970, `Int.min` and `Int.max` where it is open; nil when there is none.
    var span: (start: Int, end: Int)? {
        period.map { ($0.start?.daysSince1970 ?? .min, $0.end?.daysSince1970 ?? .max) }
    }
}
