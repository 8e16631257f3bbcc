/// Escape sequences inside strings (RFC 8259 §7).
enum JSONEscape {
    /// The bytes that `content` stands for; what is no escape sequence becomes U+FFFD.
    static func decoded(_ content: ArraySlice<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(content.count)
        var rest = content
        while let backslash = rest.firstIndex(of: UInt8(ascii: "\\")) {
            output.append(contentsOf: rest[..<backslash])
            rest = rest[(backslash + 1)...]
            guard let letter = rest.popFirst() else { return output + replacement }
            if let byte = byte(for: letter) {
                output.append(byte)
            } else if letter == UInt8(ascii: "u"), let scalar = scalar(at: &rest) {
                output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            } else {
                output.append(contentsOf: replacement)
            }
        }
        output.append(contentsOf: rest)
        return output
    }

    /// The byte that a one-letter escape stands for; nil for any other letter.
    static func byte(for letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: nil
        }
    }

    /// The value of four hexadecimal digits; nil when there are not four.
    static func unit(_ digits: some Collection<UInt8>) -> UInt16? {
        guard digits.count == 4 else { return nil }
        var unit: UInt16 = 0
        for digit in digits {
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): unit = unit << 4 | UInt16(digit - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): unit = unit << 4 | UInt16(digit - UInt8(ascii: "a") + 10)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): unit = unit << 4 | UInt16(digit - UInt8(ascii: "A") + 10)
            default: return nil
            }
        }
        return unit
    }

    private static let replacement = Array("\u{FFFD}".utf8)

    /// Reads what follows `\u`, and the second half when it begins a surrogate pair.
    private static func scalar(at rest: inout ArraySlice<UInt8>) -> Unicode.Scalar? {
        guard let first = unit(rest.prefix(4)) else { return nil }
        rest = rest.dropFirst(4)
        guard UTF16.isLeadSurrogate(first) else { return Unicode.Scalar(first) }
        guard rest.starts(with: Array("\\u".utf8)), let second = unit(rest.dropFirst(2).prefix(4)),
            UTF16.isTrailSurrogate(second)
        else { return nil }
        rest = rest.dropFirst(6)
        return Unicode.Scalar(0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00))
    }
}
