/// A token of CQL2 text.
struct FilterToken: Equatable {
    enum Kind: Equatable {
        /// A name or a keyword, as written.
        case word(String)
        /// A name in double quotes, which is never a keyword.
        case quotedName(String)
        /// A text in single quotes, its escapes undone.
        case text(String)
        /// An unsigned number.
        case number(Double)
        /// `=` `<>` `<` `<=` `>` `>=` `+` `-` `*` `/` `%` `^` `(` `)` `,`
        case symbol(String)
        case end
    }

    let kind: Kind
    /// Its first byte.
    let offset: Int

    /// As a sentence names it.
    var description: String {
        switch kind {
        case .word(let word): "\"\(word)\""
        case .quotedName(let name): "the name \"\(name)\""
        case .text(let text): "the text '\(text)'"
        case .number(let number): "the number \(FilterTextWriter.number(number))"
        case .symbol(let symbol): "\"\(symbol)\""
        case .end: "the end"
        }
    }

    /// Whether it is a keyword, in whichever case.
    func isKeyword(_ keyword: String) -> Bool {
        guard case .word(let word) = kind, word.utf8.count == keyword.utf8.count else { return false }
        return word.uppercased() == keyword
    }
}

/// Cuts CQL2 text into tokens.
struct FilterTokens {
    private let bytes: [UInt8]
    private var position = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    /// All tokens, the end last.
    static func all(of text: String) throws(FilterFault) -> [FilterToken] {
        var reader = FilterTokens(text)
        var tokens: [FilterToken] = []
        repeat { tokens.append(try reader.next()) } while tokens.last?.kind != .end
        return tokens
    }

    /// The number of the character that begins at or before a byte.
    private func place(_ offset: Int) -> FilterPlace {
        .character(bytes[..<offset].count { $0 & 0xC0 != 0x80 } + 1)
    }

    private mutating func next() throws(FilterFault) -> FilterToken {
        skipSpace()
        let start = position
        guard start < bytes.count else { return FilterToken(kind: .end, offset: start) }
        let byte = bytes[start]
        switch byte {
        case UInt8(ascii: "'"): return FilterToken(kind: .text(try readText()), offset: start)
        case UInt8(ascii: "\""): return FilterToken(kind: .quotedName(try readQuotedName()), offset: start)
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."):
            return FilterToken(kind: .number(try readNumber()), offset: start)
        case UInt8(ascii: "<"), UInt8(ascii: ">"):
            let two = start + 1 < bytes.count ? [byte, bytes[start + 1]] : [byte]
            let isPair = [[0x3C, 0x3E], [0x3C, 0x3D], [0x3E, 0x3D]].contains(two)
            position += isPair ? 2 : 1
            return FilterToken(
                kind: .symbol(String(decoding: bytes[start..<position], as: UTF8.self)), offset: start)
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "/"),
            UInt8(ascii: "%"), UInt8(ascii: "^"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ","):
            position += 1
            return FilterToken(kind: .symbol(String(Unicode.Scalar(byte))), offset: start)
        default:
            if let name = readName() { return FilterToken(kind: .word(name), offset: start) }
            throw stranger(at: start)
        }
    }

    private func stranger(at start: Int) -> FilterFault {
        let scalar = Self.scalar(in: bytes, at: start)?.0 ?? "?"
        let remedy =
            switch scalar {
            case "!": "not equal is written <>"
            case "[", "]": "arrays stand in parentheses: ('a', 'b')"
            case "&", "|": "write AND or OR"
            case "{": "a filter in JSON needs filter-lang=cql2-json"
            case ";", "`", "’", "‘": "texts stand in single quotes: 'lao-cai'"
            default: "leave it out, or put it into a text in single quotes"
            }
        return FilterFault(
            at: place(start), reason: "expected a value, a name or an operator, found \"\(scalar)\"", remedy: remedy)
    }

    private mutating func skipSpace() {
        while position < bytes.count {
            guard let (scalar, count) = Self.scalar(in: bytes, at: position), Self.isSpace(scalar) else { return }
            position += count
        }
    }

    /// A text in single quotes: `''` and `\'` are one quote inside it.
    private mutating func readText() throws(FilterFault) -> String {
        let start = position
        let quote = UInt8(ascii: "'")
        var content: [UInt8] = []
        position += 1
        while position < bytes.count {
            let byte = bytes[position]
            let following = position + 1 < bytes.count ? bytes[position + 1] : 0
            if (byte == quote || byte == UInt8(ascii: "\\")) && following == quote {
                content.append(quote)
                position += 2
            } else if byte == quote {
                position += 1
                return String(decoding: content, as: UTF8.self)
            } else {
                content.append(byte)
                position += 1
            }
        }
        throw FilterFault(
            at: place(start), reason: "the text that begins here has no end",
            remedy: "end it with a single quote; a quote inside it is written twice")
    }

    private mutating func readQuotedName() throws(FilterFault) -> String {
        let start = position
        position += 1
        let name = readName()
        guard let name, position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
            throw FilterFault(
                at: place(start), reason: "expected a name between double quotes",
                remedy: "double quotes are for names; texts stand in single quotes: 'lao-cai'")
        }
        position += 1
        return name
    }

    private mutating func readName() -> String? {
        let start = position
        while position < bytes.count, let (scalar, count) = Self.scalar(in: bytes, at: position) {
            guard position == start ? Self.startsName(scalar) : Self.continuesName(scalar) else { break }
            position += count
        }
        return position > start ? String(decoding: bytes[start..<position], as: UTF8.self) : nil
    }

    private mutating func readNumber() throws(FilterFault) -> Double {
        let start = position
        readDigits()
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            position += 1
            readDigits()
        }
        let hasDigits = bytes[start..<position].contains { $0 != UInt8(ascii: ".") }
        if hasDigits, position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
            position += 1
            if position < bytes.count, [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(bytes[position]) {
                position += 1
            }
            let digits = position
            readDigits()
            if digits == position { throw wrongNumber(at: start) }
        }
        if !hasDigits { throw wrongNumber(at: start) }
        if let (scalar, _) = Self.scalar(in: bytes, at: position), Self.continuesName(scalar) {
            throw wrongNumber(at: start)
        }
        guard let number = Double(Self.normalised(bytes[start..<position])), number.isFinite else {
            throw wrongNumber(at: start)
        }
        return number
    }

    /// A form that Swift reads: digits on both sides of the point.
    private static func normalised(_ bytes: ArraySlice<UInt8>) -> String {
        var text = String(decoding: bytes, as: UTF8.self)
        if text.hasPrefix(".") { text = "0" + text }
        if text.hasSuffix(".") { text += "0" }
        return text.replacing(".e", with: ".0e").replacing(".E", with: ".0e")
    }

    private mutating func readDigits() {
        while position < bytes.count, (0x30...0x39).contains(bytes[position]) { position += 1 }
    }

    private func wrongNumber(at start: Int) -> FilterFault {
        FilterFault(
            at: place(start), reason: "this is no number",
            remedy: "write it as 5, 26.9 or 2.79e9; texts and days stand in single quotes")
    }

    /// The scalar that begins at a byte of valid UTF-8, and its length.
    private static func scalar(in bytes: [UInt8], at position: Int) -> (Unicode.Scalar, Int)? {
        guard position < bytes.count else { return nil }
        let first = bytes[position]
        if first < 0x80 { return (Unicode.Scalar(first), 1) }
        let count = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        guard position + count <= bytes.count else { return nil }
        let decoded = String(decoding: bytes[position..<(position + count)], as: UTF8.self).unicodeScalars.first
        return decoded.map { ($0, count) }
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }

    /// The rule `identifierStart` of the standard.
    static func startsName(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x3A, 0x5F, 0x41...0x5A, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D,
            0x37F...0x1FFE,
            0x200C...0x200D, 0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFFD,
            0x10000...0xEFFFF:
            true
        default: false
        }
    }

    /// The rule `identifierPart` of the standard.
    static func continuesName(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2E, 0x30...0x39, 0x300...0x36F, 0x203F...0x2040: true
        default: startsName(scalar)
        }
    }
}
