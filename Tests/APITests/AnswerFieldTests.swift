import HTTPEngine
import Testing

@testable import API

/// The fields that answers have besides their own.
struct AnswerFieldTests {
    private let client: APIClient
    private static let data = [
        "/v1", "/v1/gates", "/v1/gates/kim-thanh", "/v1/provinces/lao-cai/gates", "/v1/dataset", "/v1/dataset/checks",
        "/", "/openapi.json", "/docs", "/.well-known/api-catalog", "/.well-known/security.txt",
    ]

    init() throws {
        client = try APIClient()
    }

    @Test(arguments: data)
    func answer_MayBeKeptAndReadFromAnywhere(target: String) throws {
        let answer = try client.get(target)
        #expect(answer.status == 200)
        let caching = try #require(answer["Cache-Control"])
        #expect(caching.contains("public"))
        #expect(caching.wholeMatch(of: /.*max-age=[0-9]+.*/) != nil)
        #expect(caching.contains("stale-while-revalidate="))
        #expect(answer["Vary"] == "Accept, Accept-Encoding")
        #expect(answer["Access-Control-Allow-Origin"] == "*")
        let exposed = answer["Access-Control-Expose-Headers"]?.split(separator: ", ") ?? []
        #expect(exposed.contains("ETag") && exposed.contains("Link") && exposed.contains("Content-Location"))
        #expect(exposed.contains("Idempotency-Replayed") && exposed.contains("RateLimit"))
        #expect(exposed.contains("Accept-Patch") && exposed.contains("Accept-Post"))
        #expect(answer["X-Content-Type-Options"] == "nosniff")
        #expect(answer["Date"] != nil)
        #expect(answer["Set-Cookie"] == nil)
    }

    @Test(arguments: data)
    func field_StandsInAnAnswerOnce(target: String) throws {
        let names = try client.get(target, "Accept-Encoding: gzip").fields.map { $0.name.lowercased() }
        #expect(Set(names).count == names.count)
    }

    @Test(arguments: ["/healthz", "/readyz"])
    func state_IsNeverKept(target: String) throws {
        #expect(try client.get(target)["Cache-Control"] == "no-store")
    }

    @Test(
        arguments: [
            ("GET", "/nope", [], 404), ("GET", "/v1/gates?limit=0", [], 400), ("DELETE", "/v1/gates", [], 405),
            ("GET", "/v1/gates", ["Accept: image/png"], 406), ("GET", "/v1/gates", ["If-Match: \"x\""], 412),
        ] as [(String, String, [String], Int)])
    func problem_IsNeverKept(method: String, target: String, fields: [String], status: Int) throws {
        let answer = try client.ask(method, target, fields)
        #expect(answer.status == status)
        #expect(answer["Cache-Control"] == "no-store")
        #expect(answer["Access-Control-Allow-Origin"] == "*")
    }

    @Test func record_IsLinkedToItsCollectionAndDescription() throws {
        let links = try client.get("/v1/gates/kim-thanh?lang=en").links()
        #expect(links["self"] == "/v1/gates/kim-thanh?lang=en")
        #expect(links["collection"] == "/v1/gates")
        #expect(links["describedby"] == "/openapi.json")
    }

    @Test func problemKinds_AreStableAndHaveTheirStatus() {
        #expect(
            ProblemKind.allCases.map { "\($0.status.rawValue) \($0.rawValue)" } == [
                "404 not-found", "405 method-not-allowed", "406 not-acceptable", "412 precondition-failed",
                "400 bad-parameter", "400 bad-content", "400 bad-field", "413 content-too-large",
                "415 unsupported-media-type",
                "422 unprocessable", "410 gone", "503 overloaded", "401 unauthorized", "429 too-many-attempts",
                "403 forbidden", "403 insecure-transport", "409 conflict", "409 illegal-step", "409 lane-closed",
                "409 gate-closed", "409 plate-in-yard", "409 event-over", "422 clock-ahead", "422 key-reused",
                "428 precondition-required", "503 read-only", "503 storage-unavailable",
            ])
    }
}
