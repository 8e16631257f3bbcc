/// The keys of a collection's records in the written order, in one piece of memory.
package struct KeyList: RandomAccessCollection, Sendable, Equatable {
    private var arena: [UInt8] = []
    private var starts: [UInt32] = [0]

    /// No keys.
    init() {}

    /// These keys.
    init(_ keys: some Sequence<String>) {
        for key in keys { append(key) }
    }

    mutating func append(_ key: String) {
        arena.append(contentsOf: key.utf8)
        starts.append(UInt32(arena.count))
    }

    /// Appends the key of this UTF-8.
    mutating func append(_ key: UnsafeRawBufferPointer) {
        arena.append(contentsOf: key)
        starts.append(UInt32(arena.count))
    }

    /// The keys with others behind them.
    func appending(_ others: KeyList) -> KeyList {
        var all = KeyList()
        all.arena.reserveCapacity(arena.count + others.arena.count)
        all.arena += arena
        all.arena += others.arena
        all.starts = starts + others.starts.dropFirst().map { $0 + UInt32(arena.count) }
        return all
    }

    /// Gives back the memory that was kept for more keys.
    mutating func trim() {
        arena = arena.trimmed
        starts = starts.trimmed
    }

    package var startIndex: Int { 0 }

    package var endIndex: Int { starts.count - 1 }

    package subscript(position: Int) -> String { withBytes(at: position) { String(decoding: $0, as: UTF8.self) } }

    /// The UTF-8 of a key; valid only during the call.
    package func withBytes<Result>(
        at position: Int, _ body: (UnsafeRawBufferPointer) throws -> Result
    ) rethrows -> Result {
        let range = Int(starts[position])..<Int(starts[position + 1])
        return try arena.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[range])) }
    }
}

extension KeyList: ExpressibleByArrayLiteral {
    package init(arrayLiteral elements: String...) { self.init(elements) }
}

extension Array {
    /// The same elements in memory that has no room to spare.
    var trimmed: [Element] { withUnsafeBufferPointer { Array($0) } }
}
