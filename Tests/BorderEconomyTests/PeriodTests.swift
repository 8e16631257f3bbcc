import BorderEconomy
import Testing

struct PeriodTests {
    @Test(arguments: [
        ("2024", "2024-01-01/2024-12-31"), ("2024-10", "2024-10-01/2024-10-31"), ("2024-02", "2024-02-01/2024-02-29"),
        ("2023-02", "2023-02-01/2023-02-28"), ("2024-12-15", "2024-12-15/2024-12-15"),
        ("2021/2030", "2021-01-01/2030-12-31"), ("2024-01/2024-10", "2024-01-01/2024-10-31"),
        ("2024-01-01/2024-12-15", "2024-01-01/2024-12-15"), ("2020-01-01/..", "2020-01-01/.."),
        ("../2020", "../2020-12-31"), ("2020/..", "2020-01-01/.."), ("2024-05-05/2024-05-05", "2024-05-05/2024-05-05"),
    ])
    func text_ofAPeriod_isRead(_ text: String, days: String) {
        #expect(Period(text)?.description == days)
    }

    @Test(arguments: [
        "", "/", "..", "../..", "2024/", "/2024", "2024/2023", "2024-12-15/2024-12-14", "2024/2025/2026", "24",
        "2024-13", "2024-00", "2024-1", "2024-02-30", "2024 / 2025", "20240101", "2024-01-01/2024-02-30", "0999",
    ])
    func text_ofNoPeriod_isRefused(_ text: String) {
        #expect(Period(text) == nil)
    }

    @Test(arguments: [
        ("2024", "2024-12-31/2025-03-01", true), ("2024", "2025", false), ("2024-01-01/2024-06-30", "2024-07", false),
        ("2024-01-01/2024-06-30", "2024-06", true), ("2020-01-01/..", "2099", true), ("2020-01-01/..", "2019", false),
        ("../2020", "2020-12-31", true), ("../2020", "2021-01-01", false), ("../2020", "2020-12-31/..", true),
        ("2021/2030", "2025", true),
    ])
    func overlap_isMutual(_ first: String, _ second: String, overlaps: Bool) throws {
        let a = try #require(Period(first))
        let b = try #require(Period(second))
        #expect(a.overlaps(b) == overlaps)
        #expect(b.overlaps(a) == overlaps)
    }

    @Test(arguments: [
        ("2024", "2024-01-01", true), ("2024", "2024-12-31", true), ("2024", "2025-01-01", false),
        ("2020-01-01/..", "9999-12-31", true), ("2020-01-01/..", "2019-12-31", false), ("../2020", "1000-01-01", true),
    ])
    func ends_areInclusive(_ text: String, _ day: String, contains: Bool) throws {
        #expect(try #require(Period(text)).contains(#require(CalendarDay(day))) == contains)
    }

    @Test(arguments: [
        ("2024", true, false), ("2024-01-01/2024-12-15", false, true), ("2024-10", false, true),
        ("2024-07-01/2024-12-31", false, true), ("2024-12-15", false, true), ("2021/2030", false, false),
        ("2023-07-01/2024-06-30", false, false), ("2024-01-01/..", false, false), ("../2024", false, false),
    ])
    func year_isWholeOrPartOrNeither(_ text: String, whole: Bool, part: Bool) throws {
        let period = try #require(Period(text))
        #expect(period.isCalendarYear == whole)
        #expect(period.isPartOfCalendarYear == part)
    }

    @Test func ends_openOnBothSides_areRefused() {
        #expect(Period(start: nil, end: nil) == nil)
    }
}
