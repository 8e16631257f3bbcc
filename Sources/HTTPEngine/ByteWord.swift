/// Tests of eight bytes at once. A mark is the high bit of a byte; the lowest byte came first.
enum ByteWord {
    @inline(__always)
    private static func all(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

    /// How many bytes stand before the first mark; there must be one.
    @inline(__always)
    static func countBefore(_ marks: UInt64) -> Int { marks.trailingZeroBitCount &>> 3 }

    /// Marks each byte that is below 0x20 or is 0x7F. Exact for the first, which is all we use: a borrow can only reach
    /// the bytes behind it.
    @inline(__always)
    static func controls(_ word: UInt64) -> UInt64 {
        let below = (word &- all(0x20)) & ~word
        let delete = word ^ all(0x7F)
        return (below | ((delete &- all(1)) & ~delete)) & all(0x80)
    }

    /// Marks each byte that is the one given. Exact for the first.
    @inline(__always)
    static func marks(of byte: UInt8, in word: UInt64) -> UInt64 {
        let difference = word ^ all(byte)
        return (difference &- all(1)) & ~difference & all(0x80)
    }

    /// Marks each byte that is not a letter, a digit or a hyphen. Exact for all: with the high bit off no sum carries.
    @inline(__always)
    static func unplain(_ word: UInt64) -> UInt64 {
        let low = word & all(0x7F)
        let small = low | all(0x20)
        let isLetter = (small &+ all(0x80 - 0x61)) & ~(small &+ all(0x80 - 0x7B))
        let isDigit = (low &+ all(0x80 - 0x30)) & ~(low &+ all(0x80 - 0x3A))
        let isHyphen = ~((low ^ all(0x2D)) &+ all(0x7F))
        return (~(isLetter | isDigit | isHyphen) | word) & all(0x80)
    }

    /// The word with the letters made small that are letters in `text`, which is in lower case. Of two words that are the
    /// same but for the case of letters, `folded(word, like: text) == text`, and of no others, when `text` has only
    /// letters, digits and hyphens.
    @inline(__always)
    static func folded(_ word: UInt64, like text: UInt64) -> UInt64 { word | (text & all(0x40)) &>> 1 }
}
