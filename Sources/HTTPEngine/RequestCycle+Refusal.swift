/// How an answer begins, and requests that the responder is not asked for: those for which there is no room, those beyond
/// their client's quota, those for another host, those that broke the protocol.
extension RequestCycle {
    /// Begins the answer to the request whose head `parser` has read. True when that is all, because the request is not to be
    /// served: then the answer is written.
    @inline(__always)
    mutating func begin(
        _ parser: inout RequestParser, connection: borrowing ConnectionState, keepsConnection: Bool, now: UInt64
    ) -> Bool {
        writer.begin(
            method: parser.request.parts.method, version: parser.request.parts.version,
            keepsConnection: keepsConnection, startedAt: now)
        identify(parser.request)
        addTransportSecurity(isSecure: parser.isSecure)
        if connection.isOverCapacity || quotas != nil, isTooMuch(&parser, connection: connection, now: now) {
            return true
        }
        guard parser.isSecure, isMisdirected(parser.request) else { return false }
        ProblemDocument.write(.hostNotCovered, into: &writer)
        return true
    }

    /// Asks the responder once whether the head of an unfinished request decides its answer: then the content is neither
    /// asked for nor kept, and the connection ends, for what follows is content (RFC 9110 §10.1.1).
    @inline(never)
    mutating func isRefused(_ parser: inout RequestParser, connection: inout ConnectionState, now: UInt64) -> Bool {
        parser.isHeadNew = false
        if !begin(&parser, connection: connection, keepsConnection: false, now: now) {
            parser.isCounted = quotas != nil
            responder.refuse(headOf: parser.request, into: &writer)
        }
        guard let answer = writer.written else { return false }
        answeredCount += 1
        observer.answered(parser.request, answer)
        connection.failed()
        parser.reset()
        return true
    }

    /// Writes the answer to a protocol error as the last of the connection. `kept` is what was kept of an unfinished
    /// request between two calls of `serve`.
    package mutating func fail(
        _ error: ProtocolError, parser: inout RequestParser, connection: inout ConnectionState, now: UInt64,
        kept: UnsafeRawBufferPointer? = nil
    ) {
        parser.forgetSpent()
        if let kept { parser.attach(kept) }
        fail(error, nil, parser: &parser, connection: &connection, now: now)
    }

    /// As above, with what is wrong in the request. It counts among its client's requests as one that is served.
    mutating func fail(
        _ error: ProtocolError, _ fault: RequestFault?, parser: inout RequestParser,
        connection: inout ConnectionState, now: UInt64
    ) {
        parser.forgetSpent()
        // The content of an answer to HEAD would be read as the next answer (RFC 9112 §6.3).
        let method: HTTPMethod = parser.request.parts.methodRange.count > 0 ? parser.request.parts.method : .get
        writer.begin(method: method, version: .http11, keepsConnection: false)
        identify(parser.request)
        addTransportSecurity(isSecure: parser.isSecure)
        if !isBeyondQuota(&parser, of: connection.client, now: now) {
            ProblemDocument.write(
                error, fault, limits: limits, fieldLine: parser.faultyFieldLine(error), into: &writer)
        }
        answeredCount += 1
        if let answer = writer.written { observer.answered(parser.request, answer) }
        connection.failed()
        parser.reset()
    }

    /// Answers a request that is not to be served, for want of room or of its client's quota; false when it is.
    @inline(never)
    private mutating func isTooMuch(
        _ parser: inout RequestParser, connection: borrowing ConnectionState, now: UInt64
    ) -> Bool {
        if connection.isOverCapacity, !responder.isAnsweredAtCapacity(parser.request) {
            ProblemDocument.write(.overCapacity, into: &writer)
            return true
        }
        // A browser shows a refused preflight as a broken network.
        if parser.request.method == .options || responder.isVital(parser.request) { return false }
        return isBeyondQuota(&parser, of: connection.client, now: now)
    }

    /// Counts the present request among those of its client, unless its head was counted, and answers it when they are too
    /// many.
    private mutating func isBeyondQuota(_ parser: inout RequestParser, of client: UInt64, now: UInt64) -> Bool {
        guard let quotas else { return false }
        let verdict = parser.isCounted ? quotas.standing(of: client, at: now) : quotas.ask(client, at: now)
        writer.addQuota(verdict, policyLine: quotaPolicyLine)
        guard !verdict.isGranted else { return false }
        quotaExceeded?()
        ProblemDocument.writeQuotaExceeded(verdict, quotas.policy, into: &writer)
        return true
    }

    /// Whether a secure request is for a host that the certificate is not for (RFC 9110 §7.4). Whether the server lives is
    /// told to everyone.
    @inline(never)
    private mutating func isMisdirected(_ request: borrowing Request) -> Bool {
        guard let coversHost else { return false }
        let authority = request.authority
        if authority.isEmpty || authority.unsafeBytes.elementsEqual(coveredAuthority) { return false }
        guard let host = Authority.host(of: authority).validString else { return true }
        if coversHost(host) {
            coveredAuthority = Array(authority.unsafeBytes)
            return false
        }
        return !responder.isVital(request)
    }
}
