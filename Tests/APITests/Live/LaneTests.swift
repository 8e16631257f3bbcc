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
        let span = try #require(OpeningHours.Span("13:00/17:00"))
        let document = try #require(Identifier<Document>("qd-1958-2025"))
        let hours = try #require(
            OpeningHours(week: Array(repeating: [span], count: 7), source: Source(document: document)))
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
        let gone = try expectProblem(try gate.get(path), 410, "gone")
        #expect(gone["detail"]?.string?.contains("is over since 2026-11-21T01:01:00Z") == true)
        try expectProblem(try gate.get("\(Self.events)/00zzzzzz"), 404, "not-found")
    }

    /// It is there, and cannot be changed any more: whichever version is named.
    @Test func event_ThatIsOver_IsToldSinceWhen() throws {
        let announced = try gate.ask(
            "POST", Self.events, as: "operator",
            body: #"{"kind":"closes","reason":"Bão số 3","until":"2026-11-21T08:10:00+07:00"}"#)
        let path = try #require(announced["Location"])
        let id = try #require(path.split(separator: "/").last)
        gate.clock.advance(seconds: 3600)
        for fields in [[], ["If-Match: *"], ["If-Match: \(try #require(announced["ETag"]))"]] {
            let problem = try expectProblem(try patch(path, fields, #"{"reason":"Bão số 4"}"#), 409, "event-over")
            #expect(problem["detail"] == "the event \(id) is over since 2026-11-21T01:10:00Z; announce a new one")
        }
        let line = #"{"write":"end","gate":"kim-thanh","event":"\#(id)","until":"2026-11-21T20:00:00+07:00"}"#
        let batch = try gate.ask("POST", "/v1/events", as: "operator", body: line, type: "application/x-ndjson")
        #expect(batch.text.contains("\"type\":\"/problems/event-over\""))
        try expectProblem(
            try patch("\(Self.events)/00zzzzzz", ["If-Match: *"], #"{"reason":"x"}"#), 404, "not-found")
        try expectProblem(try patch("\(Self.events)/x", ["If-Match: *"], #"{"reason":"x"}"#), 404, "not-found")
    }

    /// The list has the lanes there are, and says which of them somebody added.
    @Test func list_HasLanesThatWereAdded() throws {
        let list = "/v1/gates/kim-thanh/lanes"
        func ids(_ target: String) throws -> [String?] {
            try gate.get(target).json()["items"]?.array?.map { $0["id"]?.string } ?? []
        }
        let built = ["export-1", "export-2", "import-1", "import-2", "import-3"]
        let before = try gate.get(list)
        #expect(try ids(list) == built && before["Cache-Control"]?.contains("max-age=1,") == true)
        #expect(try ids("/v1/gates/tan-thanh/lanes") == [])
        let body = #"{"direction":"export","vehicleKinds":["fruit"]}"#
        #expect(try patch("\(list)/export-9", [], body).status == 201)
        let after = try gate.get(list)
        #expect(after["ETag"] != before["ETag"])
        let items = try #require(try after.json()["items"]?.array)
        #expect(items.map { $0["origin"]?.string } == Array(repeating: "built", count: 5) + ["added"])
        let added = try #require(items.last)
        #expect(added["id"] == "export-9" && added["gate"] == "kim-thanh" && added["direction"] == "export")
        #expect(added["vehicleKinds"] == ["fruit"] && added["source"] == .null && added["validFrom"] == .null)
        #expect(try after.json()["total"] == 6)
        // It answers what every list answers.
        #expect(try ids("\(list)?origin=added") == ["export-9"])
        #expect(try ids("\(list)?direction=export&sort=-id") == ["export-9", "export-2", "export-1"])
        let next = try #require(try gate.get("\(list)?limit=5").json()["next"]?.string)
        #expect(try ids(next) == ["export-9"])
        #expect(try gate.get("\(list)?f=csv").text.contains("export-9,kim-thanh,export,added,"))
        #expect(try ids("/v1/gates/lao-cai-road-2/lanes").count == 6)
        // As built: what the data set of a day or a version has.
        #expect(try ids("\(list)?validAt=2026-01-01") == built)
        let version = try #require(try after.json()["datasetVersion"]?.string)
        #expect(try ids("\(list)?datasetVersion=\(version)") == built)
        #expect(try gate.lane("export-9", #"{"state":"removed"}"#).status == 200)
        #expect(try ids(list) == built)
    }

    /// A write whose answer was lost is sent again, and whatever has changed since is answered as it was.
    @Test func whatIsSentAgain_IsAnsweredAsBefore() throws {
        func twice(_ method: String, _ path: String, _ fields: [String], _ body: String, after seconds: Int64 = 0)
            throws
        {
            let type = method == "PATCH" ? "application/merge-patch+json" : "application/json"
            let first = try gate.ask(method, path, as: "operator", fields, body: body, type: type)
            #expect((200...201).contains(first.status), "\(first.text)")
            gate.clock.advance(seconds: seconds)
            let second = try gate.ask(method, path, as: "operator", fields, body: body, type: type)
            #expect(second.status == first.status && second.body == first.body, "\(second.text)")
            #expect(second["Idempotency-Replayed"] == "true" && second["ETag"] == first["ETag"])
            #expect(first["Idempotency-Replayed"] == nil)
        }
        let etag = try #require(try gate.get(Self.lane)["ETag"])
        try twice("PATCH", Self.lane, ["If-Match: \(etag)", "Idempotency-Key: open"], #"{"state":"open"}"#)
        try twice(
            "PATCH", "/v1/gates/kim-thanh/lanes/export-9", ["Idempotency-Key: new"],
            #"{"state":"open","direction":"export"}"#)
        try twice(
            "POST", Self.events, ["Idempotency-Key: soon"],
            #"{"kind":"closes","reason":"Bão","until":"2026-11-21T08:00:02+07:00"}"#, after: 5)
        let announced = try gate.ask("POST", Self.events, as: "operator", body: #"{"kind":"closes","reason":"Lũ"}"#)
        let path = try #require(announced["Location"])
        gate.clock.advance(seconds: 5)
        try twice(
            "PATCH", path, ["If-Match: \(try #require(announced["ETag"]))", "Idempotency-Key: end"],
            #"{"until":"2026-11-21T08:00:09+07:00"}"#, after: 60)
        // All lines of a batch whose time has passed.
        let line =
            #"{"write":"announce","gate":"kim-thanh","kind":"closes","reason":"Gió","until":"2026-11-21T08:02:00+07:00"}"#
        let batches = try (0..<2).map { _ in
            let answer = try gate.ask(
                "POST", "/v1/events", as: "operator", ["Idempotency-Key: lines"], body: line, type: "application/ndjson"
            )
            gate.clock.advance(seconds: 3600)
            return answer
        }
        #expect(batches[0].body == batches[1].body && batches[0].text.contains("\"status\":201"))
        #expect(batches[1]["Idempotency-Replayed"] == "true")
        #expect(try gate.get("/v1/audit", as: "admin").json()["items"]?.array?.count == 6)
    }

    @Test func aKeyOfAnotherRequest_IsTold_AndOneOfNone_ChangesNothing() throws {
        let key = "Idempotency-Key: k"
        let lane = try gate.ask("PATCH", Self.lane, as: "operator", [key], body: #"{"state":"open"}"#)
        try expectProblem(lane, 428, "precondition-required")
        #expect(try patch(Self.lane, ["If-Match: *", key], #"{"state":"open"}"#).status == 200)
        try expectProblem(try patch(Self.lane, [key], #"{"state":"closed","reason":"x"}"#), 422, "key-reused")
    }

    @Test func event_IsMadeOpenEndedAgain_AndItsReasonIsCorrected() throws {
        let announced = try gate.ask(
            "POST", Self.events, as: "operator",
            body: #"{"kind":"closes","reason":"Bao so 3","until":"2026-11-21T20:00:00+07:00"}"#)
        let path = try #require(announced["Location"])
        let open = try patch(path, ["If-Match: *"], #"{"until":null,"reason":"Bão số 3"}"#)
        #expect(open.status == 200, "\(open.text)")
        #expect(try open.json()["until"] == .null && open.json()["reason"] == "Bão số 3")
        let ended = try patch(path, ["If-Match: *"], #"{"until":"2026-11-21T19:00:00+07:00"}"#)
        #expect(try ended.json()["until"] == "2026-11-21T12:00:00Z" && ended.json()["reason"] == "Bão số 3")
        for (body, pointer) in [("{}", ""), (#"{"reason":null}"#, "/reason"), (#"{"until":5}"#, "/until")] {
            let problem = try expectProblem(try patch(path, ["If-Match: *"], body), 422, "unprocessable")
            #expect(problem["errors"]?.array?.first?["pointer"] == .string(pointer))
        }
    }

    @Test(arguments: ["abc", "\"a\" \"b\"", "*, \"a\"", "\"a"])
    func versionThatIsNoEntityTag_IsMalformed(tag: String) throws {
        try expectProblem(try patch(Self.lane, ["If-Match: \(tag)"], #"{"state":"open"}"#), 400, "bad-field")
    }

    @Test(arguments: ["application/json;;=", "application/json; charset", "application", "application/json; a=\"b"])
    func contentType_ThatIsMalformed_IsRefused(type: String) throws {
        try expectProblem(
            try patch(Self.lane, ["If-Match: *"], #"{"state":"open"}"#, type: type), 400, "bad-field")
        let quoted = try patch(
            Self.lane, ["If-Match: *"], #"{"state":"open"}"#, type: "application/json; charset=utf-8 ; x=\"a;=\\\"\"")
        #expect(quoted.status == 200)
    }

    @Test func contentThatIsTooLarge_IsToldTheLimit() throws {
        let large = #"{"kind":"closes","reason":""# + String(repeating: "x", count: 70_000) + #""}"#
        let problem = try expectProblem(
            try gate.ask("POST", Self.events, as: "operator", body: large), 413, "content-too-large")
        #expect(problem["detail"]?.string?.contains("65536 are taken here") == true)
        let deep = #"{"reason":[[[[1]]]]}"#
        let nested = try expectProblem(
            try gate.ask("POST", Self.events, as: "operator", body: deep), 400, "bad-content")
        #expect(nested["errors"]?[0]?["remedy"]?.string?.hasPrefix("nest at most 4 levels") == true)
    }

    @Test(arguments: [
        (#"{"kind":"closes"}"#, "/reason"), (#"{"kind":"shuts","reason":"x"}"#, "/kind"),
        (#"{"kind":"restricts","reason":"x"}"#, "/vehicleKinds"),
        (#"{"kind":"closes","reason":"x","until":"2026-11-21T07:00:00+07:00"}"#, "/until"),
        (#"{"kind":"closes","reason":"","from":"today"}"#, "/reason"),
        ("{\"kind\":\"closes\",\"reason\":\"\u{202E}gnp.exe\"}", "/reason"),
        (#"{"kind":"closes","reason":"x","from":"1970-01-01T00:00:00Z"}"#, "/from"),
        (#"{"kind":"closes","reason":"x","from":"9999-12-31T00:00:00Z"}"#, "/from"),
        (#"{"kind":"closes","reason":"x","until":"2999-01-01T00:00:00Z"}"#, "/until"),
    ])
    func event_ThatIsWrong_IsRefused(body: String, pointer: String) throws {
        let problem = try expectProblem(
            try gate.ask("POST", Self.events, as: "operator", body: body), 422, "unprocessable")
        #expect(problem["errors"]?.array?.first?["pointer"] == .string(pointer))
        let remedy = try #require(problem["errors"]?.array?.first?["remedy"]?.string)
        #expect(!remedy.contains("mend it"))
    }
}
