import Catalog
import HTTPEngine
import JSONText
import Journal
import Testing

@testable import API

/// The stream of what happens: what a client hears, in which order, and what becomes of one that does not listen.
struct StreamTests {
    private let gate: GateFixture

    init() throws {
        gate = try GateFixture()
    }

    private func listen(_ query: String = "", _ fields: [String] = []) -> StreamListener {
        StreamListener(gate.responder, "/v1/stream\(query)", fields)
    }

    private func data(_ event: StreamListener.Event) throws -> JSONValue {
        try JSONValue(parsing: Array(event.data.utf8))
    }

    @Test func listener_HearsASnapshotThenChanges() throws {
        var listener = listen("?gate=kim-thanh")
        #expect(listener.head.contains("Content-Type: text/event-stream"))
        #expect(listener.head.contains("Cache-Control: no-store") && listener.head.contains("X-Accel-Buffering: no"))
        #expect(listener.head.contains("Access-Control-Allow-Origin: *"))
        let first = listener.events()
        #expect(first.map(\.name) == ["retry", "snapshot"])
        #expect(try data(first[1])["gates"]?.array?.first?["gate"] == "kim-thanh")
        try gate.declare("24C-001.23")
        let told = listener.events()
        #expect(told.map(\.name) == ["board"] && told[0].id != nil)
        #expect(try data(told[0]) == gate.get("/v1/gates/kim-thanh/live").json())
        #expect(listener.events().isEmpty)
    }

    /// An empty id is that of a client that has heard nothing yet.
    @Test func emptyLastEventID_IsNone() throws {
        var listener = listen("?gate=kim-thanh", ["Last-Event-ID:"])
        #expect(listener.events().map(\.name) == ["retry", "snapshot"])
    }

    @Test func stream_IsForThoseWhoAcceptEvents() throws {
        try expectProblem(
            try gate.get("/v1/stream", as: nil, ["Accept: application/json"]), 406, "not-acceptable")
        #expect(listen("", ["Accept: text/event-stream"]).head.contains("200"))
        let responses = try gate.get("/openapi.json").json()["paths"]?["/v1/stream"]?["get"]?["responses"]
        #expect(responses?["406"] != nil && responses?["304"] == nil && responses?["412"] == nil)
        let written = try gate.get("/openapi.json").json()["paths"]?["/v1/events"]?["post"]
        #expect(written?["responses"]?["413"] != nil)
        #expect(written?["requestBody"]?["content"]?["application/ndjson"] != nil)
    }

    @Test func snapshot_HasEveryGateWithoutAFilter() throws {
        var listener = listen()
        let snapshot = try #require(listener.events().last)
        #expect(try data(snapshot)["gates"]?.array?.count == gate.gate.live.publication.boards.count)
    }

    /// After a quiet time a change is told at once; those that follow within the window are one.
    @Test func changesOfABoard_AreMerged() throws {
        var listener = listen("?gate=kim-thanh")
        _ = listener.events()
        try gate.declare("24C-000.00")
        #expect(listener.events().count == 1)
        for number in 1...5 { try gate.declare("24C-000.0\(number)") }
        #expect(listener.events().isEmpty)
        gate.clock.advance(milliseconds: 40)
        gate.pulse.fire()
        let told = listener.events().filter { $0.name == "board" }
        #expect(told.count == 1)
        #expect(try data(told[0])["directions"]?.array?.first?["expected"] == 6)
    }

    @Test func kinds_AreTold() throws {
        var all = listen("?gate=kim-thanh")
        var lanes = listen("?kind=lane")
        var elsewhere = listen("?gate=huu-nghi&kind=board,lane")
        #expect((all.events() + lanes.events() + elsewhere.events()).count == 6)
        try gate.lane("export-1", #"{"state":"open"}"#)
        gate.clock.advance(milliseconds: 50)
        _ = try gate.ask(
            "POST", "/v1/gates/kim-thanh/events", as: "operator", body: #"{"kind":"closes","reason":"Tết"}"#)
        #expect(all.events().map(\.name) == ["lane", "board", "gate-event", "board"])
        let lane = lanes.events()
        #expect(lane.map(\.name) == ["lane"])
        #expect(try data(lane[0]) == gate.get("/v1/gates/kim-thanh/lanes/export-1").json())
        #expect(elsewhere.events().isEmpty)
    }

    @Test func anotherVersionOfTheDataSet_IsTold() throws {
        let seeds = try SeedFixture.shared().seeds
        let snapshot = try SeedFixture.shared().snapshot
        gate.gate.show(snapshot)
        var all = listen()
        var gates = listen("?gate=kim-thanh")
        var only = listen("?kind=dataset")
        var boards = listen("?kind=board,lane")
        let begins = [all.events(), gates.events(), only.events(), boards.events()]
        for first in begins {
            let dataset = try data(try #require(first.last))["dataset"]
            #expect(dataset?["datasetVersion"]?.string == seeds.version && dataset?["previous"] == .null)
        }
        // The same once more is no news.
        gate.gate.show(snapshot)
        gate.clock.advance(milliseconds: 50)
        gate.gate.show(
            Snapshot(
                datasetVersion: "0123456789abcdef", registry: snapshot.registry, day: snapshot.day, collections: [],
                after: snapshot, at: gate.clock.service.now()))
        gate.pulse.fire()
        for told in [all.events(), gates.events(), only.events()] {
            let news = told.filter { $0.name == "dataset" }
            #expect(news.count == 1 && told.allSatisfy { $0.name == "dataset" || $0.name == "comment" })
            let dataset = try data(try #require(news.first))
            #expect(dataset["datasetVersion"] == "0123456789abcdef")
            #expect(dataset["changes"]?.string == "/v1/changes?since=\(seeds.version)")
        }
        #expect(!boards.events().contains { $0.name == "dataset" })
    }

    @Test func clientThatComesAgain_HearsWhatItMissed() throws {
        var listener = listen("?gate=kim-thanh")
        let snapshot = try #require(listener.events().last?.id)
        listener.leave()
        try gate.declare("24C-001.23")
        gate.clock.advance(milliseconds: 50)
        try gate.declare("24C-001.24")
        var again = listen("?gate=kim-thanh", ["Last-Event-ID: \(snapshot)"])
        let missed = again.events()
        #expect(missed.map(\.name) == ["retry", "board", "board"])
        var upToDate = listen("?gate=kim-thanh", ["Last-Event-ID: \(try #require(missed.last?.id))"])
        #expect(upToDate.events().map(\.name) == ["retry"])
        // Who has no id yet begins.
        var beginning = listen("?gate=kim-thanh", ["Last-Event-ID:"])
        #expect(beginning.events().map(\.name) == ["retry", "snapshot"])
    }

    @Test(arguments: ["1", "abc-7", "x-y-z"])
    func eventOfAnotherTime_IsAnsweredWithAFreshSnapshot(id: String) {
        var listener = listen("?gate=kim-thanh", ["Last-Event-ID: \(id)"])
        #expect(listener.events().map(\.name) == ["retry", "reset", "snapshot"])
    }

    @Test func eventOfTheFuture_IsAnsweredWithAFreshSnapshot() throws {
        var listener = listen("?gate=kim-thanh")
        let id = try #require(listener.events().last?.id?.split(separator: "-").first)
        var again = listen("?gate=kim-thanh", ["Last-Event-ID: \(id)-99"])
        #expect(again.events().map(\.name) == ["retry", "reset", "snapshot"])
    }

    @Test func quietStream_SaysThatItLives() {
        var listener = listen("?gate=kim-thanh")
        _ = listener.events()
        gate.pulse.fire()
        #expect(listener.events() == [StreamListener.Event(name: "comment", data: "heartbeat")])
        gate.pulse.fire()
        #expect(listener.events().count == 1)
        // With nobody left it stops.
        listener.leave()
        gate.pulse.fire()
        #expect(gate.pulse.waitingCount == 0 && gate.gate.stream.figures.subscribers == 0)
    }

    /// A client that takes nothing is held up to a bound; others go on.
    @Test func slowClient_IsCutWithTheReason() throws {
        var slow = listen("?gate=kim-thanh")
        var quick = listen("?gate=kim-thanh")
        var number = 10_000
        while gate.gate.stream.figures.cut == 0, number < 10_400 {
            number += 1
            gate.clock.advance(milliseconds: 50)
            try gate.declare("24C-\(number)")
            #expect(!quick.events().isEmpty)
        }
        #expect(gate.gate.stream.figures.cut == 1 && gate.gate.stream.figures.subscribers == 1)
        let end = try #require(slow.events().last)
        #expect(end.name == "end" && slow.isWhole)
        #expect(try data(end)["reason"]?.string?.contains("read faster") == true)
    }

    @Test func serverThatStops_EndsTheStreams() throws {
        var listener = listen()
        gate.gate.stream.close()
        let end = try #require(listener.events().last)
        #expect(end.name == "end" && listener.isWhole)
        var late = listen()
        #expect(late.events().last?.name == "end" && late.isWhole)
    }

    @Test func head_HasNoContentAndListensToNothing() throws {
        let answer = try gate.ask("HEAD", "/v1/stream")
        #expect(answer.status == 200 && answer["Content-Type"] == "text/event-stream")
        #expect(gate.gate.stream.figures.subscribers == 0)
    }

    @Test(arguments: [
        ("gate=nope", "gate"), ("gate=kim-thanh,", "gate"), ("kind=boards", "kind"), ("kinds=board", "kinds"),
        ("kind=", "kind"),
    ])
    func filter_ThatIsWrong_IsRefused(query: String, parameter: String) throws {
        let problem = try expectProblem(try gate.get("/v1/stream?\(query)"), 400, "bad-parameter")
        #expect(ListedFault.all(of: problem).first?.parameter == parameter)
    }
}
