import BorderEconomy
import DomainTesting
import Testing

struct ComparisonTests {
    private func comparison(_ kind: Comparison.Kind, _ value: Double, _ unit: Unit = .percent) -> Comparison {
        Comparison(kind: kind, value: value, unit: unit, base: "same period of 2023")
    }

    /// Lào Cai's turnover of 2.79 billion USD, up 72 % on the same period of 2023.
    @Test func previous_ofAChangeInPercent_isImplied() throws {
        let previous = try #require(comparison(.changePercent, 72).impliedPrevious(of: 2_790_000_000))
        #expect(previous.rounded() == 1_622_093_023)
    }

    @Test(arguments: [
        (Comparison.Kind.changePercent, 25.0, 125.0, 100.0 as Double?), (.changePercent, -50, 50, 100),
        (.changeAbsolute, 139, 792, 653), (.changeAbsolute, -8, 92, 100), (.changeAmbiguous, 5, 60, 55),
        (.baseline, 653, 792, 653), (.denominator, 173, 27, nil),
    ])
    func previous_isOfItsKind(kind: Comparison.Kind, change: Double, value: Double, previous: Double?) {
        #expect(comparison(kind, change).impliedPrevious(of: value) == previous)
    }

    @Test func previous_ofAnAmbiguousChange_hasTwoReadings() throws {
        let ambiguous = comparison(.changeAmbiguous, 25)
        #expect(ambiguous.impliedPrevious(of: 50) == 25)
        #expect(ambiguous.alternativePrevious(of: 50) == 40)
        #expect(comparison(.changePercent, 25).alternativePrevious(of: 50) == nil)
    }
}
