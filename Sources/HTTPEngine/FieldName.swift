/// The field names that the engine or the API looks at, recognised once while a head is parsed.
package enum FieldName: UInt8, Sendable, CaseIterable, BitwiseCopyable {
    case accept, acceptCharset, acceptEncoding, acceptLanguage
    case accessControlRequestHeaders, accessControlRequestMethod
    case authorization, cacheControl, connection, contentEncoding, contentLength, contentType, cookie, date, expect
    case forwarded, host, idempotencyKey, ifMatch, ifModifiedSince, ifNoneMatch, ifRange, ifUnmodifiedSince, keepAlive
    case lastEventID, origin, prefer, range, referer, te, traceparent, trailer, transferEncoding, upgrade, userAgent
    case xRequestID
    /// Any other name; `Request.value(named:)` finds it.
    case other

    /// The name in lower case; empty for `other`.
    package var text: StaticString {
        switch self {
        case .accept: "accept"
        case .acceptCharset: "accept-charset"
        case .acceptEncoding: "accept-encoding"
        case .acceptLanguage: "accept-language"
        case .accessControlRequestHeaders: "access-control-request-headers"
        case .accessControlRequestMethod: "access-control-request-method"
        case .authorization: "authorization"
        case .cacheControl: "cache-control"
        case .connection: "connection"
        case .contentEncoding: "content-encoding"
        case .contentLength: "content-length"
        case .contentType: "content-type"
        case .cookie: "cookie"
        case .date: "date"
        case .expect: "expect"
        case .forwarded: "forwarded"
        case .host: "host"
        case .idempotencyKey: "idempotency-key"
        case .ifMatch: "if-match"
        case .ifModifiedSince: "if-modified-since"
        case .ifNoneMatch: "if-none-match"
        case .ifRange: "if-range"
        case .ifUnmodifiedSince: "if-unmodified-since"
        case .keepAlive: "keep-alive"
        case .lastEventID: "last-event-id"
        case .origin: "origin"
        case .prefer: "prefer"
        case .range: "range"
        case .referer: "referer"
        case .te: "te"
        case .traceparent: "traceparent"
        case .trailer: "trailer"
        case .transferEncoding: "transfer-encoding"
        case .upgrade: "upgrade"
        case .userAgent: "user-agent"
        case .xRequestID: "x-request-id"
        case .other: ""
        }
    }

    /// Whether each member of the field's list may have a weight (RFC 9110 §10.1.4 and §12.5).
    @inline(__always)
    var hasWeights: Bool { FieldName.weighted & bit != 0 }

    /// The bits of the fields that have weights.
    @inline(__always)
    static var weighted: UInt64 {
        FieldName.accept.bit | FieldName.acceptCharset.bit | FieldName.acceptEncoding.bit | FieldName.acceptLanguage.bit
            | FieldName.te.bit
    }

    /// One bit for each name. Raw values are far below 64, so that masking the shift changes nothing but the check for it.
    @inline(__always)
    var bit: UInt64 { 1 &<< UInt64(rawValue) }

    /// Whether a trailer field would change framing, routing, conditions, authentication or content handling, or is for
    /// answers. RFC 9110 §6.5.1 wants in trailers only fields whose definition allows them: no known name has one.
    static func isForbiddenInTrailer(_ line: FieldTable.Line, of bytes: RawSpan) -> Bool {
        guard line.known == .other else { return true }
        let count = line.name.length
        return unknownButForbiddenInTrailer.contains { name in
            guard name.utf8CodeUnitCount == count else { return false }
            for index in 0..<count where foldedByte(bytes, line.name.offset + index) != name.utf8Start[index] {
                return false
            }
            return true
        }
    }

    /// Names that matter nowhere else in the engine.
    private static var unknownButForbiddenInTrailer: [StaticString] {
        [
            "age", "allow", "alt-svc", "content-language", "content-location", "content-range", "etag", "expires",
            "last-modified", "location", "max-forwards", "pragma", "proxy-authenticate", "proxy-authorization",
            "proxy-connection", "retry-after", "set-cookie", "vary", "via", "warning", "www-authenticate",
            "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-http-method-override",
        ]
    }

    /// The known name that those bytes are, with case ignored (RFC 9110 §5.1); `other` when they are none, or no bytes.
    static func recognise(_ bytes: RawSpan, at start: Int, count: Int) -> FieldName {
        guard count > 0 else { return .other }
        precondition(start >= 0 && count <= bytes.byteCount &- start)
        let candidate = candidate(
            first: foldedByte(bytes, start), last: foldedByte(bytes, start + count - 1), count: count)
        guard candidate != .other else { return .other }
        let text = UnsafeRawPointer(candidate.text.utf8Start)
        @inline(__always)
        func isSame<Word: FixedWidthInteger & BitwiseCopyable>(_ offset: Int, _: Word.Type) -> Bool {
            let word = bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: start &+ offset, as: Word.self)
            let wanted = text.loadUnaligned(fromByteOffset: offset, as: Word.self)
            let folded = ByteWord.folded(UInt64(truncatingIfNeeded: word), like: UInt64(truncatingIfNeeded: wanted))
            return folded == UInt64(truncatingIfNeeded: wanted)
        }
        // The last word may overlap the one before.
        guard count >= 8 else {
            guard count >= 4 else {
                return isSame(0, UInt16.self) && isSame(count - 2, UInt16.self) ? candidate : .other
            }
            return isSame(0, UInt32.self) && isSame(count - 4, UInt32.self) ? candidate : .other
        }
        var offset = 0
        while offset &+ 8 < count {
            guard isSame(offset, UInt64.self) else { return .other }
            offset &+= 8
        }
        return isSame(count &- 8, UInt64.self) ? candidate : .other
    }

    /// A letter made small. Tokens hold no other byte that the added bit turns into a letter or a hyphen.
    @inline(__always)
    private static func foldedByte(_ bytes: RawSpan, _ offset: Int) -> UInt8 { bytes.byte(at: offset) | 0x20 }

    /// The only known name of that length with that first and last byte.
    private static func candidate(first: UInt8, last: UInt8, count: Int) -> FieldName {
        switch (count, first, last) {
        case (2, 0x74, _): .te
        case (4, 0x68, _): .host
        case (4, 0x64, _): .date
        case (5, 0x72, _): .range
        case (6, 0x61, _): .accept
        case (6, 0x63, _): .cookie
        case (6, 0x65, _): .expect
        case (6, 0x6F, _): .origin
        case (6, 0x70, _): .prefer
        case (7, 0x72, _): .referer
        case (7, 0x74, _): .trailer
        case (7, 0x75, _): .upgrade
        case (8, 0x69, 0x68): .ifMatch
        case (8, 0x69, 0x65): .ifRange
        case (9, 0x66, _): .forwarded
        case (10, 0x63, _): .connection
        case (10, 0x6B, _): .keepAlive
        case (10, 0x75, _): .userAgent
        case (11, 0x74, _): .traceparent
        case (12, 0x63, _): .contentType
        case (12, 0x78, _): .xRequestID
        case (13, 0x61, _): .authorization
        case (13, 0x63, _): .cacheControl
        case (13, 0x69, _): .ifNoneMatch
        case (13, 0x6C, _): .lastEventID
        case (14, 0x61, _): .acceptCharset
        case (14, 0x63, _): .contentLength
        case (15, 0x61, 0x67): .acceptEncoding
        case (15, 0x61, 0x65): .acceptLanguage
        case (15, 0x69, _): .idempotencyKey
        case (16, 0x63, _): .contentEncoding
        case (17, 0x69, _): .ifModifiedSince
        case (17, 0x74, _): .transferEncoding
        case (19, 0x69, _): .ifUnmodifiedSince
        case (29, 0x61, _): .accessControlRequestMethod
        case (30, 0x61, _): .accessControlRequestHeaders
        default: .other
        }
    }
}
