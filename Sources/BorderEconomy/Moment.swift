/// A moment in time to the second, in UTC (RFC 3339 `2026-11-21T06:32:16Z`).
package struct Moment: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Seconds since 1970-01-01T00:00:00Z, leap seconds not counted.
    package let secondsSince1970: Int64

    package init(secondsSince1970: Int64) {
        self.secondsSince1970 = secondsSince1970
    }

    /// Reads a date and time of RFC 3339 with its offset, such as `2026-11-21T13:32:16+07:00`; fractions of a second are
    /// dropped. Nil for anything else.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, let day = CalendarDay(String(decoding: bytes[0..<10], as: UTF8.self)),
            bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: "t"), bytes[13] == UInt8(ascii: ":"),
            bytes[16] == UInt8(ascii: ":"), let hour = CalendarDay.digits(bytes[11..<13]), hour < 24,
            let minute = CalendarDay.digits(bytes[14..<16]), minute < 60,
            let second = CalendarDay.digits(bytes[17..<19]), second < 60
        else { return nil }
        var rest = bytes[19...]
        if rest.first == UInt8(ascii: ".") {
            let fraction = rest.dropFirst().prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            guard !fraction.isEmpty else { return nil }
            rest = rest[fraction.endIndex...]
        }
        guard let offset = Self.offset(rest) else { return nil }
        let seconds = day.daysSince1970 * 86_400 + hour * 3600 + minute * 60 + second - offset
        self.init(secondsSince1970: Int64(seconds))
    }

    /// Seconds east of UTC: `Z` or `+07:00`.
    private static func offset(_ bytes: ArraySlice<UInt8>) -> Int? {
        let text = Array(bytes)
        if text == [UInt8(ascii: "Z")] || text == [UInt8(ascii: "z")] { return 0 }
        guard text.count == 6, text[3] == UInt8(ascii: ":"), let hours = CalendarDay.digits(text[1..<3]), hours < 24,
            let minutes = CalendarDay.digits(text[4..<6]), minutes < 60
        else { return nil }
        switch text[0] {
        case UInt8(ascii: "+"): return hours * 3600 + minutes * 60
        case UInt8(ascii: "-"): return -(hours * 3600 + minutes * 60)
        default: return nil
        }
    }

    package static func < (left: Self, right: Self) -> Bool { left.secondsSince1970 < right.secondsSince1970 }

    package var description: String {
        let number = Int(secondsSince1970 >= 0 ? secondsSince1970 / 86_400 : (secondsSince1970 - 86_399) / 86_400)
        let second = Int(secondsSince1970) - number * 86_400
        // Days whose year has no four digits are none that anything here happens on.
        guard let day = CalendarDay(daysSince1970: number) else { return "1970-01-01T00:00:00Z" }
        return String(unsafeUninitializedCapacity: 20) { text in
            day.write(to: text)
            text[10] = UInt8(ascii: "T")
            CalendarDay.write(second / 3600, to: text, at: 11)
            text[13] = UInt8(ascii: ":")
            CalendarDay.write(second / 60 % 60, to: text, at: 14)
            text[16] = UInt8(ascii: ":")
            CalendarDay.write(second % 60, to: text, at: 17)
            text[19] = UInt8(ascii: "Z")
            return 20
        }
    }
}
