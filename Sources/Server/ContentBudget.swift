internal import Synchronization

/// Memory that unfinished requests hold on all loops, and how much they may: many strangers that each send less than a
/// single request may have would take the machine's memory together.
final class ContentBudget: Sendable {
    /// A connection that holds no more is not counted, so that ordinary requests are taken whatever others do.
    static var freeBytes: Int { 4 * 1024 }

    private let limit: Int
    private let held = Atomic<Int>(0)

    init(limit: Int) {
        self.limit = limit
    }

    /// Takes `count` bytes more; false when that would be too many, and then nothing is taken.
    func take(_ count: Int) -> Bool {
        if held.add(count, ordering: .relaxed).newValue <= limit { return true }
        give(count)
        return false
    }

    /// Gives `count` bytes back.
    func give(_ count: Int) {
        held.subtract(count, ordering: .relaxed)
    }
}
