import BorderEconomy

/// Distinct byte strings, numbered from 0 in the order in which they first came: one arena and an open hash table.
struct ByteTable: Sendable {
    private(set) var arena: [UInt8] = []
    /// Where each string begins; one more than there are strings.
    private(set) var starts: [Int] = [0]
    private var slots: [UInt32]
    private var mask: Int

    init(minimumCapacity: Int = 16) {
        var size = 32
        while size < minimumCapacity * 2 { size *= 2 }
        slots = Array(repeating: Self.empty, count: size)
        mask = size - 1
    }

    private static let empty = UInt32.max

    var count: Int { starts.count - 1 }

    /// The bytes of a string; valid only during the call.
    func withBytes<Result>(of number: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        let range = starts[number]..<starts[number + 1]
        return arena.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[range])) }
    }

    /// The number of a string; nil when it has none.
    func number(of bytes: UnsafeRawBufferPointer) -> UInt32? {
        let number = slots[slot(of: bytes)]
        return number == Self.empty ? nil : number
    }

    /// The number of a string, given now when it had none.
    mutating func insert(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
        let slot = slot(of: bytes)
        let known = slots[slot]
        if known != Self.empty { return known }
        let number = UInt32(count)
        slots[slot] = number
        arena.append(contentsOf: bytes)
        starts.append(arena.count)
        if count * 4 > slots.count * 3 { grow() }
        return number
    }

    mutating func insert(_ text: String) -> UInt32 {
        var text = text
        return text.withUTF8 { insert(UnsafeRawBufferPointer($0)) }
    }

    /// Where a string stands, or would.
    private func slot(of bytes: UnsafeRawBufferPointer) -> Int {
        var slot = bytes.dataHash & mask
        return slots.withUnsafeBufferPointer { slots in
            arena.withUnsafeBytes { arena in
                starts.withUnsafeBufferPointer { starts in
                    while true {
                        let number = slots[slot]
                        if number == Self.empty { return slot }
                        let known = arena[starts[Int(number)]..<starts[Int(number) + 1]]
                        if known.count == bytes.count, UnsafeRawBufferPointer(rebasing: known).isSame(as: bytes) {
                            return slot
                        }
                        slot = (slot + 1) & mask
                    }
                }
            }
        }
    }

    private mutating func grow() {
        let size = slots.count * 2
        var grown = Array(repeating: Self.empty, count: size)
        mask = size - 1
        for number in 0..<count {
            var slot = withBytes(of: number) { $0.dataHash } & mask
            while grown[slot] != Self.empty { slot = (slot + 1) & mask }
            grown[slot] = UInt32(number)
        }
        slots = grown
    }
}

extension UnsafeRawBufferPointer {
    /// Whether these bytes come first, byte by byte.
    func precedes(_ other: UnsafeRawBufferPointer) -> Bool {
        let shorter = Swift.min(count, other.count)
        var offset = 0
        while offset < shorter {
            let (mine, theirs) = (self[offset], other[offset])
            if mine != theirs { return mine < theirs }
            offset += 1
        }
        return count < other.count
    }
}
