import HTTPEngine
import Synchronization
import Testing

/// Refuses what `/closed` is sent, by its head; answers its content else. `/healthz` is vital.
private final class Gatekeeper: Responder, Sendable {
    let asked = Mutex<[String]>([])

    func respond(to request: borrowing Request, into response: inout ResponseWriter) {
        response.write(.ok, fields: [], body: Array(request.body))
    }

    func refuse(headOf request: borrowing Request, into response: inout ResponseWriter) {
        asked.withLock { $0.append(request.target.string) }
        if request.target.equals("/closed") { response.write(.notFound, fields: [], body: Array("no".utf8)) }
    }

    func isVital(_ request: borrowing Request) -> Bool { request.target.equals("/healthz") }
}

/// RFC 9110 §10.1.1: an answer that the head decides does not wait for content.
@Suite struct HeadRefusalTests {
    private let keeper = Gatekeeper()

    private func head(_ target: String, _ fields: String) -> String {
        "POST \(target) HTTP/1.1\r\nHost: a\r\n\(fields)\r\n"
    }

    @Test(arguments: [
        "Content-Length: 9\r\n", "Content-Length: 9\r\nExpect: 100-continue\r\n", "Transfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nExpect: 100-continue\r\n",
    ])
    func refusedHead_IsAnsweredAtOnceAndEnds(fields: String) {
        var connection = MemoryConnection(responder: keeper)
        let wire = connection.receive(head("/closed", fields))
        #expect(wire.hasPrefix("HTTP/1.1 404 ") && wire.contains("\r\nConnection: close\r\n") && wire.hasSuffix("no"))
        let isClosed = connection.isClosed
        #expect(isClosed)
        #expect(keeper.asked.withLock { $0 } == ["/closed"])
    }

    @Test func takenHead_IsAskedOnceHoweverItsContentDrips() {
        var connection = MemoryConnection(responder: keeper)
        #expect(
            connection.receive(head("/open", "Content-Length: 3\r\nExpect: 100-continue\r\n")).hasPrefix(
                "HTTP/1.1 100 "))
        #expect(connection.receive("a") == "")
        #expect(connection.receive("b") == "")
        #expect(connection.receive("c").hasSuffix("abc"))
        #expect(connection.receive(head("/next", "Content-Length: 1\r\n")) == "")
        #expect(keeper.asked.withLock { $0 } == ["/open", "/next"])
    }

    @Test func wholeRequest_IsNotAskedTwice() {
        var connection = MemoryConnection(responder: keeper)
        #expect(connection.receive(head("/closed", "Content-Length: 2\r\n") + "ab").hasSuffix("ab"))
        #expect(connection.receive("GET /closed HTTP/1.1\r\nHost: a\r\n\r\n").hasPrefix("HTTP/1.1 200 "))
        #expect(keeper.asked.withLock { $0 } == [])
    }

    @Test func secureRequest_ForAnotherHost_IsMisdirected() {
        var options = RequestCycle.Options()
        options.coversHost = { $0 == "gate.example" || $0 == "2001:db8::1" }
        var connection = MemoryConnection(responder: keeper, isSecure: true, options: options)
        for (target, host, status) in [
            ("/", "gate.example", 200), ("/", "gate.example:8443", 200), ("/", "[2001:db8::1]:1", 200),
            ("/", "other.example", 421), ("/healthz", "other.example", 200),
            ("https://other.example/", "gate.example", 421),
            ("https://gate.example/", "other.example", 200),
        ] {
            let wire = connection.receive("GET \(target) HTTP/1.1\r\nHost: \(host)\r\n\r\n")
            #expect(wire.hasPrefix("HTTP/1.1 \(status) "), "\(target) \(host)")
        }
        var plain = MemoryConnection(responder: keeper, options: options)
        #expect(plain.receive("GET / HTTP/1.1\r\nHost: other.example\r\n\r\n").hasPrefix("HTTP/1.1 200 "))
        #expect(
            connection.receive(
                "POST / HTTP/1.1\r\nHost: other.example\r\nContent-Length: 9\r\n\r\n"
            ).hasPrefix("HTTP/1.1 421 "))
    }

    @Test func refusal_SaysTheBoundAndTheFieldLine() {
        var limits = HTTPLimits()
        limits.targetBytes = 64
        for (request, words) in [
            ("GET /\(String(repeating: "a", count: 99)) HTTP/1.1\r\n\r\n", "is longer than 64 bytes"),
            ("GET / HTTP/1.1\r\nHost: a\r\nB: c\r\nD : e\r\n\r\n", "It is field line 3."),
            ("GET / HTTP/1.1\r\nHost: a\r\nB: \u{7}\r\n\r\n", "It is field line 2."),
            (
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n",
                "It may have \(limits.bodyBytes) bytes."
            ),
            ("GET /?q=hữu HTTP/1.1\r\nHost: a\r\n\r\n", "percent-encode it"),
        ] {
            var connection = MemoryConnection(responder: keeper, limits: limits)
            #expect(connection.receive(request).contains(words), "\(words)")
        }
    }
}
