/// The values of one measure in one unit and price basis, in order of time: what may be set against each other.
package struct SeriesLine: Sendable {
    package let measure: Measure
    package let unit: Unit
    package let priceBasis: PriceBasis?
    /// In order of their last day; what has no time comes last.
    package private(set) var points: [SeriesPoint]

    /// A line that nothing is known of.
    package init(measure: Measure, unit: Unit, priceBasis: PriceBasis?) {
        self.init(measure: measure, unit: unit, priceBasis: priceBasis, points: [])
    }

    private init(measure: Measure, unit: Unit, priceBasis: PriceBasis?, points: [SeriesPoint]) {
        self.measure = measure
        self.unit = unit
        self.priceBasis = priceBasis
        self.points = points
    }

    /// The lines that observations of one subject and indicator fall into, in the order in which they first occur.
    ///
    /// - Parameters:
    ///   - observations: of one indicator and one subject.
    ///   - isFlow: whether the indicator adds up over time.
    ///   - evidenceDay: the day a source is evidence of, by which the better of two figures is chosen.
    package static func lines(
        of observations: [Observation], isFlow: Bool, evidenceDay: (Source) -> CalendarDay?
    ) -> [SeriesLine] {
        var order: [Key] = []
        var groups: [Key: [Observation]] = [:]
        for observation in observations where observation.figure.central != nil {
            let key = Key(observation)
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(observation)
        }
        return order.map { key in
            var line = SeriesLine(
                measure: key.measure, unit: key.unit, priceBasis: key.priceBasis,
                points: points(of: groups[key] ?? [], isFlow: isFlow, evidenceDay: evidenceDay))
            line.compare()
            return line
        }
    }

    private struct Key: Hashable {
        let measure: Measure
        let unit: Unit
        let priceBasis: PriceBasis?

        init(_ observation: Observation) {
            measure = observation.measure
            unit = observation.figure.unit
            priceBasis = observation.figure.priceBasis
        }
    }

    private struct Time: Hashable {
        let period: Period?
        let asOf: CalendarDay?

        /// The as-of day of a figure with a period only says up to when it counts.
        init(period: Period?, asOf: CalendarDay?) {
            self.period = period
            self.asOf = period == nil ? asOf : nil
        }
    }

    private static func points(
        of observations: [Observation], isFlow: Bool, evidenceDay: (Source) -> CalendarDay?
    ) -> [SeriesPoint] {
        var byTime: [Time: SeriesPoint] = [:]
        for observation in observations {
            let figure = observation.figure
            guard let value = figure.central else { continue }
            let time = Time(period: figure.period, asOf: figure.asOf)
            var point = SeriesPoint(
                origin: .observed(observation), coverage: figure.coverage(isFlow: isFlow), value: value,
                period: figure.period, asOf: figure.asOf)
            if let known = byTime[time] {
                let isBetter = figure.isPreferred(to: known.observation.figure, evidenceDay: evidenceDay)
                let other = isBetter ? known.observation : observation
                if !isBetter { point = known }
                point.alternatives = known.alternatives + [other.id]
            }
            byTime[time] = point
        }
        for point in impliedPoints(of: observations, isFlow: isFlow) {
            let time = Time(period: point.period, asOf: point.asOf)
            // What a source reports is better than what follows from another figure.
            if byTime[time] == nil { byTime[time] = point }
        }
        return byTime.values.sorted(by: precedes)
    }

    /// The earlier values that the figures' own comparisons imply. An ambiguous change implies none.
    private static func impliedPoints(of observations: [Observation], isFlow: Bool) -> [SeriesPoint] {
        observations.flatMap { observation in
            observation.figure.comparisons.enumerated().compactMap { index, comparison in
                guard comparison.kind != .changeAmbiguous, let period = comparison.basePeriod,
                    let value = observation.figure.central.flatMap({ comparison.impliedPrevious(of: $0) }),
                    value.isFinite
                else { return nil }
                var figure = observation.figure
                figure.period = period
                figure.asOf = nil
                return SeriesPoint(
                    origin: .implied(by: observation, comparison: index), coverage: figure.coverage(isFlow: isFlow),
                    value: value, period: period, asOf: nil)
            }
        }
    }

    private static func precedes(_ left: SeriesPoint, _ right: SeriesPoint) -> Bool {
        switch (left.lastDay, right.lastDay) {
        case (let mine?, let theirs?):
            if mine != theirs { return mine < theirs }
            // The longer stretch comes after those it ends with.
            let start = left.period?.start ?? mine
            let otherStart = right.period?.start ?? theirs
            return start == otherStart ? left.observation.id < right.observation.id : start > otherStart
        case (_?, nil): return true
        case (nil, _?): return false
        case (nil, nil): return left.observation.id < right.observation.id
        }
    }

    private mutating func compare() {
        for index in points.indices {
            var changes: [SeriesPoint.Change] = []
            if let earlier = previous(of: index, where: isComparable) {
                let basis: SeriesPoint.Change.Basis =
                    points[index].coverage == .state ? .earlierState : .earlierYear
                changes.append(change(at: index, from: earlier, basis))
            }
            if let before = previous(of: index, where: isMonthBefore) {
                changes.append(change(at: index, from: before, .monthBefore))
            }
            points[index].changes = changes
        }
    }

    private func previous(of index: Int, where matches: (SeriesPoint, SeriesPoint) -> Bool) -> Int? {
        let point = points[index]
        guard let day = point.lastDay else { return nil }
        return points[..<index].lastIndex { earlier in
            earlier.lastDay.map { $0 < day } ?? false && matches(earlier, point)
        }
    }

    private func isComparable(_ earlier: SeriesPoint, _ point: SeriesPoint) -> Bool {
        guard earlier.coverage == point.coverage else { return false }
        switch point.coverage {
        case .wholeYear, .state: return true
        case .partYear:
            guard let first = earlier.period, let second = point.period else { return false }
            return first.isSameStretch(as: second)
        case .span:
            guard let first = earlier.period, let second = point.period else { return false }
            return first.isSameStretch(as: second) && !first.overlaps(second)
        case .undated: return false
        }
    }

    private func isMonthBefore(_ earlier: SeriesPoint, _ point: SeriesPoint) -> Bool {
        guard let first = earlier.period, let second = point.period else { return false }
        return first.isMonth && second.isMonth && first.isDirectlyBefore(second)
    }

    private func change(
        at index: Int, from previous: Int, _ basis: SeriesPoint.Change.Basis
    ) -> SeriesPoint.Change {
        let point = points[index]
        let earlier = points[previous]
        let years = earlier.lastDay.flatMap { day in point.lastDay.map { day.years(to: $0) } } ?? 0
        let isShare = unit == .percent || unit == .percentPerYear
        let absolute = point.value - earlier.value
        var isStated = false
        if case .implied(let source, _) = earlier.origin { isStated = source.id == point.observation.id }
        return SeriesPoint.Change(
            basis: basis, previous: previous, previousValue: earlier.value, years: years, absolute: absolute,
            percent: isShare || earlier.value <= 0 ? nil : (point.value / earlier.value - 1) * 100,
            perYear: years >= 1
                ? Growth.perYear(from: earlier.value, to: point.value, years: years, isShare: isShare) : nil,
            isStated: isStated)
    }
}

/// Growth from one value to another.
package enum Growth {
    /// Change a year: percentage points for shares, compound percent for the rest.
    ///
    /// - Returns: nil where a compound rate means nothing (a value that is not above zero, a time that is not after) or
    ///   is more than a number can hold.
    package static func perYear(from start: Double, to end: Double, years: Double, isShare: Bool) -> Double? {
        guard years > 0 else { return nil }
        if isShare { return (end - start) / years }
        guard start > 0, end > 0 else { return nil }
        let change = (power(end / start, 1 / years) - 1) * 100
        return change.isFinite ? change : nil
    }

    /// The value after `years` of growth; nil when it is more than a number can hold.
    ///
    /// - Parameter perYear: compound percent, or percentage points for shares.
    package static func value(from start: Double, perYear: Double, years: Double, isShare: Bool) -> Double? {
        let value = isShare ? start + perYear * years : start * power(1 + perYear / 100, years)
        return value.isFinite ? value : nil
    }
}
