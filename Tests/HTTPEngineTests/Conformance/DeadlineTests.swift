import HTTPEngine
import Testing

/// Time as a client meets it: RFC 9110 §15.5.9, RFC 9112 §9.5. The deadlines themselves are in `ConnectionStateTests`.
@Suite struct DeadlineTests {
    private let limits = HTTPLimits()

    private func connection() -> MemoryConnection { MemoryConnection(responder: ConformanceResponder()) }

    /// Heads and contents that stop, and whether the answer has content.
    @Test(arguments: [
        ("G", "head"), ("GET / HTTP/1.1\r\nHost: a", "head"), ("GET / HTTP/1.1\r\nHost: a\r\n\r", "head"),
        ("\r\n", "head"),
        ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhell", "content"),
        ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhell", "content"),
        ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nA: b", "content"),
    ])
    func request_ThatStops_IsAnswered408(text: String, part: String) throws {
        let deadline = part == "head" ? limits.headNanoseconds : limits.bodyNanoseconds
        for pieces in [[Array(text.utf8)], text.utf8.map { [$0] }] {
            var connection = connection()
            for piece in pieces { checkEqual(connection.receive(piece), []) }
            checkEqual(connection.wait(until: deadline - 1), [])
            let answers = try Answer.parse(connection.wait(until: deadline))
            #expect(answers.map(\.status) == [408])
            #expect(answers.first?.value("Connection") == "close")
            #expect(
                answers.first?.body.contains("The request \(part) did not arrive in time (RFC 9110, 15.5.9).") == true)
            check(connection.isClosed)
            check(connection.receive("GET / HTTP/1.1\r\nHost: a\r\n\r\n").isEmpty)
        }
    }

    /// RFC 9110 §9.3.2: also when the method is all that has come, one byte at a time.
    @Test func head_ThatStops_IsAnswered408WithoutContent() {
        var connection = connection()
        for byte in "HEAD /x".utf8 { checkEqual(connection.receive([byte]), []) }
        let wire = String(decoding: connection.wait(until: limits.headNanoseconds), as: UTF8.self)
        #expect(wire.hasPrefix("HTTP/1.1 408 ") && wire.hasSuffix("\r\n\r\n"))
    }

    /// Bytes that drip in do not renew the time of a head.
    @Test func head_ThatDrips_IsAnswered408() throws {
        var connection = connection()
        for second in 0..<9 {
            checkEqual(connection.receive(Array("A".utf8), at: UInt64(second) * .secondInNanoseconds), [])
        }
        #expect(try Answer.parse(connection.wait(until: limits.headNanoseconds)).map(\.status) == [408])
    }

    /// RFC 9112 §9.5: an answer that nobody asked for could be taken for the next one.
    @Test func connection_ThatIsIdle_EndsWithoutAnAnswer() {
        var connection = connection()
        check(connection.receive("GET / HTTP/1.1\r\nHost: a\r\n\r\n").hasPrefix("HTTP/1.1 200 "))
        checkEqual(connection.wait(until: limits.idleNanoseconds), [])
        check(connection.isClosed)
    }

    @Test func peer_ThatEndsBetweenRequests_GetsNoMore() {
        var connection = connection()
        check(connection.receive("GET / HTTP/1.1\r\nHost: a\r\n\r\n").hasPrefix("HTTP/1.1 200 "))
        checkEqual(connection.peerFinishes(), [])
        check(connection.isClosed)
    }
}
