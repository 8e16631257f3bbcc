import Testing

@testable import BorderEconomy

struct WaitEstimateTests {
    /// The exact 90 % limits for the mean of a Poisson count (Garwood 1936).
    @Test(arguments: [
        (1, 0.0513, 4.744), (3, 0.818, 7.754), (5, 1.970, 10.513), (10, 5.425, 16.962), (30, 21.594, 40.691),
        (100, 84.139, 118.079),
    ])
    func range_isNearlyTheExactOne(_ count: Int, low: Double, high: Double) {
        let range = PoissonRange(count: count)
        #expect(abs(range.low - low) < 0.05)
        #expect(abs(range.high - high) < 0.1)
    }

    @Test func fewClearances_giveAWideRange() throws {
        let few = try #require(WaitEstimate(waiting: 10, served: 1, hours: 1, method: .lastHour))
        let many = try #require(WaitEstimate(waiting: 1000, served: 100, hours: 1, method: .lastHour))
        #expect(few.minutes == 600 && many.minutes == 600)
        #expect(few.high / few.low > 50)
        #expect(many.high / many.low < 1.5)
    }

    @Test func nothingCleared_givesNone() {
        #expect(WaitEstimate(waiting: 10, served: 0, hours: 1, method: .lastHour) == nil)
        #expect(WaitEstimate(waiting: 10, served: 5, hours: 0, method: .history) == nil)
    }

    @Test func methods_haveWords() {
        for method in WaitEstimate.Method.allCases {
            #expect(method.names.vietnamese.count > 20 && method.names.english.count > 20)
        }
    }
}
