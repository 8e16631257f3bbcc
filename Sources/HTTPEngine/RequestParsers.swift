/// The parsers of one loop. Each remembers the head that it read last, and bytes go to the one that most likely read their
/// like before, so that clients who alternate do not make each other's heads forgotten.
package struct RequestParsers: ~Copyable {
    @usableFromInline let parsers: UnsafeMutablePointer<RequestParser>

    /// How many there are; a power of two.
    @inlinable
    package static var count: Int { 1 << countBits }
    @inlinable
    package static var countBits: UInt64 { 4 }

    package init(limits: HTTPLimits) {
        parsers = .allocate(capacity: Self.count)
        for index in 0..<Self.count { (parsers + index).initialize(to: RequestParser(limits: limits)) }
    }

    deinit {
        parsers.deinitialize(count: Self.count)
        parsers.deallocate()
    }

    @inlinable
    package subscript(index: Int) -> RequestParser {
        @inline(__always) unsafeAddress {
            precondition(index >= 0 && index < Self.count)
            return UnsafePointer(parsers + index)
        }
        @inline(__always) nonmutating unsafeMutableAddress {
            precondition(index >= 0 && index < Self.count)
            return parsers + index
        }
    }

    /// Which one is to read bytes that begin a request: as a rule its first 48 decide, which tell targets apart and mostly
    /// end before what differs from client to client. A wrong choice costs time and nothing else.
    @inlinable
    @inline(__always)
    package static func index(for bytes: UnsafeRawBufferPointer, isSecure: Bool) -> Int {
        var mixed: UInt64 = isSecure ? 1 : 0
        var offset = 8
        let end = min(bytes.count, 48)
        while offset &+ 8 <= end {
            mixed = (mixed ^ bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) &* 0x9E37_79B9_7F4A_7C15
            offset &+= 8
        }
        return Int(truncatingIfNeeded: (mixed &* 0x9E37_79B9_7F4A_7C15) &>> (64 &- countBits))
    }
}
