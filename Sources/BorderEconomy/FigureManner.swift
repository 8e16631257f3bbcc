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
        Figure(
            value: value, unit: unit, qualifier: qualifier, period: time.period, periodBasis: periodBasis,
            asOf: time.asOf, asOfBasis: asOfBasis, cumulative: cumulative, average: average, additional: additional,
            derived: derived, inferred: inferred, priceBasis: priceBasis, confidence: confidence, layer: layer,
            original: original, source: source)
    }
}
