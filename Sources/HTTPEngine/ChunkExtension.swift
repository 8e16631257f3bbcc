/// `chunk-ext = *( BWS ";" BWS chunk-ext-name [ BWS "=" BWS chunk-ext-val ] )` (RFC 9112 §7.1.1): checked, then ignored.
enum ChunkExtension {
    /// The offset of the CR behind the extensions that begin at `start`, or nil when it has not come.
    static func end(_ bytes: RawSpan, from start: Int) throws(ProtocolError) -> Int? {
        var index = start
        while true {
            guard index < bytes.byteCount else { return nil }
            if bytes.byte(at: index) == Grammar.carriageReturn { return index }
            guard let semicolon = skipBlanks(bytes, from: index) else { return nil }
            guard bytes.byte(at: semicolon) == Grammar.semicolon else {
                throw index == start && semicolon == start ? .chunkSizeInvalid : .chunkExtensionInvalid
            }
            guard let nameStart = skipBlanks(bytes, from: semicolon + 1),
                let nameEnd = try tokenEnd(bytes, from: nameStart),
                let sign = skipBlanks(bytes, from: nameEnd)
            else { return nil }
            guard bytes.byte(at: sign) == Grammar.equals else {
                index = nameEnd
                continue
            }
            guard let valueStart = skipBlanks(bytes, from: sign + 1),
                let valueEnd = try valueEnd(bytes, from: valueStart)
            else { return nil }
            index = valueEnd
        }
    }

    private static func skipBlanks(_ bytes: RawSpan, from start: Int) -> Int? {
        var index = start
        while index < bytes.byteCount, Grammar.isBlank(bytes.byte(at: index)) { index += 1 }
        return index < bytes.byteCount ? index : nil
    }

    private static func tokenEnd(_ bytes: RawSpan, from start: Int) throws(ProtocolError) -> Int? {
        var index = start
        while index < bytes.byteCount, Grammar.isToken(bytes.byte(at: index)) { index += 1 }
        guard index < bytes.byteCount else { return nil }
        guard index > start else { throw .chunkExtensionInvalid }
        return index
    }

    /// A token or a quoted string (RFC 9110 §5.6.4).
    private static func valueEnd(_ bytes: RawSpan, from start: Int) throws(ProtocolError) -> Int? {
        guard bytes.byte(at: start) == Grammar.quote else { return try tokenEnd(bytes, from: start) }
        var index = start + 1
        while index < bytes.byteCount {
            switch bytes.byte(at: index) {
            case Grammar.quote:
                return index + 1
            case Grammar.backslash:
                guard index + 1 < bytes.byteCount else { return nil }
                guard Grammar.isFieldValueByte(bytes.byte(at: index + 1)) else { throw .chunkExtensionInvalid }
                index += 2
            case let byte:
                guard Grammar.isQuotedText(byte) else { throw .chunkExtensionInvalid }
                index += 1
            }
        }
        return nil
    }
}
