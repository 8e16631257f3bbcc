package import HTTPEngine

/// What a server has done since its start, gathered from all its loops.
package struct TrafficFigures: Sendable {
    /// What tells answers apart.
    package struct AnswerKind: Hashable, Sendable {
        /// The responder's number of the route; 0 for none.
        package let route: Int
        package let method: HTTPMethod
        package let status: HTTPStatus

        package init(route: Int, method: HTTPMethod, status: HTTPStatus) {
            self.route = route
            self.method = method
            self.status = status
        }
    }

    /// Upper bounds of the durations that `durationCounts` counts, in nanoseconds.
    package static var durationBounds: [UInt64] { LoopCounters.durationBounds }

    package internal(set) var answers: [AnswerKind: UInt64] = [:]
    /// Answers by duration: those within each bound and beyond the one before; the last are beyond all.
    package internal(set) var durationCounts = [UInt64](repeating: 0, count: durationBounds.count + 1)
    /// The sum of all durations.
    package internal(set) var durationNanoseconds: UInt64 = 0
    /// Connections that are open now.
    package internal(set) var open = 0
    /// Connections accepted within the cap, and those over it.
    package internal(set) var accepted: UInt64 = 0
    package internal(set) var refused: UInt64 = 0
    /// Answers that are being worked out elsewhere or made piece by piece now.
    package internal(set) var unfinished = 0
    /// Answers of those kinds that were not finished: the client went away, the time was over, or the content broke off.
    package internal(set) var abandoned: UInt64 = 0
    /// TLS handshakes that are done.
    package internal(set) var handshakes: [HandshakeKind: UInt64] = [:]
    package internal(set) var handshakesFailed: UInt64 = 0
    /// When the certificate, or one of its issuers' behind it, ends, in seconds since 1970; nil without TLS.
    package internal(set) var certificateEnd: Int64?
    /// Bytes of HTTP, before TLS adds its own.
    package internal(set) var receivedBytes: UInt64 = 0
    package internal(set) var sentBytes: UInt64 = 0
    package internal(set) var limits: [LimitKind: UInt64] = [:]
    /// Refusals that were the peer's own fault; those for a limit are in `limits`.
    package internal(set) var protocolErrors: [ProtocolError: UInt64] = [:]

    /// Nothing yet.
    package init() {
        for kind in HandshakeKind.allCases { handshakes[kind] = 0 }
        for limit in LimitKind.allCases { limits[limit] = 0 }
        for error in ProtocolError.allCases where LimitKind(error) == nil { protocolErrors[error] = 0 }
    }
}
