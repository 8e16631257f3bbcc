/// Where one connection stands: what it waits for, until when, and what follows. A value without socket or clock: it is
/// told what happened and at what monotonic time, and says what to do.
package struct ConnectionState: Sendable {
    /// What the connection waits for.
    package enum Phase: Equatable, Sendable {
        /// For the end of a handshake.
        case handshake
        /// For the first byte of a request.
        case idle
        /// For the rest of a head, or of content.
        case head, body
        /// For an answer that was promised; for the next piece of one that is a stream.
        case answering, streaming
        /// For its output to leave; then it closes. `lingers` when the peer may not expect that (RFC 9112 §9.6).
        case closing(lingers: Bool)
    }

    /// What the connection is to do now.
    package enum Action: Equatable, Sendable {
        case none
        /// Write that answer, then close.
        case answer(ProtocolError)
        /// Find out whether the peer has gone or has only closed its side.
        case probe
        /// Send what waits, then close; when lingering, only after the peer had time to read it.
        case finish(lingers: Bool)
        /// Close at once, whatever waits.
        case abort
    }

    package private(set) var phase = Phase.idle
    /// Whether this connection is over the cap: it gets one answer, 503.
    package let isOverCapacity: Bool
    /// The network address that the peer's quota is counted by; 0 when it is not asked for.
    package var client: UInt64 = 0
    package private(set) var isDraining = false
    /// Requests answered.
    package private(set) var answeredCount = 0
    /// When a peer that takes no output is given up; nil while none waits.
    private var stallDeadline: UInt64?
    private var waitDeadline: UInt64
    /// Output bytes taken by the peer since the stall deadline was set.
    private var progress = 0

    /// A connection accepted at `now`. Until its first request it has as long as for a head, after its handshake when
    /// there is one.
    package init(
        acceptedAt now: UInt64, limits: HTTPLimits, isSecure: Bool = false, isOverCapacity: Bool = false,
        isDraining: Bool = false
    ) {
        self.isOverCapacity = isOverCapacity
        self.isDraining = isDraining
        if isSecure { phase = .handshake }
        let time = isSecure ? limits.handshakeNanoseconds : limits.headNanoseconds
        waitDeadline = now + (isOverCapacity ? limits.lingerNanoseconds : time)
    }

    /// When `timedOut` is to be called. It may move either way with every event.
    package var deadline: UInt64 { stallDeadline ?? waitDeadline }

    /// Whether the next request may be read: not while output waits or the end is decided.
    package var readsRequests: Bool {
        guard stallDeadline == nil else { return false }
        switch phase {
        case .handshake, .idle, .head, .body: return true
        case .answering, .streaming, .closing: return false
        }
    }

    /// Whether the next piece of a stream is what it waits for, and not the peer.
    package var isWaitingForPiece: Bool { phase == .streaming && stallDeadline == nil }

    /// Whether nothing is in flight, so that a drain may end the connection.
    package var isQuiet: Bool { phase == .idle && stallDeadline == nil }

    /// Whether the connection persists after the next answer, when the client lets it (RFC 9112 §9.3).
    package func persists(clientKeeps: Bool) -> Bool {
        clientKeeps && !isDraining && !isOverCapacity
    }

    /// The handshake is done; the first request may come.
    package mutating func handshakeDone(now: UInt64, limits: HTTPLimits) {
        guard phase == .handshake else { return }
        phase = .idle
        waitDeadline = now + (isOverCapacity || isDraining ? limits.lingerNanoseconds : limits.headNanoseconds)
    }

    /// The handshake failed, and the connection ends with it.
    package mutating func handshakeFailed() {
        phase = .closing(lingers: true)
    }

    /// The answer is written; the connection goes on or was told to close.
    package mutating func answered(keepsConnection: Bool, clientKeeps: Bool) {
        answeredCount += 1
        // A client that asked to close reads to the end; another may have sent more already.
        phase = keepsConnection ? .idle : .closing(lingers: clientKeeps)
    }

    /// The answer is promised, or its head is written and a stream follows.
    package mutating func suspended(isStream: Bool, now: UInt64, limits: HTTPLimits) {
        phase = isStream ? .streaming : .answering
        waitDeadline = now + limits.answerNanoseconds
    }

    /// A piece of a stream was written: the next one has as long.
    package mutating func pieceCame(now: UInt64, limits: HTTPLimits) {
        waitDeadline = now + limits.answerNanoseconds
    }

    /// A protocol error was answered.
    package mutating func failed() {
        phase = .closing(lingers: true)
    }

    /// All bytes at hand are read. `isPartial` when they ended inside a request, `inBody` when behind its head.
    package mutating func waitForBytes(isPartial: Bool, inBody: Bool, now: UInt64, limits: HTTPLimits) {
        switch phase {
        case .closing, .handshake, .answering, .streaming:
            return
        case .idle where !isPartial:
            // Before the first request the deadline of the accept stands.
            if answeredCount > 0 { waitDeadline = now + limits.idleNanoseconds }
        case .idle where inBody, .head where inBody:
            phase = .body
            waitDeadline = now + limits.bodyNanoseconds
        case .idle:
            phase = .head
            if answeredCount > 0 { waitDeadline = now + limits.headNanoseconds }
        case .head where !isPartial, .body where !isPartial:
            phase = .idle
            waitDeadline = now + limits.idleNanoseconds
        case .body where !inBody:
            phase = .head
            waitDeadline = now + limits.headNanoseconds
        case .head, .body:
            // Deadlines are absolute: more bytes do not renew them.
            return
        }
    }

    /// Output waits because the peer does not take it.
    package mutating func outputWaits(now: UInt64, limits: HTTPLimits) {
        guard stallDeadline == nil else { return }
        stallDeadline = now + limits.stallNanoseconds
        progress = 0
    }

    /// The peer took `count` bytes of waiting output.
    package mutating func outputMoved(_ count: Int, now: UInt64, limits: HTTPLimits) {
        progress += count
        guard stallDeadline != nil, progress >= limits.writeProgressBytes else { return }
        stallDeadline = now + limits.stallNanoseconds
        progress = 0
    }

    /// Nothing waits any more.
    package mutating func outputGone(now: UInt64, limits: HTTPLimits) -> Action {
        if stallDeadline != nil {
            stallDeadline = nil
            // The wait was the peer's doing, yet the time for reading a request did not run.
            switch phase {
            case .idle: waitDeadline = now + limits.idleNanoseconds
            case .head: waitDeadline = now + limits.headNanoseconds
            case .body: waitDeadline = now + limits.bodyNanoseconds
            case .answering, .streaming: waitDeadline = now + limits.answerNanoseconds
            case .handshake, .closing: break
            }
        }
        switch phase {
        case .handshake, .idle, .head, .body, .answering, .streaming: return .none
        case .closing(let lingers): return .finish(lingers: lingers)
        }
    }

    /// The deadline may have passed.
    package mutating func timedOut(now: UInt64) -> Action {
        guard now >= deadline else { return .none }
        if stallDeadline != nil { return .abort }
        switch phase {
        case .handshake:
            phase = .closing(lingers: false)
            return .abort
        case .idle:
            // RFC 9112 §9.5: an idle connection is closed; an answer nobody asked for could be taken for another.
            phase = .closing(lingers: true)
            return .finish(lingers: true)
        case .head: return .answer(.headTimedOut)
        case .body: return .answer(.bodyTimedOut)
        case .answering: return .answer(.answerTimedOut)
        case .streaming, .closing: return .abort
        }
    }

    /// The peer closed its side; what it sent before may still be answered.
    package mutating func peerFinished() -> Action {
        switch phase {
        case .handshake, .idle:
            phase = .closing(lingers: false)
            return .finish(lingers: false)
        case .head, .body:
            return .answer(.requestIncomplete)
        case .answering: return .probe
        // What is sent tells whether it still reads.
        case .streaming: return .none
        case .closing:
            return .finish(lingers: false)
        }
    }

    /// The server stops: the next answer closes the connection.
    package mutating func startDraining() {
        isDraining = true
    }

    /// What has already come is read and the server stops. A request in flight is finished; a new connection has a little
    /// longer, because its first request is probably on its way; an idle one ends.
    package mutating func drain(now: UInt64, limits: HTTPLimits) -> Action {
        isDraining = true
        guard isQuiet || phase == .handshake else { return .none }
        guard answeredCount > 0 else {
            waitDeadline = min(waitDeadline, now + limits.lingerNanoseconds)
            return .none
        }
        phase = .closing(lingers: true)
        return .finish(lingers: true)
    }
}
