/// How a handshake ended.
package enum HandshakeOutcome: Equatable, Sendable {
    /// Both sides agree; `isResumed` when on the secret of an earlier connection.
    case done(version: TLSVersion, isResumed: Bool)
    case failed(HandshakeFailure)
}

/// A version of the protocol that we speak.
package enum TLSVersion: String, Sendable, CaseIterable {
    case tls12 = "TLSv1.2"
    case tls13 = "TLSv1.3"
}

/// Why a handshake failed, by class; nothing of what the peer sent is in here.
package enum HandshakeFailure: String, Equatable, Sendable {
    /// The peer speaks something else, such as plain HTTP.
    case notTLS = "not-tls"
    /// The peer speaks only versions before 1.2.
    case versionUnsupported = "version-unsupported"
    case noSharedCipher = "no-shared-cipher"
    /// The peer offers application protocols, and HTTP/1.1 is not among them.
    case noApplicationProtocol = "no-application-protocol"
    /// The peer shows no certificate and has to.
    case clientCertificateMissing = "client-certificate-missing"
    /// The peer's certificate is not one of those we trust.
    case clientCertificateRefused = "client-certificate-refused"
    /// The peer refused, as with a certificate of ours that it does not trust.
    case refusedByPeer = "refused-by-peer"
    /// What the peer said breaks the protocol.
    case malformed = "malformed"
    /// The peer took too long.
    case timedOut = "timed-out"
    /// The peer went away.
    case abandoned = "abandoned"
}
