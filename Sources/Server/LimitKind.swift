package import HTTPEngine

/// The bounds of the server that a peer can run into; each is a member of `HTTPLimits` but the system's descriptors.
package enum LimitKind: UInt8, Sendable, CaseIterable {
    case targetBytes, headBytes, fieldCount, bodyBytes, chunkExtensionBytes, trailerBytes
    case headTime, bodyTime, idleTime, stallTime, handshakeTime, answerTime
    case connections, descriptors, streams, clientRequests, unfinishedBytes

    /// The limit that an error of the protocol is about; nil when it is the peer's own fault.
    package init?(_ error: ProtocolError) {
        switch error {
        case .targetTooLong: self = .targetBytes
        case .headTooLarge: self = .headBytes
        case .fieldsTooMany: self = .fieldCount
        case .bodyTooLarge: self = .bodyBytes
        case .chunkExtensionTooLong: self = .chunkExtensionBytes
        case .trailerTooLarge: self = .trailerBytes
        case .headTimedOut: self = .headTime
        case .bodyTimedOut: self = .bodyTime
        case .overCapacity: self = .connections
        case .answerTimedOut: self = .answerTime
        case .streamsExhausted: self = .streams
        case .contentExhausted: self = .unfinishedBytes
        default: return nil
        }
    }
}
