/// Puts the answer to one request into the output of its connection, with no copy in between; one that lies ready as it is
/// sent is not even copied there.
///
/// One writer per loop serves every connection in turn. It adds `Date` (RFC 9110 §6.6.1), `Content-Length`, and
/// `Connection` when the connection closes or is a kept HTTP/1.0 one, and leaves out the content of answers to HEAD and of 204 and 304.
package struct ResponseWriter: ~Copyable {
    /// Encoded answers that wait to be sent.
    package var output = AnswerOutput()
    /// Status of the answer to the present request; nil until it is written.
    package private(set) var status: HTTPStatus?
    /// Content bytes of that answer, without its head.
    package private(set) var contentCount = 0
    /// Number of the route in the responder's own list, 0 for none: the responder sets it, whoever counts reads it, and
    /// the engine only carries it.
    package var route: UInt16 = 0
    /// Finds out where the present request came from: asked only by who needs it, because the system must be asked.
    var findPeer: () -> Peer = { .localhost }
    /// Tells the monotonic time when answers show theirs in `Server-Timing`; nil when they do not.
    var timingClock: (@Sendable () -> UInt64)?
    /// When the present request was there, if its answer is to show how long it took.
    private var startedAt: UInt64?
    private var identifier = ByteBuffer()
    private var extraFields = ByteBuffer()
    /// `Date: …` with its line end, as set by `setDate`.
    private var dateLine: InlineArray<37, UInt8> = .init(repeating: Grammar.space)
    private var method = HTTPMethod.get
    private var version = HTTPVersion.http11
    private(set) var keepsConnection = true
    /// What the answer to the present request waits for; nil when it is whole.
    var opening: SuspendedAnswer.Source?
    /// Answers that are being made piece by piece, and how many there may be.
    var openStreams = 0
    var streamLimit = HTTPLimits().streams
    /// Those of them that are pushed, and how many there may be.
    var openSubscriptions = 0
    var subscriptionLimit = HTTPLimits().subscriptions
    /// Told when there were too many.
    var streamRefused: (() -> Void)?
    /// Added to the engine's own problems.
    var problemFields: [ResponseField] = []

    /// Identifier of the present request, the client's or one that was made; empty when it has none.
    package var requestID: ByteView { ByteView(identifier.bytes) }

    /// The answer to the present request, once it is written.
    var written: WrittenAnswer? {
        // What borrows a writer is given a copy of its bytes.
        mutating get {
            status.map { WrittenAnswer(status: $0, route: route, contentCount: contentCount, requestID: requestID) }
        }
    }

    /// Where the present request came from.
    package var peer: Peer { findPeer() }

    package init() {
        setDate(secondsSince1970: 0)
    }

    /// Writes an answer encoded ahead of time.
    package mutating func writePrepared(_ response: borrowing PreparedResponse) {
        writePrepared(response.status, head: response.head.span.bytes, body: response.body.span.bytes)
    }

    /// Writes an answer encoded ahead of time. `head` is as in `PreparedResponse`: status line and field lines with their
    /// line ends, `Content-Length` among them, without `Date`, `Connection` and the empty line.
    package mutating func writePrepared(_ status: HTTPStatus, head: RawSpan, body: RawSpan) {
        precondition(self.status == nil, "a request has one answer")
        let sendsBody = method != .head && !status.forbidsContent
        let bodyCount = sendsBody ? body.byteCount : 0
        head.withUnsafeBytes { output.gathered.append($0) }
        endHead(reserving: bodyCount)
        if sendsBody { body.withUnsafeBytes { output.gathered.append($0) } }
        finish(status, contentCount: bodyCount)
    }

    /// Writes an answer that lies in memory as most clients get it: a head as in `PreparedResponse` of `headCount` bytes,
    /// `gapCount` bytes for `Date` and the empty line, which are filled in, the content. When it is alone it is sent from
    /// there, so that it must stay as it is until the next answer begins.
    package mutating func writeAssembled(_ status: HTTPStatus, _ wire: UnsafeMutableRawBufferPointer, headCount: Int) {
        let count = wire.count
        let contentStart = headCount + Self.gapCount
        precondition(headCount >= 0 && contentStart <= count)
        guard isOrdinary, let place = wire.baseAddress else {
            return writePrepared(
                status, head: wire.bytes.extracting(first: headCount),
                body: wire.bytes.extracting(contentStart..<count))
        }
        precondition(self.status == nil, "a request has one answer")
        storeDate(place + headCount)
        (place + headCount + Self.dateCount).storeBytes(of: Self.lineEnd, as: UInt16.self)
        if output.isEmpty {
            output.lend(UnsafeRawBufferPointer(wire))
        } else {
            output.gathered.append(UnsafeRawBufferPointer(wire))
        }
        finish(status, contentCount: count - contentStart)
    }

    /// Bytes of the line of `Date` and the empty one.
    package static var gapCount: Int { dateCount + 2 }
    /// Bytes of the line of `Date` with its end.
    private static var dateCount: Int { 37 }
    /// CR LF as a little-endian word.
    private static var lineEnd: UInt16 { UInt16(littleEndian: 0x0A0D) }

    /// Encodes and writes an answer. `Content-Length` is the engine's; `fields` must not have `Date`, `Connection`,
    /// `Content-Length` or `Transfer-Encoding`.
    package mutating func write(_ status: HTTPStatus, fields: [ResponseField], body: [UInt8] = []) {
        precondition(self.status == nil, "a request has one answer")
        HeadEncoding.appendStatusLine(status, to: &output.gathered)
        for field in fields { HeadEncoding.append(field, to: &output.gathered) }
        if !status.forbidsContent { HeadEncoding.appendContentLength(body.count, to: &output.gathered) }
        let sendsBody = method != .head && !status.forbidsContent
        endHead(reserving: sendsBody ? body.count : 0)
        if sendsBody { body.withUnsafeBytes { output.gathered.append($0) } }
        finish(status, contentCount: sendsBody ? body.count : 0)
    }

    /// Adds a field line to the answer that is written next: what varies per request beside a prepared answer.
    package mutating func addField(_ field: ResponseField) {
        precondition(status == nil, "the answer is already written")
        HeadEncoding.append(field, to: &extraFields)
    }

    /// Closes the connection after this answer; call it before writing.
    package mutating func closeConnection() {
        precondition(status == nil, "the answer is already written")
        keepsConnection = false
    }
}

/// What the engine calls around a responder.
extension ResponseWriter {
    /// Sets the time that `Date` shows.
    package mutating func setDate(secondsSince1970 seconds: Int) {
        let line = HTTPDate(secondsSince1970: seconds).fieldLine
        for index in line.indices { dateLine[index] = line[index] }
    }

    /// Starts the answer to a request of that method and version, which was there at `startedAt`.
    mutating func begin(method: HTTPMethod, version: HTTPVersion, keepsConnection: Bool, startedAt: UInt64? = nil) {
        output.gatherLent()
        self.method = method
        self.version = version
        self.keepsConnection = keepsConnection
        status = nil
        contentCount = 0
        route = 0
        self.startedAt = timingClock == nil ? nil : startedAt
        if !identifier.isEmpty { identifier.removeAll(keepingAtMost: 4096) }
        if !extraFields.isEmpty { extraFields.removeAll(keepingAtMost: 4096) }
    }

    /// Notes the client's identifier of the present request, and sends it back.
    mutating func identify(given text: ByteView) {
        identifier.append(text.unsafeBytes)
        sendIdentifier()
    }

    /// Notes an identifier made here as 16 hexadecimal digits, and sends it if it `isSent`.
    mutating func identify(made number: UInt64, isSent: Bool) {
        let digits: StaticString = "0123456789abcdef"
        for shift in stride(from: UInt64(60), through: 0, by: -4) {
            identifier.append(digits.utf8Start[Int(number >> shift & 15)])
        }
        if isSent { sendIdentifier() }
    }

    private mutating func sendIdentifier() {
        extraFields.append("X-Request-Id: ")
        extraFields.append(identifier.bytes)
        HeadEncoding.appendLineEnd(to: &extraFields)
    }

    /// Writes the interim answer that lets a client send its content (RFC 9110 §15.2.1).
    mutating func writeContinue() {
        output.gathered.append("HTTP/1.1 100 Continue\r\n\r\n")
    }

    /// Adds what the client's quota is and what is left of it (draft-ietf-httpapi-ratelimit-headers).
    mutating func addQuota(_ verdict: ClientQuotas.Verdict, policyLine: [UInt8]) {
        policyLine.withUnsafeBytes { extraFields.append($0) }
        extraFields.append("RateLimit: \"client\";r=")
        extraFields.append(decimal: verdict.remaining)
        extraFields.append(";t=")
        extraFields.append(decimal: verdict.resetSeconds)
        HeadEncoding.appendLineEnd(to: &extraFields)
    }

    /// Starts the answer to a request that came earlier.
    mutating func resume(_ suspended: SuspendedAnswer) {
        begin(
            method: suspended.method, version: suspended.version, keepsConnection: suspended.keepsConnection,
            startedAt: suspended.startedAt)
        route = suspended.route
        suspended.extraFields.withUnsafeBytes { extraFields.append($0) }
    }

    /// Field lines that were added to the present answer beside the responder's own.
    var addedFields: [UInt8] { Array(extraFields.bytes) }

    /// Whether an answer to the present request may have content.
    var allowsContent: Bool { method != .head }

    /// Writes the head of an answer whose length is not known.
    mutating func writeOpenHead(_ status: HTTPStatus, fields: [ResponseField]) {
        HeadEncoding.appendStatusLine(status, to: &output.gathered)
        for field in fields { HeadEncoding.append(field, to: &output.gathered) }
        if !status.forbidsContent {
            if version == .http10 {
                keepsConnection = false
            } else {
                output.gathered.append("Transfer-Encoding: chunked\r\n")
            }
        }
        endHead(reserving: 0)
        finish(status, contentCount: 0)
    }

    private mutating func finish(_ status: HTTPStatus, contentCount: Int) {
        self.status = status
        self.contentCount = contentCount
    }

    /// Whether the present answer has content, if there is any, and no line that others have not.
    private var isOrdinary: Bool {
        keepsConnection && version != .http10 && method != .head && extraFields.isEmpty && startedAt == nil
    }

    @inline(__always)
    private func storeDate(_ place: UnsafeMutableRawPointer) {
        dateLine.span.bytes.withUnsafeBytes { line in
            for word in 0..<4 {
                place.storeBytes(
                    of: line.loadUnaligned(fromByteOffset: word * 8, as: UInt64.self), toByteOffset: word * 8,
                    as: UInt64.self)
            }
            let rest = line.loadUnaligned(fromByteOffset: 29, as: UInt64.self)
            place.storeBytes(of: rest, toByteOffset: 29, as: UInt64.self)
        }
    }

    /// The lines that differ per request, and the empty one.
    private mutating func endHead(reserving bodyCount: Int) {
        if !extraFields.isEmpty { output.gathered.append(extraFields.bytes) }
        if let startedAt, let timingClock {
            HeadEncoding.appendServerTiming(nanoseconds: timingClock() &- startedAt, to: &output.gathered)
        }
        storeDate(output.gathered.room(Self.dateCount + 26 + bodyCount))
        output.gathered.advance(by: Self.dateCount)
        if !keepsConnection {
            output.gathered.append("Connection: close\r\n\r\n")
        } else if version == .http10 {
            output.gathered.append("Connection: keep-alive\r\n\r\n")
        } else {
            output.gathered.append("\r\n")
        }
    }
}
