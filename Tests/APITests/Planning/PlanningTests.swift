import BorderEconomy
import Catalog
import Foundation
import JSONText
import Journal
import Testing

@testable import API

/// What planners write: authorised, judged by the rules of the seeds, stored, and read at once.
struct PlanningTests {
    private static let turnover = """
        {"subject": "lao-cai-2025", "indicator": "trade-turnover", "value": 3100000000, "unit": "USD", "period": "2025",
         "source": {"document": "qd-1958-2025"}}
        """

    private static let laoCai = Role.planner(provinces: Set(["lao-cai-2025"].compactMap { Identifier($0) }))

    private func faults(_ answer: WireAnswer) throws -> [(pointer: String, reason: String)] {
        try (answer.json()["errors"]?.array ?? []).map {
            ($0["pointer"]?.string ?? "-", $0["reason"]?.string ?? "")
        }
    }

    @Test func anObservation_IsReadAsSoonAsItIsAnswered() throws {
        let service = try PlanningService()
        defer { remove(service) }
        let planner = try service.authorization(Self.laoCai)
        let before = try service.ask("GET", "/v1/dataset").json()["datasetVersion"]?.string ?? ""
        let answer = try service.write("POST", "/v1/observations", Self.turnover, by: planner)
        #expect(answer.status == 201, "\(answer.text)")
        let place = try #require(answer["Location"])
        #expect(place == "/v1/observations/lao-cai-2025-trade-turnover-2025")
        let read = try service.ask("GET", place)
        #expect(read.status == 200)
        #expect(try read.json()["value"]?.integer == 3_100_000_000)
        let list = try service.ask("GET", "/v1/observations?subject=lao-cai-2025&indicator=trade-turnover").json()
        #expect(list["items"]?.array?.contains { $0["period"]?["start"]?.string == "2025-01-01" } == true)
        let changes = try service.ask("GET", "/v1/changes?since=\(before)&collection=observations").json()
        #expect(changes["items"]?[0]?["href"]?.string == place)
        #expect(changes["items"]?[0]?["change"]?.string == "created")
        let facts = try service.ask("GET", "/v1/documents/qd-1958-2025/facts").json()
        #expect(
            facts["items"]?.array?.contains { $0["record"]?.string == "lao-cai-2025-trade-turnover-2025" } == true)
        #expect(try read.json()["layer"] == "extended")
        let twice = try service.write("POST", "/v1/observations", Self.turnover, by: planner)
        #expect(twice.status == 409)
        #expect(try twice.json()["type"] == "/problems/conflict")
        #expect(twice.text.contains(place))
        #expect(try service.edits.map(\.record.rawValue) == ["lao-cai-2025-trade-turnover-2025"])
    }

    @Test func aPatch_NamesTheVersionItIsOf() throws {
        let service = try PlanningService()
        defer { remove(service) }
        let planner = try service.authorization(.admin)
        let target = try #require(try SeedFixture.shared().registry.targets.all.first?.id.rawValue)
        let path = "/v1/targets/\(target)"
        let change = #"{"deadline": "2031-12-31", "deadlineBasis": "stated"}"#
        let unnamed = try service.write("PATCH", path, change, by: planner)
        #expect(unnamed.status == 428)
        let other = try service.write("PATCH", path, change, by: planner, "If-Match: \"other\"")
        #expect(other.status == 412)
        #expect(other["ETag"] == unnamed["ETag"])
        // The tag of a representation in another language and coding.
        let english = try service.ask("GET", "\(path)?lang=en", ["Accept-Encoding: gzip"])
        let changed = try service.write(
            "PATCH", path, change, by: planner, "If-Match: \(try #require(english["ETag"]))")
        #expect(changed.status == 200, "\(changed.text)")
        #expect(changed["Content-Location"] == "\(path)/record")
        #expect(try service.ask("GET", path).json()["deadline"]?.string == "2031-12-31")
        let written = try service.ask("GET", "\(path)/record")
        #expect(written["ETag"] == changed["ETag"] && written.body == changed.body)
        // The version before is no longer there; that of the answer is.
        #expect(
            try service.write("PATCH", path, change, by: planner, "If-Match: \(try #require(unnamed["ETag"]))").status
                == 412)
        let again = try service.write(
            "PATCH", path, #"{"deadline": "2032-12-31"}"#, by: planner,
            "If-Match: \(try #require(changed["ETag"]))")
        #expect(again.status == 200)
        #expect(
            try service.write("PATCH", path, #"{"deadline": "2033-12-31"}"#, by: planner, "If-Match: *").status == 200)
        #expect(try service.edits.map(\.form) == [.patch, .patch, .patch])
    }

    @Test func whoeverMayNot_IsToldWhoMay() throws {
        let service = try PlanningService()
        defer { remove(service) }
        let other = try service.authorization(
            .planner(provinces: Set(["lang-son"].compactMap { Identifier($0) })))
        let outside = try service.write("POST", "/v1/observations", Self.turnover, by: other)
        #expect(outside.status == 403)
        #expect(outside.text.contains("planner of lao-cai-2025"))
        let gates = Set(["kim-thanh"].compactMap { Identifier<BorderGate>($0) })
        let operators = try service.authorization(.operator(gates: gates))
        #expect(try service.write("POST", "/v1/observations", Self.turnover, by: operators).status == 403)
        let nobody = try service.ask(
            "POST", "/v1/observations", ["Content-Type: application/json"], body: Self.turnover)
        #expect(nobody.status == 401 && nobody["WWW-Authenticate"] != nil)
        #expect(try service.edits.isEmpty)
    }

    @Test func whatIsWrong_IsSaidWithItsPlace() throws {
        let service = try PlanningService()
        defer { remove(service) }
        let planner = try service.authorization(Self.laoCai)
        func refused(_ body: String) throws -> WireAnswer {
            try service.write("POST", "/v1/observations", body, by: planner)
        }
        for broken in ["{", #"{"a": 1, "a": 2}"#, #"{"a": "\ud800"}"#, "{} x", #"{"a": Infinity}"#] {
            #expect(try refused(broken).status == 400, "\(broken)")
        }
        let wrong = try refused(Self.turnover.replacingOccurrences(of: "USD", with: "VND"))
        #expect(wrong.status == 422)
        #expect(try faults(wrong).map(\.pointer) == ["/unit"])
        let several = try refused(#"{"subject": "nobody", "indicator": "trade-turnover", "unit": "USD", "valu": 3}"#)
        #expect(several.status == 422)
        #expect(try faults(several).map(\.pointer) == ["/source", "/valu"])
        let remedies = try (several.json()["errors"]?.array ?? []).map { $0["remedy"]?.string ?? "" }
        #expect(remedies == ["give \"source\"", "did you mean \"value\"?"])
        let ahead = try refused(Self.turnover.replacingOccurrences(of: "\"2025\"", with: "\"2999\""))
        #expect(ahead.status == 422)
        #expect(try ahead.json()["type"] == "/problems/clock-ahead")
        #expect(try faults(ahead).map(\.pointer) == ["/period"])
        let typed = try service.ask(
            "POST", "/v1/observations", ["Content-Type: text/plain", planner], body: Self.turnover)
        #expect(typed.status == 415 && typed["Accept-Post"] == "application/json")
        let unknown = try service.write("PATCH", "/v1/projects/harbour", "{}", by: planner, "If-Match: *")
        #expect(unknown.status == 404)
        #expect(try service.edits.isEmpty)
    }

    @Test func aDossier_ComesIntoItsStages() throws {
        let service = try PlanningService()
        defer { remove(service) }
        let admin = try service.authorization(.admin)
        let registry = try SeedFixture.shared().registry
        let project = try #require(registry.projects.all.first { $0.phases.allSatisfy(\.planned) }).header.id
        func step(_ stage: String, _ day: String) throws -> WireAnswer {
            try service.write(
                "POST", "/v1/projects/\(project)/dossier",
                #"{"stage": "\#(stage)", "on": "\#(day)", "source": {"document": "qd-1958-2025"}}"#, by: admin)
        }
        let early = try step("approved", "2026-01-01")
        #expect(early.status == 422)
        #expect(try faults(early).map(\.pointer) == ["/stage"])
        #expect(try faults(early).first?.reason.contains("it may become received") == true)
        for (stage, day) in [("received", "2026-01-01"), ("under-appraisal", "2026-02-01"), ("approved", "2026-03-01")]
        {
            #expect(try step(stage, day).status == 201)
        }
        let read = try service.ask("GET", "/v1/projects/\(project)").json()
        #expect(read["dossierStage"]?.string == "approved" && read["phase"]?.string == "approved")
        #expect(read["dossier"]?.array?.count == 3)
        let list = try service.ask("GET", "/v1/projects?dossierStage=approved").json()
        #expect(list["total"]?.integer == 1)
        let groups = try service.ask("GET", "/v1/projects/summary?by=dossierStage").json()["items"]?.array
        #expect(groups?.first { $0["by"]?["dossierStage"]?.string == "approved" }?["count"]?.integer == 1)
        let invested = try service.ask("GET", "/v1/investment?period=2026").json()
        let accounts = invested["items"]?.array ?? []
        let years = accounts.compactMap { $0["recorded"]?.array?.first }
        let recorded = try #require(years.first)
        let counts = recorded["stages"]?.array?.map { $0["count"]?["value"]?.integer }
        #expect(counts == [1, 1, 1, 0, 0, 0])
        #expect(recorded["stages"]?[2]?["count"]?["inputs"] == .array([.string(project.rawValue)]))
        #expect(recorded["pending"]?["value"]?.integer == 0)
        let rows = try service.ask("GET", "/v1/investment?period=2026&f=csv").text.split(separator: "\r\n")
        #expect(rows.contains { $0.contains("recorded,approved") && $0.contains(project.rawValue) })
    }

    @Test func aRequestThatIsSentAgain_IsDoneOnce() throws {
        let service = try PlanningService()
        defer { remove(service) }
        let admin = try service.authorization(.admin)
        let key = "Idempotency-Key: 7f"
        let first = try service.write("POST", "/v1/observations", Self.turnover, by: admin, key)
        let second = try service.write("POST", "/v1/observations", Self.turnover, by: admin, key)
        #expect(first.status == 201 && second.status == 201)
        #expect(first.body == second.body && first["Location"] == second["Location"])
        #expect(try service.edits.count == 1)
        let other = try service.write("POST", "/v1/targets", Self.turnover, by: admin, key)
        #expect(other.status == 422 && other.text.contains("key-reused"))
        // A patch names the version before it, and is answered alike all the same.
        let target = try #require(try SeedFixture.shared().registry.targets.all.first?.id.rawValue)
        let tag = try #require(try service.ask("GET", "/v1/targets/\(target)/record")["ETag"])
        let answers = try (0..<2).map { _ in
            try service.write(
                "PATCH", "/v1/targets/\(target)", #"{"deadline": "2031-12-31", "deadlineBasis": "stated"}"#, by: admin,
                "If-Match: \(tag)", "Idempotency-Key: 80")
        }
        #expect(answers.map(\.status) == [200, 200] && answers[0].body == answers[1].body)
    }

    @Test func addressesSayWhatIsWrittenThere() throws {
        let client = try APIClient()
        let allowed = [
            "/v1/observations": "GET, HEAD, POST, OPTIONS", "/v1/targets": "GET, HEAD, POST, OPTIONS",
            "/v1/projects": "GET, HEAD, OPTIONS", "/v1/projects/x": "GET, HEAD, PATCH, OPTIONS",
            "/v1/targets/x": "GET, HEAD, PATCH, OPTIONS", "/v1/gates/kim-thanh": "GET, HEAD, OPTIONS",
            "/v1/projects/x/dossier": "POST, OPTIONS", "/v1/projects/x/record": "GET, HEAD, OPTIONS",
        ]
        for (path, methods) in allowed {
            #expect(try client.ask("OPTIONS", path)["Allow"] == methods, "\(path)")
            let refused = try client.ask("DELETE", path)
            #expect(refused.status == 405 && refused["Allow"] == methods, "\(path)")
        }
        let paths = try client.json("/openapi.json")["paths"]
        #expect(paths?["/v1/observations"]?["post"]?["operationId"]?.string == "createObservation")
        #expect(paths?["/v1/projects/{id}"]?["patch"]?["operationId"]?.string == "patchProject")
        #expect(paths?["/v1/projects/{id}"]?["get"] != nil)
        // A server without a journal takes none.
        let readOnly = try client.ask(
            "POST", "/v1/observations", ["Content-Type: application/json"], body: Self.turnover)
        #expect(readOnly.status == 503)
    }

    @Test func editsThatTheSeedsOutran_AreAmongTheConflicts() throws {
        let fixture = try SeedFixture.shared()
        var edited = EditedSeeds(fixture.seeds)
        let project = try #require(fixture.registry.projects.all.first)
        _ = try edited.accept(
            EditSamples.proposal(.projects, project.header.id, .patch, ["subkind": "edited"]))
        let changed = try ChangedSeeds()
        defer { remove(changed) }
        let seeds = try changed.load([
            (file: "projects.json", old: project.header.names.english, new: "Another name")
        ])
        let over = EditedSeeds(seeds, edits: edited.edits)
        let client = try APIClient(
            store: Store(Presentation.snapshot(of: over.data, on: fixture.snapshot.day)))
        let conflicts = try client.list("/v1/dataset/conflicts?kind=edit&lang=en")
        #expect(conflicts.items.count == 1)
        let conflict = try #require(conflicts.items.first)
        #expect(conflict["subject"]?.string == project.header.id.rawValue)
        #expect(conflict["field"]?.string == "seed-changed")
        let sides = conflict["sides"]?.array ?? []
        #expect(sides.map { $0["by"]?.string } == ["edit"] && sides[0]["value"] == "edited")
        #expect(sides[0]["pointer"] == "/subkind" && sides[0]["preferred"] == true)
        #expect(conflict["why"]?.string == "the seed record changed after the edit was made; the edit still holds")
        #expect(try client.json("/v1/projects/\(project.header.id)")["subkind"]?.string == "edited")
    }

    @Test func whatTheSeedSays_StandsBesideTheEdit_AndGatesThatAreGone_AreNamed() throws {
        let fixture = try SeedFixture.shared()
        var edited = EditedSeeds(fixture.seeds)
        let target = try #require(fixture.registry.targets.all.first { $0.figure.value != nil })
        _ = try edited.accept(EditSamples.proposal(.targets, target.id.erased, .patch, ["deadline": "2039-06-30"]))
        let changed = try ChangedSeeds()
        defer { remove(changed) }
        let seeds = try changed.load([
            (
                file: "targets.json", old: "\"deadline\": \"\(target.deadline?.description ?? "")\"",
                new: "\"deadline\": \"2038-12-31\""
            )
        ])
        let gates = ["kim-thanh", "lung-po-gone"].compactMap { Identifier<BorderGate>($0) }
        let over = EditedSeeds(seeds, edits: edited.edits, keptGates: gates)
        let client = try APIClient(store: Store(Presentation.snapshot(of: over.data, on: fixture.snapshot.day)))
        let edits = try client.list("/v1/dataset/conflicts?kind=edit").items
        let sides = try #require(edits.first?["sides"]?.array)
        #expect(sides.map { $0["by"]?.string } == ["seed", "edit"])
        #expect(sides.map { $0["value"]?.string } == ["2038-12-31", "2039-06-30"])
        #expect(sides.map { $0["preferred"]?.bool } == [false, true])
        let missing = try client.list("/v1/dataset/conflicts?kind=gate&lang=en").items
        #expect(missing.map { $0["subject"]?.string } == ["lung-po-gone"])
        #expect(missing.first?["field"] == "gate-missing")
        #expect(missing.first?["why"]?.string?.contains("open visits can be ended") == true)
    }

    private func remove(_ service: PlanningService) {
        do { try service.remove() } catch { Issue.record(error) }
    }

    private func remove(_ seeds: ChangedSeeds) {
        do { try seeds.remove() } catch { Issue.record(error) }
    }
}
