import HTTPEngine
import Testing

@Suite struct HTTPDateTests {
    private let now = HTTPDate(secondsSince1970: 1_795_000_000)

    private func parse(_ text: String) -> Int? {
        Array(text.utf8).withUnsafeBytes { HTTPDate(parsing: ByteView($0), now: now)?.secondsSince1970 }
    }

    @Test(arguments: [
        (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"), (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
        (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"), (1_735_689_599, "Tue, 31 Dec 2024 23:59:59 GMT"),
        (-1, "Wed, 31 Dec 1969 23:59:59 GMT"), (4_102_444_800, "Fri, 01 Jan 2100 00:00:00 GMT"),
        (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"),
    ])
    func fixdate(_ seconds: Int, _ text: String) {
        #expect(HTTPDate(secondsSince1970: seconds).text == text)
        #expect(parse(text) == seconds)
    }

    @Test func obsoleteForms() {
        #expect(parse("Sunday, 06-Nov-94 08:49:37 GMT") == 784_111_777)
        #expect(parse("Sun Nov  6 08:49:37 1994") == 784_111_777)
        #expect(parse("Tue Dec 31 23:59:59 2024") == 1_735_689_599)
    }

    @Test func twoDigitYears() {
        #expect(parse("Friday, 01-Jan-27 00:00:00 GMT") == 1_798_761_600)
        #expect(parse("Tuesday, 01-Jan-80 00:00:00 GMT") == 315_532_800)
    }

    @Test(arguments: [
        "", "x", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 UTC", "Mon, 06 Nov 1994 08:49:37 GMT",
        "Sun, 31 Nov 1994 08:49:37 GMT", "Sun, 6 Nov 1994 08:49:37 GMT", "Sun, 06 nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 24:49:37 GMT", "Sun, 06 Nov 1994 08:60:37 GMT", "Sun 06 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 8:49:37 GMT", "Wed, 29 Feb 2023 00:00:00 GMT", "Sunday, 06-Nov-1994 08:49:37 GMT",
        "784111777",
        "Sun, +6 Nov 1994 08:49:37 GMT", "Sun, 06 Nov -994 08:49:37 GMT",
    ])
    func malformed(_ text: String) {
        #expect(parse(text) == nil)
    }

    @Test func everyDayOfFourCenturies() {
        var previous = HTTPDate(secondsSince1970: -86_400 * 150_000)
        for day in stride(from: -149_999, through: 149_999, by: 37) {
            let date = HTTPDate(secondsSince1970: day * 86_400 + 43_200)
            #expect(parse(date.text) == date.secondsSince1970)
            #expect(previous < date)
            previous = date
        }
    }
}
