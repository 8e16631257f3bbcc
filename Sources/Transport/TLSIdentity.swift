internal import COpenSSL

/// Who we are in a handshake, checked: certificates, key, and whose clients we take.
///
/// Nothing of OpenSSL's is in it, so that it crosses threads; each loop makes a `TLSContext` of its own of it. The keys of tickets begin anew
/// with each identity: a session that one identity let in is not resumed under the next.
package struct TLSIdentity: Sendable {
    /// The certificate with those of its issuers behind it, in PEM form.
    let certificates: [UInt8]
    /// The certificate's private key, in PEM form and without a password.
    let key: [UInt8]
    /// Whose certificates clients must show, in PEM form; nil when clients are not asked.
    let clientAuthorities: [UInt8]?
    let ticketKeys: TicketKeys

    /// Checks that the files are what they should be, belong together, and hold today.
    package init(certificates: [UInt8], key: [UInt8], clientAuthorities: [UInt8]? = nil) throws(TLSFault) {
        self.certificates = certificates
        self.key = key
        self.clientAuthorities = clientAuthorities
        ticketKeys = TicketKeys(start: SystemClock.monotonic)
        try CertificateFile(certificates, of: .certificate).checkDates()
        if let clientAuthorities { try CertificateFile(clientAuthorities, of: .clientAuthorities).checkDates() }
        _ = try TLSContext(checking: self)
    }
}

/// Why an identity cannot be used.
package struct TLSFault: Error, Equatable, Sendable, CustomStringConvertible {
    /// Which of the files is wrong.
    package enum Part: Equatable, Sendable {
        case certificate, key, clientAuthorities
    }

    package enum Reason: Equatable, Sendable {
        case noCertificate, noKey
        /// OpenSSL would ask for a password.
        case keyEncrypted
        /// The key is not that of the certificate.
        case mismatched
        /// By time, in UTC.
        case expired(String)
        case notYetValid(String)
        /// OpenSSL refuses it, in its own words.
        case refused(String)
    }

    package let part: Part
    package let reason: Reason

    package init(part: Part, reason: Reason) {
        self.part = part
        self.reason = reason
    }

    package var description: String {
        switch reason {
        case .noCertificate: "holds no certificate in PEM form"
        case .noKey: "holds no private key in PEM form"
        case .keyEncrypted: "is encrypted; a key without a password is needed"
        case .mismatched: "is not the key of the certificate"
        case .expired(let time): "expired at \(time)"
        case .notYetValid(let time): "is not valid before \(time)"
        case .refused(let words): "cannot be used: \(words)"
        }
    }
}
