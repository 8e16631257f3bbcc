/// What stretch of time a figure speaks of; only figures of one kind stand in a series together.
package enum Coverage: String, Sendable, CaseIterable {
    /// A total or an average over one calendar year.
    case wholeYear = "whole-year"
    /// A total over some of the days of a year. It is never set against a whole year.
    case partYear = "part-year"
    /// A stretch of several years.
    case span
    /// How things stand on a day or in a year.
    case state
    /// The source names no time.
    case undated
}

extension Figure {
    /// What stretch of time the figure speaks of.
    ///
    /// - Parameter isFlow: whether its indicator adds up over time, as turnover does and a population does not.
    package func coverage(isFlow: Bool) -> Coverage {
        guard let period else { return asOf == nil ? .undated : .state }
        guard let start = period.start, let end = period.end else { return .state }
        if start.year != end.year { return .span }
        if period.isPartOfCalendarYear { return isFlow || cumulative || unit.isRatio ? .partYear : .state }
        return isFlow ? .wholeYear : .state
    }
}

extension Unit {
    /// Whether the unit is that of a share, a rate or an average: two of them never add up to anything.
    package var isRatio: Bool {
        switch self {
        case .percent, .percentPerYear, .dongPerPersonPerMonth, .personPerSquareKilometre: true
        default: false
        }
    }
}

extension Period {
    /// The calendar year of a number; nil outside 1000–9999.
    package static func year(_ year: Int) -> Period? {
        guard let start = CalendarDay(year: year, month: 1, day: 1),
            let end = CalendarDay(year: year, month: 12, day: 31)
        else { return nil }
        return Period(start: start, end: end)
    }

    /// Whether the period is that of `other` in another year: the same first and last day, the end of February being
    /// one day whatever its number.
    package func isSameStretch(as other: Period) -> Bool {
        guard let start, let end, let otherStart = other.start, let otherEnd = other.end else { return false }
        return (start.month, start.day) == (otherStart.month, otherStart.day)
            && end.year - start.year == otherEnd.year - otherStart.year && end.month == otherEnd.month
            && (end.day == otherEnd.day || (end.isLastOfMonth && otherEnd.isLastOfMonth))
    }

    /// Whether the period is one whole month.
    var isMonth: Bool {
        guard let start, let end else { return false }
        return (start.year, start.month, start.day) == (end.year, end.month, 1) && end.isLastOfMonth
    }

    /// Whether the period ends on the day before `other` begins.
    func isDirectlyBefore(_ other: Period) -> Bool {
        guard let end, let start = other.start else { return false }
        return end.daysSince1970 + 1 == start.daysSince1970
    }
}

extension CalendarDay {
    var isLastOfMonth: Bool { day == Self.daysInMonth(month, of: year) }

    /// Years from this day to `other`: whole years from one anniversary to the next, then the share of the year that is
    /// left. Negative when `other` lies before.
    ///
    /// From the last day of a month to the last day of the same month whole years have passed, whatever its number.
    package func years(to other: CalendarDay) -> Double {
        if other < self { return -other.years(to: self) }
        var whole = other.year - year
        if let anniversary = anniversary(in: other.year), anniversary > other { whole -= 1 }
        guard let last = anniversary(in: year + whole) else { return Double(whole) }
        let rest = other.daysSince1970 - last.daysSince1970
        guard rest > 0, let next = anniversary(in: year + whole + 1) else { return Double(whole) }
        return Double(whole) + Double(rest) / Double(next.daysSince1970 - last.daysSince1970)
    }

    private func anniversary(in year: Int) -> CalendarDay? {
        let days = Self.daysInMonth(month, of: year)
        return CalendarDay(year: year, month: month, day: isLastOfMonth ? days : min(day, days))
    }
}
