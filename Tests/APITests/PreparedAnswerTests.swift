import BorderEconomy
import Catalog
import JSONText
import Testing

@testable import API

/// A loop keeps the answers to plain addresses; what it keeps must be what it would work out.
struct PreparedAnswerTests {
    private static let targets = [
        "/", "/v1", "/v1/gates", "/v1/gates/kim-thanh", "/v1/places/kunming", "/v1/gates/kim%2Dthanh",
        "/v1/provinces/lao-cai/gates", "/v1/dataset", "/openapi.json", "/docs", "/healthz", "/v1/gates/nope",
        "/v1/gates/", "/.well-known/api-catalog", "/v1/gates/kim-thanh?", "/v1/gates/kim-thanh?lang=en",
        "http://test/v1/gates/kim-thanh", "/v1/observations?limit=3", "/v1/gates?q=kim&fields=id", "/v1/gates?nope=1",
    ]

    /// Requests that are answered differently for one address.
    private static func requests(_ target: String, tag: String) -> [(method: String, fields: [String])] {
        [
            ("GET", []), ("HEAD", []), ("GET", ["Accept-Encoding: gzip"]), ("HEAD", ["Accept-Encoding: gzip"]),
            ("GET", ["Accept: text/html"]), ("GET", ["Accept: image/png"]), ("GET", ["Accept:"]),
            ("GET", ["Accept: text/html", "Accept: application/json"]), ("GET", ["Accept: */*"]),
            ("GET", ["Accept-Encoding: identity"]), ("GET", ["Accept-Encoding:", "Accept-Encoding: gzip"]),
            ("GET", ["If-None-Match: \(tag)"]),
            ("GET", ["Accept-Encoding: gzip", "If-None-Match: \(tag)"]), ("GET", ["If-None-Match: *"]),
            ("GET", ["If-Match: \"x\""]), ("GET", ["If-Match: \(tag)"]), ("POST", []), ("DELETE", []), ("OPTIONS", []),
        ]
    }

    @Test(arguments: targets)
    func answer_ThatWasKept_IsTheOneWorkedOut(target: String) throws {
        let warm = try APIClient()
        let tag = try warm.get(target)["ETag"] ?? "\"none\""
        for _ in 1...2 {
            for request in Self.requests(target, tag: tag) {
                let kept = try warm.ask(request.method, target, request.fields)
                let fresh = try APIClient().ask(request.method, target, request.fields)
                #expect(kept.status == fresh.status, "\(request)")
                #expect(kept.fields == fresh.fields, "\(request)")
                #expect(kept.body == fresh.body, "\(request)")
            }
        }
    }

    /// More addresses than the table first has room for, each asked for twice; and more than there is memory for, so
    /// that some are pushed out.
    @Test(arguments: [4_194_304, 65_536, 1])
    func answers_ToManyAddresses_AreNotMistakenForEachOther(generationBytes: Int) throws {
        let client = try APIClient(generationBytes: generationBytes)
        let snapshot = try SeedFixture.shared().snapshot
        let addresses = RouteTable.collections.flatMap { name in
            (snapshot[name]?.keys ?? []).map { (address: "/v1/\(name)/\($0)", id: $0) }
        }
        #expect(addresses.count > 300)
        for _ in 1...2 {
            for (address, id) in addresses {
                #expect(try client.json(address)["id"]?.string == id)
            }
        }
    }

    @Test func answer_ThatWasKept_IsForgottenWithItsSnapshot() throws {
        let fixture = try SeedFixture.shared()
        let store = Store(fixture.snapshot)
        let client = try APIClient(store: store)
        let target = "/v1/places/kunming"
        let tag = try #require(client.get(target)["ETag"])
        #expect(try client.get(target, "If-None-Match: \(tag)").status == 304)
        var registry = fixture.registry
        registry.places = registry.places.removing({ $0.header.id.rawValue == "con-minh" }, ids: { $0.header.ids })
        let day = try SeedFixture.day()
        store.publish(
            Snapshot(
                datasetVersion: "without", registry: registry, day: day,
                collections: [Presentation(of: registry, on: day).places()]))
        #expect(try client.get(target).status == 404)
        #expect(try client.get(target, "If-None-Match: \(tag)").status == 404)
        store.publish(fixture.snapshot)
        #expect(try client.get(target, "If-None-Match: \(tag)").status == 304)
    }
}
