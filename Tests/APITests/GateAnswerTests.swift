import JSONText
import Testing

struct GateAnswerTests {
    private let client: APIClient

    init() throws {
        client = try APIClient()
    }

    @Test(arguments: ["vi", "en", "zh"])
    func kimThanh_IsCompleteInFewerThanThreeThousandBytes(language: String) throws {
        let answer = try client.get("/v1/gates/kim-thanh?lang=\(language)")
        #expect(answer.body.count < 3000)
        let gate = try answer.json()
        #expect(gate["kind"] == "border-gate")
        #expect(gate["class"] == "international")
        #expect(gate["status"] == "operating")
        #expect(gate["mode"] == "road")
        #expect(gate["province"] == "lao-cai")
        #expect(gate["currentProvince"] == "lao-cai-2025")
        #expect(gate["zone"] == "kktck-lao-cai")
        #expect(gate["counterpart"]?["names"]?["zh"] == "北山")
        #expect(gate["counterpart"]?["prefecture"] == "hong-ha")
        #expect(gate["point"]?["precisionKm"]?.double ?? 0 > 0)
        for field in ["class", "status", "mode"] {
            let assertion = gate["assertions"]?.array?.first { $0["field"]?.string == field && $0["preferred"] == true }
            #expect(assertion?["value"] == gate[field])
            #expect(assertion?["source"]?["document"] == "art-lao-cai-hoi-nghi-2024")
        }
        #expect(gate["sources"]?[0]?["document"] == "art-lao-cai-hoi-nghi-2024")
        #expect(gate["related"]?["observations"] == "/v1/gates/kim-thanh/observations")
    }

    @Test func kimThanh_HasFiveLanesNumberedByUs() throws {
        let gate = try client.json("/v1/gates/kim-thanh")
        let lanes = gate["lanes"]?.array ?? []
        #expect(gate["laneCount"] == 5)
        #expect(
            lanes.compactMap { $0["id"]?.string } == ["export-1", "export-2", "import-1", "import-2", "import-3"])
        for lane in lanes {
            #expect(lane["direction"]?.string == lane["id"]?.string?.prefix(6).description)
            #expect(lane["validFrom"] == "2024-12-04")
            #expect(lane["numbering"] == "ours")
            #expect(lane["source"]?["document"] == "art-lao-cai-hoi-nghi-2024")
        }
        let list = try client.list("/v1/gates/kim-thanh/lanes")
        #expect(list.ids == lanes.compactMap { $0["id"]?.string })
        #expect(list.items.allSatisfy { $0["gate"] == "kim-thanh" && $0["editorial"]?.string != nil })
    }

    /// Secondary is the state, international the plan; the state is preferred and both stand there, each sourced.
    @Test func banVuoc_IsSecondaryAndPlannedInternational() throws {
        let gate = try client.json("/v1/gates/ban-vuoc")
        #expect(gate["class"] == "secondary")
        let assertions = (gate["assertions"]?.array ?? []).filter { $0["field"] == "class" }
        let preferred = assertions.filter { $0["preferred"] == true }
        #expect(preferred.map { $0["value"] } == ["secondary"])
        #expect(preferred.first?["planned"] == nil)
        #expect(preferred.first?["why"]?.string?.isEmpty == false)
        let planned = assertions.filter { $0["planned"] == true }
        #expect(!planned.isEmpty)
        #expect(planned.allSatisfy { $0["value"] == "international" && $0["preferred"] == nil })
        #expect(planned.contains { $0["source"]?["document"] == "art-baochinhphu-1620" })
        #expect(try client.list("/v1/gates?class=secondary").ids.contains("ban-vuoc"))
        #expect(try client.list("/v1/gates?class=international&limit=1000").ids.contains("ban-vuoc") == false)
    }

    @Test func banVuoc_StandsAmongTheConflicts() throws {
        let conflict = try client.list("/v1/dataset/conflicts?subject=ban-vuoc").items.first { $0["field"] == "class" }
        let sides = conflict?["sides"]?.array ?? []
        #expect(sides.count >= 2)
        #expect(sides.filter { $0["preferred"] == true }.map { $0["value"] } == ["secondary"])
        #expect(conflict?["why"]?.string?.isEmpty == false)
        let gate = try client.json("/v1/gates/ban-vuoc")
        for side in sides {
            let pointer = try #require(side["pointer"]?.string.flatMap { JSONPointer(parsing: $0) })
            #expect(gate[pointer.tokens]?["value"] == side["value"])
            #expect(gate[pointer.tokens]?["source"] == side["source"])
        }
    }

    @Test func parts_OfAGate_AreShownWithIt() throws {
        for (part, whole) in [("tan-thanh", "huu-nghi"), ("kim-thanh", "lao-cai-road")] {
            #expect(try client.json("/v1/gates/\(part)")["parentGate"]?.string == whole)
            let parts = try client.json("/v1/gates/\(whole)")["parts"]
            #expect(parts?.element(part)?["href"]?.string == "/v1/gates/\(part)")
        }
    }

    /// A gate names the sub-collections in which there is something, and observations always.
    @Test func related_OfEveryGate_NamesWhatIsThere() throws {
        for id in try client.list("/v1/gates?limit=1000").ids {
            let related = try client.json("/v1/gates/\(id)")["related"]
            #expect(related?["observations"]?.string == "/v1/gates/\(id)/observations")
            for name in ["lanes", "projects", "services"] {
                let isEmpty = try client.list("/v1/gates/\(id)/\(name)?limit=1").total == 0
                #expect((related?[name] == nil) == isEmpty, "\(id) \(name)")
            }
        }
    }

    /// What no source says is null and not zero, false or empty.
    @Test func lanes_OfAGateThatNobodyCounted_AreNull() throws {
        let gate = try client.json("/v1/gates/huu-nghi")
        #expect(gate["laneCount"] == .null)
        #expect(gate["lanes"] == nil)
    }
}
