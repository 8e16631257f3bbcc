import BorderEconomy
import Testing

struct FigureAgreementTests {
    @Test(arguments: [
        // The documents' own pairs: nearly 16,000 ha and 15,929.8 ha; over 9,000 km² and 9,068.8 km².
        (Qualifier.nearly, 16_000.0, Qualifier.exact, 15_929.8, true), (.over, 9_000, .exact, 9_068.8, true),
        (.nearly, 16_000, .exact, 16_100, false), (.nearly, 16_000, .exact, 14_900, false),
        (.over, 9_000, .exact, 8_950, false), (.over, 9_000, .exact, 9_600, false),
        (.exact, 1_000, .exact, 1_001, true), (.exact, 1_000, .exact, 1_010, false), (.exact, 5, .exact, 6, false),
        (.approximately, 100, .exact, 104, true), (.approximately, 100, .exact, 94, false),
        (.estimated, 100, .exact, 96, true), (.atLeast, 100, .exact, 5_000, true), (.atLeast, 100, .exact, 90, false),
        (.several, 2, .exact, 9, true), (.atMost, 100, .exact, 1, true), (.atMost, 100, .exact, 110, false),
        (.nearly, 100, .over, 100, true), (.nearly, 100, .over, 101, false), (.all, 27, .exact, 27, true),
        (.exact, -3, .exact, -3, true), (.exact, 0, .exact, 0, true),
    ])
    func qualifiers_widenWhatAgrees(
        first: Qualifier, _ a: Double, second: Qualifier, _ b: Double, agrees: Bool
    ) {
        let left = Figure.of(a, .hectare, first)
        let right = Figure.of(b, .hectare, second)
        #expect(left.agrees(with: right) == agrees)
        #expect(right.agrees(with: left) == agrees)
    }

    @Test func range_agreesWithWhatLiesInIt() {
        #expect(Figure.range(500, 2700).agrees(with: .of(1600)))
        #expect(Figure.range(500, 2700).agrees(with: .range(2700, 3000)))
        #expect(!Figure.range(500, 2700).agrees(with: .of(2800)))
        #expect(!Figure.range(500, 2700).agrees(with: .range(2701, 3000)))
    }
}
