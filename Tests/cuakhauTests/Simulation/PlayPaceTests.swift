import Testing

@testable import cuakhau

struct PlayPaceTests {
    @Test func eventsInTime_keepThePace() {
        var pace = PlayPace()
        for second in 0..<100 { pace.note(due: Double(second), elapsed: Double(second) + 1) }
        #expect(pace.isKept && pace.warning == nil)
        #expect(pace.verdict(writes: 5000, planned: 100, elapsed: 100.2) == "the pace was kept: 49 writes/s")
    }

    @Test func lateEvents_areSaidWhileTheyAreLate() {
        var pace = PlayPace()
        pace.note(due: 3, elapsed: 7.25)
        #expect(pace.warning?.hasPrefix("4.3 s behind") == true)
        pace.note(due: 9, elapsed: 9.1)
        #expect(pace.warning == nil)
        // It was late all the same, and the end says so.
        #expect(!pace.isKept)
    }

    @Test func theEnd_saysWhatWasReachedOfWhatWasAsked() {
        var pace = PlayPace()
        pace.note(due: 7.2, elapsed: 28.9)
        let verdict = pace.verdict(writes: 452_902, planned: 7.2, elapsed: 28.9)
        #expect(verdict.hasPrefix("the pace was NOT kept: 15671 writes/s were reached of 62903 that were asked"))
        #expect(verdict.hasSuffix("it took 28.9 s in place of 7.2 s"))
        #expect(pace.verdict(writes: 10, planned: nil, elapsed: 30).hasSuffix("events came up to 21.7 s late"))
    }
}
