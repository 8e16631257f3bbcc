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

    @Test func aTargetThatWasNotKnown_saysFromWhenItWas() throws {
        for part in ["lineage", "chain"] {
            let address = "/v1/targets/target-lao-cai-trade-turnover-2025/\(part)"
            let problem = try expectProblem(client.get("\(address)?knownAt=2024-12-24"), 404, "not-found")
            let detail = try #require(problem["detail"]?.string)
            #expect(detail.contains("was not known on 2024-12-24; it became known on 2024-12-30"), "\(detail)")
            #expect(try client.get("\(address)?knownAt=2024-12-30").status == 200)
        }
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

    /// On 30 June 2025 the year had not ended: the targets of 2025 were open, those of 2022 missed.
    @Test func progress_isSeenOnTheDayAskedFor() throws {
        let then = try client.list("/v1/targets?asOf=2025-06-30&limit=1000").items
        #expect(then.allSatisfy { $0["progress"]?["asOf"] == "2025-06-30" })
        let target = try #require(then.first { $0["id"] == "target-lao-cai-trade-turnover-2025" })
        #expect(target["status"] == "not-measurable")
        let detail = try client.json("/v1/targets/target-lao-cai-trade-turnover-2025?asOf=2025-06-30")
        #expect(detail["status"] == "not-measurable")
        #expect(try client.json("/v1/targets/target-lao-cai-trade-turnover-2025")["status"] == "missed")
        let missed = try client.list("/v1/targets?asOf=2025-06-30&status=missed&limit=1000").ids
        #expect(missed.count == then.filter { $0["status"] == "missed" }.count)
        #expect(missed.contains("target-lao-cai-cashless-2022"))
        #expect(!missed.contains("target-lao-cai-trade-turnover-2025"))
        let summary = try client.json("/v1/targets/summary?by=status&asOf=2025-06-30")
        let counted = summary["items"]?.array?.first { $0["by"]?["status"] == "missed" }?["count"]
        #expect(counted == .integer(Int64(missed.count)))
        #expect(
            try client.list("/v1/plans/nhiem-vu-2025-kktck-lao-cai/targets?asOf=2025-06-30").items.allSatisfy {
                $0["progress"]?["asOf"] == "2025-06-30"
            })
    }

    @Test func asOf_isRefusedWhereItMeansNothing() throws {
        for target in ["/v1/targets?asOf=2025-02-30", "/v1/targets/target-lao-cai-cashless-2022?asOf=x"] {
            let faults = ListedFault.all(of: try expectProblem(client.get(target), 400, "bad-parameter"))
            #expect(faults.first?.parameter == "asOf")
            #expect(faults.first?.remedy.contains("YYYY-MM-DD") == true, "\(faults)")
        }
        try expectProblem(client.get("/v1/gates/kim-thanh?asOf=2025-01-01"), 400, "bad-parameter")
        #expect(try client.list("/v1/observations?asOf=2021-12-31").total == 2)
    }

    /// What was known on the day of the first article: no decision of 2025, no review of 2024.
    @Test func series_knowWhatWasKnown() throws {
        let series = "/v1/series?indicator=trade-turnover&subject=lao-cai&scope=trade-purchase-exchange"
        #expect(try client.list(series).total == 2)
        #expect(try client.list("\(series)&knownAt=2024-12-24").total == 0)
    }
}
