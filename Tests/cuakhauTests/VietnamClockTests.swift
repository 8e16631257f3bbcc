import Testing

@testable import cuakhau

struct VietnamClockTests {
    /// 2024-12-31 17:00 UTC is midnight in Hanoi.
    @Test(arguments: [
        (1_735_664_399, "2024-12-31", 1_735_664_400), (1_735_664_400, "2025-01-01", 1_735_750_800),
        (1_735_689_600, "2025-01-01", 1_735_750_800),
    ])
    func day_ChangesAt17UTC(seconds: Int, day: String, midnight: Int) {
        #expect("\(VietnamClock.day(at: seconds))" == day)
        #expect(VietnamClock.midnight(after: seconds) == midnight)
        #expect(VietnamClock.secondsUntilNextLook(at: seconds) == min(300, midnight - seconds))
        #expect(VietnamClock.secondsUntilNextLook(at: midnight - 1) == 1)
    }
}
