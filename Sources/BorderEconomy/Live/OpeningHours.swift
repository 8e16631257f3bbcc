/// When a gate works by its rule: hours for each day of the week and days with hours of their own.
///
/// All times are Việt Nam's. A gate whose hours no source states has none of these, and then no hour refuses anything.
package struct OpeningHours: Hashable, Sendable {
    /// A span within one day, in minutes from midnight; the end is the first minute closed, at most 1440.
    package struct Span: Hashable, Sendable {
        package let start: Int
        package let end: Int

        /// Nil unless 0 ≤ start < end ≤ 1440.
        package init?(start: Int, end: Int) {
            guard start >= 0, start < end, end <= 1440 else { return nil }
            self.start = start
            self.end = end
        }
    }

    /// A day on which the gate keeps other hours, or none.
    package struct Holiday: Hashable, Sendable {
        package let day: CalendarDay
        package let names: LocalizedText
        /// Empty when the gate is closed all day.
        package let spans: [Span]
        package let source: Source

        package init(day: CalendarDay, names: LocalizedText, spans: [Span], source: Source) {
            self.day = day
            self.names = names
            self.spans = spans
            self.source = source
        }
    }

    /// The spans of the seven days of a week, Monday first.
    package let week: [[Span]]
    package let holidays: [Holiday]
    package let source: Source

    /// Nil unless there are seven days and the spans of each follow one another without touching.
    package init?(week: [[Span]], holidays: [Holiday] = [], source: Source) {
        guard week.count == 7, (week + holidays.map(\.spans)).allSatisfy(Self.areInOrder) else { return nil }
        self.week = week
        self.holidays = holidays
        self.source = source
    }

    package func isOpen(at moment: Moment) -> Bool {
        let local = VietnamTime.local(moment)
        guard let day = local.day else { return false }
        return spans(on: day).contains { $0.start * 60 <= local.second && local.second < $0.end * 60 }
    }

    /// The first moment from `moment` on at which it is open; nil when that is more than a fortnight away.
    package func opening(from moment: Moment) -> Moment? {
        let local = VietnamTime.local(moment)
        guard let today = local.day else { return nil }
        for ahead in 0...14 {
            guard let day = CalendarDay(daysSince1970: today.daysSince1970 + ahead) else { return nil }
            for span in spans(on: day) {
                let wait = ahead * 86_400 + span.start * 60 - local.second
                if wait >= 0 { return Moment(secondsSince1970: moment.secondsSince1970 + Int64(wait)) }
                if ahead == 0 && local.second < span.end * 60 { return moment }
            }
        }
        return nil
    }

    package func spans(on day: CalendarDay) -> [Span] {
        if let holiday = holidays.first(where: { $0.day == day }) { return holiday.spans }
        // 1970-01-01 was a Thursday.
        return week[((day.daysSince1970 + 3) % 7 + 7) % 7]
    }

    private static func areInOrder(_ spans: [Span]) -> Bool {
        zip(spans, spans.dropFirst()).allSatisfy { $0.end < $1.start }
    }
}
