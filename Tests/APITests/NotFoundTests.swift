import JSONText
import Testing

struct NotFoundTests {
    private let client: APIClient

    init() throws {
        client = try APIClient()
    }

    /// What is asked for, and what the answer must say to lead to the right address.
    @Test(arguments: [
        ("/v1/gats", #"did you mean "gates"?"#),
        ("/v1/gats/kim-thanh", #"did you mean "gates"?"#),
        ("/v1/province", #"did you mean "provinces"?"#),
        ("/v1/datasets", #"did you mean "dataset"?"#),
        ("/v1/xyzzy-nothing-like-it", "known are provinces, gates"),
        ("/v1/gates/kim-than", "/v1/gates/kim-thanh"),
        ("/v1/gates/kunming", "/v1/places/con-minh"),
        ("/v1/provinces/kim-thanh", "/v1/gates/kim-thanh"),
        ("/v1/gates/xyzzy-nothing-like-it", "/v1/gates lists them"),
        ("/v1/gates/kim-than/lanes", "/v1/gates/kim-thanh"),
        ("/v1/gates/kim-thanh/lane", #"did you mean "lanes"?"#),
        ("/v1/provinces/lao-cai/gate", #"did you mean "gates"?"#),
        ("/v1/documents/art-baochinhphu-1620/fact", #"did you mean "facts"?"#),
        ("/v1/meetings/x/y", "meetings have no sub-collections"),
        ("/v1/dataset/check", #"did you mean "checks"?"#),
        ("/v1/dataset/checks/check-c1", "/v1/dataset/checks"),
        ("/v1/gates/kim-thanh/lanes/export-1/state", "/v1/gates/kim-thanh/lanes/export-1"),
        ("/v1/gates/", "/v1/gates"),
        ("/v1/", "/v1"),
        ("/docs/", "/docs"),
        ("/v1/gates/kim-thanh/", "/v1/gates/kim-thanh"),
        ("/v1/gates/kim-thanh/lanes/", "/v1/gates/kim-thanh/lanes"),
        ("/v2/gates", "/v1"),
        ("/nope", "/v1 lists what is"),
        ("/openapi.jsn", "/openapi.json"),
        ("/health", "/healthz"),
        ("//", "/v1"),
        ("/v1//gates", "no collection"),
        ("/v1/gates/%FF", "UTF-8"),
    ])
    func address_ThatIsNotServed_LeadsToTheNearestThatIs(target: String, hint: String) throws {
        let problem = try expectProblem(client.get(target), 404, "not-found")
        #expect(problem["detail"]?.string?.contains(hint) == true, "\(problem)")
    }

    @Test func address_WithASlashTooMany_IsNamedWithoutIt() throws {
        let detail = try client.get("/v1/gates/").json()["detail"]?.string
        #expect(detail?.hasSuffix(": /v1/gates") == true)
    }

    /// What somebody sent stands in the answer as text, whatever it was.
    @Test func address_WithQuotesAndControls_IsShownInWellFormedJSON() throws {
        let problem = try expectProblem(client.get("/v1/%22%0A%5C%3Cscript%3E"), 404, "not-found")
        #expect(problem["detail"]?.string?.contains("\"\n\\<script>") == true)
    }
}
