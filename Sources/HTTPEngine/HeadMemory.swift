/// The bytes of the last head that was read, if it had no content: clients that poll and pipelines send one head again and
/// again, and others of their kind one that differs late. To compare heads costs a tenth of reading them.
///
/// What a head means is decided by its bytes, by the limits, which do not change, and by whether it came through TLS; what
/// the lines before a difference mean, by their bytes alone.
struct HeadMemory: ~Copyable {
    /// Longer heads are not kept: what browsers send has less than half.
    static var countMax: Int { 2048 }

    /// Room for `countMax` bytes once something was kept.
    private var storage: UnsafeMutableRawPointer?
    private(set) var count = 0
    private var isSecure = false
    /// The value of Host in `storage`, which is a valid one; still there when the head is not to be used again.
    private var host = ByteRange.empty

    deinit {
        storage?.deallocate()
    }

    /// Bytes at the front of `storage` that are known to be those of the head that is being read.
    private var sharedCount = 0

    /// Whether nothing is kept.
    var isEmpty: Bool { count == 0 }

    mutating func removeAll() {
        count = 0
        sharedCount = 0
    }

    /// Forgets the head but for its first bytes, so many, with which the one that is kept next begins.
    mutating func keepOnly(first sharedCount: Int) {
        count = 0
        self.sharedCount = sharedCount
    }

    /// Keeps a head in the place of the one before, unless it is long. `host` is the value of its Host, which is valid, or
    /// empty.
    mutating func keep(_ head: UnsafeRawBufferPointer, host: ByteRange, isSecure: Bool) {
        guard let base = head.baseAddress, head.count <= HeadMemory.countMax else { return removeAll() }
        let place = storage ?? .allocate(byteCount: HeadMemory.countMax, alignment: 16)
        storage = place
        let shared = min(sharedCount, head.count)
        (place + shared).copyMemory(from: base + shared, byteCount: head.count - shared)
        sharedCount = 0
        count = head.count
        self.host = host
        self.isSecure = isSecure
    }

    /// How many of the first of `bytes` are those of the head that is kept; all of its `count` when it begins them. None
    /// when it came another way.
    @inline(__always)
    func sharedCount(_ bytes: UnsafeRawBufferPointer, isSecure: Bool) -> Int {
        guard let storage, let base = bytes.baseAddress, isSecure == self.isSecure else { return 0 }
        let limit = min(count, bytes.count)
        var offset = 0
        while offset &+ 64 <= limit {
            let differs =
                storage.loadUnaligned(fromByteOffset: offset, as: SIMD8<UInt64>.self)
                ^ base.loadUnaligned(fromByteOffset: offset, as: SIMD8<UInt64>.self)
            let half = differs.lowHalf | differs.highHalf
            let quarter = half.lowHalf | half.highHalf
            guard quarter[0] | quarter[1] == 0 else { break }
            offset &+= 64
        }
        while offset &+ 8 <= limit {
            let differs = UInt64(
                littleEndian: storage.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                    ^ base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            guard differs == 0 else { return offset &+ ByteWord.countBefore(differs) }
            offset &+= 8
        }
        while offset < limit,
            storage.load(fromByteOffset: offset, as: UInt8.self) == base.load(fromByteOffset: offset, as: UInt8.self)
        { offset &+= 1 }
        return offset
    }

    /// Whether a value of Host is that of the last head that was kept, and so a valid one.
    @inline(__always)
    func hadHost(_ value: ByteView) -> Bool {
        guard let storage, host.length > 0 else { return false }
        return value.equals(ByteView(UnsafeRawBufferPointer(start: storage + host.offset, count: host.length)))
    }
}
