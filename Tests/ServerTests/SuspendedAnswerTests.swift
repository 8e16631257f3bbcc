import Dispatch
import HTTPEngine
import Server
import SocketTesting
import Synchronization
import Testing
import Transport

/// Work on a thread of its own kind, as the program has it.
final class QueueExecutorOfTests: BackgroundExecutor {
    private let queue = DispatchQueue(label: "tests.background")

    func start(_ job: @escaping @Sendable () -> WorkProgress) -> Bool {
        proceed(job)
        return true
    }

    func proceed(_ job: @escaping @Sendable () -> WorkProgress) {
        queue.async { if job() == .unfinished { self.proceed(job) } }
    }
}

/// `count` pieces of 50,000 bytes, each of one letter.
private struct Pieces: ContentProducer {
    static let size = 50_000
    var count: Int
    var fails = false
    let calls: CallCount
    private var made = 0

    init(count: Int, fails: Bool = false, calls: CallCount) {
        self.count = count
        self.fails = fails
        self.calls = calls
    }

    mutating func next(into piece: inout [UInt8]) throws(ContentFault) -> WorkProgress {
        calls.value.add(1, ordering: .relaxed)
        if made == count, fails { throw ContentFault("torn") }
        piece += [UInt8](repeating: UInt8(0x61 + made % 26), count: Self.size)
        made += 1
        return made == count && !fails ? .finished : .unfinished
    }

    static func content(_ count: Int) -> [UInt8] {
        (0..<count).flatMap { [UInt8](repeating: UInt8(0x61 + $0 % 26), count: size) }
    }
}

/// How often a producer was called.
private final class CallCount: Sendable {
    let value = Atomic<Int>(0)
}

/// `/later/…` waits for the test, `/stream/n` is n pieces, `/torn/n` breaks off after n, the rest answers its target.
private final class Slow: Responder, Sendable {
    let executor = QueueExecutorOfTests()
    let calls = CallCount()
    private let promised = Mutex<[LateAnswer]>([])
    private let arrived = DispatchSemaphore(value: 0)

    func respond(to request: borrowing Request, into response: inout ResponseWriter) {
        response.route = 3
        let count = request.segmentCount > 1 ? Int(request.segment(1).string) ?? 0 : 0
        switch request.segmentCount > 0 ? request.segment(0).string : "" {
        case "later":
            let late = response.answerLater()
            promised.withLock { $0.append(late) }
            arrived.signal()
        case "stream":
            let stream = AnswerStream(Pieces(count: count, calls: calls), on: executor)
            response.writeStream(.ok, fields: [], from: stream)
        case "torn":
            let stream = AnswerStream(Pieces(count: count, fails: true, calls: calls), on: executor)
            response.writeStream(.ok, fields: [], from: stream)
        default: response.write(.ok, fields: [], body: Array(request.target))
        }
    }

    /// The next promise; waits for it.
    func take() throws -> LateAnswer {
        try #require(arrived.wait(timeout: .now() + .seconds(10)) == .success)
        return promised.withLock { $0.removeFirst() }
    }
}

/// A started server with a slow responder.
private final class SlowServer {
    let responder = Slow()
    let traffic = Traffic()
    let events = Events()
    let server: HTTPServer
    let port: UInt16

    init(_ change: (inout HTTPLimits) -> Void = { _ in }) throws {
        var limits = HTTPLimits()
        limits.lingerNanoseconds = 200_000_000
        change(&limits)
        let events = events
        var configuration = HTTPServer.Configuration(port: 0, limits: limits)
        configuration.answerReports = .all
        server = HTTPServer(
            configuration: configuration, responder: responder, traffic: traffic, observe: { events.add($0) })
        port = try server.start().plain.port
    }

    deinit {
        server.shutdown { _ in }
    }

    func connect(receiveBytes: Int32? = nil) throws -> TestSocket {
        try TestSocket(port: port, receiveBytes: receiveBytes)
    }

    func waitUntil(_ condition: () -> Bool) -> Bool {
        let end = DispatchTime.now() + .seconds(10)
        while !condition() {
            guard DispatchTime.now() < end else { return false }
            events.waitALittle()
        }
        return true
    }
}

/// Reads one answer in chunks; nil content when the connection ended before its last chunk.
private func readChunked(_ client: TestSocket) throws -> (head: String, content: [UInt8], isWhole: Bool) {
    func line() throws -> String? {
        var bytes: [UInt8] = []
        while !bytes.suffix(2).elementsEqual("\r\n".utf8) {
            let byte = try client.read(1)
            if byte.isEmpty { return nil }
            bytes += byte
        }
        return String(decoding: bytes.dropLast(2), as: UTF8.self)
    }
    var head = ""
    while let text = try line(), !text.isEmpty { head += text + "\r\n" }
    var content: [UInt8] = []
    while let text = try line(), let size = Int(text, radix: 16) {
        let data = try client.read(size)
        content += data
        guard data.count == size, try line() == "" else { break }
        if size == 0 { return (head, content, true) }
    }
    return (head, content, false)
}

@Suite struct SuspendedAnswerTests {
    @Test func lateAnswerArrivesFromAnotherThread() throws {
        let running = try SlowServer()
        let client = try running.connect()
        try client.write(get("/later/1") + get("/n2") + get("/later/3") + get("/n4"))
        for number in [1, 3] {
            let late = try running.responder.take()
            DispatchQueue.global().async { late.send(.ok, fields: [], body: Array("late\(number)".utf8)) }
            #expect(try readAnswer(client).body == Array("late\(number)".utf8))
            #expect(try readAnswer(client).body == Array("/n\(number + 1)".utf8))
        }
        #expect(running.waitUntil { running.traffic.figures.unfinished == 0 })
        #expect(running.traffic.figures.answers.values.reduce(0, +) == 4)
        #expect(running.traffic.figures.abandoned == 0)
    }

    @Test func otherConnectionsGoOnMeanwhile() throws {
        let running = try SlowServer()
        let slow = try running.connect()
        let fast = try running.connect()
        try slow.write(get("/later/1"))
        let late = try running.responder.take()
        for number in 0..<50 {
            try fast.write(get("/n\(number)"))
            #expect(try readAnswer(fast).body == Array("/n\(number)".utf8))
        }
        #expect(running.traffic.figures.unfinished == 1)
        late.send(.ok, fields: [])
        #expect(try readAnswer(slow).status == 200)
    }

    @Test func clientThatGoesAwayCancelsTheWork() throws {
        let running = try SlowServer()
        var client: TestSocket? = try running.connect()
        try client?.write(get("/later/1"))
        let late = try running.responder.take()
        #expect(!late.isCancelled)
        client = nil
        #expect(running.events.wait(for: isClosed))
        #expect(late.isCancelled && running.traffic.figures.abandoned == 1)
        // The slot is used again: what was promised to the one before must not reach the next.
        let next = try running.connect()
        try next.write(get("/later/2"))
        let second = try running.responder.take()
        late.send(.ok, fields: [], body: Array("wrong".utf8))
        second.send(.ok, fields: [], body: Array("right".utf8))
        #expect(try readAnswer(next).body == Array("right".utf8))
    }

    @Test func halfClosedClientStillGetsItsAnswer() throws {
        let running = try SlowServer()
        let client = try running.connect()
        try client.write(get("/later/1"))
        let late = try running.responder.take()
        client.finish()
        let interim = Array("HTTP/1.1 102 Processing\r\n\r\n".utf8)
        #expect(try client.read(interim.count) == interim)
        late.send(.ok, fields: [], body: Array("late".utf8))
        #expect(try readAnswer(client).body == Array("late".utf8))
        #expect(try client.readToEnd() == [])
    }

    @Test(arguments: [false, true])
    func requestThatComesMeanwhile_IsAnsweredBehind(isLast: Bool) throws {
        let running = try SlowServer()
        let client = try running.connect()
        for number in 1...3 {
            try client.write(get("/later/\(number)"))
            let late = try running.responder.take()
            try client.write(get("/n\(number)"))
            // The loop has been round since.
            let other = try running.connect()
            try other.write(get("/n"))
            #expect(try readAnswer(other).status == 200)
            if isLast && number == 3 { client.finish() }
            late.send(.ok, fields: [], body: Array("late\(number)".utf8))
            var answer = try readAnswer(client)
            // Told when the end was seen before the answer was there.
            if answer.status == 102 { answer = try readAnswer(client) }
            #expect(answer.body == Array("late\(number)".utf8))
            #expect(try readAnswer(client).body == Array("/n\(number)".utf8))
        }
        if isLast { #expect(try client.readToEnd() == []) }
    }

    @Test func lateAnswerHasADeadline() throws {
        let running = try SlowServer { $0.answerNanoseconds = 1_000_000 }
        let client = try running.connect()
        try client.write(get("/later/1") + get("/n"))
        let late = try running.responder.take()
        let answer = try readAnswer(client)
        #expect(answer.status == 503 && answer.head.contains("Connection: close"))
        #expect(running.events.wait { if case .protocolError(.answerTimedOut) = $0 { true } else { false } })
        #expect(late.isCancelled && running.traffic.figures.limits[.answerTime] == 1)
        #expect(try client.readToEnd() == [])
    }

    @Test func drainWaitsForALateAnswer() throws {
        let running = try SlowServer()
        let idle = try running.connect()
        try idle.write(get("/n"))
        #expect(try readAnswer(idle).status == 200)
        let client = try running.connect()
        try client.write(get("/later/1"))
        let late = try running.responder.take()
        let stopped = DispatchSemaphore(value: 0)
        running.server.shutdown { outcome in
            #expect(outcome == .finished)
            stopped.signal()
        }
        // The loop has begun to drain.
        #expect(try idle.readToEnd() == [])
        idle.finish()
        late.send(.ok, fields: [], body: Array("late".utf8))
        let answer = try readAnswer(client)
        #expect(answer.body == Array("late".utf8) && answer.head.contains("Connection: close"))
        #expect(try client.readToEnd() == [])
        client.finish()
        #expect(stopped.wait(timeout: .now() + .seconds(10)) == .success)
    }

    @Test func streamArrivesWholeAndTheConnectionGoesOn() throws {
        let running = try SlowServer()
        let client = try running.connect()
        try client.write(get("/stream/40") + get("/n") + get("/stream/1"))
        let first = try readChunked(client)
        #expect(first.content == Pieces.content(40) && first.isWhole)
        #expect(try readAnswer(client).body == Array("/n".utf8))
        #expect(try readChunked(client).content == Pieces.content(1))
        #expect(
            running.events.wait {
                if case .answered(let answer) = $0 { answer.contentBytes == 40 * Pieces.size } else { false }
            })
    }

    @Test func slowReaderGetsAllAndLittleIsMadeAhead() throws {
        let running = try SlowServer()
        let client = try running.connect(receiveBytes: 4096)
        let count = 400
        try client.write(get("/stream/\(count)"))
        // The kernel takes some megabytes at most; the rest of the 20 MB is not made before it is read.
        #expect(running.waitUntil { running.responder.calls.value.load(ordering: .relaxed) > 2 })
        var before = -1
        while before != running.responder.calls.value.load(ordering: .relaxed) {
            before = running.responder.calls.value.load(ordering: .relaxed)
            running.events.waitALittle()
            running.events.waitALittle()
        }
        #expect(before < count / 2)
        let answer = try readChunked(client)
        #expect(answer.isWhole && answer.content == Pieces.content(count))
    }

    @Test func readerThatStopsIsCut() throws {
        let running = try SlowServer { $0.stallNanoseconds = 1_000_000 }
        let client = try running.connect(receiveBytes: 4096)
        try client.write(get("/stream/1000"))
        #expect(running.events.wait { if case .stalled = $0 { true } else { false } })
        #expect(running.events.wait(for: isClosed))
        #expect(running.traffic.figures.abandoned == 1 && running.traffic.figures.unfinished == 0)
        _ = client
    }

    @Test func clientThatGoesAwayEndsTheStream() throws {
        let running = try SlowServer()
        var client: TestSocket? = try running.connect()
        try client?.write(get("/stream/100000"))
        _ = try client?.read(100_000)
        client = nil
        #expect(running.events.wait(for: isClosed))
        #expect(running.traffic.figures.unfinished == 0 && running.traffic.figures.abandoned == 1)
    }

    @Test(arguments: ["1.1", "1.0"])
    func contentThatBreaksOffDoesNotLookWhole(version: String) throws {
        let running = try SlowServer()
        let client = try running.connect()
        try client.write("GET /torn/3 HTTP/\(version)\r\nHost: a\r\n\r\n")
        // A reset, not an end: to a 1.0 client an end would mean that all is there.
        #expect(try client.readToEnd() == nil)
        #expect(
            running.events.wait { if case .contentCut(let reason) = $0 { reason == "torn" } else { false } })
    }

    @Test func oldClientGetsAStreamUpToTheEnd() throws {
        let running = try SlowServer()
        let client = try running.connect()
        try client.write("GET /stream/30 HTTP/1.0\r\n\r\n")
        let wire = try #require(try client.readToEnd())
        let end = try #require(wire.firstRange(of: "\r\n\r\n".utf8))
        #expect(Array(wire[end.upperBound...]) == Pieces.content(30))
    }

    @Test func headOfAStreamMakesNothing() throws {
        let running = try SlowServer()
        let client = try running.connect()
        try client.write("HEAD /stream/30 HTTP/1.1\r\nHost: a\r\n\r\n" + get("/n", "Connection: close\r\n"))
        let wire = String(decoding: try #require(try client.readToEnd()), as: UTF8.self)
        #expect(wire.contains("Transfer-Encoding: chunked\r\n") && wire.hasSuffix("\r\n\r\n/n"))
        #expect(running.responder.calls.value.load(ordering: .relaxed) == 0)
    }

    @Test func drainWaitsForAStream() throws {
        let running = try SlowServer()
        let client = try running.connect(receiveBytes: 4096)
        try client.write(get("/stream/200"))
        var start = try client.read(1000)
        let stopped = DispatchSemaphore(value: 0)
        running.server.shutdown { outcome in
            #expect(outcome == .finished)
            stopped.signal()
        }
        #expect(running.events.wait { if case .draining = $0 { true } else { false } })
        start += try #require(try client.readToEnd())
        #expect(start.suffix(5).elementsEqual("0\r\n\r\n".utf8) && start.count > 200 * Pieces.size)
        client.finish()
        #expect(stopped.wait(timeout: .now() + .seconds(10)) == .success)
    }
}
