/// How exactly a source states a number.
package enum Qualifier: String, Sendable, CaseIterable {
    case exact, approximately, nearly, over
    case atLeast = "at-least"
    case atMost = "at-most"
    case estimated, several, all, range, expected
}

/// The prices in which a value is counted.
package enum PriceBasis: String, Sendable, CaseIterable {
    case constant2010 = "constant-2010"
    case current
}

/// A number with everything that makes it mean something: unit, qualifier, period, scope flags and source.
///
/// A range has `low` and `high` and no `value`. Percent is 0–100; money is in whole units of its currency.
package struct Figure: Hashable, Sendable {
    package var value: Double?
    package var low: Double?
    package var high: Double?
    package var unit: Unit
    package var qualifier: Qualifier
    package var period: Period?
    package var periodBasis: Basis?
    /// The day the figure is of, where it is a state rather than a flow.
    package var asOf: CalendarDay?
    package var asOfBasis: Basis?
    /// A total since the start of the period up to its end.
    package var cumulative: Bool
    package var average: Bool
    package var additional: Bool
    /// Computed by us from other figures.
    package var derived: Bool
    /// Concluded by us from the text, not printed in it.
    package var inferred: Bool
    package var priceBasis: PriceBasis?
    package var confidence: Confidence
    package var layer: Layer
    /// The figure as the source prints it.
    package var original: String?
    package var comparisons: [Comparison]
    package var note: LocalizedText?
    package var source: Source

    package init(
        value: Double?, low: Double? = nil, high: Double? = nil, unit: Unit, qualifier: Qualifier = .exact,
        period: Period? = nil, periodBasis: Basis? = nil, asOf: CalendarDay? = nil, asOfBasis: Basis? = nil,
        cumulative: Bool = false, average: Bool = false, additional: Bool = false, derived: Bool = false,
        inferred: Bool = false, priceBasis: PriceBasis? = nil, confidence: Confidence = .high, layer: Layer = .core,
        original: String? = nil, comparisons: [Comparison] = [], note: LocalizedText? = nil, source: Source
    ) {
        self.value = value
        self.low = low
        self.high = high
        self.unit = unit
        self.qualifier = qualifier
        self.period = period
        self.periodBasis = periodBasis
        self.asOf = asOf
        self.asOfBasis = asOfBasis
        self.cumulative = cumulative
        self.average = average
        self.additional = additional
        self.derived = derived
        self.inferred = inferred
        self.priceBasis = priceBasis
        self.confidence = confidence
        self.layer = layer
        self.original = original
        self.comparisons = comparisons
        self.note = note
        self.source = source
    }

    /// The last day the figure speaks of: its as-of day, or the end of its period.
    package var lastDay: CalendarDay? { asOf ?? period?.end }

    /// The number to compute with: the value, or the middle of a range.
    package var central: Double? {
        if let value { return value }
        if let low, let high { return (low + high) / 2 }
        return nil
    }

    /// What is wrong with the figure itself, each with the member it concerns.
    package func faults() -> [MemberFault] {
        var faults: [MemberFault] = []
        let isRange = low != nil || high != nil
        if value == nil && !isRange {
            faults.append(
                MemberFault(
                    "/value", "a figure has a value, or low and high for a range",
                    remedy: "give value, or both low and high"))
        }
        if value != nil && isRange {
            faults.append(
                MemberFault(
                    "/value", "a range has low and high and no value", remedy: "leave out value, or low and high"))
        }
        if isRange, low == nil || high == nil {
            let member = low == nil ? "low" : "high"
            faults.append(MemberFault("/\(member)", "a range has both low and high", remedy: "give \(member) as well"))
        }
        if let low, let high, high < low {
            faults.append(MemberFault("/high", "high is below low", remedy: "exchange them"))
        }
        if unit == .percent, let value, !(0...100).contains(value), comparisons.isEmpty, qualifier != .estimated {
            faults.append(
                MemberFault(
                    "/value", "a share in percent lies between 0 and 100",
                    remedy: "give 0 to 100: a half is 50, not 0.5; growth has an indicator of its own"))
        }
        for (index, comparison) in comparisons.enumerated() {
            faults += comparison.faults(of: self).map { $0.within("/comparisons/\(index)") }
        }
        return faults
    }
}

/// What a source compares a figure with.
package struct Comparison: Hashable, Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case changePercent = "change-percent"
        case changeAbsolute = "change-absolute"
        case baseline
        case denominator
        /// A change of a share that may be percent or percentage points; both readings are served.
        case changeAmbiguous = "change-ambiguous"
    }

    package let kind: Kind
    package let value: Double
    package let unit: Unit
    /// What it is compared with, in words.
    package let base: LocalizedText
    package let basePeriod: Period?

    package init(kind: Kind, value: Double, unit: Unit, base: LocalizedText, basePeriod: Period? = nil) {
        self.kind = kind
        self.value = value
        self.unit = unit
        self.base = base
        self.basePeriod = basePeriod
    }

    /// The earlier value that the comparison implies for a figure of `value`; nil where it implies none.
    ///
    /// An ambiguous change is read as percentage points here; `alternativePrevious` has the other reading.
    package func impliedPrevious(of value: Double) -> Double? {
        switch kind {
        case .changePercent: value / (1 + self.value / 100)
        case .changeAbsolute, .changeAmbiguous: value - self.value
        case .baseline: self.value
        case .denominator: nil
        }
    }

    /// The earlier value when an ambiguous change of a share is read as relative.
    package func alternativePrevious(of value: Double) -> Double? {
        kind == .changeAmbiguous ? value / (1 + self.value / 100) : nil
    }

    func faults(of figure: Figure) -> [MemberFault] {
        switch kind {
        case .changePercent:
            if unit != .percent { return [MemberFault("/unit", "a change in percent has the unit percent")] }
            return value > -100
                ? [] : [MemberFault("/value", "a change of -100 percent or less implies no earlier value")]
        case .changeAmbiguous:
            return unit == .percent ? [] : [MemberFault("/unit", "a change in percent has the unit percent")]
        case .changeAbsolute, .baseline:
            return unit == figure.unit
                ? [] : [MemberFault("/unit", "unit \(unit.rawValue) differs from the figure's \(figure.unit.rawValue)")]
        case .denominator:
            return []
        }
    }
}
