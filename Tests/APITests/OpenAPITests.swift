import BorderEconomy
import Catalog
import JSONText
import Testing

@testable import API

struct OpenAPITests {
    private let client: APIClient
    private let document: JSONValue
    private let check: SchemaCheck

    /// The description as it is served, read once for all tests.
    private static let described = Result { try APIClient().json("/openapi.json") }

    init() throws {
        client = try APIClient()
        document = try Self.described.get()
        check = SchemaCheck(openAPI: document)
    }

    private var paths: [JSONObject.Member] { document["paths"]?.object?.members ?? [] }

    /// The schema that an operation declares for its answer.
    private func schema(of path: String, type: String = "application/json") throws -> JSONValue {
        let answer = document["paths"]?[path]?["get"]?["responses"]?["200"]
        guard let schema = answer?["content"]?[type]?["schema"] else { throw TestFailure("\(path) has no schema") }
        return schema
    }

    /// Every string under a member name, wherever it stands.
    private func strings(named name: String, in value: JSONValue) -> [String] {
        switch value {
        case .array(let elements): elements.flatMap { strings(named: name, in: $0) }
        case .object(let object):
            object.members.flatMap { member in
                (member.key == name ? member.value.string.map { [$0] } ?? [] : [])
                    + strings(named: name, in: member.value)
            }
        default: []
        }
    }

    @Test func document_IsOpenAPI31() {
        #expect(document["openapi"]?.string?.hasPrefix("3.1.") == true)
        #expect(document["info"]?["title"]?.string?.isEmpty == false)
        #expect(document["info"]?["version"] == "0.0.0-test")
        #expect(document["info"]?["license"]?["identifier"] == "Apache-2.0")
    }

    @Test func references_AreAllLocalAndLeadSomewhere() throws {
        let references = strings(named: "$ref", in: document)
        #expect(references.count > 100)
        for reference in Set(references) {
            let pointer = try #require(JSONPointer(parsing: String(reference.dropFirst())))
            #expect(reference.hasPrefix("#/components/"))
            #expect(document[pointer.tokens] != nil, "\(reference)")
        }
        #expect(strings(named: "$schema", in: document) == [])
        #expect(!(try client.get("/openapi.json").text.contains("://")))
    }

    @Test func operations_HaveNamesOfTheirOwn() {
        let names = paths.flatMap { strings(named: "operationId", in: $0.value) }
        #expect(names.count == paths.map { $0.value.object?.members.count ?? 0 }.reduce(0, +))
        #expect(Dictionary(grouping: names, by: { $0 }).filter { $1.count > 1 }.keys.sorted() == [])
    }

    @Test func paths_AreThoseOfTheRouteTable() {
        var expected = [
            "/", "/v1", "/v1/dataset", "/openapi.json", "/docs", "/healthz", "/readyz", "/metrics",
            "/.well-known/api-catalog",
            "/.well-known/security.txt",
        ]
        expected += RouteTable.collections.flatMap { ["/v1/\($0)", "/v1/\($0)/{id}"] }
        expected += RouteTable.subcollections.map { "/v1/\($0.parent)/{id}/\($0.name)" }
        expected += RouteTable.datasetCollections.map { "/v1/dataset/\($0)" }
        expected += EndpointTable.served.places.map(\.path.text)
        #expect(paths.map(\.key).sorted() == expected.sorted())
    }

    @Test func path_Parameters_AreDeclared() {
        let endpoints = Set(EndpointTable.served.places.map(\.path.text))
        for path in paths where !endpoints.contains(path.key) {
            let references = strings(named: "$ref", in: path.value["get"]?["parameters"] ?? [])
            #expect(references.contains("#/components/parameters/id") == path.key.contains("{id}"), "\(path.key)")
        }
    }

    /// Every parameter that a list is described with is one that it takes, and the other way round.
    @Test(arguments: RouteTable.collections)
    func parameters_OfAList_AreThoseItTakes(collection: String) throws {
        let parameters = document["paths"]?["/v1/\(collection)"]?["get"]?["parameters"]?.array ?? []
        let names = parameters.compactMap {
            $0["name"]?.string ?? $0["$ref"]?.string?.split(separator: "/").last.map(String.init)
        }
        let definition = try #require(SeedFixture.shared().snapshot[collection]?.definition)
        let isSomewhere = definition.placeQueryable != nil
        let general = ListQuery.general.filter { isSomewhere || !FilterParameters.placeNames.contains($0) }
        #expect(names == general + TimeParameters.names(for: definition) + definition.filterNames)
        #expect(Set(names).count == names.count)
        for name in names {
            let answer = try client.get("/v1/\(collection)?\(name)=")
            #expect(try answer.json()["detail"]?.string?.contains("has no value") == true, "\(name)")
        }
    }

    @Test(arguments: RouteTable.collections, ["vi", "en", "zh"])
    func answers_OfACollection_AreAsDescribed(collection: String, language: String) throws {
        let list = try client.json("/v1/\(collection)?limit=1000&lang=\(language)")
        #expect(check.faults(of: list, against: try schema(of: "/v1/\(collection)")) == [])
        let record = try schema(of: "/v1/\(collection)/{id}")
        let ids = try ListAnswer(list).ids
        #expect(!ids.isEmpty)
        for id in ids {
            let answer = try client.json("/v1/\(collection)/\(id)?lang=\(language)")
            #expect(check.faults(of: answer, against: record) == [], "\(id)")
        }
    }

    @Test(arguments: RouteTable.subcollections)
    func answers_OfASubcollection_AreAsDescribed(subcollection: Subcollection) throws {
        let schema = try schema(of: "/v1/\(subcollection.parent)/{id}/\(subcollection.name)")
        var count = 0
        for id in try #require(SeedFixture.shared().snapshot[subcollection.parent]?.keys) {
            let answer = try client.json("/v1/\(subcollection.parent)/\(id)/\(subcollection.name)?limit=100")
            #expect(check.faults(of: answer, against: schema) == [], "\(id)")
            count += try ListAnswer(answer).items.count
        }
        // A sub-collection that is empty under every record would prove nothing.
        #expect(count > 0)
    }

    @Test(arguments: RouteTable.datasetCollections)
    func answers_OfTheDataset_AreAsDescribed(name: String) throws {
        for query in ["?limit=1000", "?limit=3&lang=en", "?limit=2&fields=id"] {
            let answer = try client.json("/v1/dataset/\(name)\(query)")
            #expect(check.faults(of: answer, against: try schema(of: "/v1/dataset/\(name)")) == [])
        }
    }

    @Test(arguments: [
        ("/", "application/json"), ("/v1", "application/json"), ("/v1/dataset", "application/json"),
        ("/openapi.json", "application/json"), ("/healthz", "application/json"), ("/readyz", "application/json"),
        ("/.well-known/api-catalog", "application/linkset+json"),
    ])
    func answers_OfTheService_AreAsDescribed(path: String, type: String) throws {
        let answer = try client.get(path)
        #expect(answer["Content-Type"]?.split(separator: ";").first.map(String.init) == type)
        #expect(check.faults(of: try answer.json(), against: try schema(of: path, type: type)) == [])
    }

    @Test(arguments: [
        ("/", "text/html"), ("/docs", "text/html"), ("/metrics", "text/plain"),
        ("/.well-known/security.txt", "text/plain"),
    ])
    func texts_OfTheService_AreOfTheTypeDescribed(path: String, type: String) throws {
        #expect(try client.get(path, "Accept: \(type)")["Content-Type"]?.hasPrefix(type) == true)
        #expect(try schema(of: path, type: type)["type"] == "string")
    }

    @Test(
        arguments: [
            ("GET", "/v1/gates/nope", [], "NotFound"), ("GET", "/v1/gates?limit=0&x=1", [], "BadParameter"),
            ("POST", "/v1/gates", [], "MethodNotAllowed"), ("GET", "/v1/gates", ["Accept: text/html"], "NotAcceptable"),
            ("GET", "/v1/gates", ["If-Match: \"x\""], "PreconditionFailed"),
            ("GET", "/v1/gates?q=%FF", [], "BadParameter"),
        ] as [(String, String, [String], String)])
    func problems_AreAsDescribed(method: String, target: String, fields: [String], name: String) throws {
        let response = try #require(document["components"]?["responses"]?[name])
        let schema = try #require(response["content"]?["application/problem+json"]?["schema"])
        let problem = try client.ask(method, target, fields).json()
        #expect(check.faults(of: problem, against: schema) == [])
        #expect(problem["title"] == response["description"])
    }

    /// Every operation says how it fails, and fails in that way.
    @Test func operations_DescribeTheirProblems() throws {
        let endpoints = Set(EndpointTable.served.places.map(\.path.text))
        for path in paths where !endpoints.contains(path.key) {
            let responses = try #require(path.value["get"]?["responses"]?.object)
            let statuses = Set(responses.members.map(\.key))
            #expect(statuses.isSuperset(of: ["200", "304", "400", "405", "412"]), "\(path.key)")
            #expect(statuses.contains("404") == path.key.contains("{id}"), "\(path.key)")
            let isJSON = responses["200"]?["content"]?["application/json"] != nil
            #expect(statuses.contains("406") == isJSON, "\(path.key)")
            let collection = String(path.key.split(separator: "/").dropFirst().first ?? "")
            let id = try SeedFixture.shared().snapshot[collection]?.keys.first ?? ""
            let target = path.key.replacing("{id}", with: id)
            #expect(try client.get(target + "?nosuchparameter=1").status == 400, "\(target)")
            #expect(try client.get(target, "Accept: image/png").status == (isJSON ? 406 : 200), "\(target)")
            #expect(try client.get(target, "If-Match: \"x\"").status == 412, "\(target)")
            #expect(try client.get(target, "If-None-Match: *").status == 304, "\(target)")
        }
    }

    /// The same answers with something wrong are refused, so that the tests above can fail.
    @Test func answers_ThatAreChanged_AreRefused() throws {
        let schema = try schema(of: "/v1/gates/{id}")
        let gate = try client.json("/v1/gates/kim-thanh")
        let original = try #require(gate.object)
        func faults(_ change: (inout JSONObject) -> Void) -> [String] {
            var object = original
            change(&object)
            return check.faults(of: .object(object), against: schema)
        }
        #expect(faults { _ in } == [])
        for member in ["id", "name", "names", "class", "currentProvince", "point", "layer", "sources", "related"] {
            #expect(faults { $0[member] = nil } != [], "without \(member)")
            #expect(faults { $0[member] = true } != [], "\(member) true")
        }
        #expect(faults { $0["class"] = "internationl" } != [])
        #expect(faults { $0["province"] = "Lào Cai" } != [])
        #expect(faults { $0["kind"] = .null } != [])
        #expect(faults { $0["openedOn"] = "2025-02-30" } != [])
        #expect(faults { $0["surprise"] = 1 } != [])
        #expect(faults { $0["lanes"] = [["id": "export-1"]] } != [])
        #expect(faults { $0["sources"] = [["document": "x", "line": "14", "statedBy": .null]] } != [])
        let list = try #require(client.json("/v1/gates?limit=1").object)
        for member in ["items", "total", "datasetVersion"] {
            var changed = list
            changed[member] = nil
            #expect(check.faults(of: .object(changed), against: try self.schema(of: "/v1/gates")) != [])
        }
    }
}
