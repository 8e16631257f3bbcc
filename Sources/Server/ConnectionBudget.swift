internal import Synchronization

/// Counts the open connections of all loops.
final class ConnectionBudget: Sendable {
    private let count = Atomic<Int>(0)

    /// How many are open.
    var open: Int { count.load(ordering: .relaxed) }

    /// One more is open; returns how many are.
    func opened() -> Int { count.add(1, ordering: .relaxed).newValue }

    /// One less is open; returns how many are.
    func closed() -> Int { count.subtract(1, ordering: .relaxed).newValue }
}
