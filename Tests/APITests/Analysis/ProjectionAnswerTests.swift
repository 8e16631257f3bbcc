import JSONText
import Testing

@testable import API

/// Projections from the data of the repository.
struct ProjectionAnswerTests {
    private let client: APIClient

    init() throws {
        client = try APIClient()
    }

    private func post(_ body: String) throws -> WireAnswer {
        try client.ask("POST", "/v1/projections?lang=en", ["Content-Type: application/json"], body: body)
    }

    /// From nearly 2.3 billion in 2022 to 9 billion in 2030 it takes (9/2.3)^(1/8) − 1 = 18.594% a year.
    @Test func target_takesGrowthFromTheLatestWholeYear() throws {
        let answer = try post(
            #"{"indicator":"trade-turnover","subject":"lao-cai","target":9000000000,"until":2030}"#)
        #expect(answer.status == 200, "\(answer.text)")
        #expect(answer["Cache-Control"] == "no-store")
        let json = try answer.json()
        #expect(json["start"]?["observation"]?["id"] == "obs-lao-cai-trade-turnover-2022")
        #expect(json["start"]?["day"] == "2022-12-31")
        #expect(json["perYear"] == 18.5944415)
        #expect(json["perYearUnit"] == "percent")
        #expect(json["total"] == 8)
        let path = try #require(json["items"]?.array)
        #expect(path.first?["period"] == ["start": "2023-01-01", "end": "2023-12-31"])
        #expect(path.first?["value"] == 2_727_672_154)
        #expect(path.last?["value"] == 9_000_000_000)
        #expect(path.allSatisfy { $0["derived"] == true && $0["unit"] == "USD" })
        let assumptions = try #require(json["assumptions"]?.strings)
        #expect(assumptions.contains { $0.contains("obs-lao-cai-trade-turnover-2024 (part-year) is passed over") })
    }

    /// 86,000 by 2030 and 120,000 by 2045 are targets for the population of the zone.
    @Test func growth_isSetAgainstTheTargetsOfTheMeasure() throws {
        let answer = try post(
            #"{"indicator":"population","subject":"kkt-lao-cai","growth":3,"until":2030,"start":{"value":70000,"on":2022}}"#
        )
        let json = try answer.json()
        #expect(json["start"]?["given"] == true)
        let targets = try #require(json["targets"]?.array)
        #expect(
            targets.map { $0["target"] } == [
                "target-lao-cai-zone-population-2030", "target-lao-cai-zone-population-2045",
            ])
        #expect(targets[0]["projectedValue"] == 88673.9057)
        #expect(targets[0]["reached"] == true)
        #expect(targets[1]["projectedValue"] == .null)
        #expect(json["items"]?[0]?["value"] == 72100)
    }

    @Test func start_mayBeAnObservation() throws {
        let answer = try post(
            #"{"indicator":"area","subject":"kktck-lao-cai","growth":0,"until":"2030-06-30","start":"obs-lao-cai-zone-area-2022"}"#
        )
        let json = try answer.json()
        #expect(json["start"]?["value"] == 16000, "\(answer.text)")
        #expect(json["items"]?.array?.last?["day"] == "2030-06-30")
    }

    @Test(arguments: [
        (#"{"indicator":"trade-turnovr","subject":"lao-cai","growth":5,"until":2030}"#, "/indicator", "trade-turnover"),
        (#"{"indicator":"population","subject":"lao-cay","growth":5,"until":2030}"#, "/subject", "lao-cai"),
        (#"{"indicator":"population","subject":"lang-son","growth":5,"until":2030,"strt":1}"#, "/strt", "start"),
        (#"{"indicator":"population","subject":"lang-son","growth":"5","until":2030}"#, "/growth", "a number"),
        (#"{"indicator":"population","subject":"lang-son","growth":5,"target":6,"until":2030}"#, "/growth", "one of"),
        (#"{"indicator":"population","subject":"lang-son","until":2030}"#, "", "growth"),
        (#"{"indicator":"population","subject":"lang-son","growth":5}"#, "/until", "give it"),
        (#"{"indicator":"population","subject":"lang-son","growth":5,"until":2020}"#, "/until", "later"),
        (#"{"indicator":"population","subject":"lang-son","growth":5,"until":2400}"#, "/until", "earlier"),
        (#"{"indicator":"population","subject":"lang-son","growth":5,"until":"30-06-2030"}"#, "/until", "YYYY-MM-DD"),
        (#"{"indicator":"population","subject":"lang-son","growth":1e4,"until":2030}"#, "/growth", "1000"),
        (#"{"indicator":"population","subject":"lang-son","target":-5,"until":2030}"#, "/target", "above zero"),
        (#"{"indicator":"population","subject":"ha-noi","growth":5,"until":2030}"#, "/start", "start"),
        (
            #"{"indicator":"population","subject":"lang-son","growth":5,"until":2030,"scope":"x"}"#, "/scope",
            "leave it out"
        ),
        (
            #"{"indicator":"population","subject":"lang-son","growth":5,"until":2030,"start":{"value":1,"on":2022,"a":1}}"#,
            "/start/a", "known are"
        ),
        (
            #"{"indicator":"population","subject":"lang-son","growth":5,"until":2030,"start":"obs-x"}"#, "/start",
            "/v1/observations"
        ),
        (#"{"indicator":"trade-turnover","subject":"lao-cai","growth":5,"until":"2030-06-30"}"#, "/until", "2030"),
        (
            #"{"indicator":"trade-turnover","subject":"lao-cai","growth":5,"until":2030,"scope":"trade-purchase-exchange"}"#,
            "/start", "start"
        ),
        (
            #"{"indicator":"trade-turnover","subject":"lao-cai","growth":5,"until":2030,"scope":"export-import"}"#,
            "/start",
            "start"
        ),
        (
            #"{"indicator":"trade-turnover","subject":"lao-cai","growth":5,"until":2030,"start":"obs-lao-cai-trade-turnover-2024"}"#,
            "/start", "whole year"
        ),
        (#"[1]"#, "", "send"),
    ])
    func wrongValues_areRefusedAtTheirPlace(body: String, pointer: String, remedy: String) throws {
        let problem = try expectProblem(post(body), 422, "unprocessable", "\(body)")
        let fault = try #require(problem["errors"]?[0])
        #expect(fault["pointer"]?.string == pointer, "\(body)")
        #expect(fault["remedy"]?.string?.contains(remedy) == true, "\(fault)")
    }

    @Test(arguments: ["{", #"{"indicator":1,"indicator":2}"#, "[[[[[[[[[[[[[[1]]]]]]]]]]]]]]", "\u{1}"])
    func whatIsNoJSON_isBadContent(body: String) throws {
        let problem = try expectProblem(post(body), 400, "bad-content", "\(body)")
        #expect(problem["errors"]?.array?.isEmpty == false)
    }

    @Test func longContent_isRefused() throws {
        let body = #"{"indicator":"\#(String(repeating: "x", count: 70_000))"}"#
        let problem = try expectProblem(post(body), 413, "content-too-large")
        #expect(problem["detail"]?.string?.contains("65536") == true, "\(problem)")
    }

    @Test func otherMethods_areNotOffered() throws {
        let answer = try client.get("/v1/projections")
        try expectProblem(answer, 405, "method-not-allowed")
        #expect(answer["Allow"] == "POST, OPTIONS")
    }
}
