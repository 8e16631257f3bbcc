/// One loop's path from bytes in to bytes out: parse, ask the responder, encode, again.
package struct RequestCycle: ~Copyable {
    /// Why `serve` returned. `consumed` bytes of the buffer are done with.
    package enum Outcome: Equatable, Sendable {
        /// All complete requests are answered. The `kept` bytes after the consumed ones begin the next request and must
        /// come first in the next buffer; none when `kept` is zero.
        case wantsBytes(consumed: Int, kept: Int)
        /// Enough answers are gathered: send them, then call again with the rest of the buffer.
        case wantsRoom(consumed: Int)
        /// The answer to the last request is promised or a stream: `takeSuspended` has it, and the rest of the buffer
        /// waits for its end.
        case waitsForAnswer(consumed: Int)
        /// The last answer of this connection is written.
        case closing
        /// The peer broke the protocol; the answer to that is written and is the last.
        case failed(ProtocolError)

        /// Whether nothing follows what is written.
        package var isLast: Bool {
            switch self {
            case .closing, .failed: true
            case .wantsBytes, .wantsRoom, .waitsForAnswer: false
            }
        }
    }

    /// What answers show beside what the responder writes.
    package struct Options {
        package var requestIDs = RequestIDPolicy.echo
        /// Where the identifiers made here begin; to be different for each cycle.
        package var requestIDSeed: UInt64 = 0
        /// The monotonic clock that `now` is read from; when there is one, answers show `Server-Timing`.
        package var timingClock: (@Sendable () -> UInt64)?
        /// How long a browser is to come by TLS alone; 0 when it is told nothing.
        package var transportSecuritySeconds = 0
        /// Told when a stream is refused because too many are open.
        package var streamRefused: (() -> Void)?
        /// What each client may send; nil when that is not bounded.
        package var quotas: ClientQuotas?
        /// Told when a request is refused for its client's quota.
        package var quotaExceeded: (() -> Void)?
        /// Added to the problems that the engine answers with.
        package var problemFields: [ResponseField] = []
        /// Whether the certificate of secure connections is for a host, which is given without its port; nil when any will do.
        package var coversHost: ((String) -> Bool)?
        /// Finds out where the request that is being answered came from.
        package var findPeer: () -> Peer = { .localhost }

        package init() {}
    }

    /// Gathers the answers; its owner sends `writer.output` and empties it.
    package var writer = ResponseWriter()
    let limits: HTTPLimits
    let responder: any Responder
    /// Told of each answer when it is written.
    let observer: any AnswerObserver
    private let requestIDs: RequestIDPolicy
    private var identifiers: RequestIDSource
    var answeredCount = 0
    private var choiceNumbers = ChoiceNumbers()
    /// Added to every answer of a secure connection, and to no other (RFC 6797 §7.2).
    private let transportSecurity: ResponseField?
    /// Nil when clients have none.
    let quotas: ClientQuotas?
    /// `RateLimit-Policy` with its line end.
    let quotaPolicyLine: [UInt8]
    let quotaExceeded: (() -> Void)?
    let coversHost: ((String) -> Bool)?
    /// The authority that was covered when it was last asked for.
    var coveredAuthority: [UInt8] = []
    /// The answer that ended the last call of `serve`.
    private var suspended: SuspendedAnswer?

    package init(
        responder: any Responder, limits: HTTPLimits, options: Options = Options(), observer: any AnswerObserver
    ) {
        let seconds = options.transportSecuritySeconds
        transportSecurity =
            seconds > 0 ? ResponseField("Strict-Transport-Security", "max-age=\(seconds)") : nil
        self.responder = responder
        self.limits = limits
        self.observer = observer
        requestIDs = options.requestIDs
        identifiers = RequestIDSource(seed: options.requestIDSeed)
        writer.timingClock = options.timingClock
        quotas = options.quotas
        quotaPolicyLine = options.quotas.map { Array($0.policy.fieldLine.utf8) } ?? []
        quotaExceeded = options.quotaExceeded
        coversHost = options.coversHost
        writer.problemFields = options.problemFields
        writer.findPeer = options.findPeer
        writer.streamLimit = limits.streams
        writer.subscriptionLimit = limits.subscriptions
        writer.streamRefused = options.streamRefused
    }

    /// Hosts are another certificate's from now on: `Options.coversHost` is asked anew.
    package mutating func forgetCoveredHost() {
        coveredAuthority = []
    }

    /// How many answers were written since this was last asked.
    package mutating func takeAnsweredCount() -> Int {
        defer { answeredCount = 0 }
        return answeredCount
    }

    /// The answer for which `serve` returned `waitsForAnswer`.
    package mutating func takeSuspended() -> SuspendedAnswer? {
        defer { suspended = nil }
        return suspended
    }

    /// Answers every complete request in `buffer`, in order (RFC 9112 §9.3.2).
    package mutating func serve(
        _ buffer: UnsafeMutableRawBufferPointer, parser: inout RequestParser, connection: inout ConnectionState,
        now: UInt64
    ) -> Outcome {
        var consumed = 0
        var answers = 0
        while consumed < buffer.count {
            guard answers < limits.pipelineDepth, writer.output.count < limits.pendingOutputBytes else {
                return .wantsRoom(consumed: consumed)
            }
            do {
                let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[consumed...])
                switch try parser.parse(rest) {
                case .complete(let count):
                    consumed += count
                    answers += 1
                    guard answer(&parser, connection: &connection, now: now) else {
                        return suspended == nil ? .closing : .waitsForAnswer(consumed: consumed)
                    }
                case .incomplete(let kept):
                    if parser.isHeadNew, isRefused(&parser, connection: &connection, now: now) { return .closing }
                    parser.detach()
                    if parser.expectsContinue { offerContinue(&parser, hasContent: kept > parser.headCount) }
                    connection.waitForBytes(isPartial: true, inBody: parser.isInBody, now: now, limits: limits)
                    return .wantsBytes(consumed: consumed, kept: kept)
                }
            } catch {
                let rest = UnsafeRawBufferPointer(rebasing: buffer[consumed...])
                let fault = RequestFault.behind(error, in: rest, parser.request, limits: limits)
                fail(error, fault, parser: &parser, connection: &connection, now: now)
                return .failed(error)
            }
        }
        connection.waitForBytes(isPartial: false, inBody: false, now: now, limits: limits)
        return .wantsBytes(consumed: consumed, kept: 0)
    }

    /// Answers the request that `parser` has read; false when no other follows, or not yet.
    private mutating func answer(
        _ parser: inout RequestParser, connection: inout ConnectionState, now: UInt64
    ) -> Bool {
        let clientKeeps = parser.keepsConnection
        if parser.request.parts.choiceNumber == 0 { parser.request.parts.choiceNumber = choiceNumbers.next() }
        let keepsConnection = connection.persists(clientKeeps: clientKeeps)
        if !begin(&parser, connection: connection, keepsConnection: keepsConnection, now: now) {
            responder.respond(to: parser.request, into: &writer)
        }
        if writer.opening != nil {
            suspend(&parser, connection: &connection, clientKeeps: clientKeeps, now: now)
            return false
        }
        if writer.status == nil { ProblemDocument.writeMissingAnswer(into: &writer) }
        answeredCount += 1
        if let answer = writer.written { observer.answered(parser.request, answer) }
        connection.answered(keepsConnection: writer.keepsConnection, clientKeeps: clientKeeps)
        parser.reset()
        return writer.keepsConnection
    }

    /// Keeps what is needed to go on with the answer when the request is gone.
    @inline(never)
    private mutating func suspend(
        _ parser: inout RequestParser, connection: inout ConnectionState, clientKeeps: Bool, now: UInt64
    ) {
        guard let source = writer.takeOpening() else { return }
        let suspended = SuspendedAnswer(
            source, request: parser.request, writer: writer, clientKeeps: clientKeeps, startedAt: now)
        connection.suspended(isStream: suspended.isStream, now: now, limits: limits)
        self.suspended = suspended
        parser.reset()
    }

    /// Gives the present request its identifier: the client's when it sent one that is sane, else what the policy says.
    @inline(__always)
    mutating func identify(_ request: borrowing Request) {
        if let given = request[.xRequestID], !request.isRepeated(.xRequestID), RequestIDSource.isSane(given) {
            writer.identify(given: given)
        } else if requestIDs != .echo {
            writer.identify(made: identifiers.next(), isSent: requestIDs == .send)
        }
    }

    mutating func addTransportSecurity(isSecure: Bool) {
        if isSecure, let transportSecurity { writer.addField(transportSecurity) }
    }

    /// Sends 100 (Continue), unless the content is already on its way (RFC 9110 §10.1.1).
    private mutating func offerContinue(_ parser: inout RequestParser, hasContent: Bool) {
        parser.expectsContinue = false
        if !hasContent { writer.writeContinue() }
    }
}
