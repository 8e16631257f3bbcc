import BorderEconomy
import JSONText
import Testing

@testable import Catalog

/// An index answers as a look at every record would.
struct IndexLookupTests {
    private let stored: StoredCollection

    init() {
        var random = RandomRecords(seed: 6)
        stored = random.collection(count: 400).stored
    }

    private func scan(_ queryable: String, _ isIn: (FieldValue) -> Bool) throws -> [Int] {
        let columns = try Language.allCases.map { try #require(stored.column(of: queryable, in: $0)) }
        return (0..<stored.count).filter { position in columns.contains { isIn($0.value(at: position)) } }
    }

    @Test(arguments: [
        ("unit", [FieldValue.text("ha")]), ("value", [.number(0.1)]), ("value", [.number(5), .number(1_000_000_007)]),
        ("value", [.null]), ("open", [.boolean(true)]), ("open", [.null, .boolean(false)]),
        ("day", [.text("2024-02-29")]), ("day", [.null]), ("name", [.text("Lào Cai 1"), .text("x")]),
        ("name", [.null]), ("period.start", [.text("2024-01-01")]), ("period.start", [.null]),
        ("period.line", [.number(3)]), ("unit", [.number(1)]), ("value", [.text("0.1")]), ("day", [.text("never")]),
        ("id", [.text("thing-77")]), ("unit", []),
    ])
    func equality_findsWhatAScanFinds(_ queryable: String, _ values: [FieldValue]) throws {
        let found = stored.positions(where: queryable, equals: values)
        #expect(Array(found) == (try scan(queryable) { values.contains($0) }))
    }

    @Test func equality_inALists_findsEachText() throws {
        guard case .lists(let offsets, let codes, let dictionary)? = stored.column(of: "tags", in: .vietnamese) else {
            Issue.record("tags are lists")
            return
        }
        func texts(_ position: Int) -> [String] {
            codes[Int(offsets[position])..<Int(offsets[position + 1])].map { dictionary[$0] }
        }
        #expect(
            Array(stored.positions(where: "tags", equals: [.text("Lào Cai")]))
                == (0..<stored.count).filter { texts($0).contains("Lào Cai") })
        #expect(
            Array(stored.positions(where: "tags", equals: [.null]))
                == (0..<stored.count).filter { texts($0).isEmpty })
    }

    private static let ranges: [(String, FieldRange, @Sendable (FieldValue) -> Bool)] = [
        ("value", FieldRange(from: .number(0.1)), { if case .number(let n) = $0 { n >= 0.1 } else { false } }),
        (
            "value", FieldRange(from: .number(0.1), includesLower: false, to: .number(5)),
            { if case .number(let n) = $0 { n > 0.1 && n <= 5 } else { false } }
        ),
        (
            "value", FieldRange(to: .number(5), includesUpper: false),
            { if case .number(let n) = $0 { n < 5 } else { false } }
        ),
        ("value", FieldRange(from: .number(6), to: .number(5)), { _ in false }),
        ("day", FieldRange(from: .text("2000-01-01")), { $0 == .text("2024-02-29") }),
        ("day", FieldRange(to: .text("1999-12-31")), { $0 == .text("1999-12-31") }),
        ("unit", FieldRange(from: .text("USD"), to: .text("USD")), { $0 == .text("USD") }),
        ("unit", FieldRange(from: .text("ha"), includesLower: false), { $0 == .text("USD") }),
    ]

    @Test(arguments: ranges.indices)
    func range_findsWhatAScanFinds(_ index: Int) throws {
        let (queryable, range, isIn) = Self.ranges[index]
        let found = try #require(stored.positions(where: queryable, in: range, in: .vietnamese))
        #expect(Array(found) == (try scan(queryable, isIn)))
    }

    @Test func range_ofAnotherType_isNotKnown() {
        #expect(stored.positions(where: "value", in: FieldRange(from: .text("a")), in: .vietnamese) == nil)
        #expect(stored.positions(where: "unit", in: FieldRange(to: .number(1)), in: .vietnamese) == nil)
        #expect(stored.positions(where: "open", in: FieldRange(), in: .vietnamese) == nil)
        #expect(stored.positions(where: "colour", in: FieldRange(), in: .vietnamese) == nil)
    }

    @Test func queryables_areFieldsAndMembersOfComponents() {
        #expect(
            RandomRecords.definition.queryables.map(\.name)
                == ["id", "name", "unit", "value", "open", "day", "tags", "point", "period.start", "period.line"])
        #expect(RandomRecords.definition.queryable("period.line")?.isNullable == true)
        #expect(RandomRecords.definition.queryable("point")?.isIndexed == false)
    }
}
