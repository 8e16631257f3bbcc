import Dispatch
import Foundation
import HTTPEngine
import Server
import SocketTesting
import TLSTesting
import Testing
import Transport

/// The server over TLS, on real sockets.
@Suite struct TLSServerTests {
    private let authority: TestAuthority

    init() throws {
        authority = try TestAuthority()
    }

    private func identity(_ name: String, demandsClients: Bool = false) throws -> TLSIdentity {
        let made = try authority.issue(name)
        return try TLSIdentity(
            certificates: made.bytes(of: made.certificate), key: made.bytes(of: made.key),
            clientAuthorities: demandsClients ? made.bytes(of: authority.certificate) : nil)
    }

    private func start(
        loops: Int = 1, hsts: Int = 0, demandsClients: Bool = false, _ change: (inout HTTPLimits) -> Void = { _ in }
    ) throws -> Running {
        let identity = try identity("first", demandsClients: demandsClients)
        return try Running(
            loops: loops,
            secure: HTTPServer.Secure(port: 0, identity: identity, transportSecuritySeconds: hsts), change)
    }

    private var options: TLSClient.Options { TLSClient.Options(authority: authority.certificate) }

    private func failures(_ running: Running) -> [HandshakeFailure] {
        running.events.all.compactMap { if case .handshakeFailed(let failure) = $0 { failure } else { nil } }
    }

    private func waitForFailure(_ running: Running) -> HandshakeFailure? {
        _ = running.events.wait { if case .handshakeFailed = $0 { true } else { false } }
        return failures(running).first
    }

    @Test func plainAndSecure_AreServedSideBySide() throws {
        let running = try start(loops: 2)
        for number in 0..<20 {
            let plain = try running.connect()
            try plain.write(get("/n\(number)"))
            #expect(try readAnswer(plain).body == Array("/n\(number)".utf8))
            let secure = try TLSSocket(port: running.securePort, options)
            try secure.write(get("/n\(number)"))
            #expect(try readAnswer(secure).body == Array("/n\(number)".utf8))
        }
        let done = running.events.all.count { if case .handshakeDone(.tls13, false) = $0 { true } else { false } }
        #expect(done == 20 && failures(running) == [])
        let figures = running.traffic.figures
        #expect(figures.handshakes[HandshakeKind(.tls13, isResumed: false)] == 20)
        #expect(figures.handshakes.values.reduce(0, +) == 20 && figures.handshakesFailed == 0)
    }

    /// A host that was asked for before is looked up in the certificate that is served now.
    @Test func renewal_ChangesTheHostsThatAreServed() throws {
        let running = try start()
        func status(of host: String) throws -> Int {
            let client = try TLSSocket(port: running.securePort, options)
            try client.write("GET /n HTTP/1.1\r\nHost: \(host)\r\n\r\n")
            return try readAnswer(client).status
        }
        for _ in 0..<2 { #expect(try status(of: "localhost") == 200) }
        let made = try authority.issue("other", for: "DNS:gate.example")
        running.server.renew(
            try TLSIdentity(certificates: made.bytes(of: made.certificate), key: made.bytes(of: made.key)))
        for _ in 0..<2 {
            #expect(try status(of: "localhost") == 421)
            #expect(try status(of: "gate.example") == 200)
        }
    }

    /// A peer that goes away in the middle of a handshake is a failure as any other.
    @Test func abandonedHandshake_IsCounted() throws {
        let running = try start()
        do {
            let stranger = try running.connectSecurePort()
            try stranger.write([0x16, 0x03])
        }
        #expect(waitForFailure(running) == .abandoned)
        #expect(running.traffic.figures.handshakesFailed == 1)
    }

    @Test func certificateEnd_FollowsTheIdentity() throws {
        let first = try authority.issue("first", untilDay: 40)
        let second = try authority.issue("second", untilDay: 9)
        func identity(_ made: TestAuthority.Credentials, issuer: [UInt8] = []) throws -> TLSIdentity {
            try TLSIdentity(
                certificates: made.bytes(of: made.certificate) + issuer, key: made.bytes(of: made.key))
        }
        // The authority's own certificate ends first, after 30 days.
        let chain = try identity(first, issuer: first.bytes(of: authority.certificate))
        let running = try Running(loops: 1, secure: HTTPServer.Secure(port: 0, identity: chain)) { _ in }
        let end = try #require(running.traffic.figures.certificateEnd)
        #expect(end == (try self.end(of: authority.certificate)))
        running.server.renew(try identity(second))
        #expect(running.traffic.figures.certificateEnd == (try self.end(of: second.certificate)))
        #expect(end > (try self.end(of: second.certificate)))
    }

    /// When a certificate ends, as the `openssl` command says it.
    private func end(of certificate: String) throws -> Int64 {
        let said = try authority.openssl(["x509", "-noout", "-enddate", "-dateopt", "iso_8601", "-in", certificate])
        let text = try #require(said.split(separator: "=").last).replacing(" ", with: "T")
        return Int64(
            try Date(text.trimmingCharacters(in: .whitespacesAndNewlines), strategy: .iso8601).timeIntervalSince1970)
    }

    @Test func connection_IsKeptAndRequestsMayBePipelined() throws {
        let running = try start()
        let client = try TLSSocket(port: running.securePort, options)
        for round in 0..<20 {
            try client.write((0..<16).map { get("/n\(round).\($0)") }.joined())
            for number in 0..<16 { #expect(try readAnswer(client).body == Array("/n\(round).\(number)".utf8)) }
        }
        #expect(running.events.all.count(where: isAccepted) == 1)
    }

    @Test func slowReader_LosesNothing() throws {
        let running = try start()
        let client = try TLSSocket(port: running.securePort, options)
        // 100 answers of 300 kB, all asked for before one byte is read; and the farewell comes before they have left.
        try client.write((0..<100).map { get("/big/\($0)") }.joined() + get("/n"))
        try client.finish()
        let expected = (0..<Sample.bigCount).map { UInt8(truncatingIfNeeded: $0 % 251) }
        for _ in 0..<100 { #expect(try readAnswer(client).body == expected) }
        #expect(try readAnswer(client).body == Array("/n".utf8))
        #expect(try client.readToEnd() == [])
        #expect(client.client.isFinished)
    }

    @Test func farewell_FollowsTheLastAnswer() throws {
        let running = try start()
        let client = try TLSSocket(port: running.securePort, options)
        try client.write(get("/n", "Connection: close\r\n"))
        let wire = String(decoding: try client.readToEnd(), as: UTF8.self)
        #expect(wire.contains("\r\nConnection: close\r\n") && wire.hasSuffix("/n"))
        #expect(client.client.isFinished && client.client.failure == nil)
    }

    @Test func requestForHTTPS_IsNotMisdirectedOverTLSOnly() throws {
        let running = try start()
        let request = "GET https://localhost/n HTTP/1.1\r\nHost: localhost\r\n\r\n"
        let secure = try TLSSocket(port: running.securePort, options)
        try secure.write(request)
        #expect(try readAnswer(secure).status == 200)
        let plain = try running.connect()
        try plain.write(request)
        #expect(try readAnswer(plain).status == 421)
    }

    /// RFC 9110 §7.4: the certificate is for localhost and 127.0.0.1.
    @Test(arguments: [
        ("localhost", 200), ("LOCALHOST:443", 200), ("127.0.0.1", 200), ("127.0.0.1:8443", 200), ("evil.example", 421),
        ("127.0.0.2", 421), ("[::1]", 421), ("localhost.evil.example", 421), ("", 400),
    ])
    func hostOfNoCertificate_IsMisdirected(host: String, status: Int) throws {
        let running = try start()
        let client = try TLSSocket(port: running.securePort, options)
        try client.write("GET /n HTTP/1.1\r\nHost: \(host)\r\n\r\n")
        let answer = try readAnswer(client)
        #expect(answer.status == status)
        guard status == 421 else { return }
        // The connection goes on for the hosts that it is for.
        try client.write(get("/n"))
        #expect(try readAnswer(client).status == 200)
    }

    @Test func host_IsAnyWhereAGatewayAsks() throws {
        var secure = HTTPServer.Secure(port: 0, identity: try identity("first"))
        secure.checksHosts = false
        let running = try Running(secure: secure)
        let client = try TLSSocket(port: running.securePort, options)
        try client.write("GET /n HTTP/1.1\r\nHost: inner.example\r\n\r\n")
        #expect(try readAnswer(client).status == 200)
    }

    @Test func clientCertificate_MayBeAskedForAndNotRequired() throws {
        let made = try authority.issue("first")
        let identity = try TLSIdentity(
            certificates: made.bytes(of: made.certificate), key: made.bytes(of: made.key),
            clientAuthorities: made.bytes(of: authority.certificate), requiresClients: false)
        let running = try Running(secure: HTTPServer.Secure(port: 0, identity: identity))
        var device = options
        device.credentials = try authority.issue("device")
        let strangers = try TestAuthority()
        var stranger = options
        stranger.credentials = try strangers.issue("device")
        for (client, isServed) in [(options, true), (device, true), (stranger, false)] {
            let socket = try TLSSocket(port: running.securePort, client)
            try socket.write(get("/n"))
            #expect(try socket.read(12).isEmpty != isServed)
        }
        #expect(failures(running) == [.clientCertificateRefused])
    }

    @Test func transportSecurity_IsToldOverTLSOnlyAndOnErrorsToo() throws {
        let running = try start(hsts: 3600)
        let line = "\r\nStrict-Transport-Security: max-age=3600\r\n"
        let secure = try TLSSocket(port: running.securePort, options)
        try secure.write(get("/n") + "BREW / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        #expect(try readAnswer(secure).head.contains(line))
        #expect(try readAnswer(secure).head.contains(line))
        let plain = try running.connect()
        try plain.write(get("/n"))
        #expect(try !readAnswer(plain).head.contains("Strict"))
        let without = try start()
        let quiet = try TLSSocket(port: without.securePort, options)
        try quiet.write(get("/n"))
        #expect(try !readAnswer(quiet).head.contains("Strict"))
    }

    @Test func slowHandshake_IsCutAtItsDeadline() throws {
        let running = try start { $0.handshakeNanoseconds = 1_000_000 }
        let silent = try TestSocket(port: running.securePort)
        #expect(waitForFailure(running) == .timedOut)
        #expect(try silent.readToEnd()?.isEmpty ?? true)
        #expect(running.events.wait(for: isClosed))
    }

    /// Bytes that drip do not renew the deadline, and a done handshake does.
    @Test func handshakeDeadline_EndsWithTheHandshake() throws {
        let running = try start {
            $0.handshakeNanoseconds = 300_000_000
            $0.headNanoseconds = 30 * .secondInNanoseconds
        }
        let done = try TLSSocket(port: running.securePort, options)
        let slow = try TestSocket(port: running.securePort)
        try slow.write([0x16, 0x03, 0x01])
        #expect(waitForFailure(running) == .timedOut)
        try done.write(get("/n"))
        #expect(try readAnswer(done).status == 200)
    }

    @Test func plainRequestOnTheSecurePort_IsTold400InClear() throws {
        let running = try start()
        let client = try running.connectSecurePort()
        try client.write(get("/n"))
        let answer = try readAnswer(client)
        #expect(answer.status == 400 && answer.head.contains("\r\nConnection: close\r\n"))
        #expect(String(decoding: answer.body, as: UTF8.self).contains("This port speaks TLS."))
        #expect(try client.readToEnd() == [])
        client.finish()
        #expect(waitForFailure(running) == .notTLS)
        #expect(running.events.wait(for: isClosed))
    }

    @Test func abandonedHandshake_IsReportedOnce() throws {
        let running = try start()
        let client = try running.connectSecurePort()
        client.finish()
        #expect(try client.readToEnd() == [])
        #expect(running.events.wait(for: isClosed))
        #expect(failures(running) == [.abandoned])
    }

    @Test func client_MustShowACertificateWhenOneIsDemanded() throws {
        let running = try start(demandsClients: true)
        var known = options
        known.credentials = try authority.issue("device")
        let client = try TLSSocket(port: running.securePort, known)
        try client.write(get("/n"))
        #expect(try readAnswer(client).status == 200)
        let bare = try TLSSocket(port: running.securePort, options)
        #expect(try bare.readToEnd() == [])
        #expect(bare.client.failure == "tlsv13 alert certificate required")
        #expect(waitForFailure(running) == .clientCertificateMissing)
    }

    @Test func renewal_ServesNewHandshakesAndKeepsConnections() throws {
        let running = try start(loops: 2)
        let clients = try (0..<8).map { _ in try TLSSocket(port: running.securePort, options) }
        for client in clients {
            try client.write(get("/n"))
            #expect(try readAnswer(client).status == 200)
            #expect(client.client.serverName == "first")
        }
        running.server.renew(try identity("second"))
        // Posted work comes before what is asked for after it on the same loop.
        for client in clients {
            try client.write(get("/n"))
            #expect(try readAnswer(client).status == 200)
        }
        for _ in 0..<8 {
            let client = try TLSSocket(port: running.securePort, options)
            try client.write(get("/n"))
            #expect(try readAnswer(client).status == 200)
            #expect(client.client.serverName == "second")
        }
        #expect(running.events.all.count(where: isClosed) <= 8)
    }

    @Test func drain_EndsSecureConnectionsWithAFarewell() throws {
        let running = try start(loops: 2)
        let idle = try TLSSocket(port: running.securePort, options)
        try idle.write(get("/n"))
        #expect(try readAnswer(idle).status == 200)
        let unfinished = try running.connectSecurePort()
        #expect(running.events.wait(count: 2, for: isAccepted))
        let stopped = DispatchSemaphore(value: 0)
        running.server.shutdown { outcome in
            #expect(outcome == .finished)
            stopped.signal()
        }
        #expect(try idle.readToEnd() == [])
        #expect(idle.client.isFinished)
        #expect(try unfinished.readToEnd()?.isEmpty ?? true)
        #expect(stopped.wait(timeout: .now() + .seconds(10)) == .success)
    }
}
