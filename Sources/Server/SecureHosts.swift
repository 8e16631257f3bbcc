internal import Synchronization
internal import Transport

/// The hosts for which requests are answered over TLS: those of the present certificate (RFC 9110 §7.4).
final class SecureHosts: Sendable {
    private let names: Mutex<CertificateNames>

    init(_ names: CertificateNames) {
        self.names = Mutex(names)
    }

    /// Another certificate serves from now on.
    func renew(_ names: CertificateNames) {
        self.names.withLock { $0 = names }
    }

    /// Whether the certificate is for a host, which stands without its port.
    func cover(_ host: String) -> Bool { names.withLock { $0 }.cover(host) }
}
