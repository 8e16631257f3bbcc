/// A connection without a socket: request bytes in, answer bytes out, by the same path as the server's.
package struct MemoryConnection: ~Copyable {
    private var cycle: RequestCycle
    private var parser: RequestParser
    private var state: ConnectionState
    private var input = ByteBuffer()
    private let limits: HTTPLimits
    private var suspended: SuspendedAnswer?
    /// Whether the connection was reset: what it said last is not whole.
    package private(set) var wasCut = false
    /// Whether the connection has ended; what is received then is not read.
    package private(set) var isClosed = false

    /// Tells a closure, if there is one.
    private struct Observer: AnswerObserver {
        let observe: ((borrowing Request, WrittenAnswer) -> Void)?

        func answered(_ request: borrowing Request, _ answer: WrittenAnswer) {
            if let observe { observe(request, answer) }
        }
    }

    /// `date` is what the `Date` field shows.
    package init(
        responder: any Responder, limits: HTTPLimits = HTTPLimits(), isSecure: Bool = false,
        date: HTTPDate = HTTPDate(secondsSince1970: 0), options: RequestCycle.Options = RequestCycle.Options(),
        observe: ((borrowing Request, WrittenAnswer) -> Void)? = nil
    ) {
        cycle = RequestCycle(
            responder: responder, limits: limits, options: options, observer: Observer(observe: observe))
        cycle.writer.setDate(secondsSince1970: date.secondsSince1970)
        parser = RequestParser(limits: limits)
        parser.isSecure = isSecure
        state = ConnectionState(acceptedAt: 0, limits: limits)
        self.limits = limits
    }

    /// Takes more bytes at a moment of the monotonic clock and returns the answers they complete.
    package mutating func receive(_ bytes: [UInt8], at now: UInt64 = 0) -> [UInt8] {
        guard !isClosed else { return [] }
        bytes.withUnsafeBytes { input.append($0) }
        return suspended == nil ? serve(at: now) : []
    }

    private mutating func serve(at now: UInt64) -> [UInt8] {
        var answers: [UInt8] = []
        while true {
            let outcome = cycle.serve(input.mutableBytes, parser: &parser, connection: &state, now: now)
            answers += takeOutput()
            switch outcome {
            case .wantsBytes(let consumed, let kept):
                input.truncate(to: consumed + kept)
                input.removeFirst(consumed)
                return answers
            case .wantsRoom(let consumed):
                input.removeFirst(consumed)
            case .waitsForAnswer(let consumed):
                input.removeFirst(consumed)
                suspended = cycle.takeSuspended()
                suspended?.start {}
                return answers + advance(at: now)
            case .closing, .failed:
                isClosed = true
                return answers
            }
        }
    }

    /// Goes on with an answer that was promised or is a stream; returns what there is of it, and the answers to requests
    /// that waited behind it when it is whole.
    package mutating func advance(at now: UInt64 = 0) -> [UInt8] {
        var answers: [UInt8] = []
        while let suspended, !isClosed {
            let step = cycle.advance(suspended, connection: &state, now: now, limits: limits)
            answers += takeOutput()
            switch step {
            case .waits: return answers
            case .wantsRoom: continue
            case .cut:
                cycle.abandon(suspended)
                self.suspended = nil
                wasCut = true
                isClosed = true
            case .complete:
                self.suspended = nil
                if case .closing = state.phase {
                    isClosed = true
                } else {
                    answers += serve(at: now)
                }
            }
        }
        return answers
    }

    /// The connection breaks.
    package mutating func breakOff() {
        isClosed = true
        wasCut = true
        if let suspended { cycle.abandon(suspended) }
        suspended = nil
    }

    /// As `receive(_:)` with text.
    package mutating func receive(_ text: String) -> String {
        String(decoding: receive(Array(text.utf8)), as: UTF8.self)
    }

    /// Lets time pass until `now` and returns the answer to a deadline that has passed with it, if there is one.
    package mutating func wait(until now: UInt64) -> [UInt8] {
        isClosed ? [] : obey(state.timedOut(now: now), at: now)
    }

    /// The peer closes its side; returns the answer to what it left unfinished, if it did.
    package mutating func peerFinishes(at now: UInt64 = 0) -> [UInt8] {
        isClosed ? [] : obey(state.peerFinished(), at: now)
    }

    private mutating func obey(_ action: ConnectionState.Action, at now: UInt64) -> [UInt8] {
        switch action {
        case .none:
            return []
        case .probe:
            if suspended?.takesInterimAnswers == true { cycle.writeProcessing() }
            return takeOutput()
        case .answer(let error):
            if let suspended {
                cycle.fail(error, suspended, connection: &state)
                self.suspended = nil
            } else {
                cycle.fail(error, parser: &parser, connection: &state, now: now)
            }
        case .finish: break
        case .abort: breakOff()
        }
        isClosed = true
        return takeOutput()
    }

    private mutating func takeOutput() -> [UInt8] {
        let answers = Array(cycle.writer.output.bytes)
        cycle.writer.output.removeAll(keepingAtMost: limits.pendingOutputBytes)
        return answers
    }
}
