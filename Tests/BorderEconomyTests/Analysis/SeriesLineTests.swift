import BorderEconomy
import DomainTesting
import Testing

struct SeriesLineTests {
    private func lines(_ figures: [Figure], measure: Measure = .turnover, isFlow: Bool = true) -> [SeriesLine] {
        let observations = figures.enumerated().compactMap { index, figure in
            Identifier<Observation>("obs-\(index)").map { Observation(id: $0, measure: measure, figure: figure) }
        }
        return SeriesLine.lines(of: observations, isFlow: isFlow, evidenceDay: { _ in nil })
    }

    private func isNear(_ value: Double?, _ expected: Double) -> Bool {
        value.map { abs($0 - expected) <= abs(expected) * 1e-9 } ?? false
    }

    @Test(
        arguments: [
            ("2024", nil, true, .wholeYear), ("2024", nil, false, .state),
            ("2024-01-01/2024-12-15", "2024-12-15", true, .partYear), ("2024-10", nil, true, .partYear),
            ("2024-10", nil, false, .state), ("2021/2030", nil, true, .span), ("2025-07-01/..", nil, false, .state),
            (nil, "2024-04-01", false, .state), (nil, nil, false, .undated),
        ] as [(Period?, CalendarDay?, Bool, Coverage)])
    func coverage_isByTimeAndKind(period: Period?, asOf: CalendarDay?, isFlow: Bool, coverage: Coverage) {
        #expect(Figure.of(1, period: period, asOf: asOf).coverage(isFlow: isFlow) == coverage)
    }

    @Test func partOfAYear_ofARunningTotalOrAShare_isNoState() {
        let total = Figure.of(1, period: "2024-01-01/2024-06-30").with { $0.cumulative = true }
        #expect(total.coverage(isFlow: false) == .partYear)
        #expect(Figure.of(1, .percent, period: "2024-01-01/2024-06-30").coverage(isFlow: false) == .partYear)
    }

    @Test func wholeAndPartYears_areNeverSetAgainstEachOther() throws {
        let line = try #require(
            lines([.of(2.3e9, period: "2022"), .of(2.79e9, period: "2024-01-01/2024-12-15")]).first)
        #expect(line.points.map(\.coverage) == [.wholeYear, .partYear])
        #expect(line.points.allSatisfy { $0.changes.isEmpty })
    }

    @Test func wholeYears_areComparedOverTheYearsBetween() throws {
        let line = try #require(lines([.of(121, period: "2024"), .of(100, period: "2022")]).first)
        let change = try #require(line.points.last?.changes.first)
        #expect(change.basis == .earlierYear)
        #expect(change.previousValue == 100)
        #expect(change.years == 2)
        #expect(change.absolute == 21)
        #expect(isNear(change.percent, 21))
        #expect(isNear(change.perYear, 10))
        #expect(!change.isStated)
    }

    /// 2.79 billion, up 72 percent on the same days of 2023, implies 1.622 billion then.
    @Test func aStatedChange_impliesTheEarlierValue() throws {
        let figure = Figure.of(2.79e9, period: "2024-01-01/2024-12-15").with {
            $0.comparisons = [
                Comparison(
                    kind: .changePercent, value: 72, unit: .percent, base: "same days of 2023",
                    basePeriod: "2023-01-01/2023-12-15")
            ]
        }
        let line = try #require(lines([figure]).first)
        #expect(line.points.count == 2)
        let implied = line.points[0]
        #expect(implied.isDerived)
        #expect(implied.qualifier == .estimated && implied.confidence == .medium)
        #expect(line.points[1].qualifier == .exact && line.points[1].confidence == .high)
        #expect(isNear(implied.value, 2.79e9 / 1.72))
        let change = try #require(line.points[1].changes.first)
        #expect(change.isStated)
        #expect(isNear(change.percent, 72))
        #expect(isNear(change.absolute, 2.79e9 - 2.79e9 / 1.72))
    }

    /// An earlier value that the source itself gives is as exact as the source gives it.
    @Test func aStatedBaseline_isNoEstimate() throws {
        let figure = Figure.of(120, period: "2024").with {
            $0.qualifier = .over
            $0.comparisons = [Comparison(kind: .baseline, value: 100, unit: $0.unit, base: "2023", basePeriod: "2023")]
        }
        let earlier = try #require(lines([figure]).first?.points.first)
        #expect(earlier.value == 100 && earlier.qualifier == .over && earlier.confidence == .high)
    }

    @Test func anEstimate_isNoSurerThanItsSource() throws {
        let figure = Figure.of(120, period: "2024").with {
            $0.confidence = .low
            $0.comparisons = [
                Comparison(kind: .changePercent, value: 20, unit: .percent, base: "2023", basePeriod: "2023")
            ]
        }
        #expect(try #require(lines([figure]).first?.points.first).confidence == .low)
    }

    @Test func aReportedValue_isTakenBeforeAnImpliedOne() throws {
        let figure = Figure.of(120, period: "2024").with {
            $0.comparisons = [
                Comparison(kind: .changePercent, value: 20, unit: .percent, base: "2023", basePeriod: "2023")
            ]
        }
        let line = try #require(lines([figure, .of(101, period: "2023")]).first)
        #expect(line.points.map(\.value) == [101, 120])
        #expect(line.points[1].changes.first?.isStated == false)
    }

    @Test func anAmbiguousChange_impliesNothing() {
        let figure = Figure.of(90, .percent, period: "2022").with {
            $0.comparisons = [
                Comparison(kind: .changeAmbiguous, value: 30, unit: .percent, base: "2021", basePeriod: "2021")
            ]
        }
        #expect(lines([figure], isFlow: false).first?.points.count == 1)
    }

    @Test func aMonth_isComparedWithTheYearBeforeAndTheMonthBefore() throws {
        let line = try #require(
            lines([.of(100, period: "2023-10"), .of(110, period: "2024-09"), .of(121, period: "2024-10")]).first)
        let changes = line.points[2].changes
        #expect(changes.map(\.basis) == [.earlierYear, .monthBefore])
        #expect(changes.map(\.previousValue) == [100, 110])
        #expect(changes[1].perYear == nil)
    }

    @Test func february_isTheSameStretchInEveryYear() throws {
        let line = try #require(lines([.of(1, period: "2023-02"), .of(2, period: "2024-02")]).first)
        #expect(line.points[1].changes.first?.years == 1)
    }

    @Test func shares_changeInPercentagePoints() throws {
        let line = try #require(
            lines([.of(60, .percent, asOf: "2021-12-31"), .of(65, .percent, asOf: "2022-12-31")], isFlow: false).first)
        let change = try #require(line.points[1].changes.first)
        #expect(change.basis == .earlierState)
        #expect(change.absolute == 5)
        #expect(change.percent == nil)
        #expect(change.perYear == 5)
    }

    @Test func scopesBreakdownsAndPrices_areLinesOfTheirOwn() {
        let wide = Measure(subject: "lao-cai", indicator: "trade-turnover", scope: "wide")
        let observations = [
            Observation.of(.of(1, period: "2022"), id: "a"), .of(.of(2, period: "2023"), id: "b", measure: wide),
            .of(.of(3, period: "2024").with { $0.priceBasis = .constant2010 }, id: "c"),
        ]
        let lines = SeriesLine.lines(of: observations, isFlow: true, evidenceDay: { _ in nil })
        #expect(lines.map(\.points.count) == [1, 1, 1])
        #expect(lines.allSatisfy { $0.points[0].changes.isEmpty })
    }

    @Test func ofTwoFiguresOfOneTime_thePreferredIsTheValue() throws {
        let line = try #require(
            lines(
                [.of(277.5, .kilometre).with { $0.confidence = .medium }, .of(270, .kilometre)], isFlow: false
            ).first)
        #expect(line.points.count == 1)
        #expect(line.points[0].value == 270)
        #expect(line.points[0].alternatives == ["obs-0"])
    }

    @Test func aStatedWhole_makesAShare() throws {
        let figure = Figure.of(1, .zone, period: "2021/2025").with {
            $0.comparisons = [Comparison(kind: .denominator, value: 8, unit: .zone, base: "all")]
        }
        #expect(lines([figure], isFlow: false).first?.points[0].share?.percent == 12.5)
        let other = figure.with {
            $0.comparisons = [Comparison(kind: .denominator, value: 8, unit: .park, base: "all")]
        }
        let counted = try #require(lines([other], isFlow: false).first)
        #expect(counted.points[0].share == nil)
    }

    @Test(
        arguments: [
            ("2024-12-31", "2030-12-31", 6), ("2024-02-29", "2025-02-28", 1), ("2024-12-15", "2024-12-15", 0),
            ("2023-01-01", "2023-07-02", 182.0 / 365), ("2025-12-31", "2024-12-31", -1),
        ] as [(CalendarDay, CalendarDay, Double)])
    func years_areWholeFromAnniversaryToAnniversary(from: CalendarDay, to: CalendarDay, years: Double) {
        #expect(from.years(to: to) == years)
    }
}
