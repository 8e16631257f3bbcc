import JSONText
import Testing

@testable import API

/// A search in all collections at once.
struct SearchEndpointTests {
    private let client: APIClient

    init() throws {
        client = try APIClient()
    }

    private func hits(_ query: String) throws -> [(type: String, id: String, score: Double)] {
        try client.list("/v1/search?\(query)").items.map {
            ($0["type"]?.string ?? "", $0["id"]?.string ?? "", $0["score"]?.double ?? 0)
        }
    }

    @Test(arguments: [
        ("huu%20nghi", "gates", "huu-nghi"), ("H%E1%BB%AEU%20NGH%E1%BB%8A", "gates", "huu-nghi"),
        ("kim-thanh", "gates", "kim-thanh"),
        ("dong%20dang", "gates", "dong-dang"), ("lao-cai", "provinces", "lao-cai"), ("kunming", "places", "con-minh"),
    ])
    func exactNames_comeFirst(text: String, type: String, id: String) throws {
        let first = try #require(hits("q=\(text)").first)
        #expect(first.type == type && first.id == id && first.score == 1, "\(first)")
    }

    @Test func answer_isAList() throws {
        let answer = try client.json("/v1/search?q=lao%20cai&limit=3&lang=en")
        #expect(answer.object?.members.map(\.key) == ["items", "total", "datasetVersion", "next"])
        for item in try ListAnswer(answer).items {
            #expect(item.object?.members.map(\.key) == ["type", "id", "label", "score", "link"])
            let link = try #require(item["link"]?.string)
            #expect(try client.get(link).status == 200)
            #expect(item["label"]?.string?.isEmpty == false)
        }
    }

    @Test func pages_addUpToTheWhole() throws {
        var items: [JSONValue] = []
        var address: String? = "/v1/search?q=cua%20khau&limit=7"
        var total = 0
        while let current = address {
            let page = try client.list(current)
            items += page.items
            total = page.total
            address = page.next
            #expect(items.count <= total)
            if items.count > total { return }
        }
        #expect(items.count == total && total > 20)
        #expect(Set(items.compactMap { $0["link"]?.string }).count == total)
        let scores = items.compactMap { $0["score"]?.double }
        #expect(scores == scores.sorted(by: >))
    }

    @Test func type_narrowsTheSearch() throws {
        #expect(try Set(hits("q=lao%20cai&type=zones,projects").map(\.type)) == ["zones", "projects"])
        #expect(try client.list("/v1/search?q=xyzzyplugh").total == 0)
    }

    @Test func everyCollection_isSearched() throws {
        #expect(Set(SearchEndpoint.collections) == Set(RouteTable.collections))
        #expect(SearchEndpoint.collections.count == RouteTable.collections.count)
        let legs = try hits("q=noi%20bai&type=legs&limit=100")
        #expect(legs.contains { $0.id == "leg-ct05-ic9-noi-bai" })
        #expect(try hits("q=noi%20bai&limit=100").filter { $0.type == "legs" }.map(\.id) == legs.map(\.id))
        #expect(try client.list("/v1/legs?q=noi%20bai").total == legs.count)
    }

    @Test func q_withoutAValue_isToBeGiven() throws {
        let problem = try expectProblem(client.get("/v1/search?q="), 400, "bad-parameter")
        let fault = try #require(ListedFault.all(of: problem).first)
        #expect(fault.parameter == "q" && fault.remedy.contains("q=huu nghi"), "\(fault)")
        #expect(!fault.remedy.contains("leave it out"))
    }

    @Test(arguments: [
        ("", "q", "missing"), ("q=%2B%2B", "q", "no word"), ("q=a&type=gate", "type", "no collection"),
        ("q=a&limit=0", "limit", "no number"),
        ("q=a&limit=101", "limit", "no number"), ("q=a&cursor=abc", "cursor", "no cursor"),
        ("q=a&colour=red", "colour", "no parameter"),
        ("q=a&q=b", "q", "given twice"),
    ])
    func wrongQuestions_areBadParameters(query: String, parameter: String, reason: String) throws {
        let problem = try expectProblem(client.get("/v1/search?\(query)"), 400, "bad-parameter")
        let fault = try #require(ListedFault.all(of: problem).first)
        #expect(fault.parameter == parameter && fault.reason.contains(reason), "\(fault)")
    }

    @Test func cursor_ofAnotherSearch_isABadParameter() throws {
        let next = try #require(client.list("/v1/search?q=lao&limit=2").next)
        let cursor = try #require(next.split(separator: "cursor=").last)
        try expectProblem(client.get("/v1/search?q=lang&limit=2&cursor=\(cursor)"), 400, "bad-parameter")
    }
}
