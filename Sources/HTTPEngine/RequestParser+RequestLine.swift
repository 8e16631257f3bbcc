/// `request-line = method SP request-target SP HTTP-version` (RFC 9112 §3).
extension RequestParser {
    /// Parses the request line at `position` and returns where the next line begins, or nil when its end has not come.
    mutating func parseRequestLine(_ bytes: RawSpan) throws(ProtocolError) -> Int? {
        guard try skipEmptyLine(bytes) else { return nil }
        guard let targetStart = try parseMethod(bytes) else { return nil }
        let count = bytes.byteCount
        guard targetStart < count else { return nil }
        // The space behind the longest target is the last byte looked at.
        let window = targetStart + limits.targetBytes + 1
        guard let targetEnd = try parseTarget(bytes.extracting(first: window), from: targetStart) else {
            if count >= window { throw .targetTooLong }
            return nil
        }
        request.parts.targetRange = ByteRange(targetStart, targetEnd)
        return try parseVersion(bytes, at: targetEnd + 1)
    }

    /// Parses the method and returns the offset behind its space, or nil when that has not come.
    private mutating func parseMethod(_ bytes: RawSpan) throws(ProtocolError) -> Int? {
        if let word = bytes.word(at: position), word & 0xFFFF_FFFF == RequestParser.getAndSpace {
            request.parts.method = .get
            request.parts.methodRange = ByteRange(position, position + 3)
            return position + 4
        }
        let index = bytes.extracting(first: position + RequestParser.methodBytes + 1)
            .end(of: Grammar.isToken, from: position)
        guard index - position <= RequestParser.methodBytes else { throw .methodUnsupported }
        guard index < bytes.byteCount else { return nil }
        guard index > position, bytes.byte(at: index) == Grammar.space else { throw .requestLineInvalid }
        request.parts.methodRange = ByteRange(position, index)
        request.parts.method = RequestParser.method(bytes, at: position, count: index - position)
        return index + 1
    }

    /// Skips one empty line before the request (RFC 9112 §2.2); false when it cannot be told yet.
    private mutating func skipEmptyLine(_ bytes: RawSpan) throws(ProtocolError) -> Bool {
        guard position < bytes.byteCount else { return false }
        guard bytes.byte(at: position) == Grammar.carriageReturn else { return true }
        guard !skippedEmptyLine else { throw .requestLineInvalid }
        guard position + 1 < bytes.byteCount else { return false }
        guard bytes.byte(at: position + 1) == Grammar.lineFeed else { throw .lineEndingInvalid }
        skippedEmptyLine = true
        position += 2
        return position < bytes.byteCount
    }

    private static func method(_ bytes: RawSpan, at start: Int, count: Int) -> HTTPMethod {
        guard count <= 7 else { return .other }
        var word: UInt64 = 0
        for index in 0..<count { word = word << 8 | UInt64(bytes.byte(at: start + index)) }
        // The letters of each name, the first in the highest byte.
        switch word {
        case 0x47_4554: return .get
        case 0x4845_4144: return .head
        case 0x504F_5354: return .post
        case 0x50_5554: return .put
        case 0x4445_4C45_5445: return .delete
        case 0x4F_5054_494F_4E53: return .options
        case 0x50_4154_4348: return .patch
        case 0x54_5241_4345: return .trace
        case 0x43_4F4E_4E45_4354: return .connect
        default: return .other
        }
    }

    /// Parses `HTTP/1.1` and the end of the line; returns where the next line begins.
    private mutating func parseVersion(_ bytes: RawSpan, at start: Int) throws(ProtocolError) -> Int? {
        let available = bytes.byteCount - start
        if available >= 10, bytes.word(at: start) == RequestParser.version11,
            bytes.byte(at: start + 8) == Grammar.carriageReturn, bytes.byte(at: start + 9) == Grammar.lineFeed
        {
            request.parts.version = .http11
            return start + 10
        }
        let pattern: StaticString = "HTTP/0.0"
        for index in 0..<min(max(available, 0), 8) {
            let byte = bytes.byte(at: start + index)
            let isRight = index == 5 || index == 7 ? Grammar.isDigit(byte) : byte == pattern.utf8Start[index]
            guard isRight else { throw .versionInvalid }
        }
        guard available > 8 else { return nil }
        switch bytes.byte(at: start + 8) {
        case Grammar.carriageReturn: break
        case Grammar.lineFeed: throw .lineEndingInvalid
        default: throw .versionInvalid
        }
        guard available > 9 else { return nil }
        guard bytes.byte(at: start + 9) == Grammar.lineFeed else { throw .lineEndingInvalid }
        guard bytes.byte(at: start + 5) == 0x31 else { throw .versionUnsupported }
        request.parts.version = bytes.byte(at: start + 7) == 0x30 ? .http10 : .http11
        return start + 10
    }

    /// `GET ` as a little-endian word.
    private static var getAndSpace: UInt64 { 0x2054_4547 }

    /// `HTTP/1.1` as a little-endian word.
    private static var version11: UInt64 { 0x312E_312F_5054_5448 }
}
