/// A moment in whole seconds, as HTTP writes it (RFC 9110 §5.6.7).
package struct HTTPDate: Equatable, Comparable, Sendable {
    package let secondsSince1970: Int

    package init(secondsSince1970: Int) {
        self.secondsSince1970 = secondsSince1970
    }

    package static func < (left: HTTPDate, right: HTTPDate) -> Bool { left.secondsSince1970 < right.secondsSince1970 }

    /// IMF-fixdate, 29 bytes: `Sun, 06 Nov 1994 08:49:37 GMT`.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// `Date: …` with its line end: 37 bytes.
    var fieldLine: [UInt8] { Array("Date: ".utf8) + bytes + [Grammar.carriageReturn, Grammar.lineFeed] }

    private static let dayNames = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let longDayNames = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
    private static let monthNames = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private var bytes: [UInt8] {
        let days = HTTPDate.floorDivide(secondsSince1970, 86_400)
        let second = secondsSince1970 - days * 86_400
        let (year, month, day) = HTTPDate.civil(fromDays: days)
        let weekday = (days % 7 + 11) % 7
        return Array("\(HTTPDate.dayNames[weekday]), ".utf8) + HTTPDate.digits(day, 2)
            + Array(" \(HTTPDate.monthNames[month - 1]) ".utf8) + HTTPDate.digits(year, 4)
            + Array(" ".utf8) + HTTPDate.digits(second / 3600, 2) + Array(":".utf8)
            + HTTPDate.digits(second / 60 % 60, 2) + Array(":".utf8) + HTTPDate.digits(second % 60, 2)
            + Array(" GMT".utf8)
    }

    private static func digits(_ number: Int, _ width: Int) -> [UInt8] {
        var digits: [UInt8] = []
        var rest = number
        for _ in 0..<width {
            digits.insert(UInt8(rest % 10) + 0x30, at: 0)
            rest /= 10
        }
        return digits
    }

    private static func floorDivide(_ value: Int, _ divisor: Int) -> Int {
        value >= 0 ? value / divisor : -((divisor - 1 - value) / divisor)
    }

    /// Year, month and day of the proleptic Gregorian calendar; days are counted from 1970-01-01.
    private static func civil(fromDays days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = floorDivide(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    }

    /// Days from 1970-01-01 to that day.
    private static func days(year: Int, month: Int, day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = floorDivide(shifted, 400)
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}

extension HTTPDate {
    /// A date in any of the three forms a recipient must accept: IMF-fixdate, RFC 850, asctime. `now` resolves the
    /// two-digit year of RFC 850: one that seems more than 50 years ahead is the past one with the same digits. Nil for
    /// anything else, and for a day that the calendar or the week does not have.
    package init?(parsing text: ByteView, now: HTTPDate) {
        let parts = text.string.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        let parsed: HTTPDate? =
            switch (parts.count, parts[0].last) {
            case (6, ","): HTTPDate.fixdate(parts)
            case (4, ","): HTTPDate.rfc850(parts, now: now)
            default: HTTPDate.asctime(text.string)
            }
        guard let parsed else { return nil }
        self = parsed
    }

    private static func fixdate(_ parts: [String]) -> HTTPDate? {
        guard parts[5] == "GMT", parts[1].utf8.count == 2, parts[3].utf8.count == 4,
            let day = number(parts[1]), let year = number(parts[3])
        else { return nil }
        return make(
            weekday: dayNames.firstIndex(of: String(parts[0].dropLast())), year: year, month: parts[2], day: day,
            time: parts[4])
    }

    private static func rfc850(_ parts: [String], now: HTTPDate) -> HTTPDate? {
        let day = parts[1].split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard parts[3] == "GMT", day.count == 3, day[0].utf8.count == 2, day[2].utf8.count == 2,
            let dayNumber = number(day[0]), let shortYear = number(day[2])
        else { return nil }
        let thisYear = civil(fromDays: floorDivide(now.secondsSince1970, 86_400)).year
        var year = thisYear / 100 * 100 + shortYear
        if year > thisYear + 50 { year -= 100 }
        let weekday = longDayNames.firstIndex(of: String(parts[0].dropLast()))
        return make(weekday: weekday, year: year, month: day[1], day: dayNumber, time: parts[2])
    }

    /// `Sun Nov  6 08:49:37 1994`: fixed columns, the day padded with a space.
    private static func asctime(_ text: String) -> HTTPDate? {
        let bytes = Array(text.utf8)
        guard bytes.count == 24, bytes[3] == Grammar.space, bytes[7] == Grammar.space, bytes[10] == Grammar.space,
            bytes[19] == Grammar.space
        else { return nil }
        func column(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
        let day = bytes[8] == Grammar.space ? column(9..<10) : column(8..<10)
        guard let dayNumber = number(day), let year = number(column(20..<24)) else { return nil }
        let weekday = dayNames.firstIndex(of: column(0..<3))
        return make(weekday: weekday, year: year, month: column(4..<7), day: dayNumber, time: column(11..<19))
    }

    private static func make(weekday: Int?, year: Int, month: String, day: Int, time: String) -> HTTPDate? {
        let clock = time.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard let weekday, let monthIndex = monthNames.firstIndex(of: month), clock.count == 3,
            clock.allSatisfy({ $0.utf8.count == 2 }),
            let hour = number(clock[0]), let minute = number(clock[1]), let second = number(clock[2]),
            hour < 24, minute < 60, second <= 60
        else { return nil }
        let days = days(year: year, month: monthIndex + 1, day: day)
        guard civil(fromDays: days) == (year, monthIndex + 1, day), (days % 7 + 11) % 7 == weekday else { return nil }
        return HTTPDate(secondsSince1970: days * 86_400 + hour * 3600 + minute * 60 + min(second, 59))
    }

    private static func number(_ text: String) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy(Grammar.isDigit) else { return nil }
        return Int(text)
    }
}
