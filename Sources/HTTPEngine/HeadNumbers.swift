internal import Synchronization

/// Numbers for heads, none of which is given twice in the process: each cycle has a range of its own.
struct HeadNumbers {
    private static let ranges = Atomic<UInt64>(0)
    /// More heads than a loop reads in a year.
    private static var rangeBits: UInt64 { 44 }

    private var last: UInt64

    init() {
        last = HeadNumbers.ranges.add(1, ordering: .relaxed).newValue << HeadNumbers.rangeBits
    }

    mutating func next() -> UInt64 {
        last += 1
        return last
    }
}
