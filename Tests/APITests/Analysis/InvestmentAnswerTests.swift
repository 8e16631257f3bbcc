import JSONText
import Testing

@testable import API

/// Investment as the documents on Lào Cai report it.
struct InvestmentAnswerTests {
    private let client: APIClient

    init() throws {
        client = try APIClient()
    }

    /// Line 18 of the review of 2024: 50 dossiers, of which 1 approved, 20 adjusted, 5 terminated, 24 returned.
    @Test func dossiers_haveTheirOutcomesAndNoResidual() throws {
        let list = try client.list("/v1/investment?subject=bcd-kktck-kcn-lao-cai&period=2024")
        #expect(list.total == 1)
        let tally = try #require(list.items[0]["dossiers"]?[0])
        let values = tally["stages"]?.array?.map { $0["figure"]?["value"] ?? .null }
        #expect(values == [50, .null, 1, 20, 5, 24])
        #expect(tally["stages"]?.array?.map { $0["share"]?["value"] ?? .null } == [.null, .null, 2, 40, 10, 48])
        #expect(tally["residual"]?["value"] == 0)
        #expect(tally["residual"]?["derived"] == true)
        #expect(tally["residual"]?["inputs"]?.array?.count == 5)
        #expect(tally["missing"] == [])
        #expect(
            tally["stages"]?[0]?["figure"]?["source"] == [
                "document": "art-lao-cai-hoi-nghi-2024", "line": 18, "statedBy": .null,
            ])
    }

    /// 242 projects with nearly 16,000 billion dong at the end of 2021; 6 works for 26.9 billion in 2024, all paid out.
    @Test func zone_hasCapitalAndWorks() throws {
        let items = try client.list("/v1/investment?subject=kkt-lao-cai").items
        #expect(items.map { $0["subject"] } == ["kktck-lao-cai", "bcd-kktck-kcn-lao-cai"])
        #expect(items.map { $0["relation"] } == ["itself", "body"])
        let capital = try #require(items[0]["capital"]?.array)
        #expect(capital[0]["asOf"] == "2021-12-31")
        #expect(capital[0]["registered"]?["value"] == 16_000_000_000_000)
        #expect(capital[0]["registered"]?["qualifier"] == "nearly")
        #expect(capital[0]["projects"]?["value"] == 242)
        #expect(capital[0]["perProject"]?["value"] == 66_115_702_479)
        let works = try #require(items[0]["works"]?[0])
        #expect(works["built"]?["value"] == 6)
        #expect(works["cost"]?["value"] == 26_900_000_000)
        #expect(works["disbursementRate"]?["value"] == 100)
        #expect(works["disbursed"]?["value"] == 26_900_000_000)
        #expect(works["perWork"]?["value"] == 4_483_333_333)
        #expect(items[0]["dossiers"] == [])
    }

    @Test func province_hasWhatLiesInIt() throws {
        for province in ["lao-cai", "lao-cai-2025"] {
            let items = try client.list("/v1/investment?subject=\(province)").items
            #expect(Set(items.compactMap { $0["subject"]?.string }) == ["kktck-lao-cai", "bcd-kktck-kcn-lao-cai"])
            #expect(items.allSatisfy { $0["relation"] == "within" })
        }
        #expect(try client.list("/v1/investment?subject=lai-chau").items.map { $0["subject"] } == ["kktck-ma-lu-thang"])
    }

    @Test func stages_areAModelWithLegalMoves() throws {
        let stages = try #require(try client.json("/v1/investment?lang=en")["stages"]?.array)
        #expect(stages.map { $0["next"]?.strings.count } == [1, 4, 0, 0, 0, 0])
        #expect(stages[1]["indicator"] == .null)
        #expect(stages[4]["projectPhase"] == "cancelled")
    }

    @Test func nothingKnown_isEmptyWithTheReason() throws {
        for query in ["subject=ha-noi", "subject=kktck-lao-cai&period=1999"] {
            let answer = try client.json("/v1/investment?\(query)")
            #expect(answer["items"] == [])
            #expect(answer["reason"]?.string?.isEmpty == false)
        }
    }

    @Test(arguments: [("subject=kktck-lao-cay", "subject", "kktck-lao-cai"), ("period=2024-13", "period", "2024-10")])
    func wrongQuestions_areRefusedWithTheRemedy(query: String, parameter: String, remedy: String) throws {
        let faults = ListedFault.all(of: try expectProblem(client.get("/v1/investment?\(query)"), 400, "bad-parameter"))
        #expect(faults.first?.parameter == parameter)
        #expect(faults.first?.remedy.contains(remedy) == true, "\(faults)")
    }
}
