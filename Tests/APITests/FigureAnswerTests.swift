import JSONText
import Testing

struct FigureAnswerTests {
    private let client: APIClient

    init() throws {
        client = try APIClient()
    }

    @Test func tradeTurnover_OfLaoCai_HasItsPeriodComparisonAndWhatThatImplies() throws {
        let list = try client.list("/v1/observations?subject=lao-cai&indicator=trade-turnover")
        let figure = try #require(list.items.first)
        #expect(figure["id"] == "obs-lao-cai-trade-turnover-2024")
        #expect(figure["value"] == 2_790_000_000)
        #expect(figure["unit"] == "USD")
        #expect(figure["qualifier"] == "exact")
        #expect(figure["period"] == ["start": "2024-01-01", "end": "2024-12-15"])
        #expect(figure["cumulative"] == true)
        #expect(figure["derived"] == false)
        #expect(figure["original"] == "2,79 tỷ USD")
        #expect(figure["confidence"] == "high")
        #expect(figure["source"]?["document"] == "art-lao-cai-hoi-nghi-2024")
        #expect(figure["source"]?["line"]?.integer != nil)
        let comparison = figure["comparisons"]?[0]
        #expect(comparison?["kind"] == "change-percent")
        #expect(comparison?["value"] == 72)
        #expect(comparison?["unit"] == "percent")
        #expect(comparison?["basePeriod"] == ["start": "2023-01-01", "end": "2023-12-15"])
        #expect(comparison?["impliedPrevious"] == ["value": 1_622_093_023, "unit": "USD", "derived": true])
    }

    /// Both sources stay, the preferred first in the detail.
    @Test func tradeTurnover_OfAnotherSource_StaysBesideIt() throws {
        let list = try client.list("/v1/observations?subject=lao-cai&indicator=trade-turnover&sort=value")
        let documents = list.items.compactMap { $0["source"]?["document"]?.string }
        #expect(list.total >= 2)
        #expect(Set(documents).count == list.total)
    }

    @Test func enterprises_InTrade_AreMoreBy139() throws {
        let figure = try client.json("/v1/observations/obs-lao-cai-enterprises-in-trade-2024")
        #expect(figure["value"] == 792)
        #expect(figure["unit"] == "enterprise")
        #expect(figure["comparisons"]?[0]?["kind"] == "change-absolute")
        #expect(figure["comparisons"]?[0]?["value"] == 139)
        #expect(figure["comparisons"]?[0]?["impliedPrevious"]?["value"] == 653)
    }

    /// Parts that add up to a whole, each a figure of its own.
    @Test(arguments: [
        (
            "dossiers-received", 50,
            [
                "dossiers-new-approved": 1, "dossiers-adjusted": 20, "dossiers-terminated-revoked": 5,
                "dossiers-returned": 24,
            ]
        ),
        (
            "priority-projects-total", 173,
            [
                "priority-projects-central": 27, "priority-projects-provincial": 38,
                "priority-projects-calling-investment": 108,
            ]
        ),
        ("lanes-total", 5, ["lanes-export": 2, "lanes-import": 3]),
    ])
    func parts_AddUpToTheWhole(whole: String, total: Int64, parts: [String: Int64]) throws {
        let figure = try #require(client.list("/v1/observations?indicator=\(whole)").items.first)
        let subject = try #require(figure["subject"]?.string)
        #expect(figure["value"] == .integer(total))
        #expect(parts.values.reduce(0, +) == total)
        for (indicator, value) in parts {
            let part = try client.list("/v1/observations?indicator=\(indicator)&subject=\(subject)")
            #expect(part.items.map { $0["value"] } == [.integer(value)], "\(indicator)")
        }
    }

    @Test func checks_OfTheSums_Hold() throws {
        let checks = try client.list("/v1/dataset/checks?limit=1000")
        for (left, right) in [(50, 50), (173, 173)] as [(Int64, Int64)] {
            let check = checks.items.first {
                $0["left"] == .integer(left) && $0["right"] == .integer(right) && $0["relation"] == "equals"
            }
            #expect(check?["holds"] == true)
        }
        #expect(checks.items.filter { $0["severity"] == "error" }.allSatisfy { $0["holds"] == true })
        #expect(try client.list("/v1/dataset/checks?holds=false&severity=error").total == 0)
    }

    @Test func range_HasLowAndHighAndNoValue() throws {
        let figure = try client.json("/v1/observations/obs-kim-thanh-enterprises-2023")
        #expect(figure["value"] == .null)
        #expect(figure["low"] == 450)
        #expect(try #require(figure["high"]?.double) > 450)
    }

    /// Every figure has a unit, a qualifier, a source in a document that is there, and no member left out.
    @Test(arguments: ["observations", "targets"])
    func figures_AreAllSourcedAndWhole(collection: String) throws {
        let documents = Set(try client.list("/v1/documents?limit=1000").ids)
        for figure in try client.list("/v1/\(collection)?limit=1000").items {
            let id = try #require(figure["id"]?.string)
            #expect(documents.contains(figure["source"]?["document"]?.string ?? ""), "\(id)")
            #expect(figure["unit"]?.string?.isEmpty == false, "\(id)")
            #expect(figure["indicatorName"]?.string?.isEmpty == false, "\(id)")
            #expect(figure["subjectName"]?.string?.isEmpty == false, "\(id)")
            #expect((figure["value"] == .null) == (figure["low"] != .null), "\(id)")
            #expect((figure["low"] == .null) == (figure["high"] == .null), "\(id)")
            for member in ["period", "asOf", "cumulative", "average", "additional", "inferred", "priceBasis"] {
                #expect(figure[member] != nil, "\(id) \(member)")
            }
        }
    }
}
