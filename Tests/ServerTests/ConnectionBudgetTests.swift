import Testing

@testable import Server

@Suite struct ConnectionBudgetTests {
    @Test func manyHaveGone_WhenHalfOfTheMostHave() {
        let budget = ConnectionBudget()
        for open in 1...2000 { #expect(budget.opened() == open) }
        #expect(goneAt(1001, budget) == [])
        #expect(goneAt(1000, budget) == [1000])
        // From here on 1000 is the most.
        #expect(goneAt(400, budget) == [500])
        for _ in 400..<1200 { _ = budget.opened() }
        #expect(goneAt(0, budget) == [600, 300, 44])
        #expect(budget.open == 0)
    }

    @Test func few_AreNotMany() {
        let budget = ConnectionBudget()
        for _ in 1..<ConnectionBudget.manyCount { _ = budget.opened() }
        #expect(goneAt(0, budget) == [])
    }

    /// Closes all but so many, and returns how many were open whenever many had gone.
    private func goneAt(_ rest: Int, _ budget: ConnectionBudget) -> [Int] {
        var found: [Int] = []
        while budget.open > rest {
            let (open, manyHaveGone) = budget.closed()
            if manyHaveGone { found.append(open) }
        }
        return found
    }
}
