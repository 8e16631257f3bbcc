/// Reads requests from bytes: RFC 9112, with nothing lenient but one empty line before a request (§2.2).
///
/// The caller keeps the bytes of the present request at the front of a buffer and calls `parse` whenever more have come.
/// Each line is parsed once and each byte searched once, however slowly they drip in. What is read of some bytes does not
/// depend on how they were cut on their way: no byte beyond a limit is looked at. The parser holds no bytes: heads are
/// offsets into the caller's buffer, chunked content is unchunked in place. The one exception is the last head without
/// content: who sends the same bytes again gets the same request without their being read again, and of a head that begins
/// the same only the lines from the first difference on are read.
package struct RequestParser: ~Copyable {
    /// What `parse` found.
    package enum Progress: Equatable, Sendable {
        /// More bytes are needed. Of the buffer the first `kept` bytes still matter; what followed was chunk framing.
        case incomplete(kept: Int)
        /// `request` is complete and took that many bytes; what follows belongs to the next request.
        case complete(consumed: Int)
    }

    enum Phase {
        case requestLine, fieldLines, fixedBody, chunkedBody
    }

    /// The request as far as it is read.
    package internal(set) var request = Request()
    let limits: HTTPLimits
    var phase = Phase.requestLine
    /// Start of the line that is being read; in the body phases the end of the head.
    var position = 0
    var search = LineSearch()
    var skippedEmptyLine = false
    var contentLength = 0
    var chunks = ChunkedDecoder()
    private(set) var lastHead = HeadMemory()
    /// Whether `request` and all else here is still what `lastHead` says, and done with.
    private var isSpent = false
    /// What `request.choiceNumber` was given for, while the rest of a head is read that began as the last one.
    private var choosing = FieldTable.Marks(present: 0, repeated: 0)
    /// Where the first line begins that is not of the last head; 0 when all are read anew.
    var differingStart = 0
    /// The line that `position` begins, when the last head had the same up to some place in the value, and that place; 0
    /// when it did not.
    private var begunLine = FieldTable.Line(name: .empty, value: .empty, known: .other)
    private var begunEnd = 0
    /// Whether the client waits for 100 (Continue) before it sends the content.
    package internal(set) var expectsContinue = false
    /// Whether the head of a request with content is complete and nobody has looked at it yet.
    var isHeadNew = false
    /// Whether the client's quota was asked for the head of a request whose content was not there yet.
    var isCounted = false
    /// Whether the client lets the connection persist (RFC 9112 §9.3).
    package internal(set) var keepsConnection = true

    package init(limits: HTTPLimits) {
        var limits = limits
        limits.fieldCount = min(limits.fieldCount, FieldTable.countMax)
        self.limits = limits
    }

    /// Whether the bytes come through TLS; kept over `reset`.
    package var isSecure: Bool {
        get { request.parts.isSecure }
        set { request.parts.isSecure = newValue }
    }

    /// Bytes of the complete head.
    var headCount: Int { position }

    /// Whether the head is complete, so that content is awaited.
    package var isInBody: Bool { phase == .fixedBody || phase == .chunkedBody }

    /// Reads on. `buffer` starts with the first byte of the present request and holds everything kept so far.
    package mutating func parse(_ buffer: UnsafeMutableRawBufferPointer) throws(ProtocolError) -> Progress {
        if isSpent {
            let shared = lastHead.sharedCount(UnsafeRawBufferPointer(buffer), isSecure: request.parts.isSecure)
            if shared == lastHead.count {
                isSpent = false
                request.parts.base = UnsafeRawPointer(buffer.baseAddress)
                return .complete(consumed: position)
            }
            resume(sharing: shared)
        }
        request.parts.base = UnsafeRawPointer(buffer.baseAddress)
        let bytes = UnsafeRawBufferPointer(buffer).bytes
        if phase == .requestLine || phase == .fieldLines {
            guard try parseHead(bytes) else { return .incomplete(kept: buffer.count) }
            if request.parts.fields.choosing != choosing { request.parts.choiceNumber = 0 }
        }
        if phase == .fixedBody {
            let end = position + contentLength
            guard buffer.count >= end else { return .incomplete(kept: buffer.count) }
            request.parts.bodyRange = ByteRange(position, end)
            if contentLength == 0 {
                lastHead.keep(
                    UnsafeRawBufferPointer(rebasing: buffer[..<end]),
                    host: request.parts.fields.first(.host)?.value ?? .empty, isSecure: request.parts.isSecure)
            }
            return .complete(consumed: end)
        }
        switch try chunks.decode(buffer, limits: limits) {
        case .incomplete(let kept): return .incomplete(kept: kept)
        case .complete(let contentEnd, let consumed):
            request.parts.bodyRange = ByteRange(position, contentEnd)
            return .complete(consumed: consumed)
        }
    }

    /// Is done with the present request, to read the next. Memory is kept.
    package mutating func reset() {
        if lastHead.isEmpty {
            forget()
        } else {
            isSpent = true
            request.parts.base = nil
        }
    }

    /// Forgets a request that is done with, for whoever looks at `request` before more bytes have come.
    mutating func forgetSpent() {
        guard isSpent else { return }
        isSpent = false
        forget()
    }

    /// Begins a request whose first bytes, so many, are those of the last head: the lines before the one with the first
    /// difference are read already.
    private mutating func resume(sharing shared: Int) {
        let lineCount = request.parts.fields.count
        guard lineCount > 0, shared >= request.parts.fields[0].name.offset else { return forgetSpent() }
        // The last line ends before the empty one. Most differences come late.
        var kept = lineCount
        var next = position - 2
        while next > shared {
            kept -= 1
            next = request.parts.fields[kept].name.offset
        }
        if request.parts.authorityRange.offset >= request.parts.fields[0].name.offset {
            request.parts.authorityRange = .empty
        }
        if kept < lineCount { noteBegun(request.parts.fields[kept], sharing: shared) }
        let before = request.parts.fields.choosing
        request.parts.fields.truncate(to: kept)
        choosing = request.parts.fields.choosing
        // Of a field that came twice no mark tells that it comes again.
        if choosing != before || before.repeated != 0 { request.parts.choiceNumber = 0 }
        request.parts.bodyRange = .empty
        isSpent = false
        lastHead.keepOnly(first: shared)
        phase = .fieldLines
        position = next
        differingStart = next
        search = LineSearch()
        expectsContinue = false
    }

    /// Notes a line of the last head in which the first difference lies, if that is in its value.
    private mutating func noteBegun(_ line: FieldTable.Line, sharing shared: Int) {
        guard line.value.length > 0, shared > line.value.offset else { return }
        begunLine = line
        // What ends a line is always read.
        begunEnd = min(shared, line.value.offset + line.value.length)
    }

    private mutating func forget() {
        lastHead.removeAll()
        request.parts.removeAll()
        phase = .requestLine
        position = 0
        differingStart = 0
        begunEnd = 0
        search = LineSearch()
        skippedEmptyLine = false
        contentLength = 0
        expectsContinue = false
        isHeadNew = false
        isCounted = false
        keepsConnection = true
    }

    /// The number of the field line that an error was thrown at, from 1; nil where it was none.
    func faultyFieldLine(_ error: ProtocolError) -> Int? {
        switch error {
        case .lineEndingInvalid, .fieldNameInvalid, .fieldValueInvalid, .lineFolding:
            phase == .fieldLines ? request.parts.fields.count + 1 : nil
        case .weightInvalid: request.weightFault.map { $0.line + 1 }
        default: nil
        }
    }

    /// Makes the views of the unfinished request empty, because its bytes may move before the next `parse`.
    mutating func detach() {
        request.parts.base = nil
    }

    /// Lets the views of the unfinished request see its bytes again; `buffer` is as for `parse`.
    mutating func attach(_ buffer: UnsafeRawBufferPointer) {
        request.parts.base = buffer.baseAddress
    }

    /// Reads request line and field lines; false when more bytes are needed.
    private mutating func parseHead(_ buffer: RawSpan) throws(ProtocolError) -> Bool {
        let bytes = buffer.extracting(first: limits.headBytes)
        let isFull = buffer.byteCount > limits.headBytes
        guard isFull || mustParse(bytes) || search.mayEndLine(bytes, from: position) else { return suspend(bytes) }
        guard try parseLines(bytes) else {
            if isFull { throw .headTooLarge }
            return suspend(bytes)
        }
        try interpretHead()
        return true
    }

    /// Reads lines up to the empty one; false when its end is not among the bytes.
    private mutating func parseLines(_ bytes: RawSpan) throws(ProtocolError) -> Bool {
        if phase == .requestLine {
            guard let next = try parseRequestLine(bytes) else { return false }
            position = next
            phase = .fieldLines
        }
        var line = FieldTable.Line(name: .empty, value: .empty, known: .other)
        while position < bytes.byteCount {
            if bytes.byte(at: position) == Grammar.carriageReturn {
                guard position + 1 < bytes.byteCount else { return false }
                guard bytes.byte(at: position + 1) == Grammar.lineFeed else { throw .lineEndingInvalid }
                position += 2
                return true
            }
            let found: Int?
            if begunEnd > 0 {
                line = begunLine
                let start = begunEnd
                begunEnd = 0
                found = try FieldLine.parseRest(bytes, of: &line, from: start)
            } else {
                found = try FieldLine.parse(bytes, at: position, into: &line)
            }
            guard let next = found else { return false }
            guard request.parts.fields.count < limits.fieldCount else { throw .fieldsTooMany }
            request.parts.fields.append(line)
            position = next
        }
        return false
    }

    /// Whether an unfinished request line is to be parsed all the same: while its method has not come, so that an early
    /// end knows a HEAD, and when it is longer than any line may be, so that the parse tells what is wrong with it.
    private func mustParse(_ bytes: RawSpan) -> Bool {
        guard phase == .requestLine else { return false }
        return request.parts.methodRange.count == 0
            || bytes.byteCount - position > limits.targetBytes + RequestParser.requestLineRest
    }

    /// Remembers how far the unfinished line was searched.
    private mutating func suspend(_ bytes: RawSpan) -> Bool {
        search.scanned = bytes.byteCount
        return false
    }

    /// The longest method that is read to its end; a longer one is none of ours (RFC 9112 §3).
    static var methodBytes: Int { 32 }

    /// Method, two spaces, the version and a CR: what an unfinished line has at most beside its target.
    private static var requestLineRest: Int { methodBytes + 2 + 8 + 1 }
}
