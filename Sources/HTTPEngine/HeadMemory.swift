/// The bytes of the last head that was read, if it had no content: clients that poll and pipelines send one head again and
/// again, and to compare it costs a tenth of reading it.
///
/// What a head means is decided by its bytes, by the limits, which do not change, and by whether it came through TLS.
struct HeadMemory: ~Copyable {
    /// Longer heads are not kept: what browsers send has less than half.
    static var countMax: Int { 2048 }

    /// Room for `countMax` bytes once something was kept.
    private var storage: UnsafeMutableRawPointer?
    private var count = 0
    private var isSecure = false

    deinit {
        storage?.deallocate()
    }

    /// Whether nothing is kept.
    var isEmpty: Bool { count == 0 }

    mutating func removeAll() {
        count = 0
    }

    /// Keeps a head in the place of the one before, unless it is long.
    mutating func keep(_ head: UnsafeRawBufferPointer, isSecure: Bool) {
        guard let base = head.baseAddress, head.count <= HeadMemory.countMax else {
            count = 0
            return
        }
        let place = storage ?? .allocate(byteCount: HeadMemory.countMax, alignment: 16)
        storage = place
        place.copyMemory(from: base, byteCount: head.count)
        count = head.count
        self.isSecure = isSecure
    }

    /// Whether the head that is kept is the first of `bytes`, and came the same way.
    @inline(__always)
    func begins(_ bytes: UnsafeRawBufferPointer, isSecure: Bool) -> Bool {
        guard let storage, count > 0, count <= bytes.count, isSecure == self.isSecure else { return false }
        return ByteView(UnsafeRawBufferPointer(start: storage, count: count))
            .equals(ByteView(UnsafeRawBufferPointer(rebasing: bytes[..<count])))
    }
}
