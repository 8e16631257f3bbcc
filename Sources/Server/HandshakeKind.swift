package import Transport

/// What tells TLS handshakes that are done apart.
package struct HandshakeKind: Hashable, Sendable, CaseIterable {
    package let version: TLSVersion
    /// Whether it went on with the secret of an earlier connection, by a ticket.
    package let isResumed: Bool

    package init(_ version: TLSVersion, isResumed: Bool) {
        self.version = version
        self.isResumed = isResumed
    }

    package static let allCases = TLSVersion.allCases.flatMap {
        [HandshakeKind($0, isResumed: false), HandshakeKind($0, isResumed: true)]
    }

    /// The place in `allCases`.
    var index: Int { (version == .tls12 ? 0 : 2) + (isResumed ? 1 : 0) }
}
