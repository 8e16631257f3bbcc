import JSONText
import Testing

@testable import API

/// Where the targets of the repository come from, and what is to reach them.
struct TargetLifeAnswerTests {
    private let client: APIClient

    init() throws {
        client = try APIClient()
    }

    /// Decision 1958 of 10 September 2025 set it; the plan took the place of that of decision 1627 of 2018.
    @Test func lineage_namesTheDecisionsWithTheirDays() throws {
        let items = try client.list("/v1/targets/target-lao-cai-zone-population-2030/lineage").items
        #expect(items.map { $0["kind"] } == ["earlier-plan", "set", "reported"])
        #expect(items.map { $0["document"] } == ["qd-1627-2018", "qd-1958-2025", "web-nhandan-907437"])
        #expect(items.map { $0["date"] } == ["2018-11-23", "2025-09-10", .null])
        #expect(items[1]["number"] == "1958/QĐ-TTg")
    }

    @Test func lineage_ofEveryTarget_hasOneSettingWithASource() throws {
        for id in try client.list("/v1/targets?limit=1000&fields=id").ids {
            let items = try client.list("/v1/targets/\(id)/lineage?limit=1000").items
            #expect(items.filter { $0["kind"] == "set" }.count == 1, "\(id)")
            #expect(items.first { $0["kind"] == "set" }?["source"]?["document"]?.string != nil, "\(id)")
        }
    }

    @Test func chain_goesFromTheTargetToTheAirport() throws {
        let chain = try client.json("/v1/targets/target-sa-pa-airport-capacity/chain?asOf=2024-12-31&lang=en")
        #expect(chain["asOf"] == "2024-12-31")
        #expect(chain["target"]?["progress"]?["asOf"] == "2024-12-31")
        #expect(chain["plan"]?["id"] == "ke-hoach-qd-1620")
        let steps = try #require(chain["steps"]?.array)
        #expect(steps[0]["project"]?["id"] == "chk-sa-pa")
        #expect(steps[0]["named"] == true)
        #expect(steps[0]["phase"] == "under-construction")
        #expect(steps[0]["capacity"] == .null)
        #expect(steps[0]["targets"] == ["target-sa-pa-airport-commissioning"])
        #expect(steps[0]["gaps"]?.array?.contains { $0["member"] == "capacity" } == true)
        #expect(steps.dropFirst().allSatisfy { $0["named"] == false })
    }

    @Test func chain_ofATargetWithoutProjects_saysWhatIsMissing() throws {
        let chain = try client.json("/v1/targets/target-lai-chau-trade-turnover-2030/chain?lang=en")
        #expect(chain["steps"] == [])
        #expect(chain["gaps"]?[0]?["member"] == "projects")
        #expect(chain["gaps"]?[0]?["why"] == "no source names a project that is to reach this target")
    }

    @Test func anUnknownTarget_isNotFound() throws {
        for part in ["lineage", "chain"] {
            let problem = try expectProblem(
                client.get("/v1/targets/target-sa-pa-airport-capacit/\(part)"), 404, "not-found")
            #expect(problem["detail"]?.string?.contains("target-sa-pa-airport-capacity") == true)
        }
        let faults = ListedFault.all(
            of: try expectProblem(
                client.get("/v1/targets/target-sa-pa-airport-capacity/chain?asOf=2024-02-30"), 400, "bad-parameter"))
        #expect(faults.first?.parameter == "asOf")
    }
}
