import BorderEconomy
import JSONText
import Testing

@testable import API

/// Boards, bulletins and the audit trail as they are read.
struct BoardTests {
    private let gate: GateFixture

    init() throws {
        gate = try GateFixture()
    }

    /// The schema that the description has for an answer.
    private func faults(_ answer: WireAnswer, _ path: String, _ method: String = "get", _ status: String = "200") throws
        -> [String]
    {
        let document = try gate.get("/openapi.json").json()
        let response = document["paths"]?[path]?[method]?["responses"]?[status]
        let schema = try #require(response?["content"]?["application/json"]?["schema"], "\(path)")
        return SchemaCheck(openAPI: document).faults(of: try answer.json(), against: schema)
    }

    /// Some traffic: one cleared, one waiting, one turned back, a closed lane and a restriction.
    private func play() throws -> (cleared: String, waiting: String) {
        try gate.lane("export-1", #"{"state":"open"}"#)
        try gate.lane("export-2", #"{"state":"closed","reason":"Bảo trì"}"#)
        let (cleared, waiting) = (try gate.declare("24C-001.01"), try gate.declare("24C-001.02", goods: "general"))
        for visit in [cleared, waiting] { try gate.step(visit, #"{"step":"arrive"}"#) }
        gate.clock.advance(seconds: 600)
        for step in [#"{"step":"call"}"#, #"{"step":"begin-clearing","lane":"export-1"}"#, #"{"step":"clear"}"#] {
            #expect(try gate.step(cleared, step).status == 200)
        }
        let back = try gate.declare("24C-001.03")
        try gate.step(back, #"{"step":"arrive"}"#)
        try gate.step(back, #"{"step":"turn-back","reason":"Thiếu giấy tờ"}"#)
        _ = try gate.ask(
            "POST", "/v1/gates/kim-thanh/events", as: "operator",
            body: #"{"kind":"restricts","reason":"Bảo trì máy soi","vehicleKinds":["dangerous"]}"#)
        return (cleared, waiting)
    }

    @Test func board_IsAsDescribed() throws {
        _ = try play()
        let answer = try gate.get("/v1/gates/kim-thanh/live")
        #expect(try faults(answer, "/v1/gates/{id}/live") == [])
        let board = try answer.json()
        #expect(board["state"] == "open" && board["waiting"] == 1 && board["served15"] == 1)
        #expect(board["oldestSince"] == "2026-11-21T01:00:00Z" && board["stale"] == false)
        let export = try #require(board["directions"]?.array?.first)
        #expect(export["wait"]?["method"]?.string?.isEmpty == false && export["waitingByGoods"] == ["general": 1])
        #expect(board["lanes"]?.array?.map { $0["state"]?.string ?? "" }.prefix(2) == ["open", "closed"])
        #expect(board["events"]?.array?.first?["reason"] == "Bảo trì máy soi")
        #expect(try faults(try gate.get("/v1/live"), "/v1/live") == [])
        #expect(try gate.get("/v1/live?gate=kim-thanh").json()["items"]?.array == [board])
    }

    @Test func board_IsFreshForASecondAndHasItsTag() throws {
        for target in ["/v1/gates/kim-thanh/live", "/v1/live", "/v1/live?gate=kim-thanh", "/v1/gates/kim-thanh/events"]
        {
            let before = try gate.get(target)
            #expect(before["Cache-Control"] == "public, max-age=1, stale-while-revalidate=5", "\(target)")
            let etag = try #require(before["ETag"])
            #expect(try gate.get(target, as: nil, ["If-None-Match: \(etag)"]).status == 304)
        }
        let etag = try #require(try gate.get("/v1/gates/kim-thanh/live")["ETag"])
        try gate.declare("24C-001.23")
        #expect(try gate.get("/v1/gates/kim-thanh/live", as: nil, ["If-None-Match: \(etag)"]).status == 200)
    }

    /// While nothing happens a board stays the same to the byte, but for the moment it is of.
    @Test func board_DoesNotMoveWithTime() throws {
        var yard = Yard(
            GateLayout(
                gate: try #require(Identifier("kim-thanh")),
                lanes: [LiveLane(id: try #require(LaneID("export-1")), direction: .export)]))
        let start = try #require(Moment("2026-11-21T08:00:00+07:00"))
        func stamp(_ sequence: Int64) -> LiveStamp { LiveStamp(sequence: sequence, received: start) }
        let declaration = VisitDeclaration(
            plateDigest: PlateDigest(high: 1, low: 1), plateEnding: PlateEnding(lastOf: "123"), direction: .export,
            goodsClass: .fruit)
        _ = try yard.declare(declaration, stamp: stamp(1))
        _ = try yard.step(.arrive, of: VisitID(number: 1), stamp: stamp(2))
        func figures(_ seconds: Int64) -> [UInt8] {
            var writer = LiveWriter()
            writer.board(yard.board(at: start.advanced(bySeconds: seconds)), sequence: 2)
            return Array(writer.bytes[writer.headEnd...])
        }
        #expect(figures(0) == figures(5) && figures(0) == figures(900))
        #expect(String(decoding: figures(0), as: UTF8.self).contains("\"oldestSince\":\"2026-11-21T01:00:00Z\""))
    }

    @Test func board_OfAnAlias_IsThatOfItsGate() throws {
        #expect(try gate.get("/v1/gates/kim-thanh/live").status == 200)
        try expectProblem(try gate.get("/v1/gates/kim-thnh/live"), 404, "not-found")
        try expectProblem(try gate.get("/v1/live?gate=kim-thnh"), 400, "bad-parameter")
    }

    @Test func answersOfWrites_AreAsDescribed() throws {
        let (_, waiting) = try play()
        #expect(try faults(try gate.get("/v1/visits/\(waiting)", as: "admin"), "/v1/visits/{visit}") == [])
        let lane = try gate.get("/v1/gates/kim-thanh/lanes/export-2")
        #expect(try faults(lane, "/v1/gates/{id}/lanes/{lane}") == [])
        #expect(try faults(try gate.get("/v1/gates/kim-thanh/events"), "/v1/gates/{id}/events") == [])
        #expect(try faults(try gate.step(waiting, #"{"step":"call"}"#), "/v1/visits/{visit}/events", "post") == [])
        let declared = try gate.ask(
            "POST", "/v1/gates/kim-thanh/visits", as: "operator",
            body: #"{"direction":"import","goodsClass":"empty","plate":"云A-12345"}"#)
        #expect(try faults(declared, "/v1/gates/{id}/visits", "post", "201") == [])
    }

    @Test func bulletin_BalancesInEveryForm() throws {
        _ = try play()
        let target = "/v1/gates/kim-thanh/bulletin"
        let answer = try gate.get("\(target)?lang=en")
        #expect(try faults(answer, "/v1/gates/{id}/bulletin") == [])
        let total = try #require(try answer.json()["total"])
        #expect(total["arrived"] == 3 && total["cleared"] == 1 && total["turnedBack"] == 1)
        #expect(total["stockAfter"] == 1 && total["residual"] == 0)
        #expect(try answer.json()["date"] == "2026-11-21" && answer.json()["complete"] == false)
        let table = try gate.get("\(target)?f=csv").text.split(separator: "\r\n").map(String.init)
        #expect(table.count == 16)
        #expect(
            table.first?.hasPrefix("gate,date,direction,goodsClass,scope,simulated,complete,hoursReported,") == true)
        #expect(table.last == "kim-thanh,2026-11-21,,,real,false,false,1,0,3,1,1,0,1,0,3,0,0,0.17")
        let english = try gate.get(target, as: nil, ["Accept: text/plain"])
        #expect(english["Content-Type"] == "text/plain; charset=utf-8")
        #expect(english.text.hasPrefix("BẢN TIN ") && english.text.contains(", ngày 21/11/2026"))
        #expect(
            try gate.get("\(target)?f=text&lang=en").text.contains(
                "Export: stock before 0, arrived 3, cleared 1, turned back 1, diverted 0, stock 1"))
    }

    /// What nobody knows is null, and no line of text says 0.
    @Test(arguments: ["1900-01-01", "2026-11-20"])
    func bulletin_OfADayThatNobodyReported_SaysSo(date: String) throws {
        _ = try play()
        let target = "/v1/gates/kim-thanh/bulletin?date=\(date)"
        let answer = try gate.get(target)
        #expect(try faults(answer, "/v1/gates/{id}/bulletin") == [])
        let bulletin = try answer.json()
        #expect(bulletin["hoursReported"] == 0)
        for member in bulletin["total"]?.object?.members ?? [] { #expect(member.value == .null, "\(member.key)") }
        #expect(bulletin["directions"]?[0]?["goods"]?[0]?["stockAfter"] == .null)
        let text = try gate.get("\(target)&f=text&lang=en").text
        #expect(text.hasSuffix("Nothing was reported on this day.\n") && !text.contains("stock"))
        let table = try gate.get("\(target)&f=csv").text.split(separator: "\r\n")
        #expect(table.last == "kim-thanh,\(date),,,real,false,true,0,,,,,,,,,,,")
    }

    @Test func bulletin_CountsRealVehiclesUnlessAsked() throws {
        for (plate, simulated) in [("24C-001.01", false), ("24C-001.02", true)] {
            let declared = try gate.ask(
                "POST", "/v1/gates/kim-thanh/visits", as: "operator",
                body: #"{"direction":"export","goodsClass":"fruit","plate":"\#(plate)","simulated":\#(simulated)}"#)
            try gate.step(try #require(try declared.json()["id"]?.string), #"{"step":"arrive"}"#)
        }
        func arrived(_ query: String) throws -> JSONValue? {
            try gate.get("/v1/gates/kim-thanh/bulletin\(query)").json()["total"]?["arrived"]
        }
        #expect(try arrived("") == 1 && arrived("?scope=simulated") == 1 && arrived("?scope=all") == 2)
    }

    /// After the cut the day that has just ended is told, until midnight.
    @Test func bulletin_WithoutADay_IsOfTodayByTheCalendar() throws {
        _ = try play()
        let target = "/v1/gates/kim-thanh/bulletin"
        gate.clock.advance(seconds: 13 * 3600)  // 21:10
        let evening = try gate.get(target).json()
        #expect(evening["date"] == "2026-11-21" && evening["complete"] == true)
        #expect(evening["total"]?["arrived"] == 3)
        #expect(try gate.get("\(target)?date=2026-11-22").json()["complete"] == false)
        try expectProblem(try gate.get("\(target)?date=2026-11-23"), 400, "bad-parameter")
        gate.clock.advance(seconds: 4 * 3600)
        #expect(try gate.get(target).json()["date"] == "2026-11-22")
    }

    @Test(arguments: ["date=tomorrow", "date=2026-11-22", "scope=half", "f=geojson"])
    func bulletin_ThatCannotBe_IsRefused(query: String) throws {
        try expectProblem(try gate.get("/v1/gates/kim-thanh/bulletin?\(query)"), 400, "bad-parameter")
    }

    @Test func audit_SaysWhoDidWhat() throws {
        let (cleared, _) = try play()
        let answer = try gate.get("/v1/audit?limit=1000", as: "admin")
        #expect(try faults(answer, "/v1/audit") == [])
        #expect(answer["Cache-Control"] == "no-store")
        let entries = try #require(try answer.json()["items"]?.array)
        #expect(entries.first?["action"] == "announce" && entries.last?["action"] == "set-lane")
        #expect(entries.last?["before"]?["state"] == "unreported" && entries.last?["after"]?["state"] == "open")
        #expect(entries.last?["actor"]?.string?.hasPrefix("operator-") == true)
        let history = try gate.get("/v1/audit?visit=\(cleared)", as: "admin").json()["items"]?.array
        #expect(
            history?.compactMap { $0["action"]?.string } == ["clear", "begin-clearing", "call", "arrive", "declare"])
        #expect(try gate.get("/v1/audit?action=declare&gate=kim-thanh", as: "admin").json()["items"]?.array?.count == 3)
        #expect(try gate.get("/v1/audit?gate=huu-nghi", as: "admin").json()["items"] == [])
        #expect(
            try gate.get("/v1/audit?from=2026-11-21T08:05:00%2B07:00&to=2026-11-21T08:00:00Z", as: "admin").json()[
                "items"]?.array?.count == 7)
    }

    @Test func audit_GoesOnPageByPage() throws {
        _ = try play()
        var target: String? = "/v1/audit?limit=5"
        var sequences: [Int64] = []
        while let asked = target {
            let page = try gate.get(asked, as: "admin").json()
            sequences += page["items"]?.array?.compactMap { $0["sequence"]?.integer } ?? []
            target = page["next"]?.string
        }
        #expect(sequences == Array((1...13).reversed()))
    }

    @Test(arguments: [
        "limit=0", "limit=1001", "gate=nope", "action=declared", "visit=x", "from=yesterday", "before=0", "who=me",
        "to=2026-11-20T08:00:00Z&from=2026-11-21T08:00:00Z",
    ])
    func audit_OfAWrongQuestion_IsRefused(query: String) throws {
        let problem = try expectProblem(try gate.get("/v1/audit?\(query)", as: "admin"), 400, "bad-parameter")
        let name = String(query.prefix { $0 != "=" })
        #expect(ListedFault.all(of: problem).map(\.parameter) == [name])
    }
}
