internal import Synchronization

/// Makes the content of a long answer, a piece at a time, while the client takes it.
///
/// It is called by one thread at a time, never on a loop, and no more once the client has gone; nothing tells it of that
/// but being let go of.
package protocol ContentProducer: Sendable {
    /// Appends what comes next to `piece`, and says whether that was all. Some kilobytes a call are right: pieces are
    /// gathered until one is worth sending. A call may append nothing, as when it looks for what matches; it should
    /// still return within milliseconds, because others wait for their turn.
    ///
    /// - Throws: what makes the rest impossible. The connection is then cut, so that the client sees that the content is
    ///   not whole.
    mutating func next(into piece: inout [UInt8]) throws(ContentFault) -> WorkProgress
}

/// Why content broke off.
package struct ContentFault: Error, Equatable, Sendable {
    /// For the log; the client sees nothing of it.
    package let reason: String

    package init(_ reason: String) {
        self.reason = reason
    }
}

/// A producer and what it has made so far, between the calls that it is given.
final class PulledContent: Sendable {
    /// Gathered before it is handed on: few enough that thousands of clients fit into memory, enough that a system call
    /// for each is cheap.
    static var pieceBytes: Int { 64 * 1024 }

    private struct State {
        /// Nil once the content has ended.
        var producer: (any ContentProducer)?
        var piece: [UInt8] = []
    }

    private let state: Mutex<State>

    init(_ producer: any ContentProducer) {
        state = Mutex(State(producer: producer))
    }

    /// Makes some more of the next piece, and gives it to `stream` when it is large enough or the last. Finished when the
    /// stream has what it asked for.
    func produce(into stream: AnswerStream) -> WorkProgress {
        state.withLock { state in
            // Taken out, so that nothing of it is shared and copied when it changes.
            guard var producer = state.producer.take(), !stream.isCancelled else { return .finished }
            do throws(ContentFault) {
                let progress = try producer.next(into: &state.piece)
                if progress == .unfinished { state.producer = producer }
                guard progress == .finished || state.piece.count >= PulledContent.pieceBytes else { return .unfinished }
                _ = stream.write(state.piece)
                state.piece = []
                if progress == .finished { stream.finish() }
            } catch {
                stream.cut(error.reason)
            }
            return .finished
        }
    }
}
