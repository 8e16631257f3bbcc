import BorderEconomy

/// Distinct byte strings, numbered from 0 in the order in which they first came: one arena and an open hash table.
struct ByteTable: Sendable {
    private(set) var arena: [UInt8] = []
    /// Where each string begins; one more than there are strings.
    private(set) var starts: [Int] = [0]
    /// In the upper half bits of the hash, by which most others are told apart without a look at their bytes; in the
    /// lower half one more than the number.
    private var slots: [UInt64]
    private var mask: Int
    private var listedCount = 0

    init(minimumCapacity: Int = 16) {
        var size = 32
        while size < minimumCapacity * 2 { size *= 2 }
        slots = Array(repeating: 0, count: size)
        mask = size - 1
    }

    var count: Int { starts.count - 1 }

    /// Whether some strings were appended without a look whether they are there already.
    var mayRepeat: Bool { listedCount < count }

    /// The bytes of a string; valid only during the call.
    func withBytes<Result>(of number: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        let range = starts[number]..<starts[number + 1]
        return arena.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[range])) }
    }

    /// The number of a string; nil when it has none.
    func number(of bytes: UnsafeRawBufferPointer) -> UInt32? {
        let entry = UInt32(truncatingIfNeeded: slots[slot(of: bytes, hash: bytes.dataHash)])
        return entry == 0 ? nil : entry - 1
    }

    /// The number of a string, given now when it had none.
    mutating func insert(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
        let hash = bytes.dataHash
        let slot = slot(of: bytes, hash: hash)
        let known = UInt32(truncatingIfNeeded: slots[slot])
        if known != 0 { return known - 1 }
        let number = append(unlisted: bytes)
        slots[slot] = Self.tag(of: hash) | UInt64(number + 1)
        listedCount += 1
        if listedCount * 4 > slots.count * 3 { grow() }
        return number
    }

    mutating func insert(_ text: String) -> UInt32 {
        var text = text
        return text.withUTF8 { insert(UnsafeRawBufferPointer($0)) }
    }

    /// A number of its own for a string that is most likely no other's; it is not found by its bytes.
    mutating func append(unlisted bytes: UnsafeRawBufferPointer) -> UInt32 {
        let number = UInt32(count)
        arena.append(contentsOf: bytes)
        starts.append(arena.count)
        return number
    }

    /// The bits of a hash that tell strings apart; the others say where they stand.
    @inline(__always)
    private static func tag(of hash: Int) -> UInt64 {
        UInt64(truncatingIfNeeded: hash) &* 0x9E37_79B9_7F4A_7C15 & 0xFFFF_FFFF_0000_0000
    }

    /// Where a string stands, or would.
    private func slot(of bytes: UnsafeRawBufferPointer, hash: Int) -> Int {
        let tag = Self.tag(of: hash)
        var slot = hash & mask
        return slots.withUnsafeBufferPointer { slots in
            while true {
                let entry = slots[slot]
                if entry == 0 { return slot }
                if entry & 0xFFFF_FFFF_0000_0000 == tag,
                    withBytes(of: Int(UInt32(truncatingIfNeeded: entry)) - 1, { $0.isSame(as: bytes) })
                {
                    return slot
                }
                slot = (slot + 1) & mask
            }
        }
    }

    private mutating func grow() {
        let size = slots.count * 2
        var grown = [UInt64](repeating: 0, count: size)
        mask = size - 1
        for entry in slots where entry != 0 {
            let number = Int(UInt32(truncatingIfNeeded: entry)) - 1
            var slot = withBytes(of: number) { $0.dataHash } & mask
            while grown[slot] != 0 { slot = (slot + 1) & mask }
            grown[slot] = entry
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
