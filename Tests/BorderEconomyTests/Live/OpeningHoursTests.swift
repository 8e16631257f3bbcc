import BorderEconomy
import DomainTesting
import Testing

struct OpeningHoursTests {
    private typealias Span = OpeningHours.Span

    /// 07:00–11:30 and 13:30–19:00, weekends 07:00–11:30; closed on 17 February 2026, the first day of the lunar year.
    private static func hours() throws -> OpeningHours {
        let morning = try #require(Span(start: 420, end: 690))
        let afternoon = try #require(Span(start: 810, end: 1140))
        return try #require(
            OpeningHours(
                week: Array(repeating: [morning, afternoon], count: 5) + [[morning], [morning]],
                holidays: [
                    .init(day: "2026-02-17", names: "Mùng một Tết", spans: [], source: .line()),
                    .init(day: "2026-02-18", names: "Mùng hai Tết", spans: [afternoon], source: .line()),
                ], source: .line()))
    }

    @Test(arguments: [
        ("2026-11-27T07:00:00+07:00", true), ("2026-11-27T06:59:59+07:00", false),
        ("2026-11-27T11:29:59+07:00", true), ("2026-11-27T11:30:00+07:00", false),
        ("2026-11-27T18:59:59+07:00", true), ("2026-11-27T23:30:00+07:00", false),
        // A Saturday afternoon.
        ("2026-11-28T14:00:00+07:00", false), ("2026-11-28T08:00:00+07:00", true),
        ("2026-02-17T08:00:00+07:00", false), ("2026-02-18T08:00:00+07:00", false),
        ("2026-02-18T14:00:00+07:00", true), ("1969-12-31T08:00:00+07:00", true),
    ])
    func gate_isOpenInItsHours(_ text: String, isOpen: Bool) throws {
        #expect(try Self.hours().isOpen(at: try #require(Moment(text))) == isOpen)
    }

    @Test(arguments: [
        ("2026-11-27T05:00:00+07:00", "2026-11-27T07:00:00+07:00"),
        ("2026-11-27T12:00:00+07:00", "2026-11-27T13:30:00+07:00"),
        ("2026-11-27T15:00:00+07:00", "2026-11-27T15:00:00+07:00"),
        ("2026-11-28T20:00:00+07:00", "2026-11-29T07:00:00+07:00"),
        // 16 February 2026 is a Monday; then comes a day with no hours, then one with an afternoon.
        ("2026-02-16T20:00:00+07:00", "2026-02-18T13:30:00+07:00"),
    ])
    func nextOpening_isFound(_ text: String, opening: String) throws {
        let moment = try #require(Moment(text))
        #expect(try Self.hours().opening(from: moment) == Moment(opening))
    }

    @Test func gateThatNeverOpens_hasNoOpening() throws {
        let never = try #require(OpeningHours(week: Array(repeating: [], count: 7), source: .line()))
        #expect(never.opening(from: "2026-11-27T05:00:00Z") == nil)
        #expect(!never.isOpen(at: "2026-11-27T05:00:00Z"))
    }

    @Test func hours_thatCannotBe_areRefused() throws {
        #expect(Span(start: 600, end: 600) == nil)
        #expect(Span(start: -1, end: 600) == nil)
        #expect(Span(start: 0, end: 1441) == nil)
        let span = try #require(Span(start: 0, end: 600))
        let next = try #require(Span(start: 600, end: 700))
        #expect(OpeningHours(week: Array(repeating: [span], count: 6), source: .line()) == nil)
        #expect(OpeningHours(week: Array(repeating: [span, next], count: 7), source: .line()) == nil)
        #expect(OpeningHours(week: Array(repeating: [next, span], count: 7), source: .line()) == nil)
    }
}

struct ClockHourTests {
    @Test(arguments: [
        ("2026-11-28T19:59:59+07:00", 19, "2026-11-28"), ("2026-11-28T20:00:00+07:00", 20, "2026-11-29"),
        ("2026-11-29T00:00:00+07:00", 0, "2026-11-29"), ("1969-12-31T23:00:00+07:00", 23, "1970-01-01"),
    ])
    func hour_belongsToTheDayThatIsCutInTheEvening(_ text: String, hour: Int, day: String) throws {
        let clockHour = ClockHour(of: try #require(Moment(text)))
        #expect(clockHour.hourOfDay == hour)
        #expect(DayCut.evening.day(of: clockHour) == CalendarDay(day))
    }

    @Test(arguments: 0..<24)
    func day_hasTwentyFourHoursFromCutToCut(_ hour: Int) throws {
        let cut = try #require(DayCut(hour: hour))
        let hours = cut.hours(of: "2026-11-28")
        #expect(hours.upperBound.number - hours.lowerBound.number == 24)
        #expect(hours.upperBound.hourOfDay == hour)
        #expect(cut.day(of: hours.lowerBound) == "2026-11-28")
        #expect(cut.day(of: ClockHour(number: hours.upperBound.number - 1)) == "2026-11-28")
        #expect(cut.day(of: hours.upperBound) == "2026-11-29")
    }

    @Test func cut_isAnHourOfTheDay() {
        #expect(DayCut(hour: 24) == nil)
        #expect(DayCut(hour: -1) == nil)
        // Cut at midnight, the bulletin's day is the calendar's.
        #expect(DayCut(hour: 0)?.hours(of: "2026-11-28").lowerBound.start == Moment("2026-11-28T00:00:00+07:00"))
    }
}
