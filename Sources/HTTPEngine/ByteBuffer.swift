/// Growable raw bytes with one owner: appended at the end, taken from the front.
package struct ByteBuffer: ~Copyable {
    private var storage: UnsafeMutableRawPointer?
    /// Bytes of memory that it has.
    package private(set) var capacity = 0
    private var start = 0
    private var end = 0

    /// An empty buffer; memory is taken when the first byte is appended, or now when `capacity` is not zero.
    package init(capacity: Int = 0) {
        if capacity > 0 { grow(by: capacity) }
    }

    deinit {
        storage?.deallocate()
    }

    package var count: Int { end - start }
    package var isEmpty: Bool { end == start }

    /// The bytes, valid until the next change of the buffer.
    package var bytes: UnsafeRawBufferPointer {
        guard let storage else { return UnsafeRawBufferPointer(start: nil, count: 0) }
        return UnsafeRawBufferPointer(start: storage + start, count: end - start)
    }

    /// The bytes to change in place, valid until the next change of the buffer.
    package var mutableBytes: UnsafeMutableRawBufferPointer {
        guard let storage else { return UnsafeMutableRawBufferPointer(start: nil, count: 0) }
        return UnsafeMutableRawBufferPointer(start: storage + start, count: end - start)
    }

    /// Room for `count` bytes after the last; `advance(by:)` makes what was written there part of the buffer.
    @inline(__always)
    package mutating func room(_ count: Int) -> UnsafeMutableRawPointer {
        if let storage, capacity - end >= count { return storage + end }
        return grow(by: count)
    }

    @inline(__always)
    package mutating func advance(by count: Int) {
        precondition(count >= 0 && capacity - end >= count)
        end += count
    }

    package mutating func append(_ bytes: UnsafeRawBufferPointer) {
        guard let base = bytes.baseAddress, bytes.count > 0 else { return }
        room(bytes.count).copyMemory(from: base, byteCount: bytes.count)
        end += bytes.count
    }

    package mutating func append(_ text: StaticString) {
        append(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    package mutating func append(_ byte: UInt8) {
        room(1).storeBytes(of: byte, as: UInt8.self)
        end += 1
    }

    /// Appends a number that is not negative in decimal digits.
    package mutating func append(decimal number: Int) {
        precondition(number >= 0)
        let place = room(20)
        var rest = number
        var position = 20
        repeat {
            position -= 1
            place.storeBytes(of: UInt8(rest % 10) + 0x30, toByteOffset: position, as: UInt8.self)
            rest /= 10
        } while rest > 0
        place.copyMemory(from: place + position, byteCount: 20 - position)
        end += 20 - position
    }

    /// Drops `count` bytes from the front.
    package mutating func removeFirst(_ count: Int) {
        precondition(count >= 0 && count <= self.count)
        start += count
        if start == end {
            start = 0
            end = 0
        }
    }

    /// Keeps only the first `count` bytes.
    package mutating func truncate(to count: Int) {
        precondition(count >= 0 && count <= self.count)
        end = start + count
    }

    /// Drops the content; memory above `capacityKept` goes back.
    package mutating func removeAll(keepingAtMost capacityKept: Int) {
        start = 0
        end = 0
        if capacity > capacityKept {
            storage?.deallocate()
            storage = nil
            capacity = 0
        }
    }

    /// Makes room for `count` more bytes: first by moving the content to the front, else in a block twice as large.
    @inline(never)
    @discardableResult
    private mutating func grow(by count: Int) -> UnsafeMutableRawPointer {
        let used = end - start
        if let storage, capacity - used >= count, start >= capacity / 2 {
            storage.copyMemory(from: storage + start, byteCount: used)
            start = 0
            end = used
            return storage + end
        }
        let enlarged = max(capacity * 2, used + count, 512)
        let block = UnsafeMutableRawPointer.allocate(byteCount: enlarged, alignment: 16)
        if let storage {
            block.copyMemory(from: storage + start, byteCount: used)
            storage.deallocate()
        }
        storage = block
        capacity = enlarged
        start = 0
        end = used
        return block + used
    }
}
