import BorderEconomy
import DomainTesting
import Testing

/// What may be added up.
struct AdditionTests {
    private func obstacles(
        _ summands: [(RecordID, Figure)], scope: [String?] = [], isFlow: Bool = true,
        _ change: (inout SampleRecords) -> Void = { _ in }
    ) -> [AdditionObstacle] {
        var records = SampleRecords()
        records.indicators[0].summable = isFlow
        change(&records)
        return records.registry.obstacles(
            toAdding: summands.enumerated().map { index, summand in
                Summand(
                    measure: Measure(
                        subject: summand.0, indicator: "trade-turnover",
                        scope: scope.indices.contains(index) ? scope[index] : nil), figure: summand.1)
            })
    }

    @Test func totalsOfDifferentYears_addUp() {
        #expect(obstacles([("lao-cai", .of(1, period: "2023")), ("lao-cai", .of(2, period: "2024"))]).isEmpty)
    }

    @Test func statesOfDifferentSubjects_addUp() {
        let found = obstacles([("a", .of(1, .person)), ("b", .of(2, .person, asOf: "2024-04-01"))], isFlow: false)
        #expect(found.isEmpty)
    }

    @Test func unlikeUnits_areNamed() {
        let found = obstacles([("a", .of(1, period: "2023")), ("b", .of(2, .vietnameseDong, period: "2023"))])
        #expect(found == [AdditionObstacle(kind: .units, found: ["USD", "VND"])])
    }

    @Test func unlikePrices_areNamed() {
        let found = obstacles([
            ("a", .of(1, period: "2023")), ("b", .of(2, period: "2023").with { $0.priceBasis = .constant2010 }),
        ])
        #expect(found == [AdditionObstacle(kind: .priceBases, found: ["constant-2010", "null"])])
    }

    @Test func sharesAndAverages_addUpToNothing() {
        let shares = obstacles([("a", .of(40, .percent)), ("b", .of(50, .percent))], isFlow: false)
        #expect(shares.map(\.kind) == [.ratios])
        let averages = obstacles([
            ("a", .of(1, period: "2023").with { $0.average = true }), ("b", .of(1, period: "2023")),
        ])
        #expect(averages.map(\.kind) == [.ratios])
    }

    @Test func aMonthAndItsYear_areCountedTwice() {
        let found = obstacles([("a", .of(1, period: "2024-10")), ("a", .of(9, period: "2024"))])
        #expect(
            found == [
                AdditionObstacle(kind: .periods, found: ["2024-01-01/2024-12-31", "2024-10-01/2024-10-31"])
            ])
    }

    @Test func twoStatesOfOneThing_areCountedTwice() {
        let found = obstacles(
            [("a", .of(7981, .hectare, period: "2008")), ("a", .of(16000, .hectare, period: "2022"))], isFlow: false)
        #expect(found.map(\.kind) == [.periods])
    }

    @Test func unlikeScopes_areNamed() {
        let found = obstacles(
            [("a", .of(1, period: "2023")), ("b", .of(2, period: "2023"))], scope: ["export-import", nil])
        #expect(found == [AdditionObstacle(kind: .scopes, found: ["export-import", "null"])])
    }

    @Test func aSubjectInAnother_isCountedTwice() {
        #expect(
            obstacles([("zone", .of(1, period: "2023")), ("lao-cai", .of(2, period: "2023"))])
                == [AdditionObstacle(kind: .subjects, found: ["zone", "lao-cai"])])
        let country = obstacles([("kim-thanh", .of(1, period: "2023")), ("viet-nam", .of(2, period: "2023"))]) {
            records in
            var country = Place(header: .named("viet-nam"), kind: .country)
            country.country = "VN"
            records.places.append(country)
        }
        #expect(country == [AdditionObstacle(kind: .subjects, found: ["kim-thanh", "viet-nam"])])
    }

    @Test func aDissolvedProvinceAndItsSuccessor_areCountedTwice() {
        let found = obstacles([("lao-cai", .of(1, period: "2023")), ("new", .of(2, period: "2023"))]) { records in
            records.provinces[0].successor = "new"
            records.provinces.append(Province(header: .named("new")))
        }
        #expect(found.map(\.kind) == [.subjects])
    }

    @Test func membersOfAScope_areCountedInIt() {
        let found = obstacles([("kim-thanh", .of(1, period: "2023")), ("scope", .of(2, period: "2023"))]) { records in
            var scope = Place(header: .named("scope"), kind: .statisticalScope)
            scope.members = ["kim-thanh"]
            records.places.append(scope)
        }
        #expect(found == [AdditionObstacle(kind: .subjects, found: ["kim-thanh", "scope"])])
    }
}
