/// `field-line = field-name ":" OWS field-value OWS` (RFC 9112 §5), of a head or a trailer section.
enum FieldLine {
    /// Parses the line at `start` into `line` and returns where the next one begins, or nil when its end has not come.
    static func parse(
        _ bytes: RawSpan, at start: Int, into line: inout FieldTable.Line
    ) throws(ProtocolError) -> Int? {
        let count = bytes.byteCount
        var nameEnd = colon(bytes, from: start)
        var known = FieldName.recognise(bytes, at: start, count: nameEnd - start)
        // A known name is a token; of others every byte is looked at.
        if known == .other {
            nameEnd = bytes.end(of: Grammar.isToken, from: start)
            guard nameEnd < count else { return nil }
            guard nameEnd > start, bytes.byte(at: nameEnd) == Grammar.colon else {
                throw nameFault(bytes.byte(at: nameEnd), atStart: nameEnd == start)
            }
            known = FieldName.recognise(bytes, at: start, count: nameEnd - start)
        }
        let valueStart = bytes.end(of: Grammar.isBlank, from: nameEnd + 1)
        line = FieldTable.Line(
            name: ByteRange(start, nameEnd), value: ByteRange(valueStart, valueStart), known: known)
        return try parseRest(bytes, of: &line, from: valueStart)
    }

    /// Parses on in a line of which everything before `start`, a place in the value, is read. Name and beginning of the
    /// value are right in `line`; returns as `parse` does.
    @inline(__always)
    static func parseRest(
        _ bytes: RawSpan, of line: inout FieldTable.Line, from start: Int
    ) throws(ProtocolError) -> Int? {
        guard var valueEnd = try valueEnd(bytes, from: start) else { return nil }
        let next = valueEnd + 2
        let valueStart = line.value.offset
        while valueEnd > valueStart, Grammar.isBlank(bytes.byte(at: valueEnd - 1)) { valueEnd -= 1 }
        line.value = ByteRange(valueStart, valueEnd)
        return next
    }

    /// Where the first colon stands, if that is soon; else `start`.
    @inline(__always)
    private static func colon(_ bytes: RawSpan, from start: Int) -> Int {
        var index = start
        while index < start + 32, let word = bytes.word(at: index) {
            let marks = ByteWord.marks(of: Grammar.colon, in: word)
            if marks != 0 { return index + ByteWord.countBefore(marks) }
            index += 8
        }
        return start
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
            while let word = bytes.word(at: index) {
                let controls = ByteWord.controls(word)
                guard controls == 0 else {
                    index &+= ByteWord.countBefore(controls)
                    break
                }
                index &+= 8
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
}
