import HTTPEngine
import Synchronization
import Testing

/// Counts up: pieces of one letter each, `a` to the `count`th, each of `size` bytes; then a fault when it `fails`.
struct Letters: ContentProducer {
    var size: Int
    var count: Int
    var fails = false
    /// Called before each piece.
    var onCall: @Sendable () -> Void = {}
    private var made = 0

    init(size: Int, count: Int, fails: Bool = false, onCall: @escaping @Sendable () -> Void = {}) {
        self.size = size
        self.count = count
        self.fails = fails
        self.onCall = onCall
    }

    mutating func next(into piece: inout [UInt8]) throws(ContentFault) -> WorkProgress {
        onCall()
        guard made < count else {
            if fails { throw ContentFault("no more letters") }
            return .finished
        }
        piece += [UInt8](repeating: UInt8(0x61 + made % 26), count: size)
        made += 1
        return !fails && made == count ? .finished : .unfinished
    }

    /// All of it, as a client has it.
    var content: [UInt8] {
        (0..<count).flatMap { [UInt8](repeating: UInt8(0x61 + $0 % 26), count: size) }
    }
}

/// Answers `/now…` at once and everything else with the stream that `make` makes.
final class StreamingResponder: Responder, Sendable {
    private let make: @Sendable () -> AnswerStream

    init(_ make: @escaping @Sendable () -> AnswerStream) {
        self.make = make
    }

    convenience init(_ letters: Letters, on executor: any BackgroundExecutor = ImmediateExecutor()) {
        self.init { AnswerStream(letters, on: executor) }
    }

    func respond(to request: borrowing Request, into response: inout ResponseWriter) {
        if request.path.hasPrefix("/now") {
            response.write(.ok, fields: [], body: Array(request.target))
        } else if request.path.hasPrefix("/later") {
            response.answerLater().send(.ok, fields: [ResponseField("Content-Type", "text/csv")], stream: make())
        } else {
            response.writeStream(.ok, fields: [ResponseField("Content-Type", "text/csv")], from: make())
        }
    }
}

/// Keeps jobs until the test runs them.
final class HeldExecutor: BackgroundExecutor {
    private let jobs = Mutex<[@Sendable () -> WorkProgress]>([])

    func start(_ job: @escaping @Sendable () -> WorkProgress) -> Bool {
        proceed(job)
        return true
    }

    func proceed(_ job: @escaping @Sendable () -> WorkProgress) { jobs.withLock { $0.append(job) } }

    var waitingCount: Int { jobs.withLock { $0.count } }

    /// Runs the oldest job to its end; false when there is none.
    func runOne() -> Bool {
        guard let job = jobs.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) else { return false }
        while job() == .unfinished {}
        return true
    }
}

/// The content of a chunked answer, and whether its last chunk is there.
func unchunked(_ wire: [UInt8]) -> (head: String, content: [UInt8], isWhole: Bool, rest: [UInt8])? {
    guard let end = wire.firstRange(of: "\r\n\r\n".utf8) else { return nil }
    let head = String(decoding: wire[..<end.upperBound], as: UTF8.self)
    var content: [UInt8] = []
    var rest = wire[end.upperBound...]
    while let line = rest.firstRange(of: "\r\n".utf8) {
        guard let size = Int(String(decoding: rest[..<line.lowerBound], as: UTF8.self), radix: 16),
            rest.endIndex - line.upperBound >= size + 2
        else { return nil }
        let data = rest[line.upperBound..<line.upperBound + size]
        rest = rest[(line.upperBound + size + 2)...]
        guard size > 0 else { return (head, content, true, Array(rest)) }
        content += data
    }
    return rest.isEmpty ? (head, content, false, []) : nil
}

@Suite struct AnswerStreamTests {
    @Test(arguments: ["/", "/later"])
    func contentComesInChunks(path: String) throws {
        let letters = Letters(size: 30_000, count: 20)
        var connection = MemoryConnection(responder: StreamingResponder(letters))
        let wire = connection.receive(Array((requestText(path) + requestText("/now")).utf8))
        let answer = try #require(unchunked(wire))
        #expect(answer.head.contains("\r\nTransfer-Encoding: chunked\r\n") && !answer.head.contains("Content-Length"))
        #expect(answer.head.contains("\r\nDate: ") && !answer.head.contains("Connection"))
        #expect(answer.content == letters.content && answer.isWhole)
        #expect(String(decoding: answer.rest, as: UTF8.self).hasSuffix("\r\n\r\n/now"))
    }

    @Test func emptyContentIsOneLastChunk() throws {
        var connection = MemoryConnection(responder: StreamingResponder(Letters(size: 0, count: 1)))
        check(connection.receive(requestText("/")).hasSuffix("\r\n\r\n0\r\n\r\n"))
    }

    @Test(arguments: ["/", "/later"])
    func oldClientGetsContentUpToTheEnd(path: String) throws {
        let letters = Letters(size: 40_000, count: 3)
        var connection = MemoryConnection(responder: StreamingResponder(letters))
        let wire = connection.receive(Array(requestText(path, version: "1.0", "Connection: keep-alive\r\n").utf8))
        let end = try #require(wire.firstRange(of: "\r\n\r\n".utf8))
        let head = String(decoding: wire[..<end.upperBound], as: UTF8.self)
        #expect(head.contains("\r\nConnection: close\r\n") && !head.contains("Transfer-Encoding"))
        #expect(Array(wire[end.upperBound...]) == letters.content)
        check(connection.isClosed && !connection.wasCut)
    }

    @Test(arguments: ["/", "/later"])
    func headHasNoContentAndStartsNoProducer(path: String) {
        let calls = Mutex(0)
        let letters = Letters(size: 10, count: 2) { calls.withLock { $0 += 1 } }
        var connection = MemoryConnection(responder: StreamingResponder(letters))
        let wire = connection.receive(requestText(path, method: "HEAD") + requestText("/now"))
        #expect(wire.contains("\r\nTransfer-Encoding: chunked\r\n") && wire.hasSuffix("\r\n\r\n/now"))
        #expect(calls.withLock { $0 } == 0)
    }

    @Test(arguments: ["1.0", "1.1"])
    func faultCutsTheConnectionWithoutALastChunk(version: String) throws {
        let letters = Letters(size: 70_000, count: 2, fails: true)
        var connection = MemoryConnection(responder: StreamingResponder(letters))
        let wire = connection.receive(Array(requestText("/", version: version).utf8))
        check(connection.wasCut && connection.isClosed)
        if version == "1.1" {
            let answer = try #require(unchunked(wire))
            #expect(!answer.isWhole && answer.content == letters.content)
        }
    }

    @Test func pieceIsMadeOnlyWhenTheOneBeforeIsTaken() {
        let executor = HeldExecutor()
        let letters = Letters(size: 16 * 1024, count: 100)
        var connection = MemoryConnection(responder: StreamingResponder(letters, on: executor))
        _ = connection.receive(requestText("/"))
        for _ in 0..<3 {
            #expect(executor.waitingCount == 1)
            #expect(executor.runOne())
            // Without the client having taken what there is, nothing more is made.
            #expect(executor.waitingCount == 0)
            // Four times 16 KiB make a piece.
            check(connection.advance().count == 64 * 1024 + 9)
        }
        // The piece that was asked for last is not made for a client that has gone.
        connection.breakOff()
        #expect(executor.runOne() && !executor.runOne())
    }

    @Test func slowProducerIsCutAfterItsTime() {
        let limits = HTTPLimits()
        let executor = HeldExecutor()
        var connection = MemoryConnection(
            responder: StreamingResponder(Letters(size: 70_000, count: 3), on: executor), limits: limits)
        _ = connection.receive(requestText("/"))
        #expect(executor.runOne())
        check(!connection.advance(at: 5).isEmpty)
        check(connection.wait(until: 4 + limits.answerNanoseconds) == [] && !connection.isClosed)
        check(connection.wait(until: 5 + limits.answerNanoseconds) == [] && connection.wasCut)
        // The work that was ordered does nothing more.
        #expect(executor.runOne() && executor.waitingCount == 0)
    }

    @Test func brokenConnectionLetsGoOfTheProducer() {
        let calls = Mutex(0)
        let executor = HeldExecutor()
        let letters = Letters(size: 70_000, count: 5) { calls.withLock { $0 += 1 } }
        var connection = MemoryConnection(responder: StreamingResponder(letters, on: executor))
        _ = connection.receive(requestText("/"))
        #expect(executor.runOne())
        connection.breakOff()
        while executor.runOne() {}
        #expect(calls.withLock { $0 } == 1)
    }

    @Test func tooManyStreamsAre503() {
        var limits = HTTPLimits()
        limits.streams = 0
        let refused = Mutex(0)
        var options = RequestCycle.Options()
        options.streamRefused = { refused.withLock { $0 += 1 } }
        var connection = MemoryConnection(
            responder: StreamingResponder(Letters(size: 1, count: 1)), limits: limits, options: options)
        let wire = connection.receive(requestText("/") + requestText("/later") + requestText("/now"))
        #expect(wire.components(of: "HTTP/1.1 503 ") == 2 && wire.hasSuffix("\r\n\r\n/now"))
        #expect(wire.contains("\r\nRetry-After: ") && refused.withLock { $0 } == 2)
    }

    @Test func streamsThatEndMakeRoom() {
        var limits = HTTPLimits()
        limits.streams = 1
        var connection = MemoryConnection(
            responder: StreamingResponder(Letters(size: 1, count: 1)), limits: limits)
        let wire = connection.receive((0..<5).map { _ in requestText("/") }.joined())
        #expect(wire.components(of: "HTTP/1.1 200 ") == 5)
    }

    @Test func pushedContentIsSentAsItComes() throws {
        let stream = AnswerStream(capacity: 10)
        var connection = MemoryConnection(responder: StreamingResponder { stream })
        _ = connection.receive(requestText("/"))
        #expect(stream.write(Array("data: 1\n\n".utf8)))
        check(connection.advance() == Array("9\r\ndata: 1\n\n\r\n".utf8))
        #expect(stream.write([0x61]) && stream.write([0x62]))
        check(connection.advance() == Array("2\r\nab\r\n".utf8))
        stream.finish()
        #expect(!stream.write([0x63]))
        check(connection.advance() == Array("0\r\n\r\n".utf8) && !connection.isClosed)
    }

    @Test func pushedContentThatDoesNotFitIsRefused() {
        let stream = AnswerStream(capacity: 10)
        var connection = MemoryConnection(responder: StreamingResponder { stream })
        _ = connection.receive(requestText("/"))
        // A piece alone may be larger than the buffer.
        #expect(stream.write([UInt8](repeating: 0x61, count: 12)) && stream.isOverflowing)
        #expect(!stream.write([0x62]))
        check(connection.advance() == Array("c\r\naaaaaaaaaaaa\r\n".utf8))
        #expect(!stream.isOverflowing && stream.write([0x62]))
        stream.cut("too slow")
        check(connection.advance() == Array("1\r\nb\r\n".utf8) && connection.wasCut)
        #expect(stream.isCancelled)
    }
}
