/// What a peer did wrong, or what the server cannot grant: a closed list, each with the status it earns.
///
/// After any of these the framing of what follows is unknown or unwanted, so the connection closes (RFC 9112 §9.6).
package enum ProtocolError: UInt8, Error, Equatable, Sendable, CaseIterable {
    case lineEndingInvalid
    case requestLineInvalid
    case targetInvalid
    case targetByteInvalid
    case targetTooLong
    case percentEncodingInvalid
    case dotSegment
    case authorityInvalid
    case misdirected
    case versionInvalid
    case versionUnsupported
    case methodUnsupported
    case fieldNameInvalid
    case fieldValueInvalid
    case lineFolding
    case headTooLarge
    case fieldsTooMany
    case hostMissing
    case hostRepeated
    case hostInvalid
    case connectionInvalid
    case expectationUnsupported
    case weightInvalid
    case contentLengthInvalid
    case contentLengthRepeated
    case contentLengthWithTransferEncoding
    case transferEncodingInVersion10
    case transferEncodingInvalid
    case transferEncodingUnsupported
    case bodyTooLarge
    case chunkSizeInvalid
    case chunkExtensionInvalid
    case chunkExtensionTooLong
    case chunkEndInvalid
    case trailerForbidden
    case trailerTooLarge
    case requestIncomplete
    case headTimedOut
    case bodyTimedOut
    case overCapacity
    case answerTimedOut
    case streamsExhausted
    case contentExhausted
    case plainOnSecurePort
    case hostNotCovered

    /// The status that answers it.
    package var status: HTTPStatus {
        switch self {
        case .lineEndingInvalid, .requestLineInvalid, .targetInvalid, .targetByteInvalid, .percentEncodingInvalid,
            .dotSegment, .authorityInvalid, .plainOnSecurePort, .versionInvalid, .fieldNameInvalid, .fieldValueInvalid,
            .lineFolding, .hostMissing,
            .hostRepeated, .hostInvalid, .connectionInvalid, .weightInvalid, .contentLengthInvalid,
            .contentLengthRepeated,
            .contentLengthWithTransferEncoding, .transferEncodingInVersion10, .transferEncodingInvalid,
            .chunkSizeInvalid, .chunkExtensionInvalid, .chunkExtensionTooLong, .chunkEndInvalid, .trailerForbidden,
            .requestIncomplete:
            .badRequest
        case .headTimedOut, .bodyTimedOut: .requestTimeout
        case .bodyTooLarge: .contentTooLarge
        case .targetTooLong: .uriTooLong
        case .expectationUnsupported: .expectationFailed
        case .misdirected, .hostNotCovered: .misdirectedRequest
        case .headTooLarge, .fieldsTooMany, .trailerTooLarge: .fieldsTooLarge
        case .methodUnsupported, .transferEncodingUnsupported: .notImplemented
        case .overCapacity, .answerTimedOut, .streamsExhausted, .contentExhausted: .serviceUnavailable
        case .versionUnsupported: .versionNotSupported
        }
    }

    /// The last part of the problem type: kebab-case, stable.
    package var slug: StaticString {
        if self == .answerTimedOut { return "answer-timeout" }
        return switch status {
        case .requestTimeout: "request-timeout"
        case .contentTooLarge: "content-too-large"
        case .uriTooLong: "uri-too-long"
        case .expectationFailed: "expectation-failed"
        case .misdirectedRequest: "misdirected-request"
        case .fieldsTooLarge: "fields-too-large"
        case .notImplemented: "not-implemented"
        case .serviceUnavailable: "over-capacity"
        case .versionNotSupported: "version-not-supported"
        default: "malformed-request"
        }
    }

    /// One sentence for a person, with the clause that was broken. Plain ASCII without quotes, so it needs no escaping.
    package var detail: StaticString {
        switch self {
        case .lineEndingInvalid: "A line must end with CR LF, and CR stands nowhere else (RFC 9112, 2.2)."
        case .requestLineInvalid: "The request line must be method, target and version, one space apart (RFC 9112, 3)."
        case .targetInvalid:
            "The target must be a path that begins with a slash, or an absolute address of http or https; only OPTIONS may ask for an asterisk (RFC 9112, 3.2)."
        case .targetByteInvalid:
            "The target has a byte that must not stand there as it is: percent-encode it, text as UTF-8, and leave fragments out (RFC 3986, 2)."
        case .targetTooLong: "The request target is too long (RFC 9110, 15.5.15)."
        case .percentEncodingInvalid:
            "A percent sign must be followed by two hexadecimal digits other than 00 (RFC 3986, 2.1)."
        case .dotSegment: "The path has a segment that is one or two dots (RFC 3986, 3.3)."
        case .authorityInvalid: "The authority of the target is not host and port (RFC 9110, 4.2)."
        case .misdirected: "A https target came over a connection without TLS (RFC 9110, 7.4)."
        case .versionInvalid:
            "The target must be followed by one space and the version, HTTP/1.1 or HTTP/1.0 in capitals (RFC 9112, 2.3 and 3)."
        case .versionUnsupported: "This server speaks HTTP/1.1 and HTTP/1.0."
        case .methodUnsupported: "This server does not implement the method (RFC 9110, 9.1)."
        case .fieldNameInvalid: "A field name must be a token followed at once by a colon (RFC 9112, 5)."
        case .fieldValueInvalid: "A field value has a control character (RFC 9110, 5.5)."
        case .lineFolding: "A field line starts with a space or a tab; folded lines are obsolete (RFC 9112, 5.2)."
        case .headTooLarge: "The request head is too large (RFC 6585, 5)."
        case .fieldsTooMany: "The request has too many field lines (RFC 6585, 5)."
        case .hostMissing: "An HTTP/1.1 request needs a Host field (RFC 9112, 3.2)."
        case .hostRepeated: "The request has more than one Host field (RFC 9112, 3.2)."
        case .hostInvalid: "The Host field is not host and port (RFC 9110, 7.2)."
        case .connectionInvalid: "The Connection field is not a list of tokens (RFC 9110, 7.6.1)."
        case .expectationUnsupported: "The only expectation this server meets is 100-continue (RFC 9110, 10.1.1)."
        case .weightInvalid:
            "A member of a list may have one weight, q=0 to q=1 with at most three digits behind the point (RFC 9110, 12.4.2)."
        case .contentLengthInvalid: "Content-Length must be one decimal number (RFC 9110, 8.6)."
        case .contentLengthRepeated: "The request has more than one Content-Length (RFC 9112, 6.3)."
        case .contentLengthWithTransferEncoding:
            "Content-Length and Transfer-Encoding exclude each other (RFC 9112, 6.2)."
        case .transferEncodingInVersion10: "HTTP/1.0 has no Transfer-Encoding (RFC 9112, 6.1)."
        case .transferEncodingInvalid: "The last transfer coding must be chunked, once (RFC 9112, 6.3)."
        case .transferEncodingUnsupported: "The only transfer coding this server reads is chunked (RFC 9112, 6.1)."
        case .bodyTooLarge: "The content is too large (RFC 9110, 15.5.14)."
        case .chunkSizeInvalid: "A chunk must start with its size in hexadecimal (RFC 9112, 7.1)."
        case .chunkExtensionInvalid: "A chunk extension is malformed (RFC 9112, 7.1.1)."
        case .chunkExtensionTooLong: "The chunk extensions are too long (RFC 9112, 7.1.1)."
        case .chunkEndInvalid: "The data of a chunk must be followed by CR LF (RFC 9112, 7.1)."
        case .trailerForbidden: "A trailer field that frames or routes the message (RFC 9110, 6.5.1)."
        case .trailerTooLarge: "The trailer section is too large (RFC 6585, 5)."
        case .requestIncomplete: "The connection ended before the request was complete (RFC 9112, 8)."
        case .headTimedOut: "The request head did not arrive in time (RFC 9110, 15.5.9)."
        case .bodyTimedOut: "The request content did not arrive in time (RFC 9110, 15.5.9)."
        case .overCapacity: "The server has as many connections as it takes. Try again in a moment."
        case .answerTimedOut: "The answer took longer to work out than this server lets it. Ask for less."
        case .streamsExhausted: "The server sends as many long answers as it can. Try again in a moment."
        case .contentExhausted: "The server holds as much unfinished content as it can. Try again in a moment."
        case .hostNotCovered: "The certificate of this server is not for the host that was asked for (RFC 9110, 7.4)."
        case .plainOnSecurePort: "This port speaks TLS. Use https (RFC 9110, 4.2.2)."
        }
    }

    /// The bound that was passed, as a sentence, where there is one; it needs no escaping either. That of a target is told by
    /// its `RequestFault`.
    package func bound(in limits: HTTPLimits) -> String? {
        switch self {
        case .headTooLarge: "It may have \(limits.headBytes) bytes."
        case .fieldsTooMany: "There may be \(limits.fieldCount)."
        case .bodyTooLarge: "It may have \(limits.bodyBytes) bytes."
        case .chunkExtensionTooLong:
            "A line may have \(limits.chunkLineBytes) bytes, all extensions together \(limits.chunkExtensionBytes)."
        case .trailerTooLarge: "It may have \(limits.trailerBytes) bytes and \(limits.fieldCount) lines."
        case .headTimedOut: "It has \(limits.headNanoseconds / .secondInNanoseconds) seconds from its first byte."
        case .bodyTimedOut: "It has \(limits.bodyNanoseconds / .secondInNanoseconds) seconds from the end of the head."
        case .answerTimedOut: "It has \(limits.answerNanoseconds / .secondInNanoseconds) seconds."
        default: nil
        }
    }
}
