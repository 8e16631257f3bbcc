import BorderEconomy
import DomainTesting
import Testing

struct PreferredFigureTests {
    private func isPreferred(_ one: Figure, to other: Figure) -> Bool {
        one.isPreferred(to: other) { $0.document == "older" ? "2020-01-01" : "2024-12-30" }
    }

    @Test func later_isPreferred() {
        let early = Figure.of(1, period: "2022")
        let late = Figure.of(1, asOf: "2024-12-15").with { $0.confidence = .medium }
        #expect(isPreferred(late, to: early))
        #expect(!isPreferred(early, to: late))
    }

    @Test func higherConfidence_isPreferredOfTheSameDay() {
        let sure = Figure.of(1, period: "2024").with { $0.layer = .extended }
        let unsure = Figure.of(1, period: "2024").with { $0.confidence = .medium }
        #expect(isPreferred(sure, to: unsure))
        #expect(!isPreferred(unsure, to: sure))
    }

    @Test func mainBody_isPreferredOfTheSameConfidence() {
        let core = Figure.of(1, period: "2024")
        let extended = core.with { $0.layer = .extended }
        #expect(isPreferred(core, to: extended))
        #expect(!isPreferred(extended, to: core))
        #expect(!isPreferred(core, to: core))
    }

    @Test func sidebar_isNeverPreferred() {
        let sidebar = Figure.of(1, period: "2030").with { $0.layer = .sidebar }
        let old = Figure.of(1, period: "1999").with { $0.confidence = .low }
        #expect(isPreferred(old, to: sidebar))
        #expect(!isPreferred(sidebar, to: old))
    }

    @Test func figureWithoutADay_isOfItsSourcesDay() {
        let undated = Figure.of(1).with { $0.source = .line(of: "older") }
        #expect(isPreferred(.of(1), to: undated))
        #expect(isPreferred(.of(1, period: "2021"), to: undated))
    }

    @Test func keyFigures_areTheBestOfEachMeasureInWrittenOrder() {
        var records = SampleRecords()
        let byRail = Measure(subject: "lao-cai", indicator: "trade-turnover", scope: "rail")
        let elsewhere = Measure(subject: "lang-son", indicator: "trade-turnover")
        records.observations = [
            .of(.of(2.3e9, period: "2022"), id: "a-2022"),
            .of(.of(1, period: "2020"), id: "rail-2020", measure: byRail),
            .of(.of(2.79e9, period: "2024"), id: "a-2024"), .of(.of(2.5e9, period: "2023"), id: "a-2023"),
            .of(.of(7, period: "2025"), id: "other", measure: elsewhere),
        ]
        #expect(records.registry.keyFigures(of: "lao-cai").map(\.id) == ["a-2024", "rail-2020"])
        #expect(records.registry.keyFigures(of: "nobody").isEmpty)
    }

    @Test func preferredFigure_passesOverBreakdowns() {
        var records = SampleRecords()
        let part = Measure(subject: "lao-cai", indicator: "trade-turnover", dimensions: ["mode": "rail"])
        records.observations = [
            .of(.of(2.3e9, period: "2022"), id: "a-2022"), .of(.of(1, period: "2025"), id: "rail", measure: part),
            .of(.of(2.79e9, period: "2024"), id: "a-2024"),
        ]
        let registry = records.registry
        #expect(registry.preferredFigure("trade-turnover", of: "lao-cai")?.id == "a-2024")
        #expect(registry.preferredFigure("trade-turnover", of: "lang-son") == nil)
        #expect(registry.preferredFigure("area", of: "lao-cai") == nil)
    }
}
