internal import Synchronization

/// Counts the open connections of all loops.
final class ConnectionBudget: Sendable {
    /// Fewer connections that go are an ordinary day.
    static var manyCount: Int { 256 }

    private let count = Atomic<Int>(0)
    /// Most that were open at once since many had last gone.
    private let peak = Atomic<Int>(0)

    /// How many are open.
    var open: Int { count.load(ordering: .relaxed) }

    /// One more is open; returns how many are.
    func opened() -> Int {
        let open = count.add(1, ordering: .relaxed).newValue
        if open > peak.load(ordering: .relaxed) { peak.store(open, ordering: .relaxed) }
        return open
    }

    /// One less is open; returns how many are, and whether with this one half of many have gone.
    func closed() -> (open: Int, manyHaveGone: Bool) {
        let open = count.subtract(1, ordering: .relaxed).newValue
        let peak = peak.load(ordering: .relaxed)
        guard peak - open >= Self.manyCount, open <= peak / 2 else { return (open, false) }
        // Of the loops that see it one tells.
        return (open, self.peak.compareExchange(expected: peak, desired: open, ordering: .relaxed).exchanged)
    }
}
