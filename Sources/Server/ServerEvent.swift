package import HTTPEngine
package import Transport

/// Everything about the server that is worth noticing. Values, not text: who observes decides what to show.
///
/// No field values and no content are in here, by rule.
package enum ServerEvent: Sendable {
    case listening(address: SocketAddress, secureAddress: SocketAddress?, loops: Int)
    /// A connection was accepted; so many are open. Told when the configuration asks for it.
    case accepted(open: Int)
    /// A connection was accepted over the cap: it is told 503, or cut when too many are being told.
    case refused(open: Int)
    /// A connection has gone; so many are open. Told when the configuration asks for it.
    case closed(open: Int)
    /// Half of many connections have gone since the most were open: what they held may be given back.
    case manyClosed(open: Int)
    /// A TLS handshake is done; `isResumed` when by a ticket of an earlier connection.
    case handshakeDone(version: TLSVersion, isResumed: Bool)
    case handshakeFailed(HandshakeFailure)
    /// A request was answered, by the responder or by the engine; which ones are told is `AnswerReports`.
    case answered(AnsweredRequest)
    /// A peer broke the protocol, a time-out of a request included.
    case protocolError(ProtocolError)
    /// The content of an answer broke off, and the connection with it.
    case contentCut(reason: String)
    /// A peer took no output for too long and was cut.
    case stalled
    /// Descriptors ran out, or there are some again.
    case acceptPaused(Bool)
    case draining
    /// The server has stopped; so many connections were cut because the drain time was over.
    case drained(cut: Int)
}
