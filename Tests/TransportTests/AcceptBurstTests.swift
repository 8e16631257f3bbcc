import Testing

@testable import Transport

@Suite struct AcceptBurstTests {
    /// How many are asked for in each of some rounds in which so many wait.
    private func asked(_ burst: inout AcceptBurst, waiting: [Int]) -> [Int] {
        waiting.map { count in
            let asked = burst.count
            burst.took(all: count >= asked)
            return asked
        }
    }

    @Test func burst_Doubles_WhileManyWait() {
        var burst = AcceptBurst()
        #expect(asked(&burst, waiting: Array(repeating: 5000, count: 15)) == (0..<13).map { 1 << $0 } + [4096, 4096])
        #expect(burst.isBacklogged)
        #expect(asked(&burst, waiting: [3, 1]) == [4096, 1])
    }

    @Test func connections_ThatComeSingly_AreSeldomAskedForInVain() {
        var burst = AcceptBurst()
        let counts = asked(&burst, waiting: Array(repeating: 1, count: 1000))
        #expect(counts.filter { $0 == 2 }.count <= 40 && counts.allSatisfy { $0 <= 2 })
        // Many are found all the same, in a few rounds.
        let rounds = asked(&burst, waiting: Array(repeating: 5000, count: 60))
        #expect(rounds.last == 4096)
    }
}
