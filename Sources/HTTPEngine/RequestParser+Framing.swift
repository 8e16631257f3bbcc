/// What a complete head means: host, length of the content, persistence, expectation. All of it is `mutating`, because what
/// borrows a parser is given a copy of its bytes.
extension RequestParser {
    /// Checks the fields that frame or route the request and decides how its content ends (RFC 9112 §6.3).
    mutating func interpretHead() throws(ProtocolError) {
        try checkHost()
        try interpretConnection()
        if let line = request.parts.fields.first(.transferEncoding) {
            try checkTransferEncoding(request.view(line.value))
            phase = .chunkedBody
            chunks = ChunkedDecoder(start: position)
        } else {
            contentLength = try declaredLength()
            phase = .fixedBody
        }
        if request.parts.fields.has(.expect) { try interpretExpectation() }
        if request.parts.method == .other || request.parts.method == .connect { throw .methodUnsupported }
        if request.parts.fields.haveWeights { try checkWeights() }
        isHeadNew = phase == .chunkedBody || contentLength > 0
    }

    /// RFC 9112 §3.2: exactly one valid Host in 1.1, at most one in 1.0.
    private mutating func checkHost() throws(ProtocolError) {
        guard let line = request.parts.fields.first(.host) else {
            guard request.parts.version == .http10 else { throw .hostMissing }
            return
        }
        guard !request.parts.fields.isRepeated(.host) else { throw .hostRepeated }
        let host = request.view(line.value)
        // Clients of one server send one host.
        guard
            line.name.offset < differingStart || lastHead.hadHost(host)
                || Authority.isValid(host.unsafeBytes.bytes, from: 0, to: host.count, portNeeded: false)
        else {
            throw .hostInvalid
        }
        if request.parts.authorityRange.count == 0 { request.parts.authorityRange = line.value }
    }

    /// RFC 9112 §9.3; `close` wins over `keep-alive`.
    private mutating func interpretConnection() throws(ProtocolError) {
        guard request.parts.fields.has(.connection) else {
            keepsConnection = request.parts.version == .http11
            return
        }
        if !request.parts.fields.isRepeated(.connection), let line = request.parts.fields.first(.connection) {
            // What the last head said holds.
            if line.name.offset < differingStart { return }
            if request.view(line.value).equalsIgnoringCase("keep-alive") {
                keepsConnection = true
                return
            }
        }
        var closes = false
        var keeps = false
        for index in 0..<request.parts.fields.count where request.parts.fields[index].known == .connection {
            let value = request.view(request.parts.fields[index].value)
            var start = 0
            for end in 0...value.count where end == value.count || value[end] == Grammar.comma {
                let option = value.part(start..<end).trimmed
                start = end + 1
                guard option.allSatisfy(Grammar.isToken) else { throw .connectionInvalid }
                closes = closes || option.equalsIgnoringCase("close")
                keeps = keeps || option.equalsIgnoringCase("keep-alive")
            }
        }
        keepsConnection = !closes && (keeps || request.parts.version == .http11)
    }

    /// The content length that the head declares; none means no content (RFC 9112 §6.3, case 7).
    private mutating func declaredLength() throws(ProtocolError) -> Int {
        guard let line = request.parts.fields.first(.contentLength) else { return 0 }
        guard !request.parts.fields.isRepeated(.contentLength) else { throw .contentLengthRepeated }
        let value = request.view(line.value)
        guard !value.isEmpty else { throw .contentLengthInvalid }
        var length = 0
        for byte in value.unsafeBytes {
            guard Grammar.isDigit(byte) else { throw .contentLengthInvalid }
            // Beyond the limit it no longer matters by how much, so no number of digits overflows (RFC 9110 §8.6).
            if length <= limits.bodyBytes { length = length * 10 + Int(byte - 0x30) }
        }
        guard length <= limits.bodyBytes else { throw .bodyTooLarge }
        return length
    }

    /// RFC 9112 §6.1 and §6.3: only `chunked`, once. Another coding before a final `chunked` is 501; a list whose end is
    /// not one `chunked` leaves the length unknown, which is 400.
    private mutating func checkTransferEncoding(_ value: ByteView) throws(ProtocolError) {
        guard request.parts.version == .http11 else { throw .transferEncodingInVersion10 }
        guard !request.parts.fields.has(.contentLength) else { throw .contentLengthWithTransferEncoding }
        if !request.parts.fields.isRepeated(.transferEncoding), value.equalsIgnoringCase("chunked") { return }
        var codings = 0
        var chunkedCodings = 0
        var endsChunked = false
        var isWellFormed = true
        for index in 0..<request.parts.fields.count where request.parts.fields[index].known == .transferEncoding {
            let value = request.view(request.parts.fields[index].value)
            var start = 0
            for end in 0...value.count where end == value.count || value[end] == Grammar.comma {
                let coding = value.part(start..<end).trimmed
                start = end + 1
                endsChunked = coding.equalsIgnoringCase("chunked")
                codings += 1
                chunkedCodings += endsChunked ? 1 : 0
                let name = coding.part(0..<(coding.firstIndex(of: Grammar.semicolon) ?? coding.count)).trimmed
                isWellFormed = isWellFormed && !name.isEmpty && name.allSatisfy(Grammar.isToken)
            }
        }
        throw endsChunked && chunkedCodings == 1 && codings > 1 && isWellFormed
            ? .transferEncodingUnsupported : .transferEncodingInvalid
    }

    /// RFC 9110 §10.1.1. A 1.0 client cannot wait for an interim answer, so its expectation is ignored.
    private mutating func interpretExpectation() throws(ProtocolError) {
        var isExpected = false
        var isOther = false
        request.forEachValue(of: .expect) { value in
            value.forEachListElement { element in
                if element.equalsIgnoringCase("100-continue") { isExpected = true } else { isOther = true }
            }
        }
        if isOther { throw .expectationUnsupported }
        let hasContent = phase == .chunkedBody || contentLength > 0
        expectsContinue = isExpected && request.parts.version == .http11 && hasContent
    }

    /// RFC 9110 §12.4.2. Nothing is chosen by a weight that is none.
    private mutating func checkWeights() throws(ProtocolError) {
        var line = request.parts.fields.count
        while line > 0 {
            line -= 1
            // Those before the first difference were looked at with the last head.
            let found = request.parts.fields[line]
            guard found.name.offset >= differingStart else { return }
            guard found.known.hasWeights else { continue }
            guard request.weightFault(inLine: line) == nil else { throw .weightInvalid }
        }
    }
}
