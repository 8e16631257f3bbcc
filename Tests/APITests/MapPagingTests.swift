import BorderEconomy
import Catalog
import JSONText
import Testing

@testable import API

/// Pages of features and files of tables stay right while the data change.
struct MapPagingTests {
    /// The data of the repository with a gate in front of all others.
    private static let changed = Result { () throws -> Snapshot in
        let seeds = try ChangedSeeds()
        let first = try SeedFixture.shared().snapshot
        let data = try seeds.load([
            (
                "gates.json", "[",
                """
                [{"id": "a-new-gate", "names": {"vi": "Cửa khẩu mới", "en": "New gate", "zh": null},
                  "kind": "opening", "province": "lao-cai", "layer": "extended", "confidence": "medium",
                  "sources": [{"document": "art-baochinhphu-1620", "line": 1}]},
                """
            )
        ])
        try seeds.remove()
        return Presentation.snapshot(of: data, on: first.day, after: first)
    }

    private func path(_ relation: String, of page: JSONValue) throws -> String? {
        let href = page["links"]?.array?.first { $0["rel"]?.string == relation }?["href"]?.string
        return try href.map { String(try #require($0.wholeMatch(of: /http:\/\/test(\/.*)/)?.1)) }
    }

    private func ids(of page: JSONValue) -> [String] {
        (page["features"]?.array ?? []).compactMap { $0["id"]?.string }
    }

    @Test func pages_haveEveryFeatureOnce_whileTheDataChange() throws {
        let first = try SeedFixture.shared().snapshot
        let store = Store(first)
        let client = try APIClient(store: store)
        let keys = try Array(#require(first["gates"]?.keys))
        var page = try client.json("/ogc/collections/gates/items?limit=5")
        var found = ids(of: page)
        store.publish(try Self.changed.get())
        while let next = try path("next", of: page) {
            #expect(!next.contains("offset="))
            page = try client.json(next)
            found += ids(of: page)
        }
        #expect(found == keys)
        let last = try #require(try path("prev", of: page))
        #expect(try ids(of: client.json(last)).count == 5)
    }

    @Test func pages_mayBePinnedToAVersion_andAsOfADay() throws {
        let first = try SeedFixture.shared().snapshot
        let store = Store(first)
        let client = try APIClient(store: store)
        store.publish(try Self.changed.get())
        let items = "/ogc/collections/gates/items?limit=1000"
        #expect(try ids(of: client.json(items)).contains("a-new-gate"))
        let pinned = try client.json("\(items)&datasetVersion=\(first.datasetVersion)")
        #expect(!ids(of: pinned).contains("a-new-gate"))
        #expect(pinned["datasetVersion"] == .string(first.datasetVersion))
        let then = try ids(of: client.json("\(items)&knownAt=2024-12-24"))
        #expect(try Set(then) == Set(client.list("/v1/gates?knownAt=2024-12-24&limit=1000").ids))
        let provinces = "/ogc/collections/provinces/items"
        #expect(try ids(of: client.json("\(provinces)?validAt=2025-07-01&limit=100")).contains("lao-cai-2025"))
        let feature = try client.json("/ogc/collections/gates/items/ban-vuoc?knownAt=2024-12-24")
        #expect(feature["properties"]?["class"] == "international")
        let problem = try expectProblem(
            client.get("\(provinces)/lao-cai-2025?knownAt=2024-12-24"), 404, "not-found")
        #expect(problem["detail"]?.string?.contains("it became known on") == true)
    }

    @Test(arguments: [
        ("cursor=abc", "cursor", "link next"), ("cursor=CURSOR&offset=5", "offset", "one of them"),
        ("cursor=CURSOR&class=secondary", "cursor", "link next"),
        ("cursor=CURSOR&validAt=2020-01-01", "cursor", "link next"), ("knownAt=soon", "knownAt", "YYYY-MM-DD"),
    ])
    func wrongPlaces_areRefusedWithTheRemedy(query: String, parameter: String, remedy: String) throws {
        let client = try APIClient()
        let next = try #require(try path("next", of: client.json("/ogc/collections/gates/items?limit=5")))
        let cursor = try #require(next.split(separator: "cursor=").last)
        let asked = query.replacing("CURSOR", with: cursor)
        let problem = try expectProblem(
            client.get("/ogc/collections/gates/items?limit=5&\(asked)"), 400, "bad-parameter")
        let faults = ListedFault.all(of: problem)
        #expect(faults.map(\.parameter) == [parameter])
        #expect(faults.first?.remedy.contains(remedy) == true, "\(faults)")
    }

    /// The hashes of a package stay those of the bytes behind its addresses.
    @Test func package_isPinnedToItsVersion() throws {
        let first = try SeedFixture.shared().snapshot
        let store = Store(first)
        let client = try APIClient(store: store)
        let package = try client.json("/datapackage.json")
        store.publish(try Self.changed.get())
        let gates = try #require(package["resources"]?.array?.first { $0["name"] == "gates" })
        let path = try #require(gates["path"]?.string)
        let table = try client.get("/\(path)")
        #expect(gates["hash"] == .string("sha256:\(Digest.sha256(table.body))"))
        #expect(table.body != (try client.get("/v1/gates?f=csv&lang=vi").body))
        let again = try client.json("/datapackage.json?datasetVersion=\(first.datasetVersion)")
        #expect(again["version"] == package["version"])
        #expect(again["resources"] == package["resources"])
    }
}
