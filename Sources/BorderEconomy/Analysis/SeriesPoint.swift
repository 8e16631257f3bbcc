/// One value of a series in time: a figure as a source reports it, or an earlier value that a comparison implies.
package struct SeriesPoint: Sendable {
    /// Where a value comes from.
    package enum Origin: Sendable {
        case observed(Observation)
        /// Computed from what `observation` says of its own change, by the comparison of that index.
        case implied(by: Observation, comparison: Int)
    }

    package let origin: Origin
    package let coverage: Coverage
    /// The number to compute with: the value, or the middle of a range.
    package let value: Double
    package let period: Period?
    package let asOf: CalendarDay?
    /// Other figures about the same time that are not preferred.
    package var alternatives: [Identifier<Observation>] = []
    /// Changes against earlier values: first that of the same stretch of an earlier year, then that of the month before.
    package var changes: [Change] = []

    /// Whether the value is ours and not a source's.
    package var isDerived: Bool {
        switch origin {
        case .observed(let observation): observation.figure.derived
        case .implied: true
        }
    }

    /// The observation that the value is, or that implies it.
    package var observation: Observation {
        switch origin {
        case .observed(let observation), .implied(let observation, _): observation
        }
    }

    /// How exactly the value is known: as its source states it, but for one that follows from a change, which sources
    /// round: that is an estimate, however many digits it comes to. An earlier value that the source itself gives is not.
    package var qualifier: Qualifier {
        switch origin {
        case .observed(let observation): observation.figure.qualifier
        case .implied(let observation, let comparison):
            observation.figure.comparisons[comparison].kind == .baseline ? observation.figure.qualifier : .estimated
        }
    }

    /// How far it may be relied on: an estimate no farther than `medium`.
    package var confidence: Confidence {
        let stated = observation.figure.confidence
        if case .implied = origin, qualifier == .estimated, stated == .high { return .medium }
        return stated
    }

    /// The last day the value speaks of.
    package var lastDay: CalendarDay? { asOf ?? period?.end ?? period?.start }

    /// The value as a share of the whole that its source states, in percent; nil where it states none or counts that
    /// in another unit.
    package var share: Share? {
        guard case .observed(let observation) = origin else { return nil }
        for (index, comparison) in observation.figure.comparisons.enumerated()
        where comparison.kind == .denominator && comparison.unit == observation.figure.unit && comparison.value > 0 {
            return Share(percent: value / comparison.value * 100, comparison: index)
        }
        return nil
    }

    /// A part of a stated whole.
    package struct Share: Hashable, Sendable {
        /// 0–100 when the part is within the whole.
        package let percent: Double
        /// Which comparison of the figure states the whole.
        package let comparison: Int
    }

    /// How a value stands to an earlier one that it may be compared with.
    package struct Change: Sendable {
        package enum Basis: String, Sendable, CaseIterable {
            /// Against the same stretch of an earlier year.
            case earlierYear = "earlier-year"
            /// Against the month before.
            case monthBefore = "month-before"
            /// Against an earlier state.
            case earlierState = "earlier-state"
        }

        package let basis: Basis
        /// The earlier value's place in the series.
        package let previous: Int
        package let previousValue: Double
        /// Years between the two.
        package let years: Double
        /// In the unit of the series; percentage points where that is percent.
        package let absolute: Double
        /// Nil for shares, whose change is in percentage points, and where the earlier value is not above zero.
        package let percent: Double?
        /// Compound percent a year, percentage points a year for shares; nil for less than a year between them.
        package let perYear: Double?
        /// Whether the source of the value states the change itself.
        package let isStated: Bool
    }
}
