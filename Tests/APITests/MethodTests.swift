import HTTPEngine
import Testing

@testable import API

struct MethodTests {
    private let client: APIClient
    private static let allowed = "GET, HEAD, OPTIONS"
    private static let targets = [
        "/", "/v1", "/v1/gates", "/v1/gates?limit=2", "/v1/gates/kim-thanh", "/v1/places/kunming?lang=en",
        "/v1/provinces/lao-cai/gates", "/v1/dataset", "/v1/dataset/checks", "/openapi.json", "/docs", "/healthz",
        "/readyz", "/metrics", "/.well-known/api-catalog", "/.well-known/security.txt",
    ]

    init() throws {
        client = try APIClient()
    }

    @Test(arguments: ["POST", "PUT", "PATCH", "DELETE", "TRACE"], targets)
    func method_ThatWrites_IsRefusedWithWhatIsAllowed(method: String, target: String) throws {
        let answer = try client.ask(method, target)
        try expectProblem(answer, 405, "method-not-allowed")
        #expect(answer["Allow"] == Self.allowed)
    }

    @Test func method_WithContent_IsRefusedAllTheSame() throws {
        let answer = try client.ask("POST", "/v1/gates", ["Content-Type: application/json"], body: #"{"id":"x"}"#)
        try expectProblem(answer, 405, "method-not-allowed")
    }

    @Test(arguments: ["POST", "OPTIONS", "HEAD", "DELETE"])
    func method_OnNothing_IsNotFound(method: String) throws {
        let answer = try client.ask(method, "/v1/gats")
        #expect(answer.status == 404)
        #expect(answer["Allow"] == nil)
    }

    @Test(arguments: targets + ["*"])
    func options_SaysWhatIsAllowed(target: String) throws {
        let answer = try client.ask("OPTIONS", target)
        #expect(answer.status == 204)
        #expect(answer["Allow"] == (target == "*" ? "GET, HEAD, POST, PATCH, OPTIONS" : Self.allowed))
        #expect(answer["Access-Control-Allow-Origin"] == "*")
    }

    /// The CORS preflight of a page that reads with conditions.
    @Test func options_BeforeACrossOriginRead_AllowsIt() throws {
        let answer = try client.ask(
            "OPTIONS", "/v1/gates",
            [
                "Origin: https://dashboard.example", "Access-Control-Request-Method: GET",
                "Access-Control-Request-Headers: if-none-match",
            ])
        #expect(answer.status == 204)
        #expect(answer["Access-Control-Allow-Origin"] == "*")
        #expect(answer["Access-Control-Allow-Methods"]?.contains("GET") == true)
        #expect(answer["Access-Control-Allow-Headers"]?.contains("If-None-Match") == true)
        #expect(answer["Access-Control-Max-Age"].flatMap { Int($0) } ?? 0 > 0)
        #expect(answer["Access-Control-Allow-Credentials"] == nil)
    }

    @Test(arguments: targets)
    func head_HasTheFieldsOfGetAndNoContent(target: String) throws {
        for fields in [[], ["Accept-Encoding: gzip"], ["Accept: text/html, application/json;q=0.5"]] {
            let head = try client.ask("HEAD", target, fields)
            let get = try client.ask("GET", target, fields)
            #expect(head.status == get.status)
            #expect(head.fields == get.fields)
            #expect(head["Content-Length"].flatMap { Int($0) } == get.body.count)
            #expect(head.body.isEmpty)
        }
    }

    @Test(arguments: ["/v1/gates/nope", "/v1/gates?limit=0"])
    func head_OfAProblem_HasItsFieldsAndNoContent(target: String) throws {
        let head = try client.ask("HEAD", target)
        #expect(head.fields == (try client.ask("GET", target).fields))
        #expect(head["Content-Type"] == "application/problem+json")
    }

    @Test(arguments: ["/v1/gates/kim-thanh", "/v1/gates?class=international&lang=en", "/"])
    func target_InAbsoluteForm_IsAnsweredLikeTheOriginForm(target: String) throws {
        let absolute = try client.get("http://border.example:8080\(target)")
        let origin = try client.get(target)
        #expect(absolute.status == 200)
        #expect(absolute.fields == origin.fields)
        #expect(absolute.body == origin.body)
    }
}
