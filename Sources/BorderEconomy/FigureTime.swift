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
