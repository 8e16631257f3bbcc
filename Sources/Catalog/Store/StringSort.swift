import BorderEconomy

/// Puts the strings of a table in order: by the folded form, then by the string itself.
///
/// Strings are compared eight bytes at once: all by the first eight, those that agree in them by the next, and so on. What
/// they begin with alike, as identifiers do, is then passed over once instead of in each comparison.
struct StringSort {
    private struct Entry {
        var chunk: UInt64
        let number: UInt32
    }

    private let table: ByteTable
    private let folded: [[UInt8]?]
    private var entries: [Entry] = []
    /// Strings up to which comparing whole strings is cheaper than going on by chunks.
    private static let fewEntries = 12

    /// - Parameter folded: the folded form of each string; nil where it is the string itself.
    init(_ table: ByteTable, folded: [[UInt8]?]) {
        self.table = table
        self.folded = folded
        entries = (0..<UInt32(table.count)).map { Entry(chunk: 0, number: $0) }
        sort(entries.indices, from: 0)
    }

    /// The numbers of the strings in order.
    var numbers: [UInt32] { entries.map(\.number) }

    private mutating func sort(_ range: Range<Int>, from offset: Int) {
        guard range.count > Self.fewEntries else { return sortWhole(range) }
        var isAnyLonger = false
        for place in range {
            entries[place].chunk = withFolded(entries[place].number) { bytes in
                if bytes.count > offset { isAnyLonger = true }
                return Self.chunk(of: bytes, at: offset)
            }
        }
        guard isAnyLonger else { return sortWhole(range) }
        entries[range].sort { $0.chunk < $1.chunk }
        var start = range.lowerBound
        while start < range.upperBound {
            var end = start + 1
            while end < range.upperBound, entries[end].chunk == entries[start].chunk { end += 1 }
            if end - start > 1 { sort(start..<end, from: offset + 8) }
            start = end
        }
    }

    private mutating func sortWhole(_ range: Range<Int>) {
        guard range.count > 1 else { return }
        let part = entries[range].sorted { left, right in
            withFolded(left.number) { mine in
                withFolded(right.number) { theirs in
                    if mine.precedes(theirs) { return true }
                    guard mine.isSame(as: theirs) else { return false }
                    return table.withBytes(of: Int(left.number)) { mine in
                        table.withBytes(of: Int(right.number)) { mine.precedes($0) }
                    }
                }
            }
        }
        entries.replaceSubrange(range, with: part)
    }

    private func withFolded<Result>(_ number: UInt32, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        folded[Int(number)].map { $0.withUnsafeBytes(body) } ?? table.withBytes(of: Int(number), body)
    }

    /// Eight bytes from `offset` on as a number that ascends with them; zeros past the end.
    private static func chunk(of bytes: UnsafeRawBufferPointer, at offset: Int) -> UInt64 {
        if offset + 8 <= bytes.count {
            return UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        }
        var chunk: UInt64 = 0
        for place in offset..<offset + 8 { chunk = chunk << 8 | (place < bytes.count ? UInt64(bytes[place]) : 0) }
        return chunk
    }
}
