import Dispatch
import Glibc
import HTTPEngine
import Server
import SocketTesting
import Synchronization
import Testing
import Transport

/// `/n…` answers its target, `/big` 300,000 bytes, `/echo` the content, `/fault` 500. The route is the number of segments.
struct Sample: Responder, Sendable {
    static let bigCount = 300_000

    func respond(to request: borrowing Request, into response: inout ResponseWriter) {
        response.route = UInt16(request.segmentCount)
        switch request.segmentCount > 0 ? request.segment(0).string : "" {
        case "big":
            response.write(.ok, fields: [], body: (0..<Sample.bigCount).map { UInt8(truncatingIfNeeded: $0 % 251) })
        case "echo": response.write(.ok, fields: [], body: Array(request.body))
        case "fault": response.write(.internalServerError, fields: [])
        default: response.write(.ok, fields: [], body: Array(request.target))
        }
    }
}

/// Collects what a server reports.
final class Events: Sendable {
    private let events = Mutex<[ServerEvent]>([])
    private let changed = DispatchSemaphore(value: 0)

    func add(_ event: ServerEvent) {
        events.withLock { $0.append(event) }
        changed.signal()
    }

    var all: [ServerEvent] { events.withLock { $0 } }

    /// Waits for the next event, a twentieth of a second at most.
    func waitALittle() { _ = changed.wait(timeout: .now() + .milliseconds(50)) }

    /// Waits until so many events match; false after ten seconds.
    func wait(count: Int = 1, for matches: (ServerEvent) -> Bool) -> Bool {
        let end = DispatchTime.now() + .seconds(10)
        while all.count(where: matches) < count {
            if changed.wait(timeout: end) == .timedOut { return all.count(where: matches) >= count }
        }
        return true
    }
}

func isClosed(_ event: ServerEvent) -> Bool {
    if case .closed = event { return true }
    return false
}

func isAccepted(_ event: ServerEvent) -> Bool {
    if case .accepted = event { return true }
    return false
}

/// A server that was told to stop, and what came of it.
private final class Stopping: Sendable {
    private let reported = Mutex<HTTPServer.Outcome?>(nil)
    private let arrived = DispatchSemaphore(value: 0)

    init(_ server: HTTPServer) {
        server.shutdown { outcome in
            self.reported.withLock { $0 = outcome }
            self.arrived.signal()
        }
    }

    /// Waits for the outcome; nil after ten seconds.
    func outcome() -> HTTPServer.Outcome? {
        _ = arrived.wait(timeout: .now() + .seconds(10))
        return reported.withLock { $0 }
    }
}

/// A started server that stops with the test.
final class Running: Sendable {
    let server: HTTPServer
    let port: UInt16
    let events = Events()
    let traffic = Traffic()

    /// The port for TLS; 0 when there is none.
    let securePort: UInt16

    init(
        host: String = "127.0.0.1", loops: Int = 1, reports: AnswerReports = .faults, secure: HTTPServer.Secure? = nil,
        _ change: (inout HTTPLimits) -> Void = { _ in }
    ) throws {
        var limits = HTTPLimits()
        limits.lingerNanoseconds = 200_000_000
        change(&limits)
        let events = events
        var configuration = HTTPServer.Configuration(
            host: host, port: 0, loops: loops, limits: limits, secure: secure)
        configuration.answerReports = reports
        server = HTTPServer(
            configuration: configuration, responder: Sample(), traffic: traffic, observe: { events.add($0) })
        let addresses = try server.start()
        port = addresses.plain.port
        securePort = addresses.secure?.port ?? 0
    }

    deinit {
        server.shutdown { _ in }
    }

    func connect(receiveBytes: Int32? = nil) throws -> TestSocket {
        try TestSocket(port: port, receiveBytes: receiveBytes)
    }

    func connectSecurePort() throws -> TestSocket {
        try TestSocket(port: securePort)
    }
}

/// What answers are read from.
protocol AnswerSource {
    /// Exactly `count` bytes, or fewer when the peer ends before.
    func read(_ count: Int) throws -> [UInt8]
}

extension TestSocket: AnswerSource {}
extension TLSSocket: AnswerSource {}

/// Reads one answer with its content.
func readAnswer(_ client: some AnswerSource) throws -> (status: Int, head: String, body: [UInt8]) {
    var head: [UInt8] = []
    while !head.suffix(4).elementsEqual("\r\n\r\n".utf8) {
        let byte = try client.read(1)
        try #require(!byte.isEmpty, "the connection ended inside \(String(decoding: head, as: UTF8.self))")
        head += byte
    }
    let text = String(decoding: head, as: UTF8.self)
    let lines = text.split(separator: "\r\n")
    let length = lines.first { $0.hasPrefix("Content-Length: ") }.flatMap { Int($0.dropFirst(16)) } ?? 0
    return (Int(text.dropFirst(9).prefix(3)) ?? 0, text, try client.read(length))
}

func get(_ target: String, _ fields: String = "") -> String {
    "GET \(target) HTTP/1.1\r\nHost: localhost\r\n\(fields)\r\n"
}

@Suite struct HTTPServerTests {
    @Test func keepsConnections() throws {
        let running = try Running()
        let client = try running.connect()
        for number in 0..<200 {
            try client.write(get("/n\(number)"))
            let answer = try readAnswer(client)
            #expect(answer.status == 200 && answer.body == Array("/n\(number)".utf8))
            #expect(answer.head.contains("\r\nDate: ") && !answer.head.contains("Connection"))
        }
        #expect(running.events.all.count(where: isAccepted) == 1)
    }

    @Test func dateIsNow() throws {
        let running = try Running()
        let client = try running.connect()
        let before = Int(SystemClock.wall / 1_000_000_000)
        try client.write(get("/"))
        let line = try #require(try readAnswer(client).head.split(separator: "\r\n").first { $0.hasPrefix("Date: ") })
        let date = Array(line.dropFirst(6).utf8).withUnsafeBytes {
            HTTPDate(parsing: ByteView($0), now: HTTPDate(secondsSince1970: before))
        }
        let seconds = try #require(date).secondsSince1970
        #expect((before...before + 5).contains(seconds))
    }

    @Test func pipelinedSixteenTimes() throws {
        let running = try Running()
        let client = try running.connect()
        for round in 0..<20 {
            try client.write((0..<16).map { get("/n\(round).\($0)") }.joined())
            for number in 0..<16 {
                let answer = try readAnswer(client)
                #expect(answer.body == Array("/n\(round).\(number)".utf8))
            }
        }
    }

    @Test func requestsMayDrip() throws {
        let running = try Running()
        let client = try running.connect()
        for byte
            in (get("/n1")
            + "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
            .utf8
        {
            try client.write([byte])
        }
        #expect(try readAnswer(client).body == Array("/n1".utf8))
        #expect(try readAnswer(client).body == Array("abcde".utf8))
    }

    @Test func largeContentArrives() throws {
        let running = try Running()
        let client = try running.connect()
        let body = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 % 253) }
        try client.write(Array("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: \(body.count)\r\n\r\n".utf8) + body)
        #expect(try readAnswer(client).body == body)
        try client.write(get("/n"))
        #expect(try readAnswer(client).status == 200)
    }

    @Test func slowReaderLosesNothing() throws {
        let running = try Running()
        let client = try running.connect(receiveBytes: 4096)
        // 30 answers of 300 kB, all asked for before one byte is read.
        try client.write((0..<30).map { get("/big/\($0)") }.joined() + get("/n"))
        for _ in 0..<30 {
            let answer = try readAnswer(client)
            #expect(answer.body.count == Sample.bigCount)
            #expect(answer.body.indices.allSatisfy { answer.body[$0] == UInt8(truncatingIfNeeded: $0 % 251) })
        }
        #expect(try readAnswer(client).body == Array("/n".utf8))
    }

    @Test func thousandConnectionsGetRightAnswers() throws {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        let running = try Running(loops: 2)
        let clients = try (0..<1000).map { _ in try running.connect() }
        for round in 0..<5 {
            for (number, client) in clients.enumerated() { try client.write(get("/n\(number).\(round)")) }
            for (number, client) in clients.enumerated() {
                #expect(try readAnswer(client).body == Array("/n\(number).\(round)".utf8))
            }
        }
        #expect(running.server.connectionCount == 1000)
    }

    @Test func halfClosedClientIsAnswered() throws {
        let running = try Running()
        let client = try running.connect()
        try client.write(get("/n1") + get("/n2"))
        client.finish()
        let wire = String(decoding: try #require(try client.readToEnd()), as: UTF8.self)
        #expect(wire.contains("\r\n\r\n/n1HTTP/1.1 200 OK") && wire.hasSuffix("/n2"))
    }

    @Test func incompleteRequestAtTheEndIs400() throws {
        let running = try Running()
        let client = try running.connect()
        try client.write("GET / HTTP/1.1\r\nHo")
        client.finish()
        #expect(String(decoding: try #require(try client.readToEnd()), as: UTF8.self).hasPrefix("HTTP/1.1 400 "))
    }

    @Test func closesWhenAsked() throws {
        let running = try Running()
        let client = try running.connect()
        try client.write(get("/n", "Connection: close\r\n"))
        let wire = String(decoding: try #require(try client.readToEnd()), as: UTF8.self)
        #expect(wire.contains("\r\nConnection: close\r\n") && wire.hasSuffix("/n"))
        #expect(running.events.wait(for: isClosed))
    }

    @Test func refusalReachesAClientThatGoesOnSending() throws {
        let running = try Running()
        let client = try running.connect()
        try client.write("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2000000\r\n\r\n")
        try client.write([UInt8](repeating: 0x78, count: 500_000))
        let answer = try readAnswer(client)
        #expect(answer.status == 413)
        #expect(answer.head.contains("application/problem+json"))
        #expect(try client.readToEnd() == [])
    }

    @Test func slowHeadIs408() throws {
        let running = try Running { $0.headNanoseconds = 1_000_000 }
        let client = try running.connect()
        try client.write("GET / HT")
        let answer = try readAnswer(client)
        #expect(answer.status == 408 && answer.head.contains("Connection: close"))
        #expect(try client.readToEnd() == [])
    }

    @Test func slowBodyIs408() throws {
        let running = try Running { $0.bodyNanoseconds = 1_000_000 }
        let client = try running.connect()
        try client.write("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nx")
        #expect(try readAnswer(client).status == 408)
    }

    @Test func idleConnectionIsClosedWithoutAnAnswer() throws {
        let running = try Running { $0.idleNanoseconds = 1_000_000 }
        let client = try running.connect()
        try client.write(get("/n"))
        #expect(try readAnswer(client).status == 200)
        #expect(try client.readToEnd() == [])
    }

    @Test func stalledReaderIsCut() throws {
        let running = try Running { $0.stallNanoseconds = 1_000_000 }
        let client = try running.connect(receiveBytes: 4096)
        try client.write((0..<30).map { get("/big/\($0)") }.joined())
        #expect(running.events.wait { if case .stalled = $0 { true } else { false } })
        #expect(running.events.wait(for: isClosed))
    }

    @Test func overTheCapIs503() throws {
        let running = try Running {
            $0.connections = 2
            $0.refusedConnections = 1
        }
        let kept = try (0..<2).map { _ in try running.connect() }
        for client in kept {
            try client.write(get("/n"))
            #expect(try readAnswer(client).status == 200)
        }
        let refused = try running.connect()
        try refused.write(get("/n"))
        let answer = try readAnswer(refused)
        #expect(
            answer.status == 503 && answer.head.contains("Retry-After: ") && answer.head.contains("Connection: close"))
        #expect(try refused.readToEnd() == [])
        for client in kept {
            try client.write(get("/n"))
            #expect(try readAnswer(client).status == 200)
        }
    }

    @Test func busyPortIsSaid() throws {
        let running = try Running()
        for loops in [1, 2] {
            let second = HTTPServer(
                configuration: HTTPServer.Configuration(port: running.port, loops: loops), responder: Sample())
            #expect(throws: TransportError.addressInUse(host: "127.0.0.1", port: running.port)) { try second.start() }
        }
    }

    @Test func listensOnIPv6() throws {
        let running = try Running(host: "::1")
        let client = try TestSocket(port: running.port, isIPv6: true)
        try client.write(get("/n"))
        #expect(try readAnswer(client).status == 200)
    }

    @Test func eventsTellWhatHappened() throws {
        let running = try Running(reports: .all)
        let client = try running.connect()
        try client.write(get("/n?q=1") + "BREW / HTTP/1.1\r\nHost: a\r\n\r\n")
        client.finish()
        _ = try client.readToEnd()
        #expect(running.events.wait(for: isClosed))
        let lines = running.events.all.map { "\($0)" }
        #expect(lines.count == 6)
        #expect(lines[0].hasPrefix("listening"))
        #expect(lines[1] == "accepted(open: 1)")
        #expect(lines[2].contains("\"/n\"") && lines[2].contains("200"))
        #expect(lines[3].contains("501") && lines[4].contains("methodUnsupported") && lines[5] == "closed(open: 0)")
    }

    private func stop(_ server: HTTPServer) async -> HTTPServer.Outcome {
        await withCheckedContinuation { continuation in server.shutdown { continuation.resume(returning: $0) } }
    }

    @Test func drainFinishesWhatIsInFlight() throws {
        let running = try Running(loops: 2)
        let idle = try running.connect()
        try idle.write(get("/n"))
        #expect(try readAnswer(idle).status == 200)
        let busy = try running.connect()
        try busy.write("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nab")
        #expect(running.events.wait(count: 2, for: isAccepted))
        let stopping = Stopping(running.server)
        #expect(running.events.wait { if case .draining = $0 { true } else { false } })
        #expect(try idle.readToEnd() == [])
        try busy.write("cd")
        let answer = try readAnswer(busy)
        #expect(answer.body == Array("abcd".utf8) && answer.head.contains("Connection: close"))
        #expect(try busy.readToEnd() == [])
        busy.finish()
        idle.finish()
        #expect(stopping.outcome() == .finished)
        #expect(throws: TestSocket.Refused.self) { try running.connect() }
    }

    @Test func drainCutsAfterItsTime() async throws {
        let running = try Running { $0.drainNanoseconds = 50_000_000 }
        let busy = try running.connect()
        try busy.write("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nab")
        #expect(running.events.wait(for: isAccepted))
        #expect(await stop(running.server) == .cut(connections: 1))
        _ = try busy.readToEnd()
        #expect(await stop(running.server) == .cut(connections: 1))
    }

    @Test func serverWithoutConnectionsStopsAtOnce() async throws {
        let running = try Running(loops: 2)
        #expect(await stop(running.server) == .finished)
        let never = HTTPServer(configuration: HTTPServer.Configuration(), responder: Sample())
        #expect(await stop(never) == .finished)
    }
}
