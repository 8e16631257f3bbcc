internal import Synchronization

/// Numbers for what requests choose, none of which is given twice in the process: each cycle has a range of its own.
struct ChoiceNumbers {
    private static let ranges = Atomic<UInt64>(0)
    /// More requests than a loop reads in a year.
    private static var rangeBits: UInt64 { 44 }

    private var last: UInt64

    init() {
        last = ChoiceNumbers.ranges.add(1, ordering: .relaxed).newValue << ChoiceNumbers.rangeBits
    }

    mutating func next() -> UInt64 {
        last += 1
        return last
    }
}
