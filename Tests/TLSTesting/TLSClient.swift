internal import COpenSSL

/// The client's side of a TLS connection without a socket, for tests: wire bytes in, wire bytes out.
package final class TLSClient {
    /// What a client brings.
    package struct Options {
        /// PEM file of the authority it trusts.
        package var authority: String
        /// Application protocols it offers; none when empty.
        package var protocols = ["http/1.1"]
        package var minimum = TLS1_2_VERSION
        package var maximum = TLS1_3_VERSION
        package var credentials: TestAuthority.Credentials?
        /// A session to resume.
        package var session: Session?
        /// Ciphers of TLS 1.2, when not the library's own choice.
        package var ciphers: String?
        package var groups: String?

        package init(authority: String) {
            self.authority = authority
        }
    }

    /// What an earlier connection left to resume.
    package final class Session {
        fileprivate let pointer: OpaquePointer

        fileprivate init(_ pointer: OpaquePointer) {
            self.pointer = pointer
        }

        deinit {
            SSL_SESSION_free(pointer)
        }
    }

    private let context: OpaquePointer
    private let connection: OpaquePointer
    private let input: OpaquePointer
    private let output: OpaquePointer
    private var unsent: [UInt8] = []
    package private(set) var isConnected = false
    /// Application bytes that came and were not taken.
    package var received: [UInt8] = []
    /// Whether the server said farewell.
    package private(set) var isFinished = false
    /// OpenSSL's words for what broke the connection.
    package private(set) var failure: String?

    package init(_ options: Options) {
        guard let context = SSL_CTX_new(TLS_client_method()), let input = copenssl_memory_bio(),
            let output = copenssl_memory_bio()
        else { preconditionFailure("OpenSSL has no memory") }
        self.context = context
        self.input = input
        self.output = output
        _ = copenssl_set_min_version(context, options.minimum)
        _ = copenssl_set_max_version(context, options.maximum)
        // What the server must refuse has to be offered first.
        let ciphers = options.ciphers ?? (options.minimum < TLS1_2_VERSION ? "ALL:@SECLEVEL=0" : "DEFAULT")
        precondition(SSL_CTX_set_cipher_list(context, ciphers) == 1)
        if let groups = options.groups { precondition(copenssl_set_groups(context, groups) == 1) }
        precondition(SSL_CTX_load_verify_locations(context, options.authority, nil) == 1)
        SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nil)
        if let credentials = options.credentials {
            precondition(SSL_CTX_use_certificate_chain_file(context, credentials.certificate) == 1)
            precondition(SSL_CTX_use_PrivateKey_file(context, credentials.key, SSL_FILETYPE_PEM) == 1)
        }
        guard let connection = SSL_new(context) else { preconditionFailure("OpenSSL has no memory") }
        self.connection = connection
        let names = options.protocols.flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) }
        if !names.isEmpty { precondition(SSL_set_alpn_protos(connection, names, UInt32(names.count)) == 0) }
        if let session = options.session { precondition(SSL_set_session(connection, session.pointer) == 1) }
        SSL_set_bio(connection, input, output)
        SSL_set_connect_state(connection)
    }

    deinit {
        SSL_free(connection)
        SSL_CTX_free(context)
    }

    /// Takes wire bytes, and goes on with whatever can be done.
    package func take(_ wire: [UInt8]) {
        ERR_clear_error()
        if !wire.isEmpty { precondition(BIO_write(input, wire, Int32(wire.count)) == Int32(wire.count)) }
        guard failure == nil else { return }
        if !isConnected {
            let result = SSL_do_handshake(connection)
            guard result == 1 else { return check(result) }
            isConnected = true
        }
        flush()
        var room = [UInt8](repeating: 0, count: 65_536)
        while true {
            var count = 0
            let result = SSL_read_ex(connection, &room, room.count, &count)
            guard result == 1 else { return check(result) }
            received += room[..<count]
        }
    }

    /// Sends application bytes, when the handshake is done.
    package func send(_ bytes: [UInt8]) {
        unsent += bytes
        if isConnected { flush() }
    }

    /// Says farewell.
    package func finish() {
        ERR_clear_error()
        SSL_shutdown(connection)
    }

    /// Asks the server for new keys, and gives new ones (TLS 1.3).
    package func updateKeys() {
        ERR_clear_error()
        precondition(SSL_key_update(connection, SSL_KEY_UPDATE_REQUESTED) == 1)
    }

    /// Asks for another handshake (TLS 1.2).
    package func renegotiate() {
        ERR_clear_error()
        precondition(SSL_renegotiate(connection) == 1)
        check(SSL_do_handshake(connection))
    }

    /// Wire bytes to send.
    package func takeOutput() -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Int(BIO_ctrl_pending(output)))
        if !bytes.isEmpty { BIO_read(output, &bytes, Int32(bytes.count)) }
        return bytes
    }

    package var version: String { String(cString: SSL_get_version(connection)) }
    package var cipher: String { String(cString: SSL_CIPHER_get_name(SSL_get_current_cipher(connection))) }
    package var isResumed: Bool { SSL_session_reused(connection) == 1 }

    /// The application protocol that was agreed on; empty when none.
    package var chosenProtocol: String {
        var name: UnsafePointer<UInt8>?
        var count: UInt32 = 0
        SSL_get0_alpn_selected(connection, &name, &count)
        return String(decoding: UnsafeBufferPointer(start: name, count: Int(count)), as: UTF8.self)
    }

    /// The common name that the server shows.
    package var serverName: String {
        guard let certificate = SSL_get1_peer_certificate(connection) else { return "" }
        defer { X509_free(certificate) }
        var name = [CChar](repeating: 0, count: 200)
        X509_NAME_get_text_by_NID(X509_get_subject_name(certificate), NID_commonName, &name, Int32(name.count))
        return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// What a later connection may resume.
    package var session: Session? { SSL_get1_session(connection).map { Session($0) } }

    private func flush() {
        guard !unsent.isEmpty else { return }
        let result = SSL_write(connection, unsent, Int32(unsent.count))
        precondition(result == Int32(unsent.count), "memory takes everything")
        unsent = []
    }

    private func check(_ result: Int32) {
        switch SSL_get_error(connection, result) {
        case SSL_ERROR_WANT_READ: break
        case SSL_ERROR_ZERO_RETURN: isFinished = true
        default: failure = ERR_reason_error_string(ERR_peek_error()).map { String(cString: $0) } ?? "broken"
        }
    }
}
