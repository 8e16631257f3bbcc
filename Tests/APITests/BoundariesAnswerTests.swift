import JSONText
import Testing

@testable import API

/// Figures put together for the boundaries of another day.
struct BoundariesAnswerTests {
    private let client: APIClient

    init() throws {
        client = try APIClient()
    }

    @Test func area_isTheSumOfThePartsWithItsInputs() throws {
        let target = "/v1/observations?boundaries=2025-07-01&subject=lao-cai-2025&indicator=natural-area"
        let listed = try client.list(target)
        let sum = try #require(listed.items.first { $0["inputs"] != nil })
        #expect(sum["id"] == "lao-cai-2025--obs-lao-cai-natural-area")
        #expect(sum["subject"] == "lao-cai-2025")
        #expect(sum["derived"] == true)
        #expect(sum["reason"] == .null)
        let inputs = try #require(sum["inputs"]?.array)
        #expect(inputs.map { $0["subject"]?.string } == ["lao-cai", "yen-bai"])
        let parts = inputs.compactMap { number($0["value"]) }
        #expect(parts.count == 2)
        #expect(abs((number(sum["value"]) ?? 0) - parts.reduce(0, +)) < 0.001)
        let single = try client.json("/v1/observations/lao-cai-2025--obs-lao-cai-natural-area?boundaries=2025-07-01")
        #expect(single["value"] == sum["value"])
    }

    private func number(_ value: JSONValue?) -> Double? {
        switch value {
        case .number(let number): number
        case .integer(let number): Double(number)
        default: nil
        }
    }

    @Test func turnover_withoutAPart_hasNoNumberAndSaysWhy() throws {
        let target = "/v1/provinces/lao-cai-2025/observations?boundaries=2025-07-01&indicator=trade-turnover&lang=en"
        let items = try client.list(target).items
        #expect(!items.isEmpty)
        for item in items {
            #expect(item["value"] == .null)
            #expect(item["reason"] == "no figure of yen-bai for the same time")
        }
    }

    @Test func figuresOfDissolvedProvinces_areNotListedBesideTheirSums() throws {
        let ids = try client.list("/v1/observations?boundaries=2025-07-01&limit=1000").ids
        #expect(!ids.contains("obs-lao-cai-natural-area"))
        #expect(ids.contains("obs-lang-son-natural-area"))
        let answer = try client.get("/v1/provinces/lao-cai/observations?boundaries=2025-07-01")
        #expect(try ListAnswer(answer.json()).total == 0)
        #expect(try answer.links()["successor-version"] == "/v1/provinces/lao-cai-2025")
        let problem = try expectProblem(
            client.get("/v1/observations/obs-lao-cai-natural-area?boundaries=2025-07-01"), 404, "not-found")
        #expect(problem["detail"]?.string?.contains("/v1/observations/lao-cai-2025--obs-lao-cai-natural-area") == true)
    }

    @Test func asReported_isThePresent() throws {
        #expect(
            try client.list("/v1/observations?boundaries=as-reported&limit=1000").items
                == client.list("/v1/observations?limit=1000").items)
    }

    @Test func boundaries_goWithWhatWasKnown() throws {
        let ids = try client.list("/v1/observations?boundaries=2025-07-01&knownAt=2024-12-24&limit=1000").ids
        // On that day nobody knew of the mergers.
        #expect(!ids.contains { $0.hasPrefix("lao-cai-2025--") })
    }
}
