/// A span of days, both ends inclusive; an open end is nil.
package struct Period: Hashable, Sendable, CustomStringConvertible {
    package let start: CalendarDay?
    package let end: CalendarDay?

    /// Nil when the end lies before the start, or when both ends are open.
    package init?(start: CalendarDay?, end: CalendarDay?) {
        guard start != nil || end != nil else { return nil }
        if let start, let end, end < start { return nil }
        self.start = start
        self.end = end
    }

    /// Reads `2024`, `2024-10`, `2024-12-15`, `2021/2030`, `2024-01-01/2024-12-15`, `2020-01-01/..` or `../2020`.
    package init?(_ text: String) {
        var text = text
        guard let period = text.withUTF8({ Self(utf8: $0) }) else { return nil }
        self = period
    }

    private init?(utf8 text: UnsafeBufferPointer<UInt8>) {
        guard let slash = text.firstIndex(of: UInt8(ascii: "/")) else {
            guard let span = Self.span(text[...]) else { return nil }
            self.init(start: span.start, end: span.end)
            return
        }
        guard let first = Self.end(text[..<slash]), let last = Self.end(text[(slash + 1)...]) else { return nil }
        self.init(start: first.start, end: last.end)
    }

    /// Whether the period has a day in common with `other`; open ends reach for ever.
    package func overlaps(_ other: Period) -> Bool {
        if let end, let start = other.start, end < start { return false }
        if let otherEnd = other.end, let start, otherEnd < start { return false }
        return true
    }

    package func contains(_ day: CalendarDay) -> Bool {
        if let start, day < start { return false }
        if let end, end < day { return false }
        return true
    }

    /// Whether the period is one whole calendar year.
    package var isCalendarYear: Bool {
        guard let start, let end else { return false }
        return start.year == end.year && start.month == 1 && start.day == 1 && end.month == 12 && end.day == 31
    }

    /// Whether the period lies in one calendar year without being the whole of it: its first months, or one of them.
    package var isPartOfCalendarYear: Bool {
        guard let start, let end else { return false }
        return start.year == end.year && !isCalendarYear
    }

    package var description: String { "\(start?.description ?? "..")/\(end?.description ?? "..")" }

    private static func end(
        _ text: Slice<UnsafeBufferPointer<UInt8>>
    ) -> (start: CalendarDay?, end: CalendarDay?)? {
        if text.elementsEqual("..".utf8) { return (nil, nil) }
        return span(text).map { ($0.start, $0.end) }
    }

    private static func span(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> (start: CalendarDay, end: CalendarDay)? {
        let bytes = UnsafeBufferPointer(rebasing: text)
        switch bytes.count {
        case 4:
            guard let year = CalendarDay.digits(bytes[...]),
                let start = CalendarDay(year: year, month: 1, day: 1),
                let end = CalendarDay(year: year, month: 12, day: 31)
            else { return nil }
            return (start, end)
        case 7:
            guard bytes[4] == UInt8(ascii: "-"), let year = CalendarDay.digits(bytes[0..<4]),
                let month = CalendarDay.digits(bytes[5..<7]),
                let start = CalendarDay(year: year, month: month, day: 1),
                let end = CalendarDay(year: year, month: month, day: CalendarDay.daysInMonth(month, of: year))
            else { return nil }
            return (start, end)
        default:
            return CalendarDay(utf8: text).map { ($0, $0) }
        }
    }
}
