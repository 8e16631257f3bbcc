/// A place in a request, counted from its first byte. Requests are bounded far below 4 GiB, so 32 bits do.
struct ByteRange: BitwiseCopyable {
    let start: UInt32
    let count: UInt32

    @inline(__always)
    init(_ start: Int, _ end: Int) {
        self.start = UInt32(truncatingIfNeeded: start)
        self.count = UInt32(truncatingIfNeeded: end - start)
    }

    static var empty: ByteRange { ByteRange(0, 0) }

    var offset: Int { Int(start) }
    var length: Int { Int(count) }
}
