import BorderEconomy
import JSONText
import Testing

@testable import API

/// Lanes and events of gates, and the versions that their changes name.
struct LaneTests {
    private let gate: GateFixture
    private static let lane = "/v1/gates/kim-thanh/lanes/export-1"
    private static let events = "/v1/gates/kim-thanh/events"

    init() throws {
        gate = try GateFixture()
    }

    private func patch(_ path: String, _ fields: [String], _ body: String, type: String = "application/json") throws
        -> WireAnswer
    {
        try gate.ask("PATCH", path, as: "operator", fields, body: body, type: type)
    }

    @Test func change_NamesTheVersionItIsOf() throws {
        let etag = try #require(try gate.get(Self.lane)["ETag"])
        let unnamed = try patch(Self.lane, [], #"{"state":"open"}"#)
        try expectProblem(unnamed, 428, "precondition-required")
        try expectProblem(
            try patch(Self.lane, ["If-Match: \"other\""], #"{"state":"open"}"#), 412, "precondition-failed")
        let opened = try patch(Self.lane, ["If-Match: \(etag)"], #"{"state":"open"}"#)
        #expect(opened.status == 200)
        #expect(try opened.json()["since"] == "2026-11-21T01:00:00Z")
        #expect(opened["ETag"] == (try gate.get(Self.lane)["ETag"]))
        try expectProblem(
            try patch(Self.lane, ["If-Match: \(etag)"], #"{"state":"unreported"}"#), 412, "precondition-failed")
        #expect(try gate.get(Self.lane).json()["state"] == "open")
        #expect(try patch(Self.lane, ["If-Match: *"], #"{"state":"unreported"}"#).status == 200)
    }

    @Test func mergePatch_TakesBackWithNull() throws {
        let closed = try gate.lane("export-1", #"{"state":"closed","reason":"Bảo trì","vehicleKinds":["fruit"]}"#)
        #expect(try closed.json()["reason"] == "Bảo trì" && closed.json()["vehicleKinds"] == ["fruit"])
        let reset = try gate.lane("export-1", #"{"state":null,"vehicleKinds":null}"#).json()
        #expect(reset["state"] == "unreported" && reset["vehicleKinds"]?.array?.count == 6)
    }

    @Test(arguments: [
        (#"{}"#, ""), (#"{"state":"opened"}"#, "/state"), (#"{"state":"open","reason":"x"}"#, "/reason"),
        (#"{"reason":"x"}"#, "/reason"), (#"{"vehicleKinds":[]}"#, "/vehicleKinds"),
        (#"{"vehicleKinds":["fruits"]}"#, "/vehicleKinds/0"), (#"{"state":1}"#, "/state"), (#"{"open":true}"#, "/open"),
        (#"{"state":"closed"}"#, "/reason"),
    ])
    func change_ThatIsWrong_IsRefused(body: String, pointer: String) throws {
        let problem = try expectProblem(try patch(Self.lane, ["If-Match: *"], body), 422, "unprocessable")
        #expect((problem["errors"]?.array?.first?["pointer"]?.string ?? "") == pointer)
    }

    @Test func lane_ThatIsNotThere_IsAddedWithItsDirection() throws {
        let path = "/v1/gates/kim-thanh/lanes/export-9"
        try expectProblem(try gate.get(path), 404, "not-found")
        try expectProblem(try patch(path, [], #"{"state":"open"}"#), 404, "not-found")
        try expectProblem(
            try patch(path, ["If-Match: *"], #"{"state":"open","direction":"export"}"#), 412, "precondition-failed")
        let added = try patch(path, [], #"{"state":"open","direction":"export"}"#)
        #expect(added.status == 201 && added["Location"] == path)
        try expectProblem(try patch(path, ["If-Match: *"], #"{"direction":"import"}"#), 409, "conflict")
    }

    @Test func lane_ThatWasAdded_IsRemoved() throws {
        let path = "/v1/gates/kim-thanh/lanes/export-9"
        #expect(try patch(path, [], #"{"state":"open","direction":"export"}"#).status == 201)
        let removed = try gate.lane("export-9", #"{"state":"removed"}"#)
        #expect(try removed.status == 200 && removed.json()["state"] == "removed")
        try expectProblem(try gate.get(path), 404, "not-found")
        let lanes = try gate.get("/v1/gates/kim-thanh/live").json()["lanes"]?.array
        #expect(lanes?.contains { $0["lane"] == "export-9" } == false)
        #expect(try patch(path, [], #"{"state":"open","direction":"export"}"#).status == 201)
        // A lane of the gate's record is closed instead.
        try expectProblem(try patch(Self.lane, ["If-Match: *"], #"{"state":"removed"}"#), 409, "conflict")
    }

    @Test func lanes_AreBounded() throws {
        let lines = (0..<70).map {
            #"{"write":"lane","gate":"kim-thanh","lane":"x\#($0)","state":"open","direction":"export"}"#
        }
        let answer = try gate.ask(
            "POST", "/v1/events", as: "operator", body: lines.joined(separator: "\n"), type: "application/x-ndjson")
        let statuses = try answer.text.split(separator: "\n").map {
            try JSONValue(parsing: Array($0.utf8))["status"]?.integer ?? 0
        }
        #expect(statuses.count { $0 == 200 } == 59 && statuses.count { $0 == 409 } == 11)
        #expect(try gate.get("/v1/gates/kim-thanh/live").json()["lanes"]?.array?.count == 64)
    }

    @Test func lane_WithATimeBeforeItsState_IsRefused() throws {
        #expect(try gate.lane("export-1", #"{"state":"open"}"#).status == 200)
        gate.clock.advance(seconds: 3600)
        let late = try gate.lane("export-1", #"{"state":"unreported","at":"2026-11-21T07:00:00+07:00"}"#)
        let problem = try expectProblem(late, 422, "unprocessable")
        #expect(problem["errors"]?.array?.first?["pointer"] == "/at")
    }

    /// Hours and what lanes take come from the gate's record.
    @Test func hoursOfTheRecord_CloseTheGate() throws {
        let hours = try #require(
            OpeningHours(
                week: Array(repeating: [try #require(OpeningHours.Span("13:00/17:00"))], count: 7),
                source: Source(document: try #require(Identifier("qd-1958-2025")))))
        let gate = try GateFixture { changed in
            guard changed.id.rawValue == "kim-thanh" else { return }
            changed.openingHours = hours
            changed.lanes = changed.lanes.map {
                GateLane(
                    id: $0.id, direction: $0.direction, vehicleKinds: VehicleKinds([.empty]), validFrom: nil,
                    editorial: nil, source: $0.source)
            }
        }
        #expect(try gate.get(Self.lane).json()["vehicleKinds"] == ["empty"])
        #expect(try gate.lane("export-1", #"{"state":"open"}"#).status == 200)
        let board = try gate.get("/v1/gates/kim-thanh/live").json()
        #expect(board["directions"]?[0]?["closing"]?["by"] == "hours")
        #expect(board["directions"]?[0]?["closing"]?["until"] == "2026-11-21T06:00:00Z")
        let visits = try ["empty", "general"].enumerated().map { try gate.declare("24C-001.0\($0)", goods: $1) }
        for visit in visits {
            for step in [#"{"step":"arrive"}"#, #"{"step":"call"}"#] {
                #expect(try gate.step(visit, step).status == 200)
            }
        }
        let clearing = #"{"step":"begin-clearing","lane":"export-1"}"#
        try expectProblem(try gate.step(visits[0], clearing), 409, "gate-closed")
        gate.clock.advance(seconds: 5 * 3600)
        #expect(try gate.step(visits[0], clearing).status == 200)
        try expectProblem(try gate.step(visits[1], clearing), 409, "conflict")
    }

    @Test func event_ClosesTheGateUntilItEnds() throws {
        let announced = try gate.ask(
            "POST", Self.events, as: "operator", body: #"{"kind":"closes","reason":"Bão số 3","directions":["export"]}"#
        )
        #expect(announced.status == 201)
        let path = try #require(announced["Location"])
        let etag = try #require(announced["ETag"])
        #expect(try gate.get(path)["ETag"] == etag)
        #expect(try gate.get(Self.events).json()["total"] == 1)
        #expect(try gate.lane("export-1", #"{"state":"open"}"#).status == 200)
        let id = try gate.declare("24C-001.23")
        try gate.step(id, #"{"step":"arrive"}"#)
        try gate.step(id, #"{"step":"call"}"#)
        let clearing = #"{"step":"begin-clearing","lane":"export-1"}"#
        let problem = try expectProblem(try gate.step(id, clearing), 409, "gate-closed")
        #expect(problem["detail"]?.string?.contains("Bão số 3") == true)
        gate.clock.advance(seconds: 60)
        try expectProblem(try patch(path, [], #"{"until":"2026-11-21T08:01:00+07:00"}"#), 428, "precondition-required")
        let ended = try patch(path, ["If-Match: \(etag)"], #"{"until":"2026-11-21T08:01:00+07:00"}"#)
        #expect(ended.status == 200)
        #expect(try gate.step(id, clearing).status == 200)
        try expectProblem(try gate.get(path), 404, "not-found")
    }

    @Test(arguments: [
        (#"{"kind":"closes"}"#, "/reason"), (#"{"kind":"shuts","reason":"x"}"#, "/kind"),
        (#"{"kind":"restricts","reason":"x"}"#, "/vehicleKinds"),
        (#"{"kind":"closes","reason":"x","until":"2026-11-21T07:00:00+07:00"}"#, "/until"),
        (#"{"kind":"closes","reason":"","from":"today"}"#, "/reason"),
        (#"{"kind":"closes","reason":"x","from":"1970-01-01T00:00:00Z"}"#, "/from"),
        (#"{"kind":"closes","reason":"x","from":"9999-12-31T00:00:00Z"}"#, "/from"),
        (#"{"kind":"closes","reason":"x","until":"2999-01-01T00:00:00Z"}"#, "/until"),
    ])
    func event_ThatIsWrong_IsRefused(body: String, pointer: String) throws {
        let problem = try expectProblem(
            try gate.ask("POST", Self.events, as: "operator", body: body), 422, "unprocessable")
        #expect(problem["errors"]?.array?.first?["pointer"] == .string(pointer))
    }
}
