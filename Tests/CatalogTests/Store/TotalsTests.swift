import BorderEconomy
import Testing

@testable import Catalog

/// Sums by group are those of adding up record by record.
struct TotalsTests {
    private let stored: StoredCollection

    init() {
        var random = RandomRecords(seed: 7)
        stored = random.collection(count: 300).stored
    }

    private func value(_ queryable: String, _ position: Int) throws -> FieldValue {
        try #require(stored.column(of: queryable, in: .vietnamese)).value(at: position)
    }

    @Test(arguments: [["unit"], ["unit", "open"], ["name"], ["day", "unit", "open"], ["value"], []])
    func totals_areThoseOfAddingUp(_ names: [String]) throws {
        let positions = PositionList((0..<stored.count).filter { $0 % 3 != 1 })
        var expected: [[FieldValue]: (count: Int, numbers: [Double])] = [:]
        for position in positions {
            let key = try names.map { try value($0, position) }
            expected[key, default: (0, [])].count += 1
            if case .number(let number) = try value("value", position) { expected[key]?.numbers.append(number) }
        }
        let groups = stored.totals(of: positions, by: names, measures: ["value"], in: .vietnamese)
        #expect(groups.count == expected.count)
        for group in groups {
            let known = try #require(expected[group.key])
            let totals = group.totals[0]
            #expect(group.count == known.count && totals.count == known.numbers.count)
            #expect(abs(totals.sum - known.numbers.reduce(0, +)) <= abs(totals.sum) * 1e-12)
            #expect(totals.least == known.numbers.min() ?? .infinity)
            #expect(totals.greatest == known.numbers.max() ?? -.infinity)
        }
    }

    /// Groups that are numbered by arithmetic, those that are numbered as they are met, and those of lists.
    @Test(arguments: [["unit", "open"], ["value", "name", "day"], ["tags", "unit"], ["value", "tags", "name"], []])
    func groups_areAsManyAsMayBe(_ names: [String]) {
        let positions = PositionList.all(stored.count)
        let all = stored.totals(of: positions, by: names, measures: ["value"], in: .vietnamese)
        func upTo(_ count: Int) -> [TotalsGroup]? {
            stored.totals(of: positions, by: names, measures: ["value"], in: .vietnamese, upTo: count)
        }
        #expect(upTo(all.count) == all)
        #expect(upTo(all.count - 1) == nil)
        #expect(Set(all.map(\.key)).count == all.count)
    }

    @Test func groups_comeInOrderWithNullLast() {
        let keys = stored.totals(of: .all(stored.count), by: ["open"], in: .vietnamese).map(\.key)
        #expect(keys == [[.boolean(false)], [.boolean(true)], [.null]])
    }

    @Test func record_withAList_isInTheGroupOfEachText() {
        let groups = stored.totals(of: .all(stored.count), by: ["tags"], in: .vietnamese)
        for group in groups {
            #expect(group.count == stored.positions(where: "tags", equals: group.key).count)
        }
        #expect(groups.last?.key == [.null])
    }

    @Test func nothing_isOneGroupOfNothing_orNone() {
        #expect(
            stored.totals(of: [], by: [], measures: ["value"], in: .english) == [
                TotalsGroup(key: [], count: 0, totals: [Totals()])
            ])
        #expect(stored.totals(of: [], by: ["unit"], in: .english) == [])
        #expect(Totals().mean == nil)
    }

    @Test func sum_losesNothingToSize() {
        var totals = Totals()
        for number in [1e17, 1, -1e17, 0.5] { totals.add(number) }
        #expect(totals.sum == 1.5)
        #expect(totals.mean == 0.375)
    }
}
