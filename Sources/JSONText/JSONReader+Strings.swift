extension JSONReader {
    /// Reads a string; its bytes are checked here and decoded when somebody asks for the text.
    mutating func readString() {
        let start = position
        var hasEscapes = false
        position += 1
        while true {
            skipPlainBytes()
            guard position < bytes.count else {
                report(.unterminatedString, at: start)
                return
            }
            switch bytes[position] {
            case UInt8(ascii: "\""):
                position += 1
                appendEntry(.string, from: start, hasEscapes: hasEscapes)
                return
            case UInt8(ascii: "\\"):
                hasEscapes = true
                readEscape()
            case 0x00..<0x20:
                report(.controlCharacter(bytes[position]), at: position)
                position += 1
                if bytes[position - 1] == 0x0A { lineStarts.append(UInt32(position)) }
            default:
                readMultibyteScalar()
            }
        }
    }

    /// Skips bytes that stand for themselves, eight at a time: a word is left as soon as one of its bytes is a quote,
    /// a backslash, a control character or not ASCII.
    private mutating func skipPlainBytes() {
        let raw = UnsafeRawBufferPointer(bytes)
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        while position + 8 <= raw.count {
            let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: position, as: UInt64.self))
            let quotes = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
            let backslashes = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
            let found =
                ((quotes &- ones) & ~quotes) | ((backslashes &- ones) & ~backslashes)
                | ((word &- ones &* 0x20) & ~word) | word
            let mask = found & highs
            guard mask == 0 else {
                position += mask.trailingZeroBitCount / 8
                return
            }
            position += 8
        }
        while position < bytes.count {
            let byte = bytes[position]
            guard byte >= 0x20, byte < 0x80, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") else { return }
            position += 1
        }
    }

    private mutating func readEscape() {
        let start = position
        guard start + 1 < bytes.count else {
            position += 1
            return
        }
        let letter = bytes[start + 1]
        if letter == UInt8(ascii: "u") {
            readUnicodeEscape()
        } else if JSONEscape.byte(for: letter) != nil {
            position += 2
        } else {
            report(.invalidEscape, at: start)
            position += letter >= 0x20 && letter < 0x80 ? 2 : 1
        }
    }

    private mutating func readUnicodeEscape() {
        let start = position
        guard let first = unit(at: start) else {
            report(.invalidEscape, at: start)
            position += 2
            return
        }
        position += 6
        guard UTF16.isSurrogate(first) else { return }
        if UTF16.isLeadSurrogate(first), let second = unit(at: position), UTF16.isTrailSurrogate(second) {
            position += 6
        } else {
            report(.loneSurrogate(first), at: start)
        }
    }

    /// The value of the `\uXXXX` at `offset`; nil when there is none.
    private func unit(at offset: Int) -> UInt16? {
        guard offset + 6 <= bytes.count, bytes[offset] == UInt8(ascii: "\\"), bytes[offset + 1] == UInt8(ascii: "u")
        else { return nil }
        return JSONEscape.unit(bytes[offset + 2..<offset + 6])
    }

    /// Skips one scalar outside ASCII; what is not UTF-8 (RFC 3629 §4) is one fault per sequence.
    private mutating func readMultibyteScalar() {
        let first = bytes[position]
        let second = position + 1 < bytes.count ? bytes[position + 1] : 0
        let (length, violation) = JSONReader.sequence(first: first, second: second)
        var count = 1
        while count < length, position + count < bytes.count, bytes[position + count] & 0xC0 == 0x80 { count += 1 }
        if count < length {
            report(.invalidUTF8(.truncated), at: position)
        } else if let violation {
            report(.invalidUTF8(violation), at: position)
        }
        position += count
    }

    /// The length that a first byte announces, and what the first two bytes alone give away.
    private static func sequence(first: UInt8, second: UInt8) -> (length: Int, violation: JSONFault.UTF8Violation?) {
        switch (first, second) {
        case (0x80..<0xC0, _): (1, .strayContinuation)
        case (0xC0..<0xC2, _): (2, .overlong)
        case (0xC2..<0xE0, _): (2, nil)
        case (0xE0, 0x80..<0xA0): (3, .overlong)
        case (0xED, 0xA0..<0xC0): (3, .surrogate)
        case (0xE0..<0xF0, _): (3, nil)
        case (0xF0, 0x80..<0x90): (4, .overlong)
        case (0xF4, 0x90..<0xC0): (4, .outOfRange)
        case (0xF0..<0xF5, _): (4, nil)
        case (0xF5..<0xF8, _): (4, .outOfRange)
        default: (1, .outOfRange)
        }
    }
}
