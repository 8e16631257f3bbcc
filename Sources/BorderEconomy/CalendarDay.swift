/// A day of the Gregorian calendar, without time or zone (ISO 8601 `2024-12-15`).
package struct CalendarDay: Hashable, Sendable, Comparable, CustomStringConvertible {
    // Days are kept by the million: four bytes each.
    private let storedYear: Int16
    private let storedMonth: Int8
    private let storedDay: Int8

    package var year: Int { Int(storedYear) }
    package var month: Int { Int(storedMonth) }
    package var day: Int { Int(storedDay) }

    /// Nil when the month or the day does not exist, or the year is outside 1000–9999.
    package init?(year: Int, month: Int, day: Int) {
        guard (1000...9999).contains(year), (1...12).contains(month),
            day >= 1, day <= Self.daysInMonth(month, of: year)
        else { return nil }
        storedYear = Int16(year)
        storedMonth = Int8(month)
        storedDay = Int8(day)
    }

    /// Reads `YYYY-MM-DD`, exactly.
    package init?(_ text: String) {
        var text = text
        guard let day = text.withUTF8({ Self(utf8: $0[...]) }) else { return nil }
        self = day
    }

    /// Reads `YYYY-MM-DD` in UTF-8, exactly.
    init?(utf8 text: Slice<UnsafeBufferPointer<UInt8>>) {
        let bytes = UnsafeBufferPointer(rebasing: text)
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let year = Self.digits(bytes[0..<4]), let month = Self.digits(bytes[5..<7]),
            let day = Self.digits(bytes[8..<10])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// The day that lies `number` days after 1970-01-01; nil when that is outside the years 1000–9999.
    package init?(daysSince1970 number: Int) {
        // Four million days reach past the year 9999; further numbers would overflow below.
        guard abs(Double(number)) < 4_000_000 else { return nil }
        // Civil-from-days over 400-year eras, counted from 0000-03-01 so that the leap day ends a year.
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        self.init(year: year, month: month, day: day)
    }

    /// Days since 1970-01-01, negative before it.
    package var daysSince1970: Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = shiftedYear / 400
        let yearOfEra = shiftedYear - era * 400
        let shiftedMonth = month > 2 ? month - 3 : month + 9
        let dayOfYear = (153 * shiftedMonth + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    package static func < (left: Self, right: Self) -> Bool { left.order < right.order }

    /// A number that ascends with the day.
    private var order: Int { year << 16 | month << 8 | day }

    package var description: String {
        String(unsafeUninitializedCapacity: 10) { text in
            write(to: text)
            return 10
        }
    }

    /// Writes `YYYY-MM-DD` into the first ten bytes.
    func write(to text: UnsafeMutableBufferPointer<UInt8>) {
        Self.write(year / 100, to: text, at: 0)
        Self.write(year % 100, to: text, at: 2)
        text[4] = UInt8(ascii: "-")
        Self.write(month, to: text, at: 5)
        text[7] = UInt8(ascii: "-")
        Self.write(day, to: text, at: 8)
    }

    /// Writes a number below 100 as two digits.
    static func write(_ number: Int, to text: UnsafeMutableBufferPointer<UInt8>, at place: Int) {
        text[place] = digit(number / 10)
        text[place + 1] = digit(number % 10)
    }

    private static func digit(_ value: Int) -> UInt8 { UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value) }

    package static func daysInMonth(_ month: Int, of year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    static func digits(_ bytes: some Collection<UInt8>) -> Int? {
        var value = 0
        for byte in bytes {
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return bytes.isEmpty ? nil : value
    }
}
