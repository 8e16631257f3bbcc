/// What a value comes to year by year at a growth, or what growth it takes to come to a value by a day.
package struct Projection: Sendable {
    /// Where a path begins.
    package struct Start: Sendable {
        package let value: Double
        /// The ends of a range; nil for a single number.
        package let low: Double?
        package let high: Double?
        /// The last day it speaks of.
        package let day: CalendarDay

        package init(value: Double, low: Double? = nil, high: Double? = nil, day: CalendarDay) {
            self.value = value
            self.low = low
            self.high = high
            self.day = day
        }
    }

    /// What is asked for.
    package enum Aim: Hashable, Sendable {
        /// Compound percent a year; percentage points for shares.
        case growth(perYear: Double)
        /// A value to come to by the last day.
        case level(Double)
    }

    /// A day of the path.
    package struct Step: Hashable, Sendable {
        package let day: CalendarDay
        /// Years since the start.
        package let years: Double
        package let value: Double
        package let low: Double?
        package let high: Double?
    }

    /// Why there is no path.
    package enum Refusal: Error, Hashable, Sendable {
        /// The last day is not after the start.
        case endsBeforeItBegins(start: CalendarDay)
        /// More than `longestYears`.
        case tooFar
        /// Compound growth from or to a value that is not above zero.
        case needsPositive
        /// A share beyond 0–100.
        case shareOutOfRange
        /// Growth of -100 percent a year or less leaves nothing.
        case shrinksToNothing
        /// More than a number can hold.
        case tooGreat
    }

    package static let longestYears = 100.0

    package let start: Start
    package let until: CalendarDay
    package let isShare: Bool
    /// The growth of the path: compound percent a year, percentage points for shares.
    package let perYear: Double
    /// The ends of the years after the start, then the last day; the start is not among them.
    package let path: [Step]
    /// The first day of the path on which a share would lie outside 0–100; the path ends before it.
    package let leavesRangeOn: CalendarDay?

    package init(from start: Start, to aim: Aim, until: CalendarDay, isShare: Bool) throws(Refusal) {
        let years = start.day.years(to: until)
        guard years > 0 else { throw .endsBeforeItBegins(start: start.day) }
        guard years <= Self.longestYears else { throw .tooFar }
        if !isShare, start.value <= 0 { throw .needsPositive }
        switch aim {
        case .growth(let rate):
            if !isShare, rate <= -100 { throw .shrinksToNothing }
            perYear = rate
        case .level(let level):
            if isShare, !(0...100).contains(level) { throw .shareOutOfRange }
            guard isShare || level > 0 else { throw .needsPositive }
            guard let rate = Growth.perYear(from: start.value, to: level, years: years, isShare: isShare) else {
                throw .tooGreat
            }
            perYear = rate
        }
        self.start = start
        self.until = until
        self.isShare = isShare
        var steps: [Step] = []
        var beyond: CalendarDay?
        for day in Self.days(after: start.day, until: until) {
            guard let step = Self.step(on: day, from: start, perYear: perYear, isShare: isShare) else {
                throw .tooGreat
            }
            // Rounding may carry an aim of 0 or 100 a hair beyond.
            if isShare, !(-1e-9...100 + 1e-9).contains(step.value) {
                beyond = day
                break
            }
            steps.append(step)
        }
        path = steps
        leavesRangeOn = beyond
    }

    /// The value on a day of the projection; nil before its start or after its last day.
    package func value(on day: CalendarDay) -> Double? {
        guard start.day <= day, day <= until, leavesRangeOn.map({ day < $0 }) ?? true else { return nil }
        return Growth.value(from: start.value, perYear: perYear, years: start.day.years(to: day), isShare: isShare)
    }

    private static func step(on day: CalendarDay, from start: Start, perYear: Double, isShare: Bool) -> Step? {
        let years = start.day.years(to: day)
        func grown(_ value: Double) -> Double? {
            Growth.value(from: value, perYear: perYear, years: years, isShare: isShare)
        }
        guard let value = grown(start.value) else { return nil }
        return Step(
            day: day, years: years, value: value, low: start.low.flatMap(grown), high: start.high.flatMap(grown))
    }

    /// The last days of the years after `start` up to `until`, and `until` itself.
    private static func days(after start: CalendarDay, until: CalendarDay) -> [CalendarDay] {
        var days = (start.year...until.year).compactMap { CalendarDay(year: $0, month: 12, day: 31) }
            .filter { start < $0 && $0 <= until }
        if days.last != until { days.append(until) }
        return days
    }
}

extension SeriesLine {
    /// The latest value that a yearly path can begin with: a whole year, or a state on a day; never a part of a year.
    package func latestStart(by day: CalendarDay) -> SeriesPoint? {
        points.last { point in
            guard case .observed(let observation) = point.origin, observation.figure.layer != .sidebar,
                point.coverage == .wholeYear || point.coverage == .state, let last = point.lastDay
            else { return false }
            return last <= day
        }
    }

    /// The growth seen up to the value: that of its change against the latest earlier value a year or more before.
    package func growthSeen(upTo point: SeriesPoint) -> SeriesPoint.Change? {
        point.changes.first { $0.basis != .monthBefore && $0.perYear != nil }
    }
}
