/// `field-line = field-name ":" OWS field-value OWS` (RFC 9112 §5), of a head or a trailer section.
enum FieldLine {
    /// Parses the line at `start` into `line` and returns where the next one begins, or nil when its end has not come.
    static func parse(
        _ bytes: RawSpan, at start: Int, into line: inout FieldTable.Line
    ) throws(ProtocolError) -> Int? {
        let count = bytes.byteCount
        var index = bytes.end(of: Grammar.isToken, from: start)
        guard index < count else { return nil }
        guard index > start, bytes.byte(at: index) == Grammar.colon else {
            throw nameFault(bytes.byte(at: index), atStart: index == start)
        }
        let nameEnd = index
        index = bytes.end(of: Grammar.isBlank, from: nameEnd + 1)
        let valueStart = index
        guard var valueEnd = try valueEnd(bytes, from: index) else { return nil }
        let next = valueEnd + 2
        while valueEnd > valueStart, Grammar.isBlank(bytes.byte(at: valueEnd - 1)) { valueEnd -= 1 }
        line = FieldTable.Line(
            name: ByteRange(start, nameEnd),
            value: ByteRange(valueStart, valueEnd),
            known: FieldName.recognise(bytes, at: start, count: nameEnd - start)
        )
        return next
    }

    private static func nameFault(_ byte: UInt8, atStart: Bool) -> ProtocolError {
        guard atStart else { return .fieldNameInvalid }
        if Grammar.isBlank(byte) { return .lineFolding }
        return byte == Grammar.lineFeed ? .lineEndingInvalid : .fieldNameInvalid
    }

    /// The offset of the CR LF that ends a value, eight bytes at a time; nil when it has not come.
    private static func valueEnd(_ bytes: RawSpan, from start: Int) throws(ProtocolError) -> Int? {
        let count = bytes.byteCount
        var index = start
        while true {
            while index + 8 <= count {
                let word = UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
                let controls = controlMarks(word)
                index += controls == 0 ? 8 : controls.trailingZeroBitCount / 8
                if controls != 0 { break }
            }
            while index < count, bytes.byte(at: index) >= Grammar.space, bytes.byte(at: index) != 0x7F { index += 1 }
            guard index < count else { return nil }
            switch bytes.byte(at: index) {
            case Grammar.tab:
                index += 1
            case Grammar.carriageReturn:
                guard index + 1 < count else { return nil }
                guard bytes.byte(at: index + 1) == Grammar.lineFeed else { throw .lineEndingInvalid }
                return index
            case Grammar.lineFeed:
                throw .lineEndingInvalid
            default:
                throw .fieldValueInvalid
            }
        }
    }

    /// The high bit of each byte that is below 0x20 or is 0x7F. Exact for the lowest such byte, which is all we use: a
    /// borrow can only reach the bytes above it.
    @inline(__always)
    private static func controlMarks(_ word: UInt64) -> UInt64 {
        let below = (word &- 0x2020_2020_2020_2020) & ~word
        let delete = word ^ 0x7F7F_7F7F_7F7F_7F7F
        return (below | ((delete &- 0x0101_0101_0101_0101) & ~delete)) & 0x8080_8080_8080_8080
    }
}
