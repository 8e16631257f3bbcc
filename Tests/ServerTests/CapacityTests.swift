import HTTPEngine
import Server
import SocketTesting
import Testing
import Transport

/// Answers its target; `/healthz` is vital, and `/metrics` is answered at the cap as well.
private struct Vital: Responder, Sendable {
    func respond(to request: borrowing Request, into response: inout ResponseWriter) {
        response.write(.ok, fields: [], body: Array(request.target))
    }

    func isVital(_ request: borrowing Request) -> Bool { request.target.equals("/healthz") }

    func isAnsweredAtCapacity(_ request: borrowing Request) -> Bool {
        isVital(request) || request.target.equals("/metrics")
    }
}

/// The server with all the connections or requests that it takes.
@Suite struct CapacityTests {
    private final class Full {
        let server: HTTPServer
        let port: UInt16
        let events = Events()
        let traffic = Traffic()

        init(quota: ClientQuotas.Policy? = nil, host: String = "127.0.0.1", connections: Int, refused: Int) throws {
            var limits = HTTPLimits()
            limits.connections = connections
            limits.refusedConnections = refused
            var configuration = HTTPServer.Configuration(host: host, port: 0, limits: limits)
            configuration.clientQuota = quota
            let events = events
            server = HTTPServer(
                configuration: configuration, responder: Vital(), traffic: traffic, observe: { events.add($0) })
            port = try server.start().plain.port
        }

        deinit {
            server.shutdown { _ in }
        }

        /// Connections that have been answered, so that they are counted.
        func served(_ count: Int) throws -> [TestSocket] {
            try (0..<count).map { _ in
                let client = try TestSocket(port: port)
                try client.write(get("/n"))
                #expect(try readAnswer(client).status == 200)
                return client
            }
        }
    }

    @Test func healthIsAnsweredAtTheCap() throws {
        let running = try Full(connections: 3, refused: 2)
        let kept = try running.served(3)
        for _ in 0..<20 {
            let other = try TestSocket(port: running.port)
            try other.write(get("/n"))
            let refusal = try readAnswer(other)
            #expect(refusal.status == 503 && refusal.head.contains("\r\nRetry-After: "))
            for target in ["/healthz", "/metrics"] {
                let probe = try TestSocket(port: running.port)
                try probe.write(get(target))
                let answer = try readAnswer(probe)
                #expect(answer.status == 200 && answer.head.contains("\r\nConnection: close\r\n"), "\(target)")
            }
        }
        for client in kept {
            try client.write(get("/n"))
            #expect(try readAnswer(client).status == 200)
        }
    }

    /// Whoever fills the room for refusals and says nothing loses it to the next one.
    @Test func healthIsAnsweredWhileStrangersHoldTheRoomForRefusals() throws {
        let running = try Full(connections: 2, refused: 4)
        let kept = try running.served(2)
        let silent = try (0..<50).map { _ in try TestSocket(port: running.port) }
        let probe = try TestSocket(port: running.port)
        try probe.write(get("/healthz"))
        #expect(try readAnswer(probe).status == 200)
        #expect(running.server.connectionCount <= 2 + 4)
        // The first of them are gone: ended or reset.
        #expect((try silent[0].readSome() ?? []).isEmpty)
        #expect(kept.count == 2)
    }

    @Test func quotaIsOfTheAddressAndNotOfTheConnection() throws {
        let running = try Full(quota: .init(requests: 5, seconds: 60), connections: 100, refused: 1)
        var statuses: [Int] = []
        for _ in 0..<4 {
            let client = try TestSocket(port: running.port)
            for _ in 0..<2 {
                try client.write(get("/n"))
                statuses.append(try readAnswer(client).status)
            }
        }
        #expect(statuses == [200, 200, 200, 200, 200, 429, 429, 429])
        #expect(running.traffic.figures.limits[.clientRequests] == 3)
        let probe = try TestSocket(port: running.port)
        try probe.write(get("/healthz"))
        #expect(try readAnswer(probe).status == 200)
        // What tells an operator more than that is not free.
        let page = try TestSocket(port: running.port)
        try page.write(get("/metrics"))
        #expect(try readAnswer(page).status == 429)
    }

    @Test func networksAreTakenFromAddresses() throws {
        func network(_ host: String) throws -> UInt64 { try SocketAddress.resolve(host: host, port: 1).network }
        #expect(try network("192.0.2.1") == network("::ffff:192.0.2.1"))
        #expect(try network("192.0.2.1") != network("192.0.2.2"))
        #expect(try network("2001:db8::1") == network("2001:db8::ffff:1"))
        #expect(try network("2001:db8::1") != network("2001:db8:0:1::1"))
    }

    /// Many unfinished requests together may not take more memory than the server's share.
    @Test func unfinishedContentHasABoundForAll() throws {
        let running = try Running { $0.unfinishedBytes = 200_000 }
        let head = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n"
        let part = head + String(repeating: "x", count: 60_000)
        var clients = try (0..<6).map { _ in
            let client = try running.connect()
            try client.write(part)
            return client
        }
        func isExhausted(_ event: ServerEvent) -> Bool {
            if case .protocolError(.contentExhausted) = event { true } else { false }
        }
        #expect(running.events.wait(for: isExhausted))
        #expect((running.traffic.figures.limits[.unfinishedBytes] ?? 0) > 0)
        // Small requests are taken whatever others hold.
        let small = try running.connect()
        try small.write("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\na")
        try small.write("bc")
        #expect(try readAnswer(small).body == Array("abc".utf8))
        // Those that were refused read why; the others are finished, or cut off by their own end.
        var refused = 0
        for client in clients {
            client.finish()
            let answer = try readAnswer(client)
            if answer.status == 503, answer.head.contains("\r\nRetry-After: ") {
                refused += 1
            } else {
                #expect(answer.status == 400)
            }
        }
        #expect(refused > 0 && refused < 6)
        clients.removeAll()
        #expect(running.events.wait(count: 6, for: isClosed))
        // What was held is given back.
        for _ in 0..<8 {
            let after = try running.connect()
            try after.write(part)
            try after.write(String(repeating: "x", count: 40_000))
            #expect(try readAnswer(after).body.count == 100_000)
        }
    }
}
