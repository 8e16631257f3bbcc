internal import Synchronization

/// A promise to answer later: what a responder keeps when it is to be worked out elsewhere.
///
/// `send` may be called once, from any thread. While the promise stands, the connection reads no further request;
/// requests that came behind it wait in order. It is over when the client goes away or `HTTPLimits.answerNanoseconds`
/// have passed, and work should look at `isCancelled` now and then. A promise that is let go of without having been kept
/// is answered 500.
package final class LateAnswer: Sendable {
    let promise = AnswerPromise()

    init() {}

    deinit {
        promise.keep(.missing)
    }

    /// Whether nobody waits for the answer any more.
    package var isCancelled: Bool { promise.isCancelled }

    /// Sends an answer that is already encoded. Nothing happens when there was one, or when nobody waits any more.
    package func send(_ response: PreparedResponse) {
        promise.keep(.response(response))
    }

    /// Encodes and sends an answer; `fields` as for `ResponseWriter.write`.
    package func send(_ status: HTTPStatus, fields: [ResponseField], body: [UInt8] = []) {
        send(PreparedResponse(status: status, fields: fields, body: body))
    }

    /// Sends an answer whose content is a stream; `fields` as for `ResponseWriter.writeStream`.
    package func send(_ status: HTTPStatus, fields: [ResponseField], stream: AnswerStream) {
        promise.keep(.stream(status, fields, stream))
    }
}

/// What is promised, between the thread that keeps it and the loop that waits.
final class AnswerPromise: Sendable {
    enum Outcome: Sendable {
        case response(PreparedResponse)
        case stream(HTTPStatus, [ResponseField], AnswerStream)
        /// It was let go of.
        case missing
    }

    private struct State {
        var outcome: Outcome?
        var isKept = false
        var notify: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())
    private let cancelled = Atomic<Bool>(false)

    var isCancelled: Bool { cancelled.load(ordering: .relaxed) }

    /// The first call counts.
    func keep(_ outcome: Outcome) {
        let (isTaken, notify): (Bool, (@Sendable () -> Void)?) = state.withLock { state in
            guard !state.isKept, !isCancelled else { return (false, nil) }
            state.isKept = true
            state.outcome = outcome
            return (true, state.notify)
        }
        if !isTaken, case .stream(_, _, let stream) = outcome { stream.cancel() }
        notify?()
    }

    /// `notify` is called, from any thread, when the promise is kept after this.
    func start(notify: @escaping @Sendable () -> Void) {
        state.withLock { $0.notify = notify }
    }

    /// What the promise was kept with, once.
    func take() -> Outcome? {
        state.withLock { state in
            defer { state.outcome = nil }
            return state.outcome
        }
    }

    /// Nobody waits any more.
    func cancel() {
        cancelled.store(true, ordering: .relaxed)
        if case .stream(_, _, let stream) = take() { stream.cancel() }
    }
}
