/// One loop's path from bytes in to bytes out: parse, ask the responder, encode, again.
package struct RequestCycle: ~Copyable {
    /// Why `serve` returned. `consumed` bytes of the buffer are done with.
    package enum Outcome: Equatable, Sendable {
        /// All complete requests are answered. The `kept` bytes after the consumed ones begin the next request and must
        /// come first in the next buffer; none when `kept` is zero.
        case wantsBytes(consumed: Int, kept: Int)
        /// Enough answers are gathered: send them, then call again with the rest of the buffer.
        case wantsRoom(consumed: Int)
        /// The last answer of this connection is written.
        case closing
        /// The peer broke the protocol; the answer to that is written and is the last.
        case failed(ProtocolError)
    }

    /// Told of each answer: the request, the status, and the bytes of content. Nil costs a comparison.
    package typealias AnswerObserver = (borrowing Request, HTTPStatus, Int) -> Void

    /// Gathers the answers; its owner sends `writer.output` and empties it.
    package var writer = ResponseWriter()
    private let limits: HTTPLimits
    private let responder: any Responder
    private let observe: AnswerObserver?
    /// Added to every answer of a secure connection, and to no other (RFC 6797 §7.2).
    private let transportSecurity: ResponseField?

    /// `transportSecuritySeconds`: how long a browser is to come by TLS alone; 0 when it is told nothing.
    package init(
        responder: any Responder, limits: HTTPLimits, transportSecuritySeconds: Int = 0,
        observe: AnswerObserver? = nil
    ) {
        transportSecurity =
            transportSecuritySeconds > 0
            ? ResponseField("Strict-Transport-Security", "max-age=\(transportSecuritySeconds)") : nil
        self.responder = responder
        self.limits = limits
        self.observe = observe
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
                    guard answer(&parser, connection: &connection) else { return .closing }
                case .incomplete(let kept):
                    parser.detach()
                    if parser.expectsContinue { offerContinue(&parser, hasContent: kept > parser.headCount) }
                    connection.waitForBytes(isPartial: true, inBody: parser.isInBody, now: now, limits: limits)
                    return .wantsBytes(consumed: consumed, kept: kept)
                }
            } catch {
                fail(error, parser: &parser, connection: &connection)
                return .failed(error)
            }
        }
        connection.waitForBytes(isPartial: false, inBody: false, now: now, limits: limits)
        return .wantsBytes(consumed: consumed, kept: 0)
    }

    /// Writes the answer to a protocol error as the last of the connection.
    package mutating func fail(
        _ error: ProtocolError, parser: inout RequestParser, connection: inout ConnectionState
    ) {
        // The content of an answer to HEAD would be read as the next answer (RFC 9112 §6.3).
        let method: HTTPMethod = parser.request.methodRange.count > 0 ? parser.request.method : .get
        writer.begin(method: method, version: .http11, keepsConnection: false)
        addTransportSecurity(isSecure: parser.isSecure)
        ProblemDocument.write(error, into: &writer)
        if let observe { observe(parser.request, error.status, writer.contentCount) }
        connection.failed()
        parser.reset()
    }

    /// Answers the request that `parser` has read; false when it was the last of the connection.
    private mutating func answer(_ parser: inout RequestParser, connection: inout ConnectionState) -> Bool {
        let clientKeeps = parser.keepsConnection
        writer.begin(
            method: parser.request.method, version: parser.request.version,
            keepsConnection: connection.persists(clientKeeps: clientKeeps))
        addTransportSecurity(isSecure: parser.isSecure)
        if connection.isOverCapacity {
            ProblemDocument.write(.overCapacity, into: &writer)
        } else {
            responder.respond(to: parser.request, into: &writer)
        }
        if writer.status == nil { ProblemDocument.writeMissingAnswer(into: &writer) }
        if let observe, let status = writer.status { observe(parser.request, status, writer.contentCount) }
        connection.answered(keepsConnection: writer.keepsConnection, clientKeeps: clientKeeps)
        parser.reset()
        return writer.keepsConnection
    }

    private mutating func addTransportSecurity(isSecure: Bool) {
        if isSecure, let transportSecurity { writer.addField(transportSecurity) }
    }

    /// Sends 100 (Continue), unless the content is already on its way (RFC 9110 §10.1.1).
    private mutating func offerContinue(_ parser: inout RequestParser, hasContent: Bool) {
        parser.expectsContinue = false
        if !hasContent { writer.writeContinue() }
    }
}
