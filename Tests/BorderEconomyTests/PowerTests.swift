import Glibc
import Testing

@testable import BorderEconomy

struct PowerTests {
    private static let known: [(base: Double, exponent: Double, value: Double)] = [
        (2, 10, 1024), (5, 0, 1), (1, 123.456, 1), (10, -2, 0.01), (0, 3, 0), (4, 0.5, 2), (27, 1 / 3, 3),
        (2, 0.5, 1.4142135623730951), (1.1, 2.5, 1.2690587062858836), (0.5, 0.25, 0.8408964152537145),
        (1.72, -1, 0.5813953488372093),
    ]

    @Test(arguments: known.indices)
    func value_isKnown(_ index: Int) {
        let (base, exponent, value) = Self.known[index]
        #expect(abs(power(base, exponent) - value) <= max(value, 1) * 1e-14)
    }

    @Test func value_agreesWithTheMathematicsLibrary() {
        for base in stride(from: 0.05, through: 40, by: 0.37) {
            for exponent in stride(from: -9.5, through: 9.5, by: 0.31) {
                let expected = Glibc.pow(base, exponent)
                #expect(abs(power(base, exponent) / expected - 1) < 1e-12, "\(base) to the power \(exponent)")
            }
        }
    }

    @Test func value_ofANegativeBase_isNone() {
        #expect(power(-2, 0.5).isNaN)
    }
}
