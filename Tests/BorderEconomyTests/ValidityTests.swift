import BorderEconomy
import DomainTesting
import Testing

/// What holds on a day.
struct ValidityTests {
    @Test(arguments: [
        (Figure.of(1, period: "2024"), "2023-12-31" as CalendarDay, false),
        (.of(1, period: "2024"), "2024-01-01", true),
        (.of(1, period: "2024"), "2024-12-31", true), (.of(1, period: "2024"), "2025-01-01", false),
        (.of(1, period: "2025-07-01/.."), "2025-06-30", false), (.of(1, period: "2025-07-01/.."), "2099-01-01", true),
        (.of(1, period: "../2020"), "1999-01-01", true), (.of(1, period: "../2020"), "2021-01-01", false),
        (.of(1, asOf: "2024-12-15"), "2024-12-14", false), (.of(1, asOf: "2024-12-15"), "2024-12-15", true),
        (.of(1, asOf: "2024-12-15"), "2026-01-01", true), (.of(1), "2026-01-01", true),
        // The period decides where there are both.
        (.of(1, period: "2024", asOf: "2024-12-15"), "2024-02-01", true),
        (.of(1, period: "2024", asOf: "2024-12-15"), "2025-02-01", false),
    ])
    func figure_holdsInItsPeriodOrFromItsDayOn(_ figure: Figure, on day: CalendarDay, is holds: Bool) {
        #expect(figure.holds(on: day) == holds)
    }

    @Test func assertions_thatDoNotHold_areLeftOut() throws {
        var records = SampleRecords()
        records.gates[0].header.assertions = [
            .of("secondary") { $0.validTo = "2025-06-30" }, .of("international") { $0.validFrom = "2025-07-01" },
            .of("operating", field: "status"),
        ]
        func values(_ day: CalendarDay) -> [String] {
            records.registry.holding(on: day).gates["kim-thanh"]?.header.assertions.map(\.value) ?? []
        }
        #expect(values("2025-06-30") == ["secondary", "operating"])
        #expect(values("2025-07-01") == ["international", "operating"])
    }

    @Test func codesHeadsLanesAndParameters_thatDoNotHold_areLeftOut() {
        var records = SampleRecords()
        records.provinces[0].gsoCodes = [
            StatisticalCode(code: "10", validFrom: nil, validTo: "2025-06-30"),
            StatisticalCode(code: "15", validFrom: "2025-07-01", validTo: nil),
        ]
        records.organisations[0].heads = [
            OfficeHolder(
                name: "A", office: "chair", onBehalfOf: nil, asOf: nil, validFrom: "2021-01-01",
                validTo: "2025-01-31", source: .line())
        ]
        records.gates[0].lanes = [
            GateLane(id: "export-1", direction: .export, validFrom: nil, editorial: nil, source: .line()),
            GateLane(id: "export-2", direction: .export, validFrom: "2025-03-01", editorial: nil, source: .line()),
        ]
        records.projects[0].parameters = [
            ProjectParameter(
                name: "capacity", label: "capacity", value: .figure(.of(1, .passengerPerYear, period: "2030/..")),
                planned: true, source: .line()),
            ProjectParameter(name: "code", label: "code", value: .code("4C"), planned: true, source: .line()),
        ]
        let view = records.registry.holding(on: "2025-02-01")
        #expect(view.provinces["lao-cai"]?.gsoCodes.map(\.code) == ["10"])
        #expect(view.organisations["committee"]?.heads == [])
        #expect(view.gates["kim-thanh"]?.lanes.map(\.id) == ["export-1"])
        #expect(view.projects["airport"]?.parameters.map(\.name) == ["code"])
        #expect(records.registry.holding(on: "2030-01-01").projects["airport"]?.parameters.count == 2)
    }

    @Test func figures_thatDoNotHold_areLeftOut_andCountAsEvidence() {
        var records = SampleRecords()
        records.observations = [.of(.of(1, period: "2023"), id: "a"), .of(.of(2, period: "2024"), id: "b")]
        let seen = records.registry.seen(from: Vantage(validAt: "2024-05-05"), on: "2024-05-05")
        #expect(seen.shown.observations.all.map(\.id) == ["b"])
        #expect(seen.shown.targets.count == 0)
        #expect(seen.evidence.observations.count == 2)
        #expect(seen.day == "2024-05-05")
    }

    @Test func day_isTheOneAskedAboutThenTheOneOfKnowledgeThenToday() {
        let today: CalendarDay = "2026-11-21"
        #expect(Vantage.present.day(today: today) == today)
        #expect(Vantage(knownAt: "2024-12-24").day(today: today) == "2024-12-24")
        #expect(Vantage(knownAt: "2030-01-01").day(today: today) == today)
        #expect(Vantage(validAt: "2030-01-01", knownAt: "2024-12-24").day(today: today) == "2030-01-01")
    }

    @Test func validityDays_areWhereSomethingBeginsOrHasEnded() {
        var records = SampleRecords()
        records.observations = [.of(.of(1, period: "2024"), id: "a")]
        records.targets = []
        records.legs = []
        records.gates[0].header.assertions = [.of("secondary") { $0.validTo = "2025-06-30" }]
        #expect(records.registry.validityDays == ["2024-01-01", "2025-01-01", "2025-07-01"])
    }
}
