/// Answers that are promised or made piece by piece. What drives the cycle asks `takeSuspended` after `serve` returned
/// `waitsForAnswer`, and calls `advance` at once, whenever the answer notifies, and whenever what waited has been sent.
extension RequestCycle {
    /// How an unfinished answer goes on.
    package enum Advance: Equatable, Sendable {
        /// Nothing more is there at present.
        case waits
        /// Some was written, and there may be more: send it, then call again.
        case wantsRoom
        /// The answer is whole. The connection's state says what follows.
        case complete
        /// The content broke off: send nothing more, and reset the connection.
        case cut(reason: String)
    }

    /// Writes what there is of an unfinished answer.
    package mutating func advance(
        _ suspended: SuspendedAnswer, connection: inout ConnectionState, now: UInt64, limits: HTTPLimits
    ) -> Advance {
        switch suspended.source {
        case .promise(let promise):
            guard let outcome = promise.take() else { return .waits }
            return keep(suspended, outcome, connection: &connection, now: now, limits: limits)
        case .stream(let stream):
            let (pieces, ending) = stream.take()
            let count = writer.writePieces(pieces, isChunked: suspended.version != .http10)
            suspended.contentCount += count
            if count > 0 { connection.pieceCame(now: now, limits: limits) }
            switch ending {
            // Whoever pushes tells of the next piece; one that is pulled may have it already.
            case nil: return count > 0 && !stream.isPushed ? .wantsRoom : .waits
            case .complete:
                if suspended.version != .http10 { writer.writeLastChunk() }
                let keeps = suspended.keepsConnection && connection.persists(clientKeeps: suspended.clientKeeps)
                connection.answered(keepsConnection: keeps, clientKeeps: suspended.clientKeeps)
                writer.closeStream(stream)
                return .complete
            case .cut(let reason):
                // What came before it is sent first.
                return count > 0 ? .wantsRoom : .cut(reason: reason)
            }
        }
    }

    /// The client waits no longer, or is to wait no longer: whoever works on the answer learns of it.
    package mutating func abandon(_ suspended: SuspendedAnswer) {
        suspended.cancel()
        if case .stream(let stream) = suspended.source { writer.closeStream(stream) }
    }

    /// Writes a problem in the place of an answer that did not come, as the last of the connection. A stream cannot be
    /// answered otherwise any more.
    package mutating func fail(
        _ error: ProtocolError, _ suspended: SuspendedAnswer, connection: inout ConnectionState
    ) {
        precondition(!suspended.isStream, "the head is written")
        suspended.cancel()
        suspended.keepsConnection = false
        writer.resume(suspended)
        ProblemDocument.write(error, limits: limits, into: &writer)
        finish(suspended)
        connection.failed()
    }

    /// Writes an interim answer, which means nothing to a client that still reads, and to which the system of one that
    /// has wholly gone replies with a reset (RFC 9110 §15.2).
    package mutating func writeProcessing() {
        writer.output.gathered.append("HTTP/1.1 102 Processing\r\n\r\n")
    }

    private mutating func keep(
        _ suspended: SuspendedAnswer, _ outcome: AnswerPromise.Outcome, connection: inout ConnectionState,
        now: UInt64, limits: HTTPLimits
    ) -> Advance {
        // The server may have begun to stop since the request came.
        suspended.keepsConnection =
            suspended.keepsConnection && connection.persists(clientKeeps: suspended.clientKeeps)
        writer.resume(suspended)
        switch outcome {
        case .response(let response): writer.writePrepared(response)
        case .missing: ProblemDocument.writeMissingAnswer(into: &writer)
        case .stream(let status, let fields, let stream): writer.writeStream(status, fields: fields, from: stream)
        }
        let opening = writer.takeOpening()
        finish(suspended)
        guard case .stream(let stream) = opening else {
            connection.answered(keepsConnection: suspended.keepsConnection, clientKeeps: suspended.clientKeeps)
            return .complete
        }
        suspended.becomeStream(stream)
        connection.suspended(isStream: true, now: now, limits: limits)
        return .wantsRoom
    }

    /// Notes what was written of the answer.
    private func finish(_ suspended: SuspendedAnswer) {
        suspended.status = writer.status
        suspended.contentCount = writer.contentCount
        suspended.keepsConnection = writer.keepsConnection
    }
}
