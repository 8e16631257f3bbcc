import HTTPEngine
import Testing

/// Identifiers of requests, and what answers show beside what the responder writes.
@Suite struct RequestIDTests {
    private func answers(
        _ requests: String, _ change: (inout RequestCycle.Options) -> Void = { _ in }
    ) throws -> [Answer] {
        var options = RequestCycle.Options()
        change(&options)
        var connection = MemoryConnection(responder: Sample(), options: options)
        return try Answer.parse(Array(connection.receive(requests).utf8))
    }

    private func get(_ target: String, _ fields: String = "") -> String {
        "GET \(target) HTTP/1.1\r\nHost: a\r\n\(fields)\r\n"
    }

    @Test(arguments: ["/", "/304", "/204", "/404", "/extra", "/silent"])
    func saneIdentifier_ComesBackWithAnyAnswer(target: String) throws {
        let id = "9f1c2d3e-aZ.09_~+/="
        let answer = try answers(get(target, "x-request-id: \(id)\r\n"))[0]
        #expect(answer.fields.filter { $0.hasPrefix("X-Request-Id") } == ["X-Request-Id: \(id)"])
    }

    @Test(arguments: [
        "", "a b", "a,b", "a\"b", "a\\b", "a;b", "é", "<script>", "a\tb", "%0d%0a", String(repeating: "a", count: 65),
    ])
    func otherIdentifier_IsIgnored(id: String) throws {
        #expect(try answers(get("/", "X-Request-Id: \(id)\r\n"))[0].value("X-Request-Id") == nil)
    }

    @Test func identifier_OfTheGreatestLength_IsTaken() throws {
        let id = String(repeating: "a", count: 64)
        #expect(try answers(get("/", "X-Request-Id: \(id)\r\n"))[0].value("X-Request-Id") == id)
    }

    @Test func repeatedIdentifier_IsIgnored() throws {
        let answer = try answers(get("/", "X-Request-Id: a\r\nX-Request-Id: a\r\n"))[0]
        #expect(answer.value("X-Request-Id") == nil)
    }

    @Test func pipelinedRequests_KeepTheirOwn() throws {
        let found = try answers(
            get("/", "X-Request-Id: one\r\n") + get("/") + get("/", "X-Request-Id: three\r\n"))
        #expect(found.map { $0.value("X-Request-Id") } == ["one", nil, "three"])
    }

    @Test func refusedRequest_HasItsIdentifierWhenItWasRead() throws {
        let found = try answers("GET / HTTP/1.1\r\nX-Request-Id: mine\r\nHost: a\r\nHost: b\r\n\r\n")
        #expect(found[0].status == 400 && found[0].value("X-Request-Id") == "mine")
    }

    @Test func made_AreSixteenHexadecimalDigitsAndNeverTheSame() throws {
        let found = try answers(String(repeating: get("/"), count: 300)) { $0.requestIDs = .send }
        let ids = found.compactMap { $0.value("X-Request-Id") }
        #expect(ids.count == 300 && Set(ids).count == 300)
        #expect(ids.allSatisfy { $0.wholeMatch(of: /[0-9a-f]{16}/) != nil })
        let elsewhere = try answers(get("/")) {
            $0.requestIDs = .send
            $0.requestIDSeed = 1
        }
        #expect(elsewhere[0].value("X-Request-Id") != ids[0])
    }

    @Test func made_GiveWayToTheClients() throws {
        let found = try answers(get("/", "X-Request-Id: mine\r\n")) { $0.requestIDs = .send }
        #expect(found[0].value("X-Request-Id") == "mine")
    }

    @Test func made_MayStayInside() throws {
        var options = RequestCycle.Options()
        options.requestIDs = .make
        var seen = ""
        var connection = MemoryConnection(
            responder: Sample(), options: options, observe: { _, response in seen = response.requestID.string })
        let answer = try Answer.parse(Array(connection.receive(get("/")).utf8))[0]
        #expect(answer.value("X-Request-Id") == nil)
        #expect(seen.count == 16)
    }

    @Test func serverTiming_ShowsMilliseconds() throws {
        let found = try answers(get("/") + get("/304")) { $0.timingClock = { 12_034_567 } }
        #expect(found.map { $0.value("Server-Timing") } == ["total;dur=12.034", "total;dur=12.034"])
        #expect(try answers(get("/"))[0].value("Server-Timing") == nil)
    }

    @Test func observer_IsToldOfEveryAnswer() throws {
        var seen: [String] = []
        var connection = MemoryConnection(
            responder: Sample(),
            observe: { request, response in
                let method = request.hasMethod ? "\(request.method.name)" : "none"
                seen.append("\(method) \(response.status.rawValue) \(response.contentCount) \(response.route)")
            })
        _ = connection.receive(get("/") + "HEAD / HTTP/1.1\r\nHost: a\r\n\r\n" + get("/304") + "(\r\n\r\n")
        #expect(seen.prefix(3) == ["GET 200 6 0", "HEAD 200 0 0", "GET 304 0 0"])
        #expect(seen.last?.hasPrefix("none 400 ") == true && seen.count == 4)
    }
}
