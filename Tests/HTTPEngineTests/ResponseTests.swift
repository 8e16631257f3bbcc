import HTTPEngine
import Testing

/// Answers by the first segment of the path.
struct Sample: Responder {
    static let prepared = PreparedResponse(
        status: .ok, fields: [ResponseField("Content-Type", "text/plain")], body: Array("hello\n".utf8))
    static let unchanged = PreparedResponse(
        status: .notModified, fields: [ResponseField("ETag", "\"1\"")], body: [1, 2])

    func respond(to request: borrowing Request, into response: inout ResponseWriter) {
        guard request.segmentCount > 0 else { return response.writePrepared(Sample.prepared) }
        switch request.segment(0).string {
        case "304": response.writePrepared(Sample.unchanged)
        case "204": response.write(.noContent, fields: [], body: [1])
        case "404":
            response.write(.notFound, fields: [ResponseField("X-A", "b\r\nX-Evil: 1\u{0}")], body: Array("no".utf8))
        case "close":
            response.closeConnection()
            response.write(.ok, fields: [])
        case "extra":
            response.addField(ResponseField("X-Extra", "1"))
            response.writePrepared(Sample.prepared)
        case "echo": response.write(.ok, fields: [], body: Array(request.body))
        case "big": response.write(.ok, fields: [], body: Array(repeating: 0x78, count: 200_000))
        case "silent": return
        default: response.write(.ok, fields: [], body: Array(request.target))
        }
    }
}

/// One answer as bytes say it.
struct Answer: Equatable {
    var status: Int
    var fields: [String]
    var body: String

    func value(_ name: String) -> String? {
        fields.first { $0.lowercased().hasPrefix(name.lowercased() + ": ") }.map {
            String($0.dropFirst(name.count + 2))
        }
    }

    /// Splits answers by their heads and lengths, strictly.
    static func parse(_ wire: some Collection<UInt8>, heads: Set<Int> = []) throws -> [Answer] {
        var answers: [Answer] = []
        var rest = Array(wire)[...]
        while !rest.isEmpty {
            let end = try #require(
                rest.indices.first { rest[$0...].starts(with: Array("\r\n\r\n".utf8)) }, "an answer has a head")
            let lines = String(decoding: rest[..<end], as: UTF8.self).split(separator: "\r\n").map(String.init)
            var answer = Answer(
                status: try #require(Int(lines[0].dropFirst(9).prefix(3))), fields: Array(lines.dropFirst()), body: "")
            rest = rest[(end + 4)...]
            let hasBody =
                answer.status != 304 && answer.status != 204 && answer.status >= 200 && !heads.contains(answers.count)
            let count = hasBody ? try #require(answer.value("Content-Length").flatMap { Int($0) }) : 0
            answer.body = String(decoding: rest.prefix(count), as: UTF8.self)
            try #require(rest.count >= count)
            rest = rest.dropFirst(count)
            answers.append(answer)
        }
        return answers
    }
}

@Suite struct ResponseTests {
    private func exchange(_ text: String, limits: HTTPLimits = HTTPLimits(), heads: Set<Int> = []) throws -> [Answer] {
        var connection = MemoryConnection(responder: Sample(), limits: limits)
        return try Answer.parse(connection.receive(Array(text.utf8)), heads: heads)
    }

    private func request(_ line: String, _ fields: String = "") -> String {
        "\(line) HTTP/1.1\r\nHost: a\r\n\(fields)\r\n"
    }

    @Test func preparedAnswerToTheByte() {
        var connection = MemoryConnection(responder: Sample(), date: HTTPDate(secondsSince1970: 784_111_777))
        checkEqual(
            connection.receive(request("GET /")),
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 6\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\nhello\n"
        )
        check(!connection.isClosed)
    }

    @Test func headHasTheLengthAndNoContent() throws {
        for target in ["/", "/echo-me", "/404"] {
            let answers = try exchange(request("HEAD \(target)") + request("GET \(target)"), heads: [0])
            #expect(answers.count == 2)
            #expect(answers[0].fields == answers[1].fields && answers[0].status == answers[1].status)
            #expect(answers[0].body == "" && !answers[1].body.isEmpty)
        }
    }

    @Test func statusesWithoutContent() throws {
        let answers = try exchange(request("GET /304") + request("GET /204") + request("GET /"))
        #expect(answers.map(\.status) == [304, 204, 200])
        #expect(answers[0].fields == ["ETag: \"1\"", "Date: Thu, 01 Jan 1970 00:00:00 GMT"])
        #expect(answers[1].fields == ["Date: Thu, 01 Jan 1970 00:00:00 GMT"])
    }

    @Test func valuesCannotEndTheirLine() throws {
        let answer = try exchange(request("GET /404"))[0]
        #expect(answer.value("X-A") == "b  X-Evil: 1 ")
        #expect(answer.value("X-Evil") == nil)
    }

    @Test func extraFieldStandsOnItsAnswerOnly() throws {
        let answers = try exchange(request("GET /extra") + request("GET /"))
        #expect(answers.map { $0.value("X-Extra") } == ["1", nil])
    }

    @Test func missingAnswerIs500() throws {
        let answers = try exchange(request("GET /silent") + request("GET /"))
        #expect(answers.map(\.status) == [500, 200])
    }

    @Test func connectionFieldSaysWhatHappens() throws {
        #expect(try exchange(request("GET /"))[0].value("Connection") == nil)
        #expect(try exchange(request("GET /", "Connection: close\r\n"))[0].value("Connection") == "close")
        #expect(try exchange("GET / HTTP/1.0\r\n\r\n")[0].value("Connection") == "close")
        #expect(try exchange("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")[0].value("Connection") == "keep-alive")
        #expect(try exchange(request("GET /close") + request("GET /")).count == 1)
    }

    @Test func nothingIsReadAfterTheLastAnswer() throws {
        var connection = MemoryConnection(responder: Sample())
        let wire = connection.receive(Array((request("GET /", "Connection: close\r\n") + request("GET /2")).utf8))
        #expect(try Answer.parse(wire).count == 1)
        check(connection.isClosed)
        check(connection.receive(request("GET /")) == "")
    }

    @Test func pipelinedAnswersComeInOrder() throws {
        let answers = try exchange((0..<300).map { request("GET /n\($0)") }.joined())
        #expect(answers.map(\.body) == (0..<300).map { "/n\($0)" })
    }

    @Test func pipelinedAnswersSurviveEverySplit() throws {
        let text = (0..<4).map { request("POST /echo/\($0)", "Content-Length: 1\r\n") + "\($0)" }.joined()
        for split in 1..<text.utf8.count {
            var connection = MemoryConnection(responder: Sample())
            let wire =
                connection.receive(Array(text.utf8.prefix(split)))
                + connection.receive(Array(text.utf8.dropFirst(split)))
            #expect(try Answer.parse(wire).map(\.body) == ["0", "1", "2", "3"])
        }
    }

    @Test func roomIsAskedForBeforeARequestIsTaken() throws {
        var limits = HTTPLimits()
        limits.pendingOutputBytes = 1000
        limits.pipelineDepth = 2
        #expect(try exchange((0..<9).map { request("GET /big/\($0)") }.joined(), limits: limits).count == 9)
    }

    @Test func continueIsOfferedOnceAndOnlyWhenAwaited() throws {
        var connection = MemoryConnection(responder: Sample())
        let head = request("PUT /echo", "Expect: 100-continue\r\nContent-Length: 2\r\n")
        check(connection.receive(head) == "HTTP/1.1 100 Continue\r\n\r\n")
        check(connection.receive("h") == "")
        check(connection.receive("i").hasSuffix("\r\n\r\nhi"))
        check(connection.receive(head + "hi").hasPrefix("HTTP/1.1 200 OK"))
        check(connection.receive(head + "h") == "")
        check(connection.receive("i").hasPrefix("HTTP/1.1 200 OK"))
    }

    @Test func continueComesBehindEarlierAnswers() {
        var connection = MemoryConnection(responder: Sample())
        let wire = connection.receive(
            request("GET /") + request("PUT /echo", "Expect: 100-continue\r\nTransfer-Encoding: chunked\r\n"))
        #expect(wire.hasPrefix("HTTP/1.1 200 OK") && wire.hasSuffix("hello\nHTTP/1.1 100 Continue\r\n\r\n"))
    }

    @Test(arguments: [
        ("GET / HTTP/1.1\r\n\r\n", 400), ("GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505),
        ("BREW / HTTP/1.1\r\nHost: a\r\n\r\n", 501),
        ("GET /\(String(repeating: "a", count: 9000)) HTTP/1.1\r\nHost: a\r\n\r\n", 414),
        ("GET / HTTP/1.1\r\nHost: a\r\nA: \(String(repeating: "a", count: 70_000))\r\n\r\n", 431),
        ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n", 413),
        ("POST / HTTP/1.1\r\nHost: a\r\nExpect: x\r\nContent-Length: 1\r\n\r\n", 417),
        ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", 501),
        ("GET https://a/ HTTP/1.1\r\nHost: a\r\n\r\n", 421),
    ])
    func errorsAreProblemDocuments(_ text: String, _ status: Int) throws {
        var connection = MemoryConnection(responder: Sample())
        let answers = try Answer.parse(connection.receive(Array((request("GET /first") + text).utf8)))
        #expect(answers.map(\.status) == [200, status])
        #expect(answers[1].value("Content-Type") == "application/problem+json")
        #expect(answers[1].value("Connection") == "close")
        #expect(answers[1].value("Date") != nil)
        #expect(answers[1].body.contains("\"type\":\"/problems/") && answers[1].body.contains("\"status\":\(status),"))
        check(connection.isClosed)
    }

    @Test func errorAnswerToHeadHasNoContent() throws {
        var connection = MemoryConnection(responder: Sample())
        let wire = connection.receive("HEAD / HTTP/1.1\r\nHost: a b\r\n\r\n")
        #expect(wire.hasPrefix("HTTP/1.1 400 ") && wire.hasSuffix("\r\n\r\n"))
    }

    @Test func everyErrorHasAStatusASlugAndADetail() {
        for error in ProtocolError.allCases {
            #expect((400...505).contains(error.status.rawValue))
            #expect(error.status.reason.utf8CodeUnitCount > 0)
            #expect(error.slug.utf8CodeUnitCount > 0)
            let detail = "\(error.detail)"
            #expect(detail.hasSuffix(".") && !detail.contains("\"") && !detail.contains("\\"))
        }
    }
}
