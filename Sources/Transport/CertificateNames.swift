internal import COpenSSL

/// The hosts that a certificate is for, by name or address.
///
/// A class that owns OpenSSL's certificate, which nothing changes once it is made; looking names up only reads it.
package final class CertificateNames: Sendable {
    private nonisolated(unsafe) let certificate: OpaquePointer

    init(_ certificate: OpaquePointer) {
        X509_up_ref(certificate)
        self.certificate = certificate
    }

    deinit {
        X509_free(certificate)
    }

    /// Whether clients that ask for this host accept the certificate (RFC 9110 §4.3.4): a name, which a wildcard may cover,
    /// or an address without brackets.
    package func cover(_ host: String) -> Bool {
        X509_check_ip_asc(certificate, host, 0) == 1 || X509_check_host(certificate, host, host.utf8.count, 0, nil) == 1
    }
}
