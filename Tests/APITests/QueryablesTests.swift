import Catalog
import JSONText
import Testing

@testable import API

/// What may be asked is published, and what is published may be asked.
struct QueryablesTests {
    private let client: APIClient

    init() throws {
        client = try APIClient()
    }

    @Test(arguments: RouteTable.collections) func queryables_areASchema(collection: String) throws {
        let answer = try client.get("/v1/\(collection)/queryables")
        #expect(answer.status == 200)
        #expect(answer["content-type"] == "application/schema+json")
        let schema = try answer.json()
        #expect(schema["$schema"] == "https://json-schema.org/draft/2020-12/schema")
        #expect(schema["type"] == "object" && schema["additionalProperties"] == false)
        let properties = try #require(schema["properties"]?.object)
        let definition = try #require(SeedFixture.shared().snapshot[collection]?.definition)
        #expect(properties.members.map(\.key) == definition.vocabulary.entries.map(\.name))
        for member in properties.members {
            let filter = URIText.encoded("\"\(member.key)\" IS NULL")
            #expect(try client.get("/v1/\(collection)?limit=1&filter=\(filter)").status == 200, "\(member.key)")
            if member.value["x-sortable"] == true {
                #expect(try client.get("/v1/\(collection)?limit=1&sort=-\(member.key)").status == 200, "\(member.key)")
            }
        }
    }

    @Test func functions_haveExamplesThatWork() throws {
        let functions = try #require(client.json("/v1/gates/queryables")["x-functions"]?.array)
        #expect(functions.compactMap { $0["name"]?.string } == ["distanceKm", "year"])
        let examples = functions.compactMap { $0["example"]?.string }
        #expect(try client.get("/v1/gates?filter=\(URIText.encoded(examples[0]))").status == 200)
        #expect(try client.get("/v1/targets?filter=\(URIText.encoded(examples[1]))").status == 200)
    }

    @Test func queryables_ofNothing_areNotFound() throws {
        try expectProblem(client.get("/v1/gate/queryables"), 404, "not-found")
    }
}
