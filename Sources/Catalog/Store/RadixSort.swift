/// Puts positions in the order of numbers they have, equal ones as they were: byte after byte of the numbers, from the
/// lowest, so that the cost grows with the count alone. A byte that all numbers have in common costs nothing.
enum RadixSort {
    /// - Parameter keys: the number of each of the positions, in their order.
    static func sorted(_ positions: [UInt32], by keys: [UInt64]) -> [UInt32] {
        guard positions.count > 1 else { return positions }
        var counts = [Int](repeating: 0, count: 8 * 256)
        counts.withUnsafeMutableBufferPointer { counts in
            for key in keys {
                for byte in 0..<8 { counts[byte << 8 | Int(truncatingIfNeeded: key >> UInt64(byte * 8)) & 0xFF] += 1 }
            }
        }
        var (order, other) = (zip(keys, positions).map { Entry(key: $0, position: $1) }, [Entry]())
        other = order
        for byte in 0..<8 where !counts[byte << 8..<(byte + 1) << 8].contains(positions.count) {
            var next = [Int](repeating: 0, count: 256)
            for value in 1..<256 { next[value] = next[value - 1] + counts[byte << 8 | (value - 1)] }
            order.withUnsafeBufferPointer { from in
                other.withUnsafeMutableBufferPointer { to in
                    next.withUnsafeMutableBufferPointer { next in
                        for entry in from {
                            let value = Int(truncatingIfNeeded: entry.key >> UInt64(byte * 8)) & 0xFF
                            to[next[value]] = entry
                            next[value] += 1
                        }
                    }
                }
            }
            swap(&order, &other)
        }
        return order.map(\.position)
    }

    private struct Entry: BitwiseCopyable {
        let key: UInt64
        let position: UInt32
    }
}
