import BorderEconomy
import DomainTesting
import Testing

struct ProjectionTests {
    private let start = Projection.Start(value: 100, day: "2024-12-31")

    private func isNear(_ value: Double?, _ expected: Double) -> Bool {
        value.map { abs($0 - expected) <= abs(expected) * 1e-9 } ?? false
    }

    @Test func growth_isCompoundYearByYear() throws {
        let projection = try Projection(from: start, to: .growth(perYear: 10), until: "2027-12-31", isShare: false)
        #expect(projection.path.map(\.day) == ["2025-12-31", "2026-12-31", "2027-12-31"])
        for (step, expected) in zip(projection.path, [110, 121, 133.1]) { #expect(isNear(step.value, expected)) }
        #expect(projection.path.map(\.years) == [1, 2, 3])
    }

    @Test func target_takesTheGrowthThatReachesIt() throws {
        let projection = try Projection(from: start, to: .level(133.1), until: "2027-12-31", isShare: false)
        #expect(isNear(projection.perYear, 10))
        #expect(isNear(projection.path.last?.value, 133.1))
    }

    @Test func shares_growInPercentagePoints() throws {
        let projection = try Projection(
            from: Projection.Start(value: 60, day: "2021-12-31"), to: .level(70), until: "2025-12-31", isShare: true)
        #expect(projection.perYear == 2.5)
        #expect(projection.path.map(\.value) == [62.5, 65, 67.5, 70])
        #expect(projection.leavesRangeOn == nil)
    }

    @Test func aShare_doesNotLeaveItsRange() throws {
        let projection = try Projection(
            from: Projection.Start(value: 60, day: "2021-12-31"), to: .growth(perYear: 15), until: "2030-12-31",
            isShare: true)
        #expect(projection.path.map(\.value) == [75, 90])
        #expect(projection.leavesRangeOn == "2024-12-31")
        #expect(projection.value(on: "2024-12-31") == nil)
    }

    @Test func aRange_keepsItsEnds() throws {
        let range = Projection.Start(value: 15, low: 10, high: 20, day: "2024-12-31")
        let projection = try Projection(from: range, to: .growth(perYear: 100), until: "2025-12-31", isShare: false)
        #expect(projection.path.map(\.low) == [20])
        #expect(projection.path.map(\.high) == [40])
    }

    @Test func aStateInTheMidstOfAYear_goesToTheEndsOfYears() throws {
        let projection = try Projection(
            from: Projection.Start(value: 100, day: "2024-04-01"), to: .growth(perYear: 0), until: "2026-06-30",
            isShare: false)
        #expect(projection.path.map(\.day) == ["2024-12-31", "2025-12-31", "2026-06-30"])
        #expect(projection.value(on: "2025-01-01") == 100)
        #expect(projection.value(on: "2024-03-31") == nil)
        #expect(projection.value(on: "2026-07-01") == nil)
    }

    @Test(arguments: [
        (
            Projection.Aim.growth(perYear: 5), "2024-12-31" as CalendarDay, false, 100.0,
            Projection.Refusal.endsBeforeItBegins(start: "2024-12-31")
        ),
        (.growth(perYear: 5), "2125-12-31", false, 100, .tooFar),
        (.growth(perYear: -100), "2025-12-31", false, 100, .shrinksToNothing),
        (.level(0), "2025-12-31", false, 100, .needsPositive), (.level(5), "2025-12-31", false, 0, .needsPositive),
        (.level(101), "2025-12-31", true, 50, .shareOutOfRange),
        (.growth(perYear: 1000), "2124-12-31", false, 1e300, .tooGreat),
    ])
    func whatHasNoPath_isRefused(
        aim: Projection.Aim, until: CalendarDay, isShare: Bool, value: Double, refusal: Projection.Refusal
    ) {
        #expect(throws: refusal) {
            try Projection(
                from: Projection.Start(value: value, day: "2024-12-31"), to: aim, until: until, isShare: isShare)
        }
    }

    @Test func aPath_beginsWithAWholeYearAndNotWithAPartOfOne() throws {
        let observations = [
            Observation.of(.of(2.3e9, period: "2022"), id: "whole"),
            .of(.of(2.79e9, period: "2024-01-01/2024-12-15"), id: "part"),
        ]
        let line = try #require(
            SeriesLine.lines(of: observations, isFlow: true, evidenceDay: { _ in nil }).first)
        #expect(line.latestStart(by: "2026-01-01")?.observation.id == "whole")
        #expect(line.latestStart(by: "2022-12-30") == nil)
    }
}
