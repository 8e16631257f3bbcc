/// The provincial boundaries that figures are shown for.
package enum Boundaries: Hashable, Sendable {
    /// Each figure for the boundaries its source counted by.
    case asReported
    /// The boundaries of a day: figures of provinces that were dissolved by then are put together for their successors.
    case of(CalendarDay)
}

/// From where in time the records are looked at: the day they are to hold on, the day they were known on, and the
/// boundaries that figures are for.
package struct Vantage: Hashable, Sendable {
    /// Only figures and assertions that hold on this day; all when nil.
    package var validAt: CalendarDay?
    /// Only what could be known on this day; all that is recorded when nil.
    package var knownAt: CalendarDay?
    package var boundaries: Boundaries
    /// The day on which progress is judged as if it were today; by the other two when nil.
    package var progressOn: CalendarDay?

    package init(
        validAt: CalendarDay? = nil, knownAt: CalendarDay? = nil, boundaries: Boundaries = .asReported,
        progressOn: CalendarDay? = nil
    ) {
        self.validAt = validAt
        self.knownAt = knownAt
        self.boundaries = boundaries
        self.progressOn = progressOn
    }

    /// Everything that is recorded, as it stands.
    package static let present = Vantage()

    /// The day on which what changes with the day is judged: that of progress, else the day asked about, else the day of the knowledge, but
    /// never one that has not come.
    package func day(today: CalendarDay) -> CalendarDay {
        progressOn ?? validAt ?? knownAt.map { min($0, today) } ?? today
    }
}
