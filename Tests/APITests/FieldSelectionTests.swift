import Catalog
import JSONText
import Testing

@testable import API

struct FieldSelectionTests {
    private let client: APIClient

    init() throws {
        client = try APIClient()
    }

    @Test func fields_AreTheOnlyOnesShownInTheRecordsOrder() throws {
        let list = try client.list("/v1/gates?fields=class,id,point&limit=1000")
        for item in list.items {
            #expect(item.object?.members.map(\.key) == ["id", "class", "point"])
        }
    }

    @Test(arguments: RouteTable.collections)
    func field_OnItsOwn_IsShownAsInTheWholeRecord(collection: String) throws {
        let whole = try client.list("/v1/\(collection)?limit=1000").items
        let definition = try #require(SeedFixture.shared().snapshot[collection]?.definition)
        for field in definition.listFields {
            let items = try client.list("/v1/\(collection)?limit=1000&fields=\(field.name)").items
            #expect(items.map { $0[field.name] } == whole.map { $0[field.name] }, "\(field.name)")
            #expect(items.allSatisfy { $0.object?.count ?? 2 <= 1 }, "\(field.name)")
        }
    }

    @Test func fields_ThatSomeRecordsLack_AreLeftOutThere() throws {
        let items = try client.list("/v1/gates?fields=id,lanes&limit=1000").items
        #expect(items.filter { $0["lanes"] != nil }.compactMap { $0["id"]?.string } == ["kim-thanh"])
    }

    @Test func fields_ChangeNeitherTotalNorSelection() throws {
        let narrow = try client.list("/v1/gates?fields=id&class=international&limit=2")
        let whole = try client.list("/v1/gates?class=international&limit=2")
        #expect(narrow.total == whole.total)
        #expect(narrow.ids == whole.ids)
    }
}
