import BorderEconomy
import Testing

@testable import Catalog

/// What a program selects is what a plain reading of the standard selects, record by record.
struct FilterEvaluationTests {
    private static let table = SampleTable(count: 5000, seed: 1)

    /// Filters over records whose values are known.
    @Test(arguments: [
        ("n = 3", [3]), ("n <> 3", [0, 1, 2, 4]), ("n > 2", [3, 4]), ("NOT n > 2", [0, 1, 2]), ("n + 1 = 3", [2]),
        ("n / 0 = 1", []), ("n / 0 IS NULL", [0, 1, 2, 3, 4, 5]), ("n DIV 2 = 1", [2, 3]), ("n % 2 = 1", [1, 3]),
        ("n ^ 2 = 9", [3]), ("n IN (1, 4)", [1, 4]), ("n NOT IN (1, 4)", [0, 2, 3]), ("n BETWEEN 1 AND 2", [1, 2]),
        ("n NOT BETWEEN 1 AND 2", [0, 3, 4]), ("n IS NULL", [5]), ("n IS NOT NULL", [0, 1, 2, 3, 4]),
        ("(n > 2) IS NULL", [5]), ("n > 2 OR t = 'Đồng Đăng'", [2, 3, 4]),
        ("n > 2 AND NOT t IS NULL", [3, 5].filter { $0 == 3 }),
        ("t = 'Hữu Nghị'", [0]), ("t <> 'Hữu Nghị'", [1, 2, 3]), ("t LIKE 'H%'", [0]), ("t NOT LIKE 'H%'", [1, 2, 3]),
        ("ACCENTI(t) = 'Huu Nghi'", [0]), ("CASEI(ACCENTI(t)) LIKE 'dong%'", [2]),
        ("CASEI(t) = CASEI('HỮU NGHỊ')", [0]),
        ("t < 'Hữu Nghị'", [2]), ("t >= 'Hữu Nghị'", [0, 1, 3]), ("t > 'I'", [1, 3]),
        ("t IN ('Hữu Nghị','Kim Thành','x')", [0, 1]),
        ("t = u", [1]), ("t < u", [0]), ("t <> u", [0, 3]), ("d = DATE('2024-02-29')", [1]),
        ("d > DATE('2024-02-29')", [2, 3]),
        ("d < DATE('2024-02-29')", [0]), ("d <> DATE('2024-02-29')", [0, 2, 3]),
        ("d < TIMESTAMP('2024-02-29T16:59:59Z')", [0]),
        ("d < TIMESTAMP('2024-02-28T17:00:00Z')", [0]), ("d = TIMESTAMP('2024-02-28T17:00:00Z')", [1]),
        ("year(d) = 2024", [0, 1, 2]),
        ("d IN (DATE('2024-02-29'))", [1]), ("d NOT IN (DATE('2024-02-29'))", [0, 2, 3]), ("b = TRUE", [0, 2]),
        ("b <> TRUE", [1]),
        ("b IS NULL", [3, 4, 5]), ("A_CONTAINS(l, ('a'))", [1, 2]), ("A_CONTAINS(l, ('a','z'))", []),
        ("A_CONTAINS(l, ())", [0, 1, 2, 3, 4, 5]),
        ("A_CONTAINEDBY(l, ('a','b','z'))", [0, 1, 2, 4, 5]), ("A_OVERLAPS(l, ('b','z'))", [2, 3]),
        ("A_EQUALS(l, ('b','a'))", [2]),
        ("A_EQUALS(l, ())", [0, 4, 5]), ("NOT A_OVERLAPS(l, ('b'))", [0, 1, 4, 5]), ("l IS NULL", [0, 4, 5]),
        ("S_WITHIN(p, BBOX(103,22,105,23))", [0]), ("S_INTERSECTS(p, BBOX(103,22,104,23))", [0]),
        ("S_TOUCHES(p, BBOX(103,22,104,23))", [0]),
        ("S_DISJOINT(p, BBOX(103,22,105,23))", [1, 2]), ("NOT S_DISJOINT(p, BBOX(103,22,105,23))", [0]),
        ("S_INTERSECTS(p, BBOX(170,-90,-170,90))", [2]),
        ("S_EQUALS(p, POINT(104 22.5))", [0]), ("S_CONTAINS(BBOX(103,22,105,23), p)", [0]), ("p IS NULL", [3, 4, 5]),
        ("S_INTERSECTS(p, POLYGON((100 20,110 20,110 25,100 25,100 20),(103 22,105 22,105 23,103 23,103 22)))", [1]),
        ("distanceKm(p, POINT(104 22.5)) < 1", [0]), ("distanceKm(p, POINT(104 22.5)) > 500", [2]),
        ("T_INTERSECTS(s, INTERVAL('2024-01-01','2024-12-31'))", [0, 1, 2]), ("T_BEFORE(s, DATE('2024-03-01'))", [1]),
        ("T_DURING(s, INTERVAL('2024-01-01','2024-12-31'))", [1]), ("T_AFTER(s, DATE('2024-02-01'))", [2, 3]),
        ("T_EQUALS(s, INTERVAL('..','2024-06-30'))", [0]), ("NOT T_AFTER(s, DATE('2024-02-01'))", [0, 1]),
        ("s IS NULL", [4, 5]),
        ("T_BEFORE(d, DATE('2024-03-01'))", [0, 1]), ("T_INTERSECTS(d, INTERVAL('2024-02-29','..'))", [1, 2, 3]),
        ("T_STARTEDBY(INTERVAL(\"s.start\",\"s.end\"), INTERVAL('2024-02-01','2024-02-10'))", [1]),
        ("TRUE", [0, 1, 2, 3, 4, 5]), ("FALSE OR FALSE", []),
        ("(n = 1 OR n = 2) AND (b = TRUE OR d > DATE('2030-01-01'))", [2]),
    ])
    func filters_selectByTheStandard(text: String, expected: [Int]) throws {
        #expect(try SmallTable.positions(of: text) == expected)
    }

    /// Ten thousand records of any values, two thousand filters of any form.
    @Test func randomFilters_selectWhatTheReferenceSelects() throws {
        var random = SampleRandom(seed: 42)
        let table = SampleTable(count: 300, seed: 7)
        for _ in 0..<2000 {
            let expression = RandomFilter.condition(depth: 4, &random)
            let text = try #require(FilterTextWriter.text(of: expression))
            #expect(try FilterTextParser.parse(text) == expression, "\(text)")
            let expected = (0..<UInt32(table.count)).filter {
                ReferenceFilter.truth(of: expression, in: table.rows[Int($0)]) == true
            }
            let program = try table.program(expression)
            var scan = FilterScan(program)
            var found: [UInt32] = []
            scan.append(0..<table.count, to: &found)
            #expect(found == expected, "\(text)")
            // The same over a list of candidates.
            let candidates = (0..<UInt32(table.count)).filter { _ in random.next() % 3 == 0 }
            var some: [UInt32] = []
            candidates.withUnsafeBufferPointer { scan.append($0, to: &some) }
            #expect(some == expected.filter(Set(candidates).contains), "\(text)")
            if found != expected { return }
        }
    }

    /// Blocks end where they end: the work in slices is the work at once.
    @Test func slices_addUpToTheWhole() throws {
        let expression = try FilterTextParser.parse("n > 10 AND CASEI(t) LIKE '%a%' OR d < DATE('2010-01-01')")
        var scan = FilterScan(try Self.table.program(expression))
        var whole: [UInt32] = []
        scan.append(0..<Self.table.count, to: &whole)
        var sliced: [UInt32] = []
        for start in stride(from: 0, to: Self.table.count, by: 777) {
            scan.append(start..<min(start + 777, Self.table.count), to: &sliced)
        }
        #expect(sliced == whole)
        #expect(!whole.isEmpty && whole.count < Self.table.count)
        #expect(whole.allSatisfy { scan.holds(Int($0)) })
    }
}
