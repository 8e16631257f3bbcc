extension RawSpan {
    /// The byte at `offset`, which is checked.
    @inline(__always)
    func byte(at offset: Int) -> UInt8 {
        precondition(UInt(bitPattern: offset) < UInt(bitPattern: byteCount))
        return unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self)
    }

    /// The first offset from `start` on whose byte is not of a class; the end when all are.
    @inline(__always)
    func end(of isInClass: (UInt8) -> Bool, from start: Int) -> Int {
        var offset = start
        while offset < byteCount, isInClass(byte(at: offset)) { offset += 1 }
        return offset
    }
}
