/// A connection without a socket: request bytes in, answer bytes out, by the same path as the server's.
package struct MemoryConnection: ~Copyable {
    private var cycle: RequestCycle
    private var parser: RequestParser
    private var state: ConnectionState
    private var input = ByteBuffer()
    private let limits: HTTPLimits
    /// Whether the connection has ended; what is received then is not read.
    package private(set) var isClosed = false

    /// `date` is what the `Date` field shows.
    package init(
        responder: any Responder, limits: HTTPLimits = HTTPLimits(), isSecure: Bool = false,
        date: HTTPDate = HTTPDate(secondsSince1970: 0), options: RequestCycle.Options = RequestCycle.Options(),
        observe: RequestCycle.AnswerObserver? = nil
    ) {
        cycle = RequestCycle(responder: responder, limits: limits, options: options, observe: observe)
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
            case .closing, .failed:
                isClosed = true
                return answers
            }
        }
    }

    /// As `receive(_:)` with text.
    package mutating func receive(_ text: String) -> String {
        String(decoding: receive(Array(text.utf8)), as: UTF8.self)
    }

    /// Lets time pass until `now` and returns the answer to a deadline that has passed with it, if there is one.
    package mutating func wait(until now: UInt64) -> [UInt8] {
        isClosed ? [] : obey(state.timedOut(now: now))
    }

    /// The peer closes its side; returns the answer to what it left unfinished, if it did.
    package mutating func peerFinishes() -> [UInt8] {
        isClosed ? [] : obey(state.peerFinished())
    }

    private mutating func obey(_ action: ConnectionState.Action) -> [UInt8] {
        switch action {
        case .none:
            return []
        case .answer(let error):
            cycle.fail(error, parser: &parser, connection: &state)
        case .finish, .abort:
            break
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
