/// An answer that is not whole yet, and what is needed of its request to go on with it: the request's own bytes are gone.
///
/// It belongs to the loop of its connection.
package final class SuspendedAnswer {
    enum Source {
        case promise(AnswerPromise)
        case stream(AnswerStream)
    }

    var source: Source
    package let method: HTTPMethod
    /// Path of the request as it was sent, `*` for that target.
    package let path: String
    /// The client's identifier of the request or the one that was made; empty when it has none.
    package let requestID: String
    /// When the request was there, by the monotonic clock.
    package let startedAt: UInt64
    /// The responder's number of the route.
    package let route: UInt16
    /// Nil until the head is written.
    package internal(set) var status: HTTPStatus?
    /// Content bytes written so far, without what frames them.
    package internal(set) var contentCount = 0
    let version: HTTPVersion
    let clientKeeps: Bool
    var keepsConnection: Bool
    /// Field lines beside the responder's, as the writer had them.
    let extraFields: [UInt8]

    init(
        _ source: Source, request: borrowing Request, writer: borrowing ResponseWriter, clientKeeps: Bool,
        startedAt: UInt64
    ) {
        self.source = source
        method = request.method
        version = request.version
        path = request.isAsterisk ? "*" : request.path.string
        requestID = writer.requestID.string
        self.startedAt = startedAt
        route = writer.route
        status = writer.status
        self.clientKeeps = clientKeeps
        keepsConnection = writer.keepsConnection
        extraFields = writer.addedFields
    }

    /// Whether the head is written and content follows piece by piece.
    package var isStream: Bool {
        if case .stream = source { return true }
        return false
    }

    /// Whether the client understands interim answers (RFC 9110 §15.2).
    package var takesInterimAnswers: Bool { version != .http10 && status == nil }

    /// From now on `notify` is called, from any thread, when `RequestCycle.advance` has something to do.
    package func start(notify: @escaping @Sendable () -> Void) {
        self.notify = notify
        switch source {
        case .promise(let promise): promise.start(notify: notify)
        case .stream(let stream): stream.start(notify: notify)
        }
    }

    private var notify: (@Sendable () -> Void)?

    /// The promised answer is a stream, which starts now.
    func becomeStream(_ stream: AnswerStream) {
        source = .stream(stream)
        if let notify { stream.start(notify: notify) }
    }

    func cancel() {
        switch source {
        case .promise(let promise): promise.cancel()
        case .stream(let stream): stream.cancel()
        }
    }
}
