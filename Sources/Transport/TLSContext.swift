internal import COpenSSL

/// OpenSSL's context of an identity, and the memory that the codecs of one loop share. Not Sendable: it stays on the
/// loop that made it.
///
/// The rules are Mozilla's "intermediate" configuration, guideline 5.7: TLS 1.2 and 1.3, forward secrecy and
/// authenticated encryption only; the client chooses among ciphers that are all good.
final class TLSContext {
    static let ciphers = [
        "ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-RSA-AES128-GCM-SHA256", "ECDHE-ECDSA-AES256-GCM-SHA384",
        "ECDHE-RSA-AES256-GCM-SHA384", "ECDHE-ECDSA-CHACHA20-POLY1305", "ECDHE-RSA-CHACHA20-POLY1305",
        "DHE-RSA-AES128-GCM-SHA256", "DHE-RSA-AES256-GCM-SHA384", "DHE-RSA-CHACHA20-POLY1305",
    ]
    static let ciphersOfTLS13 = ["TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"]
    static let groups = ["X25519", "prime256v1", "secp384r1"]
    /// Wire memory that a loop keeps between calls; the answer of a large list fits.
    private static let wireBytesKept = 512 * 1024
    /// What a record may hold that began in an earlier call, with room to spare.
    private static let unfinishedRecordBytes = 32 * 1024

    let context: OpaquePointer
    /// All codecs read from one and write to the other: every call begins with both empty, takes all it was given (what
    /// is left of a record stays in the connection's own memory), and hands out all that was written.
    let input: OpaquePointer
    let output: OpaquePointer
    private let ticketKeys: TicketKeys
    /// Tells the monotonic time that tickets age by.
    var clock: () -> UInt64 = { SystemClock.monotonic }
    private var plain = UnsafeMutableRawBufferPointer(start: nil, count: 0)
    /// The codec whose reply was written last, until somebody has taken it.
    private var replier: ObjectIdentifier?

    /// The context of an identity that was checked when it was made.
    convenience init(_ identity: TLSIdentity) {
        do throws(TLSFault) {
            try self.init(checking: identity)
        } catch {
            preconditionFailure("an identity that was checked makes no context: \(error)")
        }
    }

    init(checking identity: TLSIdentity) throws(TLSFault) {
        ERR_clear_error()
        guard let context = SSL_CTX_new(TLS_server_method()), let input = copenssl_memory_bio(),
            let output = copenssl_memory_bio()
        else { preconditionFailure("OpenSSL has no memory: \(OpenSSLError.words(ERR_peek_last_error()))") }
        self.context = context
        self.input = input
        self.output = output
        ticketKeys = identity.ticketKeys
        setRules()
        setResumption()
        try use(CertificateFile(identity.certificates, of: .certificate))
        try use(key: identity.key)
        if let authorities = identity.clientAuthorities {
            try askClients(
                of: CertificateFile(authorities, of: .clientAuthorities), isRequired: identity.requiresClients)
        }
    }

    deinit {
        SSL_CTX_free(context)
        BIO_free(input)
        BIO_free(output)
        plain.deallocate()
    }

    /// Empties the wire memory; what the last call gave out is gone, but for a reply of the same codec that was not taken, when
    /// the call `keepsReply`: what it writes comes behind. Errors of others are no errors of the call to come.
    func beginCall(of codec: TLSCodec, keepsReply: Bool = false) {
        ERR_clear_error()
        copenssl_bio_empty(input, TLSContext.wireBytesKept)
        if !keepsReply || replier != ObjectIdentifier(codec) { copenssl_bio_empty(output, TLSContext.wireBytesKept) }
        replier = nil
    }

    /// What was written since the call began.
    func takeWritten() -> UnsafeRawBufferPointer {
        replier = nil
        return written
    }

    /// What was written since the call began, which stays until it is taken or the next call on received bytes.
    func heldReply(of codec: TLSCodec) -> UnsafeRawBufferPointer {
        replier = ObjectIdentifier(codec)
        return written
    }

    /// The reply, when nothing has taken it along.
    func takeReply(of codec: TLSCodec) -> UnsafeRawBufferPointer {
        guard replier == ObjectIdentifier(codec) else { return UnsafeRawBufferPointer(start: nil, count: 0) }
        return takeWritten()
    }

    private var written: UnsafeRawBufferPointer {
        var start: UnsafePointer<UInt8>?
        let count = copenssl_bio_bytes(output, &start)
        return UnsafeRawBufferPointer(start: start, count: count)
    }

    /// Room for all that so many bytes of the network can carry.
    func plainRoom(forWire count: Int) -> UnsafeMutableRawBufferPointer {
        let needed = count + TLSContext.unfinishedRecordBytes
        if plain.count < needed {
            plain.deallocate()
            plain = .allocate(byteCount: needed, alignment: 64)
        }
        return plain
    }

    private func setRules() {
        let isSet =
            copenssl_set_min_version(context, TLS1_2_VERSION) == 1
            && copenssl_set_max_version(context, TLS1_3_VERSION) == 1
            && SSL_CTX_set_cipher_list(context, TLSContext.ciphers.joined(separator: ":")) == 1
            && SSL_CTX_set_ciphersuites(context, TLSContext.ciphersOfTLS13.joined(separator: ":")) == 1
            && copenssl_set_groups(context, TLSContext.groups.joined(separator: ":")) == 1
            && copenssl_set_dh_auto(context) == 1
        precondition(isSet, "OpenSSL: \(OpenSSLError.words(ERR_peek_last_error()))")
        copenssl_set_modes(context)
        copenssl_set_restrictions(context)
        SSL_CTX_set_alpn_select_cb(
            context,
            { _, chosen, chosenCount, offered, offeredCount, _ in
                ALPN.select(chosen, chosenCount, offered, offeredCount)
            }, nil)
    }

    private func setResumption() {
        let name = Array("cuakhau".utf8)
        copenssl_set_session_seconds(context, TicketKeys.ticketSeconds)
        // The context outlives its connections: their codecs hold it.
        let isSet =
            SSL_CTX_set_session_id_context(context, name, UInt32(name.count)) == 1
            && SSL_CTX_set_ex_data(context, 0, Unmanaged.passUnretained(self).toOpaque()) == 1
            && SSL_CTX_set_tlsext_ticket_key_evp_cb(
                context,
                { connection, name, vector, cipher, mac, seals in
                    guard let owner = SSL_CTX_get_ex_data(SSL_get_SSL_CTX(connection), 0), let name, let vector
                    else { return -1 }
                    let context = Unmanaged<TLSContext>.fromOpaque(owner).takeUnretainedValue()
                    return context.prepareTicket(name, vector, cipher, mac, seals: seals == 1)
                }) == 1
        precondition(isSet, "OpenSSL: \(OpenSSLError.words(ERR_peek_last_error()))")
    }

    /// Sets the keys that a ticket is sealed or opened with; what is returned is as SSL_CTX_set_tlsext_ticket_key_cb(3)
    /// says.
    private func prepareTicket(
        _ name: UnsafeMutablePointer<UInt8>, _ vector: UnsafeMutablePointer<UInt8>, _ cipher: OpaquePointer?,
        _ mac: OpaquePointer?, seals: Bool
    ) -> Int32 {
        guard seals else {
            // A full handshake follows where the keys are gone.
            guard let found = ticketKeys.opening(UnsafeBufferPointer(start: name, count: 16), at: clock())
            else { return 0 }
            guard copenssl_set_hmac_sha256(mac, found.keys.mac, found.keys.mac.count) == 1,
                EVP_DecryptInit_ex(cipher, EVP_aes_256_cbc(), nil, found.keys.cipher, vector) == 1
            else { return -1 }
            return found.isCurrent ? 1 : 2
        }
        let keys = ticketKeys.sealing(at: clock())
        for (index, byte) in keys.name.enumerated() { name[index] = byte }
        guard RAND_bytes(vector, EVP_CIPHER_get_iv_length(EVP_aes_256_cbc())) == 1,
            copenssl_set_hmac_sha256(mac, keys.mac, keys.mac.count) == 1,
            EVP_EncryptInit_ex(cipher, EVP_aes_256_cbc(), nil, keys.cipher, vector) == 1
        else { return -1 }
        return 1
    }

    /// The first certificate is ours, the others lead from it to an authority.
    private func use(_ file: CertificateFile) throws(TLSFault) {
        for (index, certificate) in file.certificates.enumerated() {
            let isUsed =
                index == 0
                ? SSL_CTX_use_certificate(context, certificate) == 1
                : copenssl_add_chain_certificate(context, certificate) == 1
            guard isUsed else { throw TLSContext.fault(.certificate) }
        }
    }

    private func use(key bytes: [UInt8]) throws(TLSFault) {
        let file = BIO_new_mem_buf(bytes, Int32(bytes.count))
        defer { BIO_free(file) }
        var wasAsked = false
        // Without a callback OpenSSL would ask for the password on the terminal.
        let key = PEM_read_bio_PrivateKey(
            file, nil,
            { _, _, _, wasAsked in
                wasAsked?.assumingMemoryBound(to: Bool.self).pointee = true
                return -1
            }, &wasAsked)
        guard let key else { throw TLSFault(part: .key, reason: wasAsked ? .keyEncrypted : .noKey) }
        defer { EVP_PKEY_free(key) }
        ERR_clear_error()
        guard X509_check_private_key(SSL_CTX_get0_certificate(context), key) == 1 else {
            throw TLSFault(part: .key, reason: .mismatched)
        }
        guard SSL_CTX_use_PrivateKey(context, key) == 1 else { throw TLSContext.fault(.key) }
    }

    /// Asks clients for a certificate of these authorities; one that is shown must be good also where none is required.
    private func askClients(of file: CertificateFile, isRequired: Bool) throws(TLSFault) {
        for certificate in file.certificates {
            guard X509_STORE_add_cert(SSL_CTX_get_cert_store(context), certificate) == 1,
                SSL_CTX_add_client_CA(context, certificate) == 1
            else { throw TLSContext.fault(.clientAuthorities) }
        }
        SSL_CTX_set_verify(
            context, SSL_VERIFY_PEER | (isRequired ? SSL_VERIFY_FAIL_IF_NO_PEER_CERT : 0), nil)
    }

    private static func fault(_ part: TLSFault.Part) -> TLSFault {
        TLSFault(part: part, reason: .refused(OpenSSLError.words(ERR_peek_last_error())))
    }
}

/// The choice of the application protocol (RFC 7301): HTTP/1.1, or an alert when it is not offered. A client that offers
/// none at all gets HTTP/1.1 as well.
private enum ALPN {
    private static var http11: StaticString { "http/1.1" }

    static func select(
        _ chosen: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, _ chosenCount: UnsafeMutablePointer<UInt8>?,
        _ offered: UnsafePointer<UInt8>?, _ offeredCount: UInt32
    ) -> Int32 {
        let list = UnsafeBufferPointer(start: offered, count: Int(offeredCount))
        let wanted = UnsafeBufferPointer(start: http11.utf8Start, count: http11.utf8CodeUnitCount)
        var index = 0
        while index < list.count {
            let name = list[(index + 1)...].prefix(Int(list[index]))
            if name.elementsEqual(wanted) {
                chosen?.pointee = offered.map { $0 + index + 1 }
                chosenCount?.pointee = UInt8(name.count)
                return SSL_TLSEXT_ERR_OK
            }
            index += 1 + Int(list[index])
        }
        return SSL_TLSEXT_ERR_ALERT_FATAL
    }
}
