import BorderEconomy
import DomainTesting
import Testing

struct CalendarDayTests {
    @Test(arguments: [
        ("2024-12-15", 2024, 12, 15), ("2024-02-29", 2024, 2, 29), ("2000-02-29", 2000, 2, 29),
        ("1000-01-01", 1000, 1, 1), ("9999-12-31", 9999, 12, 31),
    ])
    func text_ofADay_isRead(_ text: String, year: Int, month: Int, number: Int) throws {
        let day = try #require(CalendarDay(text))
        #expect(day.year == year)
        #expect(day.month == month)
        #expect(day.day == number)
        #expect(day.description == text)
    }

    @Test(arguments: [
        "2023-02-29", "1900-02-29", "2100-02-29", "2024-02-30", "2024-04-31", "2024-06-31", "2024-13-01", "2024-00-10",
        "2024-01-00", "2024-01-32", "0999-12-31", "", "2024", "2024-12", "2024-1-05", "24-12-15", "2024/12/15",
        "2024-12-15 ", " 2024-12-15", "2024-12-1x", "+024-12-15", "2024-12-15T00:00", "２０２４-12-15",
    ])
    func text_ofNoDay_isRefused(_ text: String) {
        #expect(CalendarDay(text) == nil)
    }

    @Test(arguments: [(1900, 28), (2000, 29), (2023, 28), (2024, 29), (2100, 28), (2400, 29)])
    func february_hasItsDays(year: Int, days: Int) {
        #expect(CalendarDay.daysInMonth(2, of: year) == days)
        #expect(CalendarDay(year: year, month: 2, day: days) != nil)
        #expect(CalendarDay(year: year, month: 2, day: days + 1) == nil)
    }

    @Test(arguments: [
        ("1970-01-01", 0), ("1969-12-31", -1), ("1970-03-01", 59), ("2000-03-01", 11_017), ("2024-12-15", 20_072),
        ("1000-01-01", -354_285), ("9999-12-31", 2_932_896),
    ])
    func dayNumber_isKnown(_ text: String, number: Int) throws {
        let day = try #require(CalendarDay(text))
        #expect(day.daysSince1970 == number)
        #expect(CalendarDay(daysSince1970: number) == day)
    }

    /// Walks four hundred years and a bit day by day: the calendar repeats after that.
    @Test func dayNumber_roundTrips_withoutGapOrRepeat() throws {
        var previous = try #require(CalendarDay(daysSince1970: -30_000))
        for number in -29_999...120_000 {
            let day = try #require(CalendarDay(daysSince1970: number))
            let isNext =
                previous < day && day.daysSince1970 == number
                && (day.day == previous.day + 1
                    || day.day == 1 && previous.day == CalendarDay.daysInMonth(previous.month, of: previous.year))
            guard isNext else {
                Issue.record("\(day), number \(number), does not follow \(previous)")
                return
            }
            previous = day
        }
    }

    @Test(arguments: [-354_286, 2_932_897, 4_000_000, Int.max, Int.min])
    func dayNumber_outsideTheYears_isRefused(_ number: Int) {
        #expect(CalendarDay(daysSince1970: number) == nil)
    }

    @Test func order_isByYearThenMonthThenDay() {
        let days: [CalendarDay] = ["2024-12-01", "2023-12-31", "2024-02-01", "2024-01-31"]
        #expect(days.sorted().map(\.description) == ["2023-12-31", "2024-01-31", "2024-02-01", "2024-12-01"])
    }
}
