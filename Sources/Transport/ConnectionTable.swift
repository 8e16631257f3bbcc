/// The connections of one loop by slot. Slots are used again; a token also holds the generation, so that news about a
/// connection that has gone is told from news about its successor.
///
/// A class of constants over memory that never moves: the loop touches its table a dozen times per request, and each
/// access to a variable of a class would be checked for exclusivity at run time.
final class ConnectionTable {
    /// Connections per block of memory, and blocks at most: room for a quarter of a million, four times the descriptors
    /// that any default allows.
    private static var chunkCount: Int { 256 }
    private static var chunksMax: Int { 1024 }
    static var countMax: Int { chunkCount * chunksMax }

    private let chunks: UnsafeMutablePointer<UnsafeMutablePointer<SocketConnection>>
    /// Generation and, in the lowest bit, whether the slot is used. Memory is touched as slots are.
    private let marks: UnsafeMutablePointer<UInt32>
    private let freeSlots = Place<[Int]>([])
    /// One more than the greatest slot ever used.
    private(set) var slotLimit = 0
    private(set) var count = 0

    init() {
        chunks = .allocate(capacity: ConnectionTable.chunksMax)
        marks = .allocate(capacity: ConnectionTable.countMax)
    }

    deinit {
        for slot in 0..<slotLimit where contains(slot) { address(slot).deinitialize(count: 1) }
        let chunkCount = ConnectionTable.chunkCount
        for chunk in 0..<(slotLimit + chunkCount - 1) / chunkCount { chunks[chunk].deallocate() }
        chunks.deallocate()
        marks.deallocate()
    }

    @inline(__always)
    func contains(_ slot: Int) -> Bool { slot >= 0 && slot < slotLimit && marks[slot] & 1 == 1 }

    subscript(slot: Int) -> SocketConnection {
        unsafeAddress {
            precondition(contains(slot))
            return UnsafePointer(address(slot))
        }
        unsafeMutableAddress {
            precondition(contains(slot))
            return address(slot)
        }
    }

    /// Where the connection of a slot lies, for several looks at it; only until something is called that may close it.
    @inline(__always)
    func place(_ slot: Int) -> UnsafeMutablePointer<SocketConnection> {
        precondition(contains(slot))
        return address(slot)
    }

    /// Puts a connection in, and returns its slot; nil when the table is full, and then the connection closes.
    func insert(_ connection: consuming SocketConnection) -> Int? {
        let slot: Int
        if let free = freeSlots.value.popLast() {
            slot = free
        } else {
            guard slotLimit < ConnectionTable.countMax else { return nil }
            slot = slotLimit
            if slot % ConnectionTable.chunkCount == 0 {
                (chunks + slot / ConnectionTable.chunkCount).initialize(
                    to: .allocate(capacity: ConnectionTable.chunkCount))
            }
            (marks + slot).initialize(to: 0)
            slotLimit += 1
        }
        address(slot).initialize(to: connection)
        marks[slot] |= 1
        count += 1
        return slot
    }

    /// Takes the connection out; with it goes its descriptor.
    func remove(_ slot: Int) {
        precondition(contains(slot))
        // The used bit goes and the generation behind it grows by one.
        marks[slot] &+= 1
        freeSlots.value.append(slot)
        count -= 1
        address(slot).deinitialize(count: 1)
    }

    func token(_ slot: Int) -> UInt64 { UInt64(marks[slot]) << 32 | UInt64(UInt32(truncatingIfNeeded: slot)) }

    /// The slot of a token, or nil when that connection has gone.
    @inline(__always)
    func slot(of token: UInt64) -> Int? {
        let slot = Int(token & 0xFFFF_FFFF)
        return contains(slot) && marks[slot] == UInt32(token >> 32) ? slot : nil
    }

    @inline(__always)
    private func address(_ slot: Int) -> UnsafeMutablePointer<SocketConnection> {
        chunks[slot / ConnectionTable.chunkCount] + slot % ConnectionTable.chunkCount
    }
}
