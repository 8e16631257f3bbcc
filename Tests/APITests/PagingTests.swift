import BorderEconomy
import Catalog
import JSONText
import Testing

@testable import API

struct PagingTests {
    private let client: APIClient

    init() throws {
        client = try APIClient()
    }

    /// All pages from an address on, following `next`; each page must say the same in Link.
    private func pages(from target: String, _ client: APIClient) throws -> [(target: String, answer: WireAnswer)] {
        var pages: [(target: String, answer: WireAnswer)] = []
        var address: String? = target
        while let current = address {
            let answer = try client.get(current)
            guard answer.status == 200, pages.count < 1000 else { throw TestFailure("\(current): \(answer.text)") }
            pages.append((current, answer))
            address = try answer.json()["next"]?.string
            #expect(try answer.links()["next"] == address, "\(current)")
        }
        return pages
    }

    private func ids(of pages: [(target: String, answer: WireAnswer)]) throws -> [String] {
        try pages.flatMap { try ListAnswer($0.answer.json()).ids }
    }

    @Test func list_HasTheEnvelope() throws {
        let snapshot = try SeedFixture.shared().snapshot
        let list = try client.json("/v1/gates?limit=3")
        #expect(list.object?.members.map(\.key) == ["items", "total", "datasetVersion", "next"])
        #expect(list["items"]?.array?.count == 3)
        #expect(list["total"] == .integer(Int64(snapshot.registry.gates.count)))
        #expect(list["datasetVersion"]?.string == snapshot.datasetVersion)
    }

    @Test(arguments: RouteTable.collections)
    func list_WithoutLimit_HasFiftyAtMost(collection: String) throws {
        let list = try client.list("/v1/\(collection)")
        #expect(list.items.count == min(50, list.total))
        #expect((list.next == nil) == (list.total <= 50))
    }

    @Test func list_OfObservations_IsLongerThanAPage() throws {
        #expect(try client.list("/v1/observations").items.count == 50)
    }

    @Test func list_WithTheGreatestLimit_IsWhole() throws {
        let list = try client.list("/v1/documents/art-baochinhphu-1620/facts?limit=1000")
        #expect(list.items.count == list.total)
        #expect(list.total > 50)
        #expect(list.next == nil)
    }

    @Test(
        arguments: RouteTable.collections.map { "/v1/\($0)" }
            + RouteTable.datasetCollections.map { "/v1/dataset/\($0)" })
    func pages_OfACollection_HaveEveryRecordOnceInOrder(path: String) throws {
        let name = try #require(path.split(separator: "/").last.map(String.init))
        let expected = try Array(#require(SeedFixture.shared().snapshot[name]?.keys))
        for query in ["?limit=7", "?limit=\(max(1, expected.count))", "?limit=1&fields=id"] {
            let pages = try pages(from: path + query, client)
            #expect(try ids(of: pages) == expected)
        }
    }

    /// Order and selection hold over pages, whatever the question.
    @Test(arguments: [
        "/v1/observations?sort=-value", "/v1/observations?sort=indicatorName,-id&lang=en",
        "/v1/documents/art-lao-cai-hoi-nghi-2024/facts?sort=line", "/v1/gates?province=lao-cai-2025&sort=name",
        "/v1/gates?q=cua%20khau&sort=class", "/v1/provinces/lao-cai/projects?sort=kind",
        "/v1/observations?unit=ha,km2",
        "/v1/targets?status=missed",
    ])
    func pages_OfAQuestion_AddUpToTheWholeAnswer(target: String) throws {
        let whole = try client.list(target + (target.contains("?") ? "&" : "?") + "limit=1000")
        let pages = try pages(from: target + "&limit=3", client)
        #expect(pages.count > 1)
        #expect(try ids(of: pages) == whole.ids)
        #expect(Set(whole.ids).count == whole.total)
        for page in pages { #expect(try ListAnswer(page.answer.json()).total == whole.total) }
    }

    @Test(arguments: ["/v1/documents?limit=9", "/v1/observations?sort=-value&limit=20&lang=en", "/v1/zones?limit=19"])
    func prev_FromTheLastPage_WalksBackToTheFirst(target: String) throws {
        let forward = try pages(from: target, client)
        var backward: [[String]] = []
        var address = forward.last?.target
        while let current = address, backward.count < forward.count {
            let answer = try client.get(current)
            backward.append(try ListAnswer(answer.json()).ids)
            address = try answer.links()["prev"]
        }
        #expect(address == nil)
        #expect(backward.reversed().flatMap(\.self) == (try ids(of: forward)))
    }

    @Test func links_OfAPage_KeepEveryParameter() throws {
        let query = "lang=en&q=l%C3%A0o%20cai&sort=-value,id&fields=id,value&layer=core,extended&limit=2"
        let first = try client.get("/v1/observations?\(query)")
        let second = try client.get(try #require(first.links()["next"]))
        let links = try second.links()
        #expect(Set(links.keys).isSuperset(of: ["self", "first", "prev", "next", "describedby", "alternate text/csv"]))
        for relation in ["self", "prev", "next"] {
            let link = try #require(links[relation])
            for parameter in query.split(separator: "&") {
                #expect(link.contains(parameter), "\(relation): \(link)")
            }
        }
        #expect(links["first"] == "/v1/observations?\(query)")
        #expect(links["prev"] == "/v1/observations?\(query)")
        #expect(links["self"] == (try first.links()["next"]))
        #expect(links["describedby"] == "/openapi.json")
        #expect(links["next"] != links["self"])
    }

    @Test func links_OfTheEnds_LeadNowhereElse() throws {
        let whole = try client.get("/v1/meetings").links()
        #expect(whole["next"] == nil)
        #expect(whole["prev"] == nil)
        #expect(whole["self"] == "/v1/meetings")
        let last = try #require(pages(from: "/v1/zones?limit=4", client).last).answer
        #expect(try last.links()["next"] == nil)
        #expect(try last.json()["next"] == nil)
        #expect(try last.links()["prev"] != nil)
    }

    @Test func page_OfNothing_IsAnEmptyList() throws {
        let answer = try client.get("/v1/gates?province=ha-noi")
        #expect(answer.status == 200)
        let list = try ListAnswer(answer.json())
        #expect(list.items.isEmpty)
        #expect(list.total == 0)
        #expect(list.next == nil)
        #expect(try answer.links()["next"] == nil)
        #expect(try answer.links()["prev"] == nil)
    }

    /// A cursor names the record before the page, so that a page begins in the right place after a reload.
    @Test func cursor_AfterAReload_GoesOnBehindTheSameRecord() throws {
        let fixture = try SeedFixture.shared()
        let store = Store(fixture.snapshot)
        let client = try APIClient(store: store)
        let keys = try #require(fixture.snapshot["observations"]?.keys)
        let next = try #require(client.list("/v1/observations?limit=10").next)
        for removed in [keys[2], keys[9]] {
            var registry = fixture.registry
            registry.observations = registry.observations.removing { $0.id.rawValue == removed }
            store.publish(
                Snapshot(
                    datasetVersion: "without-\(removed)", registry: registry, day: try SeedFixture.day(),
                    collections: [
                        Presentation(of: registry, on: try SeedFixture.day()).observations()
                    ]))
            let page = try client.json(next)
            #expect(page["datasetVersion"]?.string == "without-\(removed)")
            // Without its own record a cursor goes by those before it.
            #expect(page["items"]?[0]?["id"]?.string == keys[10])
        }
    }
}
