/// Bytes of the data set as keys: identifiers, names, members.
extension UnsafeRawBufferPointer {
    /// Multiplies and folds eight bytes at a time. For bytes of the data set alone, which nobody outside chooses.
    @inlinable
    package var dataHash: Int {
        func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
            let product = (hash ^ word) &* 0xD6E8_FEB8_6659_FD93
            return product ^ product >> 32
        }
        var hash: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: count)
        var offset = 0
        while offset + 8 <= count {
            hash = mixed(hash, loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            offset += 8
        }
        if offset < count {
            // Of longer keys the last eight bytes once more, rather than the rest one by one.
            var rest: UInt64 = 0
            if count >= 8 {
                rest = loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
            } else {
                for place in offset..<count { rest = rest << 8 | UInt64(self[place]) }
            }
            hash = mixed(hash, rest)
        }
        return Int(truncatingIfNeeded: hash >> 1)
    }

    /// Whether the bytes are the same; of unlike counts they are not.
    @inlinable
    package func isSame(as other: UnsafeRawBufferPointer) -> Bool {
        guard count == other.count else { return false }
        func agree(at offset: Int) -> Bool {
            loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                == other.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        }
        var offset = 0
        while offset + 8 <= count {
            guard agree(at: offset) else { return false }
            offset += 8
        }
        // The last eight bytes once more, rather than the rest one by one.
        if count >= 8 { return offset == count || agree(at: count - 8) }
        while offset < count {
            guard self[offset] == other[offset] else { return false }
            offset += 1
        }
        return true
    }
}
