import Catalog
import HTTPEngine
import Testing

@testable import API

/// What requests are counted by.
struct RoutePatternTests {
    private let responder: APIResponder

    init() throws {
        responder = try APIResponder(
            store: Store(SeedFixture.shared().snapshot),
            site: Site(
                version: "0", securityContact: "mailto:a@example.org", metrics: { Array("a_total 1\n".utf8) }))
    }

    /// The patterns and statuses that whoever counts is told of.
    private func counted(_ requests: [String]) -> [String] {
        var seen: [String] = []
        var connection = MemoryConnection(
            responder: responder,
            observe: { _, response in
                seen.append("\(RoutePattern.all[Int(response.route)]) \(response.status.rawValue)")
            })
        _ = connection.receive(requests.map { "\($0)\r\nHost: a\r\n\r\n" }.joined())
        return seen
    }

    @Test func patterns_AreThoseOfTheRoutes() {
        #expect(Set(RoutePattern.all).count == RoutePattern.all.count)
        let routes: [Route] =
            [
                .home, .directory, .dataset, .openAPI, .documentation, .health, .readiness, .metrics, .apiCatalog,
                .securityText,
            ] + RouteTable.collections.flatMap { [.collection($0), .record(collection: $0, id: "x")] }
            + RouteTable.subcollections.map { .subcollection($0, id: "x") }
            + RouteTable.datasetCollections.map { .datasetCollection($0) }
            + EndpointTable.served.places.indices.map {
                .endpoint($0, values: EndpointTable.served.places[$0].path.variables)
            }
        for route in routes { #expect(RoutePattern.number(of: route) > 1, "\(route.path)") }
        #expect(Set(routes.map(RoutePattern.number)).count == RoutePattern.all.count - 2)
    }

    /// The second of two equal requests is answered by what the first one left ready.
    @Test func requests_AreCountedByPatternNeverByIdentifier() {
        #expect(
            counted([
                "GET /v1/gates/kim-thanh HTTP/1.1", "GET /v1/gates/kim-thanh HTTP/1.1", "GET /v1/gates/nope HTTP/1.1",
                "POST /v1/gates/kim-thanh HTTP/1.1", "GET /v1/gates?limit=0 HTTP/1.1",
                "GET /v1/provinces/lao-cai/gates HTTP/1.1", "GET /v1/gats HTTP/1.1", "OPTIONS * HTTP/1.1",
                "GET / HTTP/1.1", "GET /docs HTTP/1.1", "GET /v1/dataset/checks?limit=1 HTTP/1.1", "BREW / HTTP/1.1",
            ]) == [
                "/v1/gates/{id} 200", "/v1/gates/{id} 200", "/v1/gates/{id} 404", "/v1/gates/{id} 405",
                "/v1/gates 400", "/v1/provinces/{id}/gates 200", "unmatched 404", "* 204", "/ 200", "/docs 200",
                "/v1/dataset/checks 200", "unmatched 501",
            ])
    }

    @Test func notModified_IsCountedByPattern() throws {
        var connection = MemoryConnection(responder: responder)
        let request = "GET /v1/gates/kim-thanh HTTP/1.1\r\nHost: a\r\n"
        let etag = try #require(
            try WireAnswer(connection.receive(Array("\(request)\r\n".utf8)), toHead: false)["ETag"])
        #expect(
            counted(["GET /v1/gates/kim-thanh HTTP/1.1\r\nIf-None-Match: \(etag)"]) == ["/v1/gates/{id} 304"])
    }

    @Test func metrics_AreWhatIsHandedIn() throws {
        for accept in [
            "*/*", "text/plain;version=0.0.4", "application/openmetrics-text;version=1.0.0,text/plain;q=0.1",
        ] {
            var connection = MemoryConnection(responder: responder)
            let request = "GET /metrics HTTP/1.1\r\nHost: a\r\nAccept: \(accept)\r\n\r\n"
            let answer = try WireAnswer(connection.receive(Array(request.utf8)), toHead: false)
            #expect(answer.status == 200)
            #expect(answer["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8")
            #expect(answer["Cache-Control"] == "no-store")
            #expect(answer.text == "a_total 1\n")
        }
        #expect(counted(["GET /metrics HTTP/1.1", "GET /metrics?a=1 HTTP/1.1"]) == ["/metrics 200", "/metrics 400"])
    }
}
