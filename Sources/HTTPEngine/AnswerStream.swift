internal import Synchronization

/// Content on its way from whoever makes it, on any thread, to the loop that sends it: a bounded buffer.
///
/// It is made in one of two ways. A *pulled* stream asks its producer for the next piece when the one before is on its
/// way, so it holds one piece however slow the client is. A *pushed* one takes what is written when it is written, and
/// refuses what does not fit: whoever writes then drops it, or cuts the stream.
///
/// Everything may be called from any thread. A stream belongs to one answer.
package final class AnswerStream: Sendable {
    /// How content ends.
    package enum Ending: Equatable, Sendable {
        case complete
        /// Something is missing; the client is to see that.
        case cut(reason: String)
    }

    private struct State {
        var pieces: [[UInt8]] = []
        var waitingCount = 0
        var ending: Ending?
        /// Tells the loop that there is something to take.
        var notify: (@Sendable () -> Void)?
    }

    /// Bytes that may wait to be taken, in a pushed stream.
    private let capacity: Int
    /// Asks for the next piece; nil in a pushed stream.
    private let demand: (@Sendable (AnswerStream) -> Void)?
    private let state = Mutex(State())
    private let cancelled = Atomic<Bool>(false)

    /// A stream that is written to. What is written and not sent yet is at most `capacity` bytes, and as much again on
    /// its way to the socket.
    package init(capacity: Int = 256 * 1024) {
        self.capacity = capacity
        demand = nil
    }

    /// A stream that takes its content from `producer`, whose calls are made by `executor`.
    package init(_ producer: any ContentProducer, on executor: any BackgroundExecutor) {
        capacity = .max
        let content = PulledContent(producer)
        demand = { stream in executor.proceed { content.produce(into: stream) } }
    }

    /// Whether nobody takes the content any more: the client has gone, or took too long.
    package var isCancelled: Bool { cancelled.load(ordering: .relaxed) }

    /// Whether nothing more is taken: the content has its end, or nobody takes it any more.
    package var isEnded: Bool { isCancelled || state.withLock { $0.ending != nil } }

    /// Whether what is written to the stream comes when it comes, as events do.
    package var isPushed: Bool { demand == nil }

    /// Whether so much waits that the next piece may be refused.
    package var isOverflowing: Bool { state.withLock { $0.waitingCount >= capacity } }

    /// Adds a piece to the content. False when it is not taken, because it does not fit beside what waits, or because
    /// the stream has ended.
    package func write(_ piece: [UInt8]) -> Bool {
        let notify: (@Sendable () -> Void)?? = state.withLock { state in
            guard state.ending == nil, !isCancelled else { return nil }
            guard state.waitingCount == 0 || piece.count <= capacity - state.waitingCount else { return nil }
            guard !piece.isEmpty else { return .some(nil) }
            let isFirst = state.pieces.isEmpty
            state.pieces.append(piece)
            state.waitingCount += piece.count
            return .some(isFirst ? state.notify : nil)
        }
        guard let notify else { return false }
        notify?()
        return true
    }

    /// Adds pieces that several streams share. False when they are not taken, as for one piece.
    ///
    /// - Parameter count: how many bytes they have together, which is not 0.
    package func write(shared pieces: [[UInt8]], count: Int) -> Bool {
        let notify: (@Sendable () -> Void)?? = state.withLock { state in
            guard state.ending == nil, !isCancelled else { return nil }
            guard state.waitingCount == 0 || count <= capacity - state.waitingCount else { return nil }
            let isFirst = state.pieces.isEmpty
            // The stream of a client that keeps up holds no list of its own.
            if isFirst { state.pieces = pieces } else { state.pieces += pieces }
            state.waitingCount += count
            return .some(isFirst ? state.notify : nil)
        }
        guard let notify else { return false }
        notify?()
        return true
    }

    /// The content is whole with a last piece, which finds room however much waits.
    package func finish(with piece: [UInt8]) {
        let notify: (@Sendable () -> Void)? = state.withLock { state in
            guard state.ending == nil, !isCancelled else { return nil }
            state.pieces.append(piece)
            state.waitingCount += piece.count
            state.ending = .complete
            return state.notify
        }
        notify?()
    }

    /// The content is whole. What is written afterwards is not taken.
    package func finish() { end(.complete) }

    /// The content breaks off, and the connection with it, once what waits is sent. `reason` is for the log.
    package func cut(_ reason: String) { end(.cut(reason: reason)) }

    private func end(_ ending: Ending) {
        let notify: (@Sendable () -> Void)? = state.withLock { state in
            guard state.ending == nil, !isCancelled else { return nil }
            state.ending = ending
            return state.notify
        }
        notify?()
    }
}

/// The side of the loop.
extension AnswerStream {
    /// The loop is ready to take content; `notify` is called, from any thread, when there is some.
    func start(notify: @escaping @Sendable () -> Void) {
        state.withLock { $0.notify = notify }
        demand?(self)
    }

    /// Takes what waits, and how the content ends when that was the last of it. A pulled stream makes its next piece
    /// meanwhile.
    func take() -> (pieces: [[UInt8]], ending: Ending?) {
        let taken = state.withLock { state in
            defer {
                state.pieces = []
                state.waitingCount = 0
            }
            return (pieces: state.pieces, ending: state.ending)
        }
        if !taken.pieces.isEmpty, taken.ending == nil { demand?(self) }
        return taken
    }

    /// Nobody takes the content any more.
    func cancel() {
        cancelled.store(true, ordering: .relaxed)
        state.withLock { $0 = State() }
    }
}
