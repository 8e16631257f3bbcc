extension RawSpan {
    /// The byte at `offset`, which is checked.
    @inline(__always)
    func byte(at offset: Int) -> UInt8 {
        precondition(UInt(bitPattern: offset) < UInt(bitPattern: byteCount))
        return unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self)
    }

    /// The eight bytes from `offset` on, the first in the lowest place; nil when fewer are there.
    @inline(__always)
    func word(at offset: Int) -> UInt64? {
        guard offset >= 0, byteCount &- offset >= 8 else { return nil }
        return UInt64(littleEndian: unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self))
    }

    /// The first offset from `start` on whose byte is not of a class; the end when all are.
    @inline(__always)
    func end(of isInClass: (UInt8) -> Bool, from start: Int) -> Int {
        precondition(start >= 0)
        var offset = start
        while offset < byteCount, isInClass(unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self)) {
            offset &+= 1
        }
        return offset
    }

    /// As `end(of:from:)`, eight bytes at a time, for a class that has all letters, digits and hyphens.
    @inline(__always)
    func wordwiseEnd(of isInClass: (UInt8) -> Bool, from start: Int) -> Int {
        var offset = start
        while let word = word(at: offset) {
            let marks = ByteWord.unplain(word)
            guard marks != 0 else {
                offset &+= 8
                continue
            }
            offset &+= ByteWord.countBefore(marks)
            guard isInClass(byte(at: offset)) else { return offset }
            offset &+= 1
        }
        return end(of: isInClass, from: offset)
    }
}
