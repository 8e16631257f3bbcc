import Catalog
import JSONText
import Testing

@testable import API

struct AliasTests {
    private let client: APIClient

    init() throws {
        client = try APIClient()
    }

    @Test func kunming_IsConMinh() throws {
        let answer = try client.get("/v1/places/kunming")
        #expect(answer.status == 200)
        #expect(try answer.json()["id"] == "con-minh")
        #expect(answer["Content-Location"] == "/v1/places/con-minh")
        #expect(try answer.links()["self"] == "/v1/places/con-minh")
    }

    @Test func alias_WithALanguage_KeepsItInContentLocation() throws {
        let answer = try client.get("/v1/places/kunming?lang=en")
        #expect(answer["Content-Location"] == "/v1/places/con-minh?lang=en")
        #expect(answer["Content-Language"] == "en")
    }

    @Test func identifier_ItselfHasNoContentLocation() throws {
        #expect(try client.get("/v1/places/con-minh")["Content-Location"] == nil)
    }

    @Test(arguments: RouteTable.collections)
    func alias_OfEveryRecord_IsAnsweredWithTheRecord(collection: String) throws {
        for item in try client.list("/v1/\(collection)?limit=1000").items {
            let id = try #require(item["id"]?.string)
            for alias in item["aliases"]?.strings ?? [] {
                let answer = try client.get("/v1/\(collection)/\(alias)")
                #expect(answer["Content-Location"] == "/v1/\(collection)/\(id)")
                #expect(answer.body == (try client.get("/v1/\(collection)/\(id)").body))
            }
        }
    }

    @Test(arguments: [
        ("/v1/gates/lao-cai-road-2/lanes", "/v1/gates/kim-thanh/lanes"),
        ("/v1/places/kunming/observations", "/v1/places/con-minh/observations"),
    ])
    func subcollection_UnderAnAlias_IsThatOfTheRecord(target: String, canonical: String) throws {
        let answer = try client.get(target)
        #expect(answer.status == 200)
        #expect(answer.body == (try client.get(canonical).body))
        #expect(try answer.links()["self"] == canonical)
    }

    @Test func reference_ByAlias_FindsTheSameRecords() throws {
        let byAlias = try client.list("/v1/gates?parentGate=lao-cai-road")
        #expect(byAlias.ids.contains("kim-thanh"))
        for alias in try client.json("/v1/gates/kim-thanh")["aliases"]?.strings ?? [] {
            #expect(
                try client.list("/v1/observations?subject=\(alias)").ids
                    == client.list("/v1/observations?subject=kim-thanh").ids)
        }
        #expect(try client.list("/v1/observations?subject=lao-cai-road-2").total > 0)
    }
}
