/// The connections of one loop by slot. Slots are used again; a token also holds the generation, so that news about a
/// connection that has gone is told from news about its successor.
struct ConnectionTable: ~Copyable {
    private static var chunkCount: Int { 256 }

    /// Chunks never move, so growing does not copy connections.
    private var chunks: [UnsafeMutablePointer<SocketConnection>] = []
    private var generations: [UInt32] = []
    private var isUsed: [Bool] = []
    private var freeSlots: [Int] = []
    private(set) var count = 0

    deinit {
        for slot in isUsed.indices where isUsed[slot] { address(slot).deinitialize(count: 1) }
        for chunk in chunks { chunk.deallocate() }
    }

    /// One more than the greatest slot ever used.
    var slotLimit: Int { isUsed.count }

    func contains(_ slot: Int) -> Bool { slot < isUsed.count && isUsed[slot] }

    subscript(slot: Int) -> SocketConnection {
        _read {
            precondition(contains(slot))
            yield address(slot).pointee
        }
        _modify {
            precondition(contains(slot))
            yield &address(slot).pointee
        }
    }

    mutating func insert(_ connection: consuming SocketConnection) -> Int {
        let slot: Int
        if let free = freeSlots.popLast() {
            slot = free
        } else {
            slot = isUsed.count
            if slot / ConnectionTable.chunkCount == chunks.count {
                chunks.append(.allocate(capacity: ConnectionTable.chunkCount))
            }
            isUsed.append(false)
            generations.append(0)
        }
        address(slot).initialize(to: connection)
        isUsed[slot] = true
        count += 1
        return slot
    }

    /// Takes the connection out; with it goes its descriptor.
    mutating func remove(_ slot: Int) {
        precondition(contains(slot))
        isUsed[slot] = false
        generations[slot] &+= 1
        freeSlots.append(slot)
        count -= 1
        address(slot).deinitialize(count: 1)
    }

    func token(_ slot: Int) -> UInt64 { UInt64(generations[slot]) << 32 | UInt64(UInt32(truncatingIfNeeded: slot)) }

    /// The slot of a token, or nil when that connection has gone.
    func slot(of token: UInt64) -> Int? {
        let slot = Int(token & 0xFFFF_FFFF)
        return contains(slot) && generations[slot] == UInt32(token >> 32) ? slot : nil
    }

    private func address(_ slot: Int) -> UnsafeMutablePointer<SocketConnection> {
        chunks[slot / ConnectionTable.chunkCount] + slot % ConnectionTable.chunkCount
    }
}
