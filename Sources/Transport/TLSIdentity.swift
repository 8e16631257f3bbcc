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
    /// Whether a client that shows no certificate is turned away.
    let requiresClients: Bool
    let ticketKeys: TicketKeys
    /// Whom the certificate is for.
    package let names: CertificateNames
    /// When the first of the certificates ends, in seconds since 1970.
    package let endSeconds: Int64

    /// Checks that the files are what they should be, belong together, and hold today.
    package init(
        certificates: [UInt8], key: [UInt8], clientAuthorities: [UInt8]? = nil, requiresClients: Bool = true
    ) throws(TLSFault) {
        self.certificates = certificates
        self.key = key
        self.clientAuthorities = clientAuthorities
        self.requiresClients = requiresClients
        ticketKeys = TicketKeys(start: SystemClock.monotonic)
        let chain = try CertificateFile(certificates, of: .certificate)
        try chain.checkDates()
        try chain.checkServes()
        names = CertificateNames(chain.certificates[0])
        endSeconds = try chain.endSeconds()
        if let clientAuthorities {
            let authorities = try CertificateFile(clientAuthorities, of: .clientAuthorities)
            try authorities.checkDates()
            try authorities.checkVouch()
        }
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
        /// Its purposes leave out servers (extended key usage).
        case notForServers
        /// The certificate at that place, from 1, did not issue the one before it.
        case chainBroken(Int)
        /// The certificate at that place, from 1, is no authority's.
        case noAuthority(Int)
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
        case .notForServers: "is not for servers: its extended key usage leaves serverAuth out"
        case .chainBroken(let place):
            "has a broken chain: certificate \(place) did not issue the one before it; put each issuer behind what it issued"
        case .noAuthority(let place):
            "holds a certificate that is no authority's and can vouch for none: number \(place)"
        case .refused(let words): "cannot be used: \(words)"
        }
    }
}
