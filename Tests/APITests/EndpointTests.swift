import BorderEconomy
import HTTPEngine
import JSONText
import Testing

@testable import API

/// How addresses find their endpoints, and what is checked before an endpoint is asked.
struct EndpointTests {
    private static func endpoint(
        _ path: PathTemplate, _ method: HTTPMethod = .get, parameters: [OperationParameter] = []
    ) -> Endpoint {
        Endpoint(
            path: path, method: method,
            operation: Operation(
                id: "x", tag: .analysis, summary: "x", parameters: parameters,
                answers: [(mediaType: Answer.json, schema: ["type": "object"])]),
            answer: { _ in Answer(body: .fresh(Array("{}".utf8))) })
    }

    private let table = EndpointTable([
        Self.endpoint("/v1/{collection}/summary"), Self.endpoint("/v1/gates/summary"),
        Self.endpoint("/v1/targets/{id}/lineage"), Self.endpoint("/v1/projections", .post),
        Self.endpoint("/v1/targets/{id}/lineage", .post),
    ])

    private func path(of segments: [String]) -> String? {
        table.match(segments).map { table.places[$0.place].path.text }
    }

    @Test func match_PrefersLiteralSegments() {
        #expect(path(of: ["v1", "gates", "summary"]) == "/v1/gates/summary")
        #expect(path(of: ["v1", "zones", "summary"]) == "/v1/{collection}/summary")
        #expect(table.match(["v1", "targets", "a b", "lineage"])?.values == ["a b"])
    }

    @Test(arguments: [
        [], ["v1"], ["v1", "", "summary"], ["v1", "gates", "summary", ""], ["v1", "gates", "Summary"],
        ["v1", "targets", "a", "b"],
    ])
    func match_OfAnotherAddress_IsNone(segments: [String]) {
        #expect(table.match(segments) == nil)
    }

    @Test func path_OfAMatch_IsTheAddress() throws {
        let found = try #require(table.match(["v1", "targets", "a/b ổ", "lineage"]))
        #expect(
            table.places[found.place].path.path(with: found.values) == "/v1/targets/a%2Fb%20%E1%BB%95/lineage")
    }

    @Test func place_OffersTheMethodsOfItsEndpoints() throws {
        let lineage = try #require(table.places.first { $0.path == "/v1/targets/{id}/lineage" })
        #expect(lineage.allowed == "GET, HEAD, POST, OPTIONS")
        #expect(lineage.endpoint(for: .head)?.method == .get)
        let projections = try #require(table.places.first { $0.path == "/v1/projections" })
        #expect(projections.allowed == "POST, OPTIONS")
        #expect(projections.endpoint(for: .head) == nil)
    }

    private func question(_ parameters: [QueryParameter]) throws(Problem) -> Question {
        let operation = Self.endpoint(
            "/x",
            parameters: [
                OperationParameter(
                    name: "from", meaning: "where it begins", schema: ["type": "string"], isRequired: true,
                    example: "kunming"),
                OperationParameter(name: "without", meaning: "closed", schema: ["type": "string"]), .language,
            ]
        ).operation
        let snapshot: SeedFixture
        do {
            snapshot = try SeedFixture.shared()
        } catch {
            throw Problem(kind: .notFound, detail: "\(error)")
        }
        return try Question(
            parameters, for: operation, snapshot: snapshot.snapshot, values: [:], content: [], path: "/x")
    }

    @Test func question_HasWhatIsGiven() throws {
        let asked = try question([
            QueryParameter(name: "from", value: "a"), QueryParameter(name: "without", value: "b,c"),
            QueryParameter(name: "lang", value: "en"),
        ])
        #expect(asked["from"] == "a")
        #expect(asked.list("without") == ["b", "c"])
        #expect(asked.list("to") == [])
        #expect(asked.language == .english)
    }

    @Test func question_ThatIsWrong_NamesEveryFault() {
        do throws(Problem) {
            _ = try question([
                QueryParameter(name: "witout", value: "a"), QueryParameter(name: "lang", value: "fr"),
                QueryParameter(name: "without", value: ""), QueryParameter(name: "lang", value: "en"),
            ])
            Issue.record("the question is taken")
        } catch {
            #expect(error.kind == .badParameter)
            #expect(error.faults.map(\.parameter) == ["witout", "without", "lang", "from", "lang"])
            #expect(error.faults.first?.remedy.contains("without") == true)
            #expect(error.faults[3].remedy.contains("from=kunming") == true)
        }
    }
}
