import JSONText
import Journal
import Testing

@testable import API

/// Batches: each line is answered by itself.
struct BatchTests {
    private let gate: GateFixture

    init() throws {
        gate = try GateFixture()
    }

    private func write(
        _ lines: [String], as role: String = "operator", _ fields: [String] = []
    ) throws -> WireAnswer {
        try gate.ask(
            "POST", "/v1/events", as: role, fields, body: lines.joined(separator: "\n"), type: "application/x-ndjson")
    }

    private func results(_ answer: WireAnswer) throws -> [JSONValue] {
        try answer.text.split(separator: "\n").map { try JSONValue(parsing: Array($0.utf8)) }
    }

    private func declaration(_ number: Int, at gate: String = "kim-thanh") -> String {
        #"{"write":"declare","gate":"\#(gate)","direction":"export","goodsClass":"fruit","plate":"24C-\#(10_000 + number)"}"#
    }

    @Test func lines_AreAnsweredInOrderAndByThemselves() throws {
        let visit = try gate.declare("99A-111.11")
        let answer = try write([
            declaration(1), "", "  ", declaration(1), declaration(2, at: "huu-nghi"), "{", #"{"write":"declares"}"#,
            "[]",
            #"{"write":"step","visit":"\#(visit)","step":"arrive"}"#,
            #"{"write":"step","visit":"0000zzzz","step":"arrive"}"#,
            #"{"write":"lane","gate":"kim-thanh","lane":"export-1","state":"open"}"#,
            #"{"write":"announce","gate":"kim-thanh","kind":"closes","reason":"Tết"}"#,
            #"{"write":"step","visit":"\#(visit)","step":"call","at":"2030-01-01T00:00:00Z"}"#,
        ])
        #expect(answer.status == 200 && answer["Content-Type"] == "application/x-ndjson")
        let results = try results(answer)
        #expect(results.compactMap { $0["line"]?.integer } == [1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13])
        #expect(
            results.compactMap { $0["status"]?.integer } == [201, 409, 403, 400, 422, 422, 200, 404, 200, 201, 422])
        #expect(results[0]["state"] == "declared" && results[6]["visit"] == .string(visit))
        #expect(results[1]["type"] == "/problems/plate-in-yard" && results[10]["type"] == "/problems/clock-ahead")
        #expect(results[4]["errors"]?.array?.first?["remedy"]?.string?.contains("declare") == true)
        let broken = try #require(results[3]["errors"]?.array?.first)
        #expect(broken["reason"] == "column 2: the text ends inside a value")
        #expect(broken["remedy"] == "give one JSON object on the line (RFC 8259)")
        #expect(gate.gate.live.publication.sequence == 5)
    }

    /// A haulier's system declares many at once, and cancels its own; all else is the gate's.
    @Test func declarant_DeclaresAndCancelsAlone() throws {
        let others = try gate.declare("99A-111.11")
        let cancel = #""step":"turn-back","reason":"Đơn hàng bị huỷ"}"#
        let answer = try write(
            [
                declaration(1), declaration(2), declaration(3, at: "huu-nghi"),
                #"{"write":"step","visit":"\#(others)",\#(cancel)"#,
                #"{"write":"step","gate":"kim-thanh","plate":"24C-10001","step":"arrive"}"#,
                #"{"write":"lane","gate":"kim-thanh","lane":"export-1","state":"open"}"#,
                #"{"write":"announce","gate":"kim-thanh","kind":"closes","reason":"Tết"}"#,
                #"{"write":"end","gate":"kim-thanh","event":"00000001","until":null}"#,
            ], as: "declarant")
        let results = try results(answer)
        #expect(results.compactMap { $0["status"]?.integer } == [201, 201, 403, 403, 403, 403, 403, 403])
        let details = results.map { $0["detail"]?.string ?? "" }
        #expect(details[2].contains("it is for kim-thanh; this takes the role declarant or operator of huu-nghi"))
        #expect(details[3].contains("cancels (turn-back) its own declarations alone"))
        for detail in details[4...] {
            #expect(
                detail.contains("may not write what happens at kim-thanh; this takes the role operator of kim-thanh"))
        }
        let own = try #require(results[0]["visit"]?.string)
        #expect(try gate.get("/v1/visits/\(own)", as: "declarant").status == 200)
        let cancelled = try write([#"{"write":"step","visit":"\#(own)",\#(cancel)"#], as: "declarant")
        #expect(try self.results(cancelled)[0]["state"] == "turned-back")
    }

    @Test(arguments: ["reader", "planner"])
    func roleThatWritesNothingHere_SendsNoBatches(role: String) throws {
        let problem = try expectProblem(try write([declaration(1)], as: role), 403, "forbidden")
        #expect(problem["detail"]?.string?.contains("takes the role declarant or operator") == true)
    }

    @Test func step_MayNameGateAndPlate() throws {
        func step(_ gate: String, _ plate: String, _ step: String, _ more: String = "") -> String {
            #"{"write":"step","gate":"\#(gate)","plate":"\#(plate)","step":"\#(step)"\#(more)}"#
        }
        let visit = try gate.declare("24C-001.23")
        let answer = try write([
            step("kim-thanh", "24c 00123", "arrive"), step("kim-thanh", "24C-001.24", "arrive"),
            step("huu-nghi", "24C-001.23", "call"), step("kim-thanh", "24C-001.23", "clear"),
            step("kim-thanh", "24C-001.23", "call", #", "visit": "\#(visit)""#), step("kim-thanh", "?", "call"),
            #"{"write":"step","plate":"24C-001.23","step":"call"}"#, step("nowhere", "24C-001.23", "call"),
            step("kim-thanh", "24C-001.23", "turn-back", #", "reason": "no papers""#),
            step("kim-thanh", "24C-001.23", "arrive"),
        ])
        let results = try results(answer)
        #expect(results.compactMap { $0["status"]?.integer } == [200, 404, 403, 409, 422, 422, 422, 422, 200, 404])
        #expect(results[0]["visit"] == .string(visit) && results[0]["state"] == "arrived")
        let pointers = results.map { $0["errors"]?.array?.first?["pointer"]?.string }
        #expect(pointers == [nil, "/plate", nil, "/step", "/visit", "/plate", "/gate", "/gate", nil, "/plate"])
        #expect(!answer.text.contains("001.24"))
        #expect(results[8]["state"] == "turned-back")
    }

    @Test func end_OfAnEvent_IsALine() throws {
        let announced = try write([#"{"write":"announce","gate":"kim-thanh","kind":"closes","reason":"Tết"}"#])
        let id = try #require(try results(announced)[0]["event"]?.string)
        gate.clock.advance(seconds: 60)
        let line = #"{"write":"end","gate":"kim-thanh","event":"\#(id)","until":"2026-11-21T08:01:00+07:00"}"#
        #expect(try results(write([line]))[0]["status"] == 200)
        #expect(try gate.get("/v1/gates/kim-thanh/events").json()["total"] == 0)
    }

    /// Beyond what is read on the loop.
    @Test func largeBatch_IsReadBesideTheLoop() throws {
        let answer = try write((0..<400).map { declaration($0) })
        let results = try results(answer)
        #expect(results.count == 400 && results.allSatisfy { $0["status"] == 201 })
        #expect(try gate.get("/v1/gates/kim-thanh/live").json()["directions"]?.array?.first?["expected"] == 400)
    }

    @Test(arguments: [[], ["", " "]])
    func batch_WithoutALine_IsRefused(lines: [String]) throws {
        let answer = try gate.ask(
            "POST", "/v1/events", as: "operator", body: lines.joined(separator: "\n") + "\n",
            type: "application/x-ndjson")
        try expectProblem(answer, 400, "bad-content")
    }

    @Test func batch_OfTooManyLines_IsRefusedWhole() throws {
        let answer = try write(Array(repeating: "1", count: BatchReader.linesMax + 1))
        try expectProblem(answer, 413, "content-too-large")
    }

    @Test func batch_OfJSON_IsRefusedByItsType() throws {
        let answer = try gate.ask("POST", "/v1/events", as: "operator", body: "{}")
        try expectProblem(answer, 415, "unsupported-media-type")
        #expect(answer["Accept-Post"] == "application/x-ndjson, application/ndjson")
    }

    @Test func batch_ThatComesAgain_IsDoneOnce() throws {
        let lines = [declaration(1), declaration(2), "{"]
        let first = try write(lines, as: "operator", ["Idempotency-Key: b"])
        let again = try write(lines, as: "operator", ["Idempotency-Key: b"])
        #expect(first.body == again.body && again["Idempotency-Replayed"] == "true")
        #expect(gate.gate.live.publication.sequence == 2)
    }
}
