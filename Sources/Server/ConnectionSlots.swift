/// What the HTTP side of a loop knows of each connection, by the transport's slot.
///
/// In memory that the object alone reaches, so that an access costs neither a check for overlaps nor one for other owners.
final class ConnectionSlots {
    private var storage: UnsafeMutablePointer<HTTPLoop.Connection>
    private var capacity = 64
    /// One more than the greatest slot that was ever taken.
    private(set) var count = 0

    init() {
        storage = .allocate(capacity: capacity)
    }

    deinit {
        storage.deinitialize(count: count)
        storage.deallocate()
    }

    subscript(slot: Int) -> HTTPLoop.Connection {
        // Addresses, because a coroutine that yields a loaded value keeps it in a frame of its own, which callers were
        // seen to read when it was gone.
        unsafeAddress {
            precondition(UInt(bitPattern: slot) < UInt(bitPattern: count))
            return UnsafePointer(storage + slot)
        }
        unsafeMutableAddress {
            precondition(UInt(bitPattern: slot) < UInt(bitPattern: count))
            return storage + slot
        }
    }

    /// Puts a connection into a slot that was taken before, or into the next one.
    func insert(_ connection: HTTPLoop.Connection, at slot: Int) {
        precondition(slot >= 0 && slot <= count)
        guard slot == count else {
            storage[slot] = connection
            return
        }
        if count == capacity { grow() }
        (storage + count).initialize(to: connection)
        count += 1
    }

    private func grow() {
        let larger = UnsafeMutablePointer<HTTPLoop.Connection>.allocate(capacity: capacity * 2)
        larger.moveInitialize(from: storage, count: count)
        storage.deallocate()
        storage = larger
        capacity *= 2
    }
}
