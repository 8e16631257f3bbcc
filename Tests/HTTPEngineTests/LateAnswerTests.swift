import HTTPEngine
import Synchronization
import Testing

/// Promises every answer but those to `/now…`, and keeps the promises for the test.
final class PromisingResponder: Responder, Sendable {
    private let promised = Mutex<[LateAnswer]>([])

    func respond(to request: borrowing Request, into response: inout ResponseWriter) {
        response.route = 7
        if request.path.hasPrefix("/now") {
            return response.write(.ok, fields: [], body: Array(request.target))
        }
        let late = response.answerLater()
        promised.withLock { $0.append(late) }
    }

    /// The oldest promise that was not taken yet.
    func take() -> LateAnswer { promised.withLock { $0.removeFirst() } }
}

func requestText(_ target: String, method: String = "GET", version: String = "1.1", _ fields: String = "") -> String {
    "\(method) \(target) HTTP/\(version)\r\nHost: a\r\n\(fields)\r\n"
}

@Suite struct LateAnswerTests {
    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @Test func answerComesWhenItIsSent() {
        let responder = PromisingResponder()
        var connection = MemoryConnection(responder: responder)
        check(connection.receive(requestText("/a")) == "")
        check(connection.advance() == [])
        responder.take().send(.ok, fields: [ResponseField("X-A", "1")], body: Array("later".utf8))
        let answer = text(connection.advance())
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\nX-A: 1\r\nContent-Length: 5\r\n"))
        #expect(answer.hasSuffix("\r\n\r\nlater") && !answer.contains("Connection:"))
        check(connection.receive(requestText("/now")).hasSuffix("\r\n\r\n/now"))
    }

    @Test func requestsBehindItWaitInOrder() {
        let responder = PromisingResponder()
        var connection = MemoryConnection(responder: responder)
        let first = connection.receive(
            requestText("/now1") + requestText("/a") + requestText("/now2") + requestText("/b") + requestText("/now3"))
        #expect(first.hasSuffix("\r\n\r\n/now1"))
        check(connection.receive(requestText("/now4")) == "")
        responder.take().send(.ok, fields: [], body: Array("A".utf8))
        let second = text(connection.advance())
        #expect(second.contains("\r\n\r\nAHTTP/1.1 200 OK") && second.hasSuffix("\r\n\r\n/now2"))
        responder.take().send(.ok, fields: [], body: Array("B".utf8))
        let third = text(connection.advance())
        #expect(third.contains("\r\n\r\nBHTTP/1.1 200 OK") && third.contains("/now3HTTP/1.1"))
        #expect(third.hasSuffix("\r\n\r\n/now4"))
    }

    @Test func answerSentBeforeTheCallReturnsIsWrittenAtOnce() {
        struct Hasty: Responder {
            func respond(to request: borrowing Request, into response: inout ResponseWriter) {
                response.answerLater().send(.ok, fields: [], body: Array("soon".utf8))
            }
        }
        var connection = MemoryConnection(responder: Hasty())
        check(connection.receive(requestText("/a") + requestText("/b")).components(of: "\r\n\r\nsoon") == 2)
    }

    @Test func firstAnswerCounts() {
        let responder = PromisingResponder()
        var connection = MemoryConnection(responder: responder)
        _ = connection.receive(requestText("/a"))
        let late = responder.take()
        late.send(.ok, fields: [], body: Array("1".utf8))
        late.send(.ok, fields: [], body: Array("2".utf8))
        check(text(connection.advance()).hasSuffix("\r\n\r\n1"))
        late.send(.ok, fields: [], body: Array("3".utf8))
        check(connection.advance() == [])
    }

    @Test func answerToHeadHasNoContent() {
        let responder = PromisingResponder()
        var connection = MemoryConnection(responder: responder)
        _ = connection.receive(requestText("/a", method: "HEAD"))
        responder.take().send(.ok, fields: [], body: Array("later".utf8))
        let answer = text(connection.advance())
        #expect(answer.contains("Content-Length: 5\r\n") && answer.hasSuffix("\r\n\r\n"))
    }

    @Test func connectionClosesWhenTheClientAsked() {
        let responder = PromisingResponder()
        var connection = MemoryConnection(responder: responder)
        _ = connection.receive(requestText("/a", "Connection: close\r\n"))
        check(!connection.isClosed)
        responder.take().send(.ok, fields: [])
        check(text(connection.advance()).contains("\r\nConnection: close\r\n"))
        check(connection.isClosed)
    }

    @Test func oldClientIsAnsweredInItsVersion() {
        let responder = PromisingResponder()
        var connection = MemoryConnection(responder: responder)
        _ = connection.receive(requestText("/a", version: "1.0", "Connection: keep-alive\r\n"))
        responder.take().send(.ok, fields: [])
        check(text(connection.advance()).contains("\r\nConnection: keep-alive\r\n"))
        check(!connection.isClosed)
    }

    @Test func identifierComesBack() {
        let responder = PromisingResponder()
        var connection = MemoryConnection(responder: responder)
        _ = connection.receive(requestText("/a", "X-Request-Id: abc-1\r\n"))
        responder.take().send(.ok, fields: [])
        check(text(connection.advance()).contains("\r\nX-Request-Id: abc-1\r\n"))
    }

    @Test func brokenPromiseIs500() {
        let responder = PromisingResponder()
        var connection = MemoryConnection(responder: responder)
        _ = connection.receive(requestText("/a"))
        _ = responder.take()
        check(text(connection.advance()).hasPrefix("HTTP/1.1 500 "))
        check(!connection.isClosed)
    }

    @Test(arguments: ["GET", "HEAD"])
    func answerThatTakesTooLongIs503(method: String) {
        let limits = HTTPLimits()
        let responder = PromisingResponder()
        var connection = MemoryConnection(responder: responder, limits: limits)
        _ = connection.receive(requestText("/a", method: method))
        let late = responder.take()
        check(connection.wait(until: limits.answerNanoseconds - 1) == [] && !late.isCancelled)
        let answer = text(connection.wait(until: limits.answerNanoseconds))
        #expect(answer.hasPrefix("HTTP/1.1 503 ") && answer.contains("Connection: close\r\n"))
        #expect(answer.contains("/problems/answer-timeout") == (method == "GET"))
        #expect(answer.hasSuffix("\r\n\r\n") == (method == "HEAD"))
        check(late.isCancelled && connection.isClosed)
    }

    @Test func brokenConnectionCancels() {
        let responder = PromisingResponder()
        var connection = MemoryConnection(responder: responder)
        _ = connection.receive(requestText("/a"))
        let late = responder.take()
        #expect(!late.isCancelled)
        connection.breakOff()
        #expect(late.isCancelled)
        late.send(.ok, fields: [])
        check(connection.advance() == [])
    }

    /// A client may close its side and still read (RFC 9112 §9.6): it gets an interim answer, which means nothing to it,
    /// and its answer.
    @Test func halfClosedClientIsProbedAndAnswered() {
        let responder = PromisingResponder()
        var connection = MemoryConnection(responder: responder)
        _ = connection.receive(requestText("/a"))
        check(text(connection.peerFinishes()) == "HTTP/1.1 102 Processing\r\n\r\n")
        responder.take().send(.ok, fields: [], body: Array("x".utf8))
        check(text(connection.advance()).hasSuffix("\r\n\r\nx"))
        var old = MemoryConnection(responder: responder)
        _ = old.receive(requestText("/a", version: "1.0"))
        check(old.peerFinishes() == [])
    }

    @Test func observerOfWholeAnswersIsToldOnlyOfThose() {
        let responder = PromisingResponder()
        let seen = Mutex(0)
        var connection = MemoryConnection(responder: responder) { _, _ in seen.withLock { $0 += 1 } }
        _ = connection.receive(requestText("/now") + requestText("/a"))
        #expect(seen.withLock { $0 } == 1)
    }
}

extension String {
    /// How often a text is in this one.
    func components(of text: String) -> Int {
        var count = 0
        var rest = self[...]
        while let range = rest.firstRange(of: text) {
            count += 1
            rest = rest[range.upperBound...]
        }
        return count
    }
}
