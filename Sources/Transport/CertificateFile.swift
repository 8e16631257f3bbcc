internal import COpenSSL

/// The certificates of a PEM file, in their order; at least one.
final class CertificateFile {
    let part: TLSFault.Part
    private(set) var certificates: [OpaquePointer] = []

    init(_ bytes: [UInt8], of part: TLSFault.Part) throws(TLSFault) {
        self.part = part
        ERR_clear_error()
        let file = BIO_new_mem_buf(bytes, Int32(bytes.count))
        defer { BIO_free(file) }
        while let certificate = PEM_read_bio_X509(file, nil, nil, nil) { certificates.append(certificate) }
        // The end of the file is told as an error of its own.
        let code = ERR_peek_last_error()
        ERR_clear_error()
        let isEnd =
            copenssl_error_library(code) == Int32(ERR_LIB_PEM) && copenssl_error_reason(code) == PEM_R_NO_START_LINE
        guard isEnd || code == 0 else { throw TLSFault(part: part, reason: .refused(OpenSSLError.words(code))) }
        guard !certificates.isEmpty else { throw TLSFault(part: part, reason: .noCertificate) }
    }

    deinit {
        for certificate in certificates { X509_free(certificate) }
    }

    /// Refuses what is not valid at present; a chain is no better than its weakest certificate.
    func checkDates() throws(TLSFault) {
        for certificate in certificates {
            if X509_cmp_time(X509_get0_notBefore(certificate), nil) > 0 {
                throw TLSFault(part: part, reason: .notYetValid(text(X509_get0_notBefore(certificate))))
            }
            if X509_cmp_time(X509_get0_notAfter(certificate), nil) < 0 {
                throw TLSFault(part: part, reason: .expired(text(X509_get0_notAfter(certificate))))
            }
        }
    }

    /// When the first of the certificates ends, in seconds since 1970.
    func endSeconds() throws(TLSFault) -> Int64 {
        let start = ASN1_TIME_set(nil, 0)
        defer { ASN1_TIME_free(start) }
        var end = Int64.max
        for certificate in certificates {
            var days: Int32 = 0
            var seconds: Int32 = 0
            guard ASN1_TIME_diff(&days, &seconds, start, X509_get0_notAfter(certificate)) == 1 else {
                throw TLSFault(part: part, reason: .refused("the time of its end is unreadable"))
            }
            end = min(end, Int64(days) * 86_400 + Int64(seconds))
        }
        return end
    }

    /// Refuses a server's certificate that clients would not take: one for other purposes, or with others behind it than its
    /// issuers.
    func checkServes() throws(TLSFault) {
        guard X509_check_purpose(certificates[0], X509_PURPOSE_SSL_SERVER, 0) == 1 else {
            throw TLSFault(part: part, reason: .notForServers)
        }
        for place in certificates.indices.dropFirst()
        where X509_check_issued(certificates[place], certificates[place - 1]) != X509_V_OK {
            throw TLSFault(part: part, reason: .chainBroken(place + 1))
        }
    }

    /// Refuses certificates that can vouch for nobody.
    func checkVouch() throws(TLSFault) {
        for (index, certificate) in certificates.enumerated() where X509_check_ca(certificate) == 0 {
            throw TLSFault(part: part, reason: .noAuthority(index + 1))
        }
    }

    /// `Nov 21 05:00:00 2026 GMT`, as OpenSSL writes it.
    private func text(_ time: UnsafePointer<ASN1_TIME>?) -> String {
        let memory = copenssl_memory_bio()
        defer { BIO_free(memory) }
        var start: UnsafePointer<UInt8>?
        guard ASN1_TIME_print(memory, time) == 1 else { return "an unreadable time" }
        let count = copenssl_bio_bytes(memory, &start)
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }
}

/// OpenSSL's own words for its errors.
enum OpenSSLError {
    static func words(_ code: UInt) -> String {
        guard let reason = ERR_reason_error_string(code) else { return "error \(code)" }
        return String(cString: reason)
    }
}
