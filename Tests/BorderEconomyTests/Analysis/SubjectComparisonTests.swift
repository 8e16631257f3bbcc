import BorderEconomy
import DomainTesting
import Testing

struct SubjectComparisonTests {
    private func lines(
        _ subject: RecordID, _ figures: [Figure], scope: String? = nil, isFlow: Bool = true
    ) -> (subject: RecordID, lines: [SeriesLine]) {
        let measure = Measure(subject: subject, indicator: "trade-turnover", scope: scope)
        let observations = figures.enumerated().compactMap { index, figure in
            Identifier<Observation>("obs-\(subject)-\(index)").map {
                Observation(id: $0, measure: measure, figure: figure)
            }
        }
        return (subject, SeriesLine.lines(of: observations, isFlow: isFlow, evidenceDay: { _ in nil }))
    }

    private func compare(_ lines: [(subject: RecordID, lines: [SeriesLine])]) -> SubjectComparison {
        SubjectComparison(of: lines) { id in
            id == "old" ? (nil, "2025-06-30") : id == "new" ? ("2025-07-01", nil) : (nil, nil)
        }
    }

    @Test func values_standUnderTheirTime() {
        let comparison = compare([
            lines("a", [.of(1, period: "2022"), .of(2, period: "2023")]), lines("b", [.of(3, period: "2023")]),
        ])
        #expect(comparison.columns.map(\.period) == ["2022", "2023"])
        #expect(comparison.rows.map(\.cells) == [[0, 1], [nil, 0]])
        #expect(comparison.differences == [])
    }

    @Test func states_standUnderTheirYear() {
        let comparison = compare([
            lines("a", [.of(1, .person, asOf: "2024-04-01")], isFlow: false),
            lines("b", [.of(2, .person, period: "2024")], isFlow: false),
        ])
        #expect(comparison.columns.map(\.period) == ["2024"])
        #expect(comparison.rows.map(\.cells) == [[0], [0]])
    }

    @Test func aPartOfAYear_standsBesideTheWholeAndIsMarked() throws {
        let comparison = compare([
            lines("a", [.of(1, period: "2024-01-01/2024-12-15")]), lines("b", [.of(2, period: "2024")]),
        ])
        #expect(comparison.columns.map(\.coverage) == [.partYear, .wholeYear])
        let difference = try #require(comparison.differences.first)
        #expect(difference.kind == .coverage)
        #expect(difference.rows == [0, 1])
        #expect(difference.values == ["2024-01-01/2024-12-15", "2024-01-01/2024-12-31"])
    }

    @Test func scopesAndPriceBases_areMarked() {
        let comparison = compare([
            lines("a", [.of(1, period: "2024")], scope: "export-import"),
            lines("b", [.of(2, period: "2024").with { $0.priceBasis = .current }]),
        ])
        #expect(comparison.differences.map(\.kind) == [.scope, .priceBasis])
        #expect(comparison.differences.map(\.values) == [["export-import", ""], ["", "current"]])
    }

    @Test func aSubjectWithoutData_isAnEmptyRowAndSaysSo() {
        let comparison = compare([lines("a", [.of(1, period: "2024")]), lines("b", [])])
        #expect(comparison.rows[1].line == nil)
        #expect(comparison.rows[1].cells == [nil])
        #expect(comparison.differences.map(\.kind) == [.missing])
        #expect(comparison.differences.first?.rows == [1])
    }

    @Test func boundariesThatFollowEachOther_areMarked() {
        let comparison = compare([
            lines("old", [.of(1, period: "2024")]), lines("new", [.of(2, period: "2026")]),
        ])
        #expect(comparison.differences.map(\.kind) == [.boundary])
        #expect(comparison.differences.first?.values == ["../2025-06-30", "2025-07-01/.."])
    }
}
