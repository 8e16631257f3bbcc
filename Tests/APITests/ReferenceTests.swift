import Catalog
import JSONText
import Testing

@testable import API

/// What answers name can be asked for.
struct ReferenceTests {
    private let client: APIClient

    init() throws {
        client = try APIClient()
    }

    private func addresses(in value: JSONValue) -> [String] {
        switch value {
        case .string(let text): text.hasPrefix("/") && !text.hasPrefix("/problems") ? [text] : []
        case .array(let elements): elements.flatMap(addresses)
        case .object(let object):
            object.members.flatMap { $0.key == "pointer" || $0.key == "anchor" ? [] : addresses(in: $0.value) }
        default: []
        }
    }

    @Test(arguments: RouteTable.collections)
    func address_InARecord_IsServed(collection: String) throws {
        var known: Set<String> = []
        for id in try client.list("/v1/\(collection)?limit=1000&fields=id").ids {
            let record = try client.json("/v1/\(collection)/\(id)")
            for address in addresses(in: record) where known.insert(address).inserted {
                #expect(try client.get(address).status == 200, "\(collection)/\(id): \(address)")
                #expect(address != "/v1", "\(collection)/\(id) names something that is not there")
            }
        }
    }

    @Test(arguments: [
        "/", "/v1/dataset", "/.well-known/api-catalog", "/v1/dataset/conflicts?limit=1000",
        "/v1/documents/art-bnews-lai-chau/facts?limit=1000",
    ])
    func address_InAPage_IsServed(target: String) throws {
        let addresses = Set(addresses(in: try client.json(target)))
        #expect(!addresses.isEmpty)
        for address in addresses { #expect(try client.get(address).status == 200, "\(address)") }
    }

    @Test func directory_NamesEveryAddressWithItsCount() throws {
        let collections = try client.json("/v1")["collections"]?.array ?? []
        #expect(collections.compactMap { $0["name"]?.string } == RouteTable.collections)
        for entry in collections {
            let href = try #require(entry["href"]?.string)
            let list = try client.list(href + "?limit=1")
            #expect(entry["count"] == .integer(Int64(list.total)))
            let id = try #require(list.ids.first)
            #expect(try client.get("\(href)/\(id)").status == 200)
            for template in entry["subcollections"]?.strings ?? [] {
                #expect(try client.get(template.replacing("{id}", with: id)).status == 200)
            }
        }
        let named = collections.flatMap { $0["subcollections"]?.strings ?? [] }.count
        #expect(named == RouteTable.subcollections.count)
    }

    @Test func dataset_CountsWhatIsServed() throws {
        let snapshot = try SeedFixture.shared().snapshot
        let dataset = try client.json("/v1/dataset")
        #expect(dataset["datasetVersion"]?.string == snapshot.datasetVersion)
        #expect(dataset["day"] == "2026-11-21")
        for name in snapshot.collectionNames {
            #expect(dataset["counts"]?[name] == .integer(Int64(snapshot[name]?.count ?? -1)), "\(name)")
        }
    }
}
