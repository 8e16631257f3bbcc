import BorderEconomy
import JSONText

extension SeedObject {
    /// The members of a figure, which stand beside others of an observation or target.
    func figure(defaultLayer: Layer = .core) -> Figure? {
        let value = optional("value") { $0.number() }
        let low = optional("low") { $0.number() }
        let high = optional("high") { $0.number() }
        let unit = required("unit") { $0.oneOf(Unit.self) }
        let qualifier = optional("qualifier") { $0.oneOf(Qualifier.self) }
        let source = required("source") { $0.source() }
        let period = optional("period") { $0.period() }
        let periodBasis = optional("periodBasis") { $0.oneOf(Basis.self) }
        let asOf = optional("asOf") { $0.day() }
        let asOfBasis = optional("asOfBasis") { $0.oneOf(Basis.self) }
        let cumulative = flag("cumulative")
        let average = flag("average")
        let additional = flag("additional")
        let derived = flag("derived")
        let inferred = flag("inferred")
        let priceBasis = optional("priceBasis") { $0.oneOf(PriceBasis.self) }
        let confidence = optional("confidence") { $0.oneOf(Confidence.self) }
        let layer = optional("layer") { $0.oneOf(Layer.self) }
        let original = optional("original") { $0.string() }
        let comparisons = list("comparisons") { $0.comparison() }
        let note = optional("note") { $0.text() }
        guard let unit, let source else { return nil }
        return Figure(
            value: value, low: low, high: high, unit: unit, qualifier: qualifier ?? (low != nil ? .range : .exact),
            period: period, periodBasis: periodBasis, asOf: asOf, asOfBasis: asOfBasis, cumulative: cumulative,
            average: average, additional: additional, derived: derived, inferred: inferred, priceBasis: priceBasis,
            confidence: confidence ?? .high, layer: layer ?? defaultLayer, original: original,
            comparisons: comparisons, note: note, source: source)
    }

    func measure() -> Measure? {
        let subject = required("subject") { $0.id(AnyRecord.self) }
        let indicator = required("indicator") { $0.id(Indicator.self) }
        let scope = optional("scope") { $0.string() }
        let dimensions = optional("dimensions") { $0.dictionary() } ?? [:]
        guard let subject, let indicator else { return nil }
        return Measure(subject: subject, indicator: indicator, scope: scope, dimensions: dimensions)
    }
}

extension SeedNode {
    func comparison() -> Comparison? {
        object { object in
            let kind = object.required("kind") { $0.oneOf(Comparison.Kind.self) }
            let value = object.required("value") { $0.number() }
            let unit = object.required("unit") { $0.oneOf(Unit.self) }
            let base = object.required("base") { $0.text() }
            let basePeriod = object.optional("basePeriod") { $0.period() }
            guard let kind, let value, let unit, let base else { return nil }
            return Comparison(kind: kind, value: value, unit: unit, base: base, basePeriod: basePeriod)
        }
    }

    func figure() -> Figure? { object { $0.figure() } }

    /// An object whose members are strings.
    func dictionary() -> [String: String]? {
        guard node.kind == .object else {
            report("an object is expected, not \(node.kind)")
            return nil
        }
        var result: [String: String] = [:]
        for member in node.members {
            result[member.key] = SeedNode(node: member.value, faults: faults).string()
        }
        return result
    }
}
