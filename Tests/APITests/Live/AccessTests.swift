import HTTPEngine
import JSONText
import Journal
import Testing

@testable import API

/// Who is let in, and what everyone else is told.
struct AccessTests {
    private static let target = "/v1/gates/kim-thanh/visits"
    private static let declaration = #"{"direction":"export","goodsClass":"general","plate":"24C-123.45"}"#
    private static let stranger = Peer(network: 0xFFFF_C000_0207, isLoopback: false)

    private func declare(
        _ gate: GateFixture, as role: String? = nil, _ fields: [String] = [], isSecure: Bool = false,
        peer: Peer = .localhost
    ) throws -> WireAnswer {
        try gate.ask("POST", Self.target, as: role, fields, body: Self.declaration, isSecure: isSecure, peer: peer)
    }

    @Test func write_WithoutAToken_IsChallenged() throws {
        let answer = try declare(GateFixture())
        try expectProblem(answer, 401, "unauthorized")
        #expect(answer["WWW-Authenticate"] == "Bearer realm=\"cuakhau\"")
    }

    @Test(arguments: [
        "Basic dXNlcjpwYXNz", "Bearer", "Bearer ", "Bearer short", "Bearer \(String(repeating: "A", count: 43))",
        "Bearer \(String(repeating: "!", count: 43))", "bearer \(String(repeating: "A", count: 44))",
    ])
    func write_WithAWrongToken_IsChallengedWithTheReason(credentials: String) throws {
        let answer = try declare(GateFixture(), as: nil, ["Authorization: \(credentials)"])
        try expectProblem(answer, 401, "unauthorized")
        #expect(answer["WWW-Authenticate"]?.contains("error=\"inva") == true)
        #expect(!answer.text.contains("AAAA") && !answer.text.contains("dXNl"))
    }

    @Test func write_WithTwoTokens_IsRefused() throws {
        let gate = try GateFixture()
        let token = try #require(gate.tokens["admin"])
        let answer = try declare(gate, as: "admin", ["Authorization: Bearer \(token)"])
        try expectProblem(answer, 401, "unauthorized")
    }

    @Test func token_ThatExpiredOrWasRevoked_SaysSince() throws {
        let gate = try GateFixture()
        gate.clock.advance(seconds: 31 * 86_400)
        #expect(try declare(gate, as: "admin").text.contains("expired at 2026-12-21T01:00:00Z"))
        let other = try GateFixture()
        for token in other.book.all { _ = try other.book.revoke(token.id, at: other.clock.now) }
        #expect(try declare(other, as: "admin").text.contains("was revoked at 2026-11-21T01:00:00Z"))
    }

    /// A haulier's system: it sees and cancels what it declared, and nothing else.
    @Test func declarant_DeclaresAndCancelsItsOwnAlone() throws {
        let gate = try GateFixture()
        let others = try gate.declare("99A-111.11")
        let declared = try declare(gate, as: "declarant")
        #expect(declared.status == 201)
        let own = try #require(try declared.json()["id"]?.string)
        func step(_ visit: String, _ content: String) throws -> WireAnswer {
            try gate.ask("POST", "/v1/visits/\(visit)/events", as: "declarant", body: content)
        }
        #expect(try gate.get("/v1/visits/\(own)", as: "declarant").status == 200)
        try expectProblem(try gate.get("/v1/visits/\(others)", as: "declarant"), 403, "forbidden")
        let cancel = #"{"step":"turn-back","reason":"Đơn hàng bị huỷ"}"#
        try expectProblem(try step(others, cancel), 403, "forbidden")
        try expectProblem(try step(own, #"{"step":"arrive"}"#), 403, "forbidden")
        try expectProblem(
            try gate.ask(
                "POST", "/v1/gates/huu-nghi/visits", as: "declarant", body: Self.declaration), 403, "forbidden")
        try expectProblem(
            try gate.ask(
                "POST", "/v1/gates/kim-thanh/events", as: "declarant", body: #"{"kind":"closes","reason":"x"}"#), 403,
            "forbidden")
        #expect(try step(own, cancel).status == 200)
        #expect(try gate.get("/v1/visits/\(own)", as: "declarant").json()["state"] == "turned-back")
        // What has arrived is the gate's.
        let next = try #require(try declare(gate, as: "declarant").json()["id"]?.string)
        try gate.step(next, #"{"step":"arrive"}"#)
        try expectProblem(try step(next, cancel), 403, "forbidden")
    }

    @Test(arguments: ["reader", "planner"])
    func role_WithoutTheRight_IsToldWhich(role: String) throws {
        let answer = try declare(GateFixture(), as: role)
        let problem = try expectProblem(answer, 403, "forbidden")
        #expect(problem["detail"]?.string?.contains("takes the role declarant or operator, or admin") == true)
        #expect(answer["WWW-Authenticate"]?.contains("insufficient_scope") == true)
    }

    @Test func operator_OfAnotherGate_IsToldWhich() throws {
        let gate = try GateFixture()
        let answer = try gate.ask("POST", "/v1/gates/huu-nghi/visits", as: "operator", body: Self.declaration)
        let problem = try expectProblem(answer, 403, "forbidden")
        #expect(
            problem["detail"]?.string?.contains(
                "it is for kim-thanh; this takes the role declarant or operator of huu-nghi") == true
        )
        #expect(try declare(gate, as: "operator").status == 201)
    }

    @Test func audit_IsForAdmins() throws {
        let gate = try GateFixture()
        for role in ["reader", "operator", "planner"] {
            let problem = try expectProblem(try gate.get("/v1/audit", as: role), 403, "forbidden")
            #expect(problem["detail"]?.string?.hasSuffix("this takes the role admin") == true)
        }
        #expect(try gate.get("/v1/audit", as: "admin").status == 200)
    }

    /// A token in the clear is refused before it is looked at.
    @Test func token_OverPlainHTTPFromAnotherMachine_IsRefusedUnlessAllowed() throws {
        let gate = try GateFixture()
        try expectProblem(try declare(gate, as: "admin", peer: Self.stranger), 403, "insecure-transport")
        #expect(try gate.get("/v1/live").status == 200)
        #expect(try declare(gate, as: "admin", isSecure: true, peer: Self.stranger).status == 201)
        var rules = Doorkeeper.Rules()
        rules.allowsPlain = true
        #expect(try declare(GateFixture(rules: rules), as: "admin", peer: Self.stranger).status == 201)
    }

    @Test func wrongTokens_AreLimitedByAddress() throws {
        var rules = Doorkeeper.Rules()
        rules.failedAttempts = 3
        let gate = try GateFixture(rules: rules)
        let wrong = ["Authorization: Bearer \(String(repeating: "B", count: 43))"]
        for _ in 0..<3 { try expectProblem(try declare(gate, as: nil, wrong), 401, "unauthorized") }
        let answer = try declare(gate, as: nil, wrong)
        try expectProblem(answer, 429, "too-many-attempts")
        #expect(answer["Retry-After"] == "20")
        // Others behind the same address, and other addresses, are none the worse for it.
        #expect(try declare(gate, as: "admin").status == 201)
        let elsewhere = try declare(gate, as: nil, wrong, isSecure: true, peer: Self.stranger)
        #expect(elsewhere.status == 401)
        gate.clock.advance(seconds: 21)
        #expect(try declare(gate, as: nil, wrong).status == 401)
    }

    @Test func preflight_OfAWrite_IsAnswered() throws {
        let answer = try GateFixture().ask(
            "OPTIONS", "/v1/gates/kim-thanh/lanes/export-1", as: nil,
            ["Origin: https://a.example", "Access-Control-Request-Method: PATCH"])
        #expect(answer.status == 204)
        #expect(answer["Access-Control-Allow-Methods"] == "GET, HEAD, PATCH, OPTIONS")
        for name in ["Authorization", "Idempotency-Key", "If-Match", "Last-Event-ID", "Content-Type"] {
            #expect(answer["Access-Control-Allow-Headers"]?.contains(name) == true, "\(name)")
        }
    }

    /// A server without a journal.
    @Test func readOnlyServer_RefusesWritesAndKnowsNothingLive() throws {
        let client = try APIClient()
        let answer = try client.ask(
            "POST", Self.target, ["Content-Type: application/json"], body: Self.declaration)
        try expectProblem(answer, 503, "read-only")
        try expectProblem(try client.get("/v1/stream"), 503, "read-only")
        try expectProblem(try client.get("/v1/gates/kim-thanh/bulletin"), 503, "read-only")
        let board = try client.json("/v1/gates/kim-thanh/live")
        #expect(board["state"] == "unreported" && board["stale"] == true)
        #expect(board["lanes"]?.array?.count == 5)
        #expect(try client.json("/v1/live")["total"]?.integer ?? 0 > 30)
        #expect(try client.json("/v1/gates/kim-thanh/lanes/export-1")["state"] == "unreported")
    }
}
