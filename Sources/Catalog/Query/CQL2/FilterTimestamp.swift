package import BorderEconomy

/// An instant to the second or finer, in UTC (RFC 3339 `2024-12-15T08:30:00Z`).
///
/// The data know days in Việt Nam, so an instant is compared by the day on which it falls there (UTC+7).
package struct FilterTimestamp: Sendable, Equatable {
    /// As it was written.
    package let text: String
    /// The day in Việt Nam.
    package let day: CalendarDay

    /// Reads `YYYY-MM-DDThh:mm:ssZ` with an optional fraction of the second; nil for anything else.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes[10] == UInt8(ascii: "T"), bytes.last == UInt8(ascii: "Z"),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let day = CalendarDay(String(decoding: bytes[0..<10], as: UTF8.self)),
            let hour = Self.pair(bytes[11], bytes[12]), hour < 24,
            let minute = Self.pair(bytes[14], bytes[15]), minute < 60,
            let second = Self.pair(bytes[17], bytes[18]), second <= 60, Self.isFraction(bytes[19..<(bytes.count - 1)])
        else { return nil }
        self.text = text
        guard let local = hour >= 17 ? CalendarDay(daysSince1970: day.daysSince1970 + 1) : day else { return nil }
        self.day = local
    }

    private static func pair(_ tens: UInt8, _ ones: UInt8) -> Int? {
        guard (0x30...0x39).contains(tens), (0x30...0x39).contains(ones) else { return nil }
        return Int(tens - 0x30) * 10 + Int(ones - 0x30)
    }

    private static func isFraction(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let first = bytes.first else { return true }
        return first == UInt8(ascii: ".") && bytes.count > 1
            && bytes.dropFirst().allSatisfy { (0x30...0x39).contains($0) }
    }
}
