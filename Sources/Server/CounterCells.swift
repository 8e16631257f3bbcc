internal import Synchronization

/// A row of numbers that one loop changes and everybody may read.
///
/// Because one loop alone writes, counting is a plain load and a plain store: no lock, no locked instruction, and no
/// memory that another loop writes to.
final class CounterCells: Sendable {
    let count: Int
    // Safe to share: the pointer is constant, it lives as long as this object, and what it points to are atomics.
    private nonisolated(unsafe) let cells: UnsafeMutablePointer<Atomic<UInt64>>

    /// So many cells, all zero.
    init(count: Int) {
        self.count = count
        cells = .allocate(capacity: count)
        for index in 0..<count { (cells + index).initialize(to: Atomic(0)) }
    }

    deinit {
        cells.deinitialize(count: count)
        cells.deallocate()
    }

    /// What a cell holds.
    @inline(__always)
    subscript(index: Int) -> UInt64 {
        precondition(index >= 0 && index < count)
        return cells[index].load(ordering: .relaxed)
    }

    /// Adds to a cell; only the loop that owns the cells may.
    @inline(__always)
    func add(_ amount: UInt64, to index: Int) {
        precondition(index >= 0 && index < count)
        cells[index].store(cells[index].load(ordering: .relaxed) &+ amount, ordering: .relaxed)
    }

    /// Sets a cell so that whoever sees the value by `acquire` sees all that was written before.
    func publish(_ value: UInt64, at index: Int) {
        precondition(index >= 0 && index < count)
        cells[index].store(value, ordering: .releasing)
    }

    /// What was published in a cell.
    func acquire(_ index: Int) -> UInt64 {
        precondition(index >= 0 && index < count)
        return cells[index].load(ordering: .acquiring)
    }
}
