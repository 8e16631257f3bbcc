import BorderEconomy
import Testing

struct MomentTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0 as Int64), ("2026-11-21T06:32:16Z", 1_795_242_736),
        ("2026-11-21T13:32:16+07:00", 1_795_242_736), ("2026-11-21T01:02:16.789-05:30", 1_795_242_736),
        ("1969-12-31T23:59:59Z", -1), ("2024-02-29t12:00:00z", 1_709_208_000),
    ])
    func text_isRead(_ text: String, as seconds: Int64) {
        #expect(Moment(text)?.secondsSince1970 == seconds)
    }

    @Test(arguments: [
        "", "2026-11-21", "2026-11-21T06:32:16", "2026-11-21T06:32Z", "2026-11-21T24:00:00Z", "2026-11-21T06:60:00Z",
        "2026-11-21T06:32:61Z", "2026-02-30T06:32:16Z", "2026-11-21T06:32:16.Z", "2026-11-21T06:32:16+7:00",
        "2026-11-21T06:32:16+07:00x", "2026-11-21 06:32:16Z", "2026-11-21T06:32:16+24:00",
    ])
    func text_ofNoMoment_isRefused(_ text: String) {
        #expect(Moment(text) == nil)
    }

    @Test(arguments: [0, -1, 1_795_242_736, -62_000_000_000 + 40_000_000_000, 951_782_399] as [Int64])
    func description_isReadBack(_ seconds: Int64) {
        let moment = Moment(secondsSince1970: seconds)
        #expect(Moment(moment.description) == moment)
    }
}
