import BorderEconomy
import JSONText
import Journal
import Testing

@testable import API

/// Declarations, steps and single visits.
struct VisitTests {
    private let gate: GateFixture
    private static let target = "/v1/gates/kim-thanh/visits"
    private static let declaration = """
        {"direction":"export","goodsClass":"fruit","plate":"12C-345.67","weight":{"value":24.5,"unit":"t"},\
        "refrigerated":true}
        """

    init() throws {
        gate = try GateFixture()
    }

    private func declare(
        _ body: String = declaration, as role: String = "operator", _ fields: [String] = [], at target: String = target
    ) throws -> WireAnswer {
        try gate.ask("POST", target, as: role, fields, body: body)
    }

    @Test func declaration_IsAnsweredWithTheVisitAndItsPlace() throws {
        let answer = try declare()
        #expect(answer.status == 201)
        let visit = try answer.json()
        let id = try #require(visit["id"]?.string)
        #expect(answer["Location"] == "/v1/visits/\(id)")
        #expect(answer["Cache-Control"] == "no-store")
        #expect(visit["state"] == "declared" && visit["queuePosition"] == 1)
        #expect(visit["weight"] == ["value": 24500, "unit": "kg"])
        #expect(visit["plateEnding"] == "567")
        #expect(!answer.text.contains("12C") && !answer.text.contains("345"))
        let read = try gate.get("/v1/visits/\(id)", as: "reader")
        #expect(try read.json() == visit)
        #expect(read["Cache-Control"] == "no-store")
        let etag = try #require(read["ETag"])
        #expect(try gate.get("/v1/visits/\(id)", as: "reader", ["If-None-Match: \(etag)"]).status == 304)
    }

    @Test func visit_GoesThroughItsSteps() throws {
        let id = try gate.declare("24C-001.23")
        #expect(try gate.step(id, #"{"step":"arrive"}"#).json()["queuePosition"] == 1)
        #expect(
            try gate.step(id, #"{"step":"call"}"#).json()["legalSteps"] == ["begin-clearing", "turn-back", "divert"])
        try expectProblem(
            try gate.step(id, #"{"step":"begin-clearing","lane":"export-1"}"#), 409, "lane-closed")
        #expect(try gate.lane("export-1", #"{"state":"open"}"#).status == 200)
        #expect(try gate.step(id, #"{"step":"begin-clearing","lane":"export-1"}"#).json()["lane"] == "export-1")
        #expect(try gate.step(id, #"{"step":"clear"}"#).json()["state"] == "cleared")
        // It is in the journal's file alone now.
        let closed = try gate.get("/v1/visits/\(id)", as: "operator").json()
        #expect(closed["state"] == "cleared" && closed["queuePosition"] == .null)
        try expectProblem(try gate.step(id, #"{"step":"clear"}"#), 409, "illegal-step")
    }

    @Test func list_IsForWhoWorksOffTheQueue() throws {
        let (first, second) = (try gate.declare("24C-001.01", goods: "general"), try gate.declare("24C-001.02"))
        let elsewhere = try gate.declare("24C-001.03", at: "huu-nghi")
        for visit in [first, second] { try gate.step(visit, #"{"step":"arrive"}"#) }
        func ids(_ query: String, as role: String = "operator") throws -> [String] {
            try gate.get("\(Self.target)\(query)", as: role).json()["items"]?.array?.compactMap { $0["id"]?.string }
                ?? []
        }
        #expect(try ids("") == [first, second])
        #expect(try ids("?plate=24c00102") == [second] && ids("?plate=24C-001.03") == [])
        #expect(try ids("?state=called,declared") == [] && ids("?direction=import") == [])
        let page = try gate.get("\(Self.target)?limit=1&state=arrived", as: "reader")
        #expect(try page.json()["total"] == 2 && page.json()["items"]?[0]?["queuePosition"] == 1)
        #expect(page["Cache-Control"] == "no-store" && page["Link"]?.contains("rel=\"next\"") == true)
        let next = try #require(try page.json()["next"]?.string)
        let rest = try gate.get(next, as: "reader").json()
        #expect(rest["items"]?.array?.compactMap { $0["id"] } == [.string(second)] && rest["next"] == nil)
        #expect(
            try gate.get("/v1/gates/huu-nghi/visits", as: "reader").json()["items"]?[0]?["id"] == .string(elsewhere))
        try expectProblem(try gate.get("/v1/gates/huu-nghi/visits", as: "operator"), 403, "forbidden")
        try expectProblem(try gate.get(Self.target), 401, "unauthorized")
        for (query, name) in [
            ("?state=arived", "state"), ("?direction=out", "direction"), ("?plate=12", "plate"), ("?limit=0", "limit"),
            ("?cursor=1.2", "cursor"), ("?cursor=x", "cursor"),
        ] {
            let problem = try expectProblem(try gate.get(Self.target + query, as: "operator"), 400, "bad-parameter")
            #expect(ListedFault.all(of: problem).map(\.parameter) == [name])
        }
    }

    @Test func gate_ThatDoesNotWork_TakesNoVehicle() throws {
        for (id, why) in [("gate-moi-muong-te", "planned"), ("loi-mo-lai-chau", "several openings")] {
            let problem = try expectProblem(
                try declare(as: "admin", at: "/v1/gates/\(id)/visits"), 409, "gate-closed")
            #expect(problem["detail"]?.string?.contains(id) == true && problem["detail"]?.string?.contains(why) == true)
        }
    }

    @Test func step_WithATimeBeforeTheLast_IsRefused() throws {
        let id = try gate.declare("24C-001.23")
        let problem = try expectProblem(
            try gate.step(id, #"{"step":"arrive","at":"2026-11-20T08:00:00+07:00"}"#), 422, "unprocessable")
        #expect(problem["errors"]?.array?.first?["pointer"] == "/at")
        #expect(try gate.get("/v1/visits/\(id)", as: "admin").json()["state"] == "declared")
    }

    @Test func whatIsPlayed_IsTakenWhereASettingSaysSo() throws {
        let gate = try GateFixture(yardRules: YardRules(takesSimulated: false))
        let body = #"{"direction":"export","goodsClass":"fruit","plate":"24C-001.23","simulated":true}"#
        let problem = try expectProblem(
            try gate.ask("POST", Self.target, as: "operator", body: body), 403, "forbidden")
        #expect(problem["errors"]?.array?.first?["pointer"] == "/simulated")
        #expect(problem["detail"]?.string?.contains("allowSimulation") == true)
    }

    @Test func step_ThatIsIllegal_NamesStateStepAndWhatIsLegal() throws {
        let id = try gate.declare("24C-001.23")
        let problem = try expectProblem(try gate.step(id, #"{"step":"clear"}"#), 409, "illegal-step")
        let detail = try #require(problem["detail"]?.string)
        #expect(detail.contains("the step clear is not legal for a visit that is declared"))
        #expect(detail.contains("arrive, turn-back, divert"))
        #expect(problem["errors"]?.array?.first?["pointer"] == "/step")
    }

    @Test(arguments: [
        (#"{"step":"turn-back","reason":"Thiếu giấy tờ"}"#, "turned-back"), (#"{"step":"divert","to":"huu nghi"}"#, ""),
        (#"{"step":"divert","to":"huu-nghi"}"#, "diverted"),
    ])
    func visit_EndsOtherwise(content: String, state: String) throws {
        let id = try gate.declare("24C-001.23")
        let answer = try gate.step(id, content)
        if state.isEmpty { return _ = try expectProblem(answer, 422, "unprocessable") }
        #expect(try answer.json()["state"] == .string(state))
    }

    /// Bad content is refused with every fault, and changes nothing.
    @Test(arguments: [
        ("{", 400, "bad-content", ""), ("[1]", 422, "unprocessable", ""),
        (#"{"direction":NaN}"#, 400, "bad-content", "/direction"),
        (#"{"plate":"\#("a\u{0}")"}"#, 400, "bad-content", "/plate"),
        (#"{"plate":"\ud800"}"#, 400, "bad-content", "/plate"),
        (#"{"plate":1,"plate":2}"#, 400, "bad-content", "/plate"),
        ("\(declaration)x", 400, "bad-content", ""),
        (String(repeating: "[", count: 200), 400, "bad-content", "/0/0/0/0"),
        (#"{"direction":"exports","goodsClass":"fruit","plate":"24C-1"}"#, 422, "unprocessable", "/direction"),
        (#"{"direction":"export","goodsClass":"fruit"}"#, 422, "unprocessable", "/plate"),
        (#"{"direction":"export","goodsClass":"fruit","plate":"!"}"#, 422, "unprocessable", "/plate"),
        (#"{"direction":"export","goodsClass":"fruit","plate":"  12C  "}"#, 422, "unprocessable", "/plate"),
        (#"{"direction":"export","goodsClass":"fruit","plate":"24C-1","driver":"A"}"#, 422, "unprocessable", "/driver"),
        (
            #"{"direction":"export","goodsClass":"fruit","plate":"24C-1","weight":{"value":1,"unit":"lb"}}"#, 422,
            "unprocessable", "/weight/unit"
        ),
        (
            #"{"direction":"export","goodsClass":"fruit","plate":"24C-1","weight":{"value":-1,"unit":"kg"}}"#, 422,
            "unprocessable", "/weight/value"
        ),
        (
            #"{"direction":"export","goodsClass":"empty","plate":"24C-1","refrigerated":true}"#, 422, "unprocessable",
            "/refrigerated"
        ),
        (
            #"{"direction":"export","goodsClass":"fruit","plate":"24C-1","clearancePoint":"tan-thanh"}"#, 422,
            "unprocessable", "/clearancePoint"
        ),
        (
            #"{"direction":"export","goodsClass":"fruit","plate":"24C-1","at":"2026-11-21T09:00:00+07:00"}"#, 422,
            "clock-ahead", "/at"
        ),
        (#"{"direction":"export","goodsClass":"fruit","plate":"24C-1","at":"now"}"#, 422, "unprocessable", "/at"),
    ])
    func declaration_ThatIsWrong_IsRefused(body: String, status: Int, kind: String, pointer: String) throws {
        let problem = try expectProblem(try declare(body), status, kind)
        let fault = try #require(problem["errors"]?.array?.first)
        #expect(fault["pointer"]?.string?.hasPrefix(pointer) == true, "\(fault)")
        #expect(fault["remedy"]?.string?.isEmpty == false)
        #expect(gate.gate.live.publication.sequence == 0)
    }

    @Test func faults_AreToldTogether() throws {
        let problem = try expectProblem(
            try declare(#"{"direction":"x","goodsClass":1,"wieght":{}}"#), 422, "unprocessable")
        let pointers = problem["errors"]?.array?.compactMap { $0["pointer"]?.string } ?? []
        #expect(Set(pointers) == ["/direction", "/goodsClass", "/plate", "/wieght"])
        #expect(problem["errors"]?.array?.first?["remedy"] == "did you mean \"weight\"?")
    }

    @Test func content_OfAnotherType_IsRefused() throws {
        let answer = try gate.ask(
            "POST", Self.target, as: "operator", body: "x=1", type: "application/x-www-form-urlencoded")
        try expectProblem(answer, 415, "unsupported-media-type")
        #expect(answer["Accept-Post"] == "application/json")
        try expectProblem(try gate.ask("POST", Self.target, as: "operator"), 415, "unsupported-media-type")
    }

    @Test func plate_InTheYard_IsRefusedHoweverItIsWritten() throws {
        let id = try gate.declare("24C-001.23")
        let problem = try expectProblem(
            try declare(#"{"direction":"import","goodsClass":"general","plate":"24c 00123"}"#), 409, "plate-in-yard")
        #expect(problem["detail"]?.string?.contains(id) == true)
        // At another gate it is another queue.
        #expect(try !gate.declare("24C-001.23", at: "huu-nghi").isEmpty)
    }

    @Test func gate_ThatIsUnknown_IsNotFound() throws {
        let problem = try expectProblem(
            try declare(as: "admin", at: "/v1/gates/kim-than/visits"), 404, "not-found")
        #expect(problem["detail"]?.string?.contains("did you mean \"kim-thanh\"?") == true)
    }

    @Test(arguments: ["00000009", "nothing", "0000000u"])
    func visit_ThatIsUnknown_IsNotFound(id: String) throws {
        try expectProblem(try gate.get("/v1/visits/\(id)", as: "admin"), 404, "not-found")
        try expectProblem(
            try gate.ask("POST", "/v1/visits/\(id)/events", as: "admin", body: #"{"step":"arrive"}"#), 404, "not-found")
    }

    @Test func visit_OfAnotherGate_IsNotForItsOperators() throws {
        let id = try gate.declare("24C-001.23", at: "huu-nghi")
        try expectProblem(try gate.get("/v1/visits/\(id)", as: "operator"), 403, "forbidden")
        try expectProblem(try gate.step(id, #"{"step":"arrive"}"#), 403, "forbidden")
        #expect(try gate.get("/v1/visits/\(id)", as: "reader").status == 200)
    }

    @Test func write_WithIfMatch_IsRefusedBeforeItIsDone() throws {
        try expectProblem(try declare(as: "operator", ["If-Match: \"x\""]), 412, "precondition-failed")
        #expect(gate.gate.live.publication.sequence == 0)
    }

    @Test func key_ThatComesAgain_IsAnsweredAlikeAndDoneOnce() throws {
        let first = try declare(as: "operator", ["Idempotency-Key: \"a-1\""])
        let again = try declare(as: "operator", ["Idempotency-Key: a-1"])
        #expect(again.status == 201 && again.body == first.body)
        #expect(again["Location"] == first["Location"] && again["Content-Type"] == first["Content-Type"])
        #expect(again["Idempotency-Replayed"] == "true" && first["Idempotency-Replayed"] == nil)
        let other = #"{"direction":"import","goodsClass":"general","plate":"99A-999.99"}"#
        try expectProblem(try declare(other, as: "operator", ["Idempotency-Key: a-1"]), 422, "key-reused")
        // A key is its token's own.
        #expect(try declare(other, as: "admin", ["Idempotency-Key: a-1"]).status == 201)
        #expect(gate.gate.live.publication.sequence == 2)
    }

    @Test(arguments: [
        "Idempotency-Key: ", "Idempotency-Key: a b", "Idempotency-Key: \(String(repeating: "k", count: 256))",
    ])
    func key_ThatIsMalformed_IsRefused(field: String) throws {
        try expectProblem(try declare(as: "operator", [field]), 400, "bad-field")
    }
}
