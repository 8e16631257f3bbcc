import HTTPEngine
import Testing

@testable import API

/// Requests whose answer the head decides, before their content is there (RFC 9110 §10.1.1).
struct HeadRefusalTests {
    private let client: APIClient

    init() throws {
        client = try APIClient()
    }

    @Test(
        arguments: [
            ("POST", "/healthz", [], 405), ("POST", "/nowhere", [], 404), ("PATCH", "/v1/gates/kim-thanh", [], 405),
            ("POST", "/v1/gates/kim-thanh/visits", ["Content-Type: application/json"], 503),
            ("POST", "/v1/projections", [], 415), ("POST", "/v1/projections", ["Content-Type: text/plain"], 415),
            (
                "POST", "/v1/projections",
                ["Content-Type: application/json", "Content-Encoding: identity", "Content-Encoding: gzip"], 415
            ),
            ("POST", "/v1/projections", ["Content-Type: application/json", "Content-Type: text/csv"], 400),
            ("POST", "/v1/projections", ["Content-Type: application/json"], 100),
        ] as [(String, String, [String], Int)])
    func expectation_IsMetOnlyWhereContentIsWanted(
        method: String, target: String, fields: [String], status: Int
    ) throws {
        let answer = try client.begin(method, target, fields + ["Expect: 100-continue", "Content-Length: 60000"])
        #expect(answer.hasPrefix("HTTP/1.1 \(status) "))
        #expect((status == 100) == answer.hasSuffix("100 Continue\r\n\r\n"))
        if status != 100 { #expect(answer.contains("\r\nConnection: close\r\n")) }
    }

    @Test func contentType_InTwoLines_HasNoMeaning() throws {
        let answer = try client.ask(
            "POST", "/v1/projections", ["Content-Type: application/json", "Content-Type: text/csv"], body: "{}")
        try expectProblem(answer, 400, "bad-field")
    }
}
