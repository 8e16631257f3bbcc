import BorderEconomy
import DomainTesting
import Testing

struct ConflictTests {
    private func assertionConflicts(_ assertions: [Assertion]) -> [Conflict] {
        var records = SampleRecords()
        records.gates[0].header.assertions = assertions
        return records.registry.conflicts(on: "2025-06-01")
    }

    private func observationConflicts(_ observations: [Observation]) -> [Conflict] {
        var records = SampleRecords()
        records.observations = observations
        return records.registry.conflicts(on: "2025-06-01")
    }

    @Test func assertions_thatDiffer_areAConflictWithItsPreference() throws {
        let conflicts = assertionConflicts([
            .of("operating", field: "status"), .of("bilateral") { $0.confidence = .medium }, .of("secondary"),
        ])
        let conflict = try #require(conflicts.first)
        #expect(conflicts.count == 1)
        #expect(conflict.subject == "kim-thanh")
        guard case .assertions(let field, let indexes, let preferred) = conflict.sides else {
            Issue.record("a conflict of assertions is expected")
            return
        }
        #expect(field == "class")
        #expect(indexes == [1, 2])
        #expect(preferred == 2)
        #expect(conflict.why.english == "its source is of higher confidence")
    }

    @Test func assertions_thatAgree_areNoConflict() {
        #expect(assertionConflicts([.of("secondary"), .of("secondary")]).isEmpty)
        #expect(assertionConflicts([.of("secondary"), .of("operating", field: "status")]).isEmpty)
    }

    @Test func assertions_ofDifferentTimes_areNoConflict() {
        let before = Assertion.of("secondary") { $0.validTo = "2024-12-31" }
        let after = Assertion.of("international") { $0.validFrom = "2025-01-01" }
        #expect(assertionConflicts([before, after]).isEmpty)
        #expect(assertionConflicts([after, before]).isEmpty)
        #expect(assertionConflicts([.of("secondary") { $0.validTo = "2025-01-01" }, after]).count == 1)
    }

    @Test func plan_thatDiffersFromTheState_isAConflict() {
        let planned = Assertion.of("international") { $0.planned = true }
        #expect(assertionConflicts([.of("secondary"), planned]).count == 1)
        #expect(assertionConflicts([.of("international"), planned]).isEmpty)
        #expect(assertionConflicts([planned, .of("bilateral") { $0.planned = true }]).isEmpty)
    }

    @Test func observations_thatDiffer_areAConflictWithItsPreference() throws {
        let conflicts = observationConflicts([
            .of(.of(15_000, period: "2024"), id: "a"),
            .of(.of(16_000, period: "2024").with { $0.confidence = .medium }, id: "b"),
            .of(.of(15_001, period: "2024").with { $0.layer = .extended }, id: "c"),
        ])
        #expect(conflicts.count == 1)
        guard case .observations(let ids, let preferred) = try #require(conflicts.first).sides else {
            Issue.record("a conflict of observations is expected")
            return
        }
        #expect(ids == ["a", "b", "c"])
        #expect(preferred == "a")
    }

    @Test(arguments: [
        (Figure.of(1, period: "2024"), Figure.of(2, period: "2024"), true),
        (.of(1, period: "2024"), .of(2, period: "2023"), false),
        (.of(1, period: "2021/2025"), .of(2, period: "2024"), true),
        (.of(1, period: "2024"), .of(2, period: "2024-01-01/2024-12-15"), false),
        (.of(1, period: "2024"), .of(2, period: "2024-10"), false),
        (.of(1, period: "2024-01-01/2024-12-15"), .of(2, period: "2024-01-01/2024-12-15"), true),
        (.of(1, asOf: "2024-02-01"), .of(2, asOf: "2024-11-01"), true),
        (.of(1, asOf: "2024-02-01"), .of(2, asOf: "2023-02-01"), false),
        (.of(1, period: "2024"), .of(2, asOf: "2024-12-31"), true),
        (.of(1, period: "2024"), .of(2, asOf: "2025-01-01"), false),
        (.of(1), .of(2), true), (.of(1), .of(2, period: "2024"), true), (.of(1), .of(2, asOf: "2024-01-01"), true),
    ])
    func observations_areOfTheSameTimeOrNot(_ one: Figure, _ other: Figure, conflict: Bool) {
        #expect(observationConflicts([.of(one, id: "a"), .of(other, id: "b")]).count == (conflict ? 1 : 0))
        #expect(observationConflicts([.of(other, id: "b"), .of(one, id: "a")]).count == (conflict ? 1 : 0))
    }

    @Test func observations_thatAgreeWithinTheirQualifiers_areNoConflict() {
        #expect(
            observationConflicts([.of(.of(16_000, .hectare, .nearly), id: "a"), .of(.of(15_929.8, .hectare), id: "b")])
                .isEmpty)
    }

    @Test func observations_ofAnotherScopeOrBreakdown_areNoConflict() {
        let scoped = Measure(subject: "lao-cai", indicator: "trade-turnover", scope: "rail")
        let broken = Measure(subject: "lao-cai", indicator: "trade-turnover", dimensions: ["mode": "rail"])
        #expect(
            observationConflicts([
                .of(.of(1), id: "a"), .of(.of(2), id: "b", measure: scoped), .of(.of(3), id: "c", measure: broken),
            ]).isEmpty)
    }
}
