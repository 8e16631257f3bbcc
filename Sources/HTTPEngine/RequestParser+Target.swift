/// The four forms of a request target (RFC 9112 §3.2), checked to the byte: what RFC 3986 does not allow raw is refused,
/// so that no two readers of a target can differ.
extension RequestParser {
    /// Parses the target and returns the offset of the space behind it, or nil when that has not come.
    mutating func parseTarget(_ bytes: RawSpan, from start: Int) throws(ProtocolError) -> Int? {
        if bytes.byte(at: start) == Grammar.slash {
            return try parsePath(bytes, from: start)
        }
        guard let end = try targetEnd(bytes, from: start) else { return nil }
        if end == start + 1, bytes.byte(at: start) == 0x2A {
            // A method that is not implemented may know this form; 501 or 505 says more than 400.
            guard request.parts.method == .options || request.parts.method == .other else { throw .targetInvalid }
            setAsterisk(at: start)
            return end
        }
        if request.parts.method == .connect {
            guard Authority.isValid(bytes, from: start, to: end, portNeeded: true) else { throw .authorityInvalid }
            request.parts.authorityRange = ByteRange(start, end)
            request.parts.pathRange = .empty
            request.parts.segments.removeAll()
            return end
        }
        return try parseAbsoluteForm(bytes, from: start, to: end)
    }

    /// Parses `absolute-path [ "?" query ]` and returns the offset of the space behind it.
    private mutating func parsePath(_ bytes: RawSpan, from start: Int) throws(ProtocolError) -> Int? {
        request.parts.segments.removeAll()
        var index = start
        guard let isEscaped = try skipPath(bytes, at: &index) else { return nil }
        let pathEnd = index
        if bytes.byte(at: index) == Grammar.question {
            index += 1
            guard try skipQuery(bytes, at: &index) else { return nil }
            request.parts.hasQuery = true
            request.parts.queryRange = ByteRange(pathEnd + 1, index)
        }
        guard bytes.byte(at: index) == Grammar.space else { throw endFault(bytes.byte(at: index)) }
        request.parts.pathRange = ByteRange(start, pathEnd)
        if isEscaped { try request.parts.segments.decode(bytes) }
        if request.parts.segments.haveDots { throw .dotSegment }
        return index
    }

    /// Moves `index` from the first slash of a path to the first byte that no path may have, and notes the segments on
    /// the way: `/` has none, `/a/` has two. Returns whether there are escapes, or nil when the bytes end before.
    private mutating func skipPath(_ bytes: RawSpan, at index: inout Int) throws(ProtocolError) -> Bool? {
        var isEscaped = false
        let start = index + 1
        var segmentStart = start
        index = start
        while true {
            index = bytes.end(of: Grammar.isSegmentByte, from: index)
            guard index < bytes.byteCount else { return nil }
            switch bytes.byte(at: index) {
            case Grammar.slash:
                request.parts.segments.append(bytes, from: segmentStart, to: index)
                index += 1
                segmentStart = index
            case Grammar.percent:
                guard try skipEscape(bytes, at: &index) else { return nil }
                isEscaped = true
            default:
                if index > start { request.parts.segments.append(bytes, from: segmentStart, to: index) }
                return isEscaped
            }
        }
    }

    /// Moves `index` to the first byte that no query may have; false when the bytes end before.
    private func skipQuery(_ bytes: RawSpan, at index: inout Int) throws(ProtocolError) -> Bool {
        while true {
            index = bytes.wordwiseEnd(of: Grammar.isQueryByte, from: index)
            guard index < bytes.byteCount else { return false }
            guard bytes.byte(at: index) == Grammar.percent else { return true }
            guard try skipEscape(bytes, at: &index) else { return false }
        }
    }

    private func skipEscape(_ bytes: RawSpan, at index: inout Int) throws(ProtocolError) -> Bool {
        let end = min(index + 3, bytes.byteCount)
        guard index + 2 < bytes.byteCount else {
            // What is there must already be right, or the end of the line would be awaited in vain.
            for offset in index + 1..<end where Grammar.hexadecimalValue(bytes.byte(at: offset)) == nil {
                throw .percentEncodingInvalid
            }
            return false
        }
        _ = try PercentEncoding.byte(bytes, at: index, end: end)
        index += 3
        return true
    }

    /// A line that ends after the target is HTTP/0.9 or cut short; any other byte should have been encoded.
    private func endFault(_ byte: UInt8) -> ProtocolError {
        byte == Grammar.carriageReturn || byte == Grammar.lineFeed ? .requestLineInvalid : .targetByteInvalid
    }

    private func targetEnd(_ bytes: RawSpan, from start: Int) throws(ProtocolError) -> Int? {
        for index in start..<bytes.byteCount {
            let byte = bytes.byte(at: index)
            if byte == Grammar.space {
                guard index > start else { throw .requestLineInvalid }
                return index
            }
            guard byte > Grammar.space, byte < 0x7F else { throw endFault(byte) }
        }
        return nil
    }

    /// `http://authority/path?query` (RFC 9112 §3.2.2). The authority replaces the Host field (§3.3).
    private mutating func parseAbsoluteForm(
        _ bytes: RawSpan, from start: Int, to end: Int
    ) throws(ProtocolError) -> Int? {
        var isHTTPS = false
        guard let authorityStart = schemeEnd(bytes, from: start, to: end, isHTTPS: &isHTTPS) else {
            throw .targetInvalid
        }
        var authorityEnd = authorityStart
        while authorityEnd < end, bytes.byte(at: authorityEnd) != Grammar.slash,
            bytes.byte(at: authorityEnd) != Grammar.question
        { authorityEnd += 1 }
        guard Authority.isValid(bytes, from: authorityStart, to: authorityEnd, portNeeded: false) else {
            throw .authorityInvalid
        }
        request.parts.authorityRange = ByteRange(authorityStart, authorityEnd)
        if isHTTPS, !request.parts.isSecure { throw .misdirected }
        if authorityEnd < end, bytes.byte(at: authorityEnd) == Grammar.slash {
            return try parsePath(bytes, from: authorityEnd)
        }
        return try parseEmptyPath(bytes, from: authorityEnd, to: end)
    }

    /// An empty path means `/`, or with OPTIONS and no query the server itself (RFC 9112 §3.2.4).
    private mutating func parseEmptyPath(_ bytes: RawSpan, from start: Int, to end: Int) throws(ProtocolError) -> Int? {
        if start == end, request.parts.method == .options {
            setAsterisk(at: start)
            return end
        }
        if start < end {
            var index = start + 1
            _ = try skipQuery(bytes, at: &index)
            guard index == end else { throw .targetByteInvalid }
            request.parts.hasQuery = true
            request.parts.queryRange = ByteRange(start + 1, end)
        }
        request.parts.pathRange = .empty
        request.parts.segments.removeAll()
        return end
    }

    private mutating func setAsterisk(at offset: Int) {
        request.parts.isAsterisk = true
        request.parts.pathRange = ByteRange(offset, offset)
        request.parts.segments.removeAll()
    }

    /// The offset behind `http://` or `https://`, with case ignored (RFC 3986 §3.1).
    private func schemeEnd(_ bytes: RawSpan, from start: Int, to end: Int, isHTTPS: inout Bool) -> Int? {
        for (scheme, secure) in [("http://", false), ("https://", true)] as [(StaticString, Bool)] {
            let length = scheme.utf8CodeUnitCount
            guard end - start >= length else { continue }
            let matches = (0..<length).allSatisfy {
                Grammar.lowercased(request.view(ByteRange(start, end))[$0]) == scheme.utf8Start[$0]
            }
            if matches {
                isHTTPS = secure
                return start + length
            }
        }
        return nil
    }
}
