import BorderEconomy
import DomainTesting
import Testing

struct FigureTests {
    private func faults(_ figure: Figure) -> [String] {
        figure.faults().map { "\($0.member): \($0.reason)" }
    }

    @Test func figure_thatIsWhole_hasNoFaults() {
        #expect(faults(.of(2.79e9)) == [])
        #expect(faults(.range(500, 2700)) == [])
        #expect(faults(.range(7, 7)) == [])
        #expect(faults(.of(0, .percent)) == [])
        #expect(faults(.of(100, .percent)) == [])
        #expect(faults(.of(-3, .percentPerYear)) == [])
    }

    @Test func value_thatIsMissing_isAFault() {
        #expect(faults(.of(nil)) == ["/value: a figure has a value, or low and high for a range"])
    }

    @Test func range_withAValue_isAFault() {
        #expect(
            faults(Figure.range(1, 2).with { $0.value = 1.5 }) == ["/value: a range has low and high and no value"])
    }

    @Test func range_withOneEnd_isAFaultAtTheOther() {
        #expect(faults(Figure.range(1, 2).with { $0.low = nil }) == ["/low: a range has both low and high"])
        #expect(faults(Figure.range(1, 2).with { $0.high = nil }) == ["/high: a range has both low and high"])
    }

    @Test func range_thatRunsBackwards_isAFault() {
        #expect(faults(.range(3, 2)) == ["/high: high is below low"])
    }

    @Test(arguments: [-0.1, 100.1, 2790])
    func share_outsideZeroToHundred_isAFault(_ value: Double) {
        #expect(faults(.of(value, .percent)) == ["/value: a share in percent lies between 0 and 100"])
    }

    @Test(arguments: [
        (Comparison.Kind.changePercent, 72.0, Unit.percent, nil as String?),
        (.changePercent, 72, .unitedStatesDollar, "/unit: a change in percent has the unit percent"),
        (.changePercent, -100, .percent, "/value: a change of -100 percent or less implies no earlier value"),
        (.changeAmbiguous, 5, .percent, nil),
        (.changeAmbiguous, 5, .enterprise, "/unit: a change in percent has the unit percent"),
        (.changeAbsolute, 139, .enterprise, nil),
        (.changeAbsolute, 139, .person, "/unit: unit person differs from the figure's enterprise"),
        (.baseline, 653, .enterprise, nil),
        (.baseline, 653, .project, "/unit: unit project differs from the figure's enterprise"),
        (.denominator, 173, .project, nil),
    ])
    func comparison_hasItsUnit(kind: Comparison.Kind, value: Double, unit: Unit, fault: String?) {
        let comparison = Comparison(kind: kind, value: value, unit: unit, base: "2023")
        let figure = Figure.of(792, .enterprise).with { $0.comparisons = [comparison] }
        #expect(faults(figure) == (fault.map { ["/comparisons/0\($0)"] } ?? []))
    }

    @Test func comparison_atFault_isPointedAt() {
        let good = Comparison(kind: .changeAbsolute, value: 139, unit: .enterprise, base: "2023")
        let bad = Comparison(kind: .baseline, value: 653, unit: .person, base: "2023")
        let figure = Figure.of(792, .enterprise).with { $0.comparisons = [good, bad] }
        #expect(figure.faults().map(\.member) == ["/comparisons/1/unit"])
    }

    @Test func central_isTheValueOrTheMiddleOfTheRange() {
        #expect(Figure.of(5).central == 5)
        #expect(Figure.range(500, 2700).central == 1600)
        #expect(Figure.of(nil).central == nil)
        #expect(Figure.range(1, 2).with { $0.high = nil }.central == nil)
    }

    @Test func lastDay_isTheDayBeforeThePeriodsEnd() {
        #expect(Figure.of(1, period: "2024").lastDay == "2024-12-31")
        #expect(Figure.of(1, period: "2024", asOf: "2024-12-15").lastDay == "2024-12-15")
        #expect(Figure.of(1, period: "2020-01-01/..").lastDay == nil)
        #expect(Figure.of(1).lastDay == nil)
    }
}
