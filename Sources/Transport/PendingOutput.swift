/// Bytes that a peer has not taken yet. Holds no memory while empty.
struct PendingOutput: ~Copyable {
    private var storage: UnsafeMutableRawBufferPointer?
    private var start = 0
    private var end = 0

    deinit {
        storage?.deallocate()
    }

    var count: Int { end - start }
    var isEmpty: Bool { end == start }

    /// The bytes in order, valid until the next change.
    var bytes: UnsafeRawBufferPointer {
        guard let storage else { return UnsafeRawBufferPointer(start: nil, count: 0) }
        return UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(storage)[start..<end])
    }

    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        guard !bytes.isEmpty else { return }
        let waiting = count
        if (storage?.count ?? 0) - end < bytes.count {
            let block = UnsafeMutableRawBufferPointer.allocate(
                byteCount: max(waiting + bytes.count, 2 * waiting), alignment: 16)
            block.copyMemory(from: self.bytes)
            storage?.deallocate()
            storage = block
            start = 0
            end = waiting
        }
        guard let storage else { return }
        UnsafeMutableRawBufferPointer(rebasing: storage[end...]).copyMemory(from: bytes)
        end += bytes.count
    }

    mutating func removeFirst(_ count: Int) {
        precondition(count >= 0 && count <= self.count)
        start += count
        guard start == end else { return }
        storage?.deallocate()
        storage = nil
        start = 0
        end = 0
    }
}
