import BorderEconomy
import Catalog
import JSONText
import Testing

@testable import API

/// Days, versions and tables where they are not a matter of course: search, changes, the network, the life of a target.
struct CommonParameterTests {
    private let client: APIClient

    init() throws {
        client = try APIClient()
    }

    private func lines(_ target: String) throws -> [String] {
        let answer = try client.get(target)
        try #require(answer.status == 200, "\(answer.text)")
        #expect(answer["Content-Type"] == "text/csv; charset=utf-8")
        return answer.text.split(separator: "\r\n").map(String.init)
    }

    @Test func search_isATable() throws {
        let list = try client.list("/v1/search?q=kim%20thanh&limit=5")
        let table = try lines("/v1/search?q=kim%20thanh&limit=5&f=csv")
        #expect(table[0] == "type,id,label,score,link")
        #expect(table.count == list.items.count + 1)
        #expect(table[1].hasPrefix("\(list.items[0]["type"]?.string ?? ""),\(list.ids[0]),"))
        let answer = try client.get("/v1/search?q=lao%20cai&limit=5&f=ndjson")
        let next = try #require(answer.links()["next"])
        #expect(next.contains("f=ndjson"))
        #expect(try client.get(next).text.split(separator: "\n").count == 5)
    }

    @Test func search_findsWhatWasKnown() throws {
        let now = try client.list("/v1/search?q=hoi%20nghi&type=documents&limit=100").ids
        let then = try client.list("/v1/search?q=hoi%20nghi&type=documents&limit=100&knownAt=2024-12-24").ids
        #expect(now.contains("art-lao-cai-hoi-nghi-2024") && !then.contains("art-lao-cai-hoi-nghi-2024"))
        let version = try SeedFixture.shared().snapshot.datasetVersion
        #expect(try client.list("/v1/search?q=hoi%20nghi&type=documents&datasetVersion=\(version)").total == now.count)
        try expectProblem(client.get("/v1/search?q=a&datasetVersion=0123456789abcdef"), 410, "gone")
    }

    @Test func lineage_isATable_andAsOfADay() throws {
        let target = "/v1/targets/target-lao-cai-trade-turnover-2025/lineage"
        let list = try client.list(target)
        let table = try lines(target + "?f=csv")
        #expect(table[0].hasPrefix("kind,record,recordName,href,document,number,date"))
        #expect(table.count == list.items.count + 1)
        for address in [target, target.replacing("/lineage", with: "/chain")] {
            let problem = try expectProblem(client.get(address + "?knownAt=2024-12-24"), 404, "not-found")
            #expect(problem["detail"]?.string?.contains("it became known on 2024-12-30") == true)
            #expect(try client.get(address + "?validAt=2025-06-01").status == 200)
        }
    }

    @Test func changes_areATable() throws {
        let table = try lines("/v1/changes?f=csv")
        #expect(table[0] == "number,publishedAt,change,collection,record,fields,from,to,href")
        #expect(try table.count == client.list("/v1/changes").total + 1)
    }

    @Test func network_isAsItWasKnown_andOfAVersion() throws {
        let version = try SeedFixture.shared().snapshot.datasetVersion
        let now = try client.json("/v1/network?on=2024-12-24")
        let pinned = try client.json("/v1/network?on=2024-12-24&datasetVersion=\(version)")
        #expect(now["items"] == pinned["items"])
        let then = try client.json("/v1/network?on=2024-12-24&knownAt=2010-01-01")
        let known = try Set(client.list("/v1/legs?knownAt=2010-01-01&limit=1000").ids)
        let shown = (then["items"]?.array ?? []).compactMap { $0["id"]?.string }
        #expect(!shown.isEmpty && shown.count < (now["items"]?.array?.count ?? 0))
        #expect(known.isSuperset(of: shown))
        let route = "/v1/network/route?from=kunming&to=hai-phong&on=2026-11-21"
        #expect(try client.get(route + "&knownAt=2026-11-21").status == 200)
        try expectProblem(client.get(route + "&knownAt=2026"), 400, "bad-parameter")
        try expectProblem(client.get(route + "&datasetVersion=0123456789abcdef"), 410, "gone")
    }

    /// Before the legs at an end were known, or the end itself, there is no route, and the answer says so.
    @Test(arguments: ["from=kunming&to=hai-phong", "from=lao-cai&to=hai-phong", "from=hai-phong&to=kunming"])
    func routeBeforeItWasKnown_isAnEmptyAnswer(ends: String) throws {
        let route = "/v1/network/route?\(ends)&without=kim-thanh&lang=en"
        let now = try client.json(route)
        let then = try client.json(route + "&knownAt=1990-01-01")
        #expect(then["items"] == [])
        #expect(then["total"] == 0)
        #expect(then["question"]?["from"] == now["question"]?["from"])
        #expect(then["question"]?["to"] == now["question"]?["to"])
        #expect(then["question"]?["without"]?[0]?["legs"] == [])
        #expect(then["reason"]?.string?.contains("was known on 1990-01-01") == true)
        #expect(then["ifCompleted"] == .null)
        let nowhere = "/v1/network/route?from=kunming&to=nowhere&knownAt=1990-01-01"
        try expectProblem(client.get(nowhere), 400, "bad-parameter")
    }
}
