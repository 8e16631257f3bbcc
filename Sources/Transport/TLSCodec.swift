internal import COpenSSL

/// The server's side of a TLS connection as a transformer of bytes: OpenSSL between two pieces of memory.
///
/// A class, because what it owns cannot be copied; it lives and dies with its connection, on one loop.
final class TLSCodec: WireCodec {
    private enum Phase {
        case handshake, open
        /// Our farewell is said.
        case ended
        /// An error of OpenSSL: the connection must not be used again, not even for a farewell (SSL_get_error(3)).
        case failed
    }

    private let context: TLSContext
    private let connection: OpaquePointer
    private var phase = Phase.handshake

    init(_ context: TLSContext) {
        ERR_clear_error()
        guard let connection = SSL_new(context.context) else {
            preconditionFailure("OpenSSL: \(OpenSSLError.words(ERR_peek_last_error()))")
        }
        self.context = context
        self.connection = connection
        // The connection lets go of both at its end.
        BIO_up_ref(context.input)
        BIO_up_ref(context.output)
        SSL_set_bio(connection, context.input, context.output)
        SSL_set_accept_state(connection)
    }

    deinit {
        SSL_free(connection)
    }

    var isSecure: Bool { true }

    func received(_ wire: UnsafeMutableRawBufferPointer) -> Received {
        context.beginCall(of: self)
        guard phase != .failed, phase != .ended else { return result(plainCount: 0, in: wire, health: .broken) }
        let count = BIO_write(context.input, wire.baseAddress, Int32(wire.count))
        precondition(count == Int32(wire.count), "memory takes everything")
        var outcome: HandshakeOutcome?
        if phase == .handshake {
            outcome = advanceHandshake()
            if phase != .open {
                return result(
                    plainCount: 0, in: wire, handshake: outcome, health: phase == .failed ? .broken : .good)
            }
        }
        let room = context.plainRoom(forWire: wire.count)
        let (plainCount, health) = read(into: room)
        return result(plainCount: plainCount, in: room, handshake: outcome, health: health)
    }

    func sending(_ plain: UnsafeRawBufferPointer, isLast: Bool) -> UnsafeRawBufferPointer {
        context.beginCall(of: self, keepsReply: true)
        var rest = plain
        while phase == .open, !rest.isEmpty {
            var count = 0
            guard SSL_write_ex(connection, rest.baseAddress, rest.count, &count) == 1 else {
                phase = .failed
                break
            }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
        if isLast { sayFarewell() }
        return context.takeWritten()
    }

    func finishing() -> UnsafeRawBufferPointer {
        context.beginCall(of: self, keepsReply: true)
        sayFarewell()
        return context.takeWritten()
    }

    func takeReply() -> UnsafeRawBufferPointer { context.takeReply(of: self) }

    /// The peer's farewell is awaited by whoever owns the socket: nothing that comes before it is wanted.
    private func sayFarewell() {
        guard phase == .open else { return }
        phase = SSL_shutdown(connection) < 0 ? .failed : .ended
    }

    /// Goes on with the handshake; the outcome when it is over.
    private func advanceHandshake() -> HandshakeOutcome? {
        let result = SSL_do_handshake(connection)
        if result == 1 {
            phase = .open
            let version: TLSVersion = SSL_version(connection) == TLS1_3_VERSION ? .tls13 : .tls12
            return .done(version: version, isResumed: SSL_session_reused(connection) == 1)
        }
        if SSL_get_error(connection, result) == SSL_ERROR_WANT_READ { return nil }
        phase = .failed
        return .failed(HandshakeFailure(errorCode: ERR_peek_error()))
    }

    /// Reads until nothing is left, so that no bytes wait inside OpenSSL for news that never comes.
    private func read(into room: UnsafeMutableRawBufferPointer) -> (count: Int, health: Received.Health) {
        var total = 0
        while true {
            precondition(total < room.count, "a record is no larger than the protocol allows")
            let rest = UnsafeMutableRawBufferPointer(rebasing: room[total...])
            var count = 0
            let result = SSL_read_ex(connection, rest.baseAddress, rest.count, &count)
            guard result != 1 else {
                total += count
                continue
            }
            switch SSL_get_error(connection, result) {
            case SSL_ERROR_WANT_READ: return (total, .good)
            case SSL_ERROR_ZERO_RETURN: return (total, .finished)
            default:
                phase = .failed
                return (total, .broken)
            }
        }
    }

    private func result(
        plainCount: Int, in room: UnsafeMutableRawBufferPointer, handshake: HandshakeOutcome? = nil,
        health: Received.Health
    ) -> Received {
        Received(
            plain: UnsafeMutableRawBufferPointer(rebasing: room[..<plainCount]), reply: context.heldReply(of: self),
            handshake: handshake, health: health)
    }
}

extension HandshakeFailure {
    /// The class of OpenSSL's first error.
    init(errorCode: UInt) {
        switch copenssl_error_reason(errorCode) {
        case SSL_R_HTTP_REQUEST, SSL_R_HTTPS_PROXY_REQUEST, SSL_R_WRONG_VERSION_NUMBER, SSL_R_PACKET_LENGTH_TOO_LONG:
            self = .notTLS
        case SSL_R_UNSUPPORTED_PROTOCOL, SSL_R_VERSION_TOO_LOW, SSL_R_UNKNOWN_PROTOCOL, SSL_R_INAPPROPRIATE_FALLBACK:
            self = .versionUnsupported
        case SSL_R_NO_SHARED_CIPHER, SSL_R_NO_SUITABLE_KEY_SHARE, SSL_R_NO_SHARED_GROUPS, SSL_R_NO_SUITABLE_GROUPS,
            SSL_R_NO_SUITABLE_SIGNATURE_ALGORITHM:
            self = .noSharedCipher
        case SSL_R_NO_APPLICATION_PROTOCOL: self = .noApplicationProtocol
        case SSL_R_PEER_DID_NOT_RETURN_A_CERTIFICATE: self = .clientCertificateMissing
        case SSL_R_CERTIFICATE_VERIFY_FAILED: self = .clientCertificateRefused
        // Alerts of the peer are their number above this offset.
        case let reason where reason > SSL_AD_REASON_OFFSET: self = .refusedByPeer
        default: self = .malformed
        }
    }
}
