/// A hash of byte strings for tables whose keys strangers may choose: eight bytes at a time, from a secret start.
///
/// Each word is folded in by a product of 128 bits, as in wyhash. Without the seed nobody can choose strings that fall
/// together.
package struct ByteHash {
    private var state: UInt64

    /// - Parameter seed: random, and kept as long as the table.
    package init(seed: UInt64) {
        state = seed
    }

    /// The hash of all that was combined.
    package var value: UInt64 { state }

    /// Takes in a string with its length, so that two strings are told from one that is both.
    package mutating func combine(_ view: ByteView) {
        let bytes = view.unsafeBytes
        let count = bytes.count
        fold(UInt64(truncatingIfNeeded: count))
        guard count >= 8 else {
            guard count > 0 else { return }
            var rest: UInt64 = 0
            for byte in bytes { rest = rest &<< 8 | UInt64(byte) }
            return fold(rest)
        }
        var offset = 0
        while offset &+ 8 < count {
            fold(bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            offset &+= 8
        }
        // The last word may overlap the one before.
        fold(bytes.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self))
    }

    @inline(__always)
    private mutating func fold(_ word: UInt64) {
        let product = (state ^ word).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
        state = (product.high ^ product.low) &+ 0xE703_7ED1_A0B4_28DB
    }
}
