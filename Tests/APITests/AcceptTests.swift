import JSONText
import Testing

struct AcceptTests {
    private let client: APIClient

    init() throws {
        client = try APIClient()
    }

    @Test(arguments: [
        ([], 200),
        (["Accept: */*"], 200),
        (["Accept: application/*"], 200),
        (["Accept: application/json"], 200),
        (["Accept: Application/JSON; charset=utf-8"], 200),
        (["Accept: text/html, application/json;q=0.001"], 200),
        (["Accept: text/html", "Accept: application/json"], 200),
        (["Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"], 200),
        (["Accept: text/html"], 406),
        (["Accept: text/*"], 406),
        (["Accept: application/json;q=0"], 406),
        (["Accept: */*, application/json;q=0"], 406),
        (["Accept: application/json;q=0, */*;q=0.5"], 406),
        (["Accept: application/*;q=0, */*"], 406),
        (["Accept: application/*;q=0, application/json"], 200),
        (["Accept: application/geo+json"], 406),
        (["Accept: json"], 406),
    ])
    func data_IsSentWhenJSONIsAcceptable(fields: [String], status: Int) throws {
        for target in ["/v1", "/v1/dataset", "/openapi.json", "/healthz"] {
            let answer = try client.ask("GET", target, fields)
            #expect(answer.status == status, "\(target)")
            #expect(answer["Content-Type"] == (status == 200 ? "application/json" : "application/problem+json"))
        }
    }

    /// What was answered before is not given again to who asks for it with a weight that is none.
    @Test(arguments: ["Accept: application/json;q=2", "Accept-Encoding: gzip;q=abc", "Accept-Language: vi;q=0.1234"])
    func weightThatIsNone_IsRefused_WhateverIsKept(field: String) throws {
        for target in ["/v1/gates/kim-thanh", "/healthz"] {
            for _ in 0..<2 { #expect(try client.get(target, "Accept-Language: vi;q=0.123").status == 200) }
            let problem = try expectProblem(client.get(target, field), 400, "malformed-request")
            #expect(ListedFault.all(of: problem).first?.reason.contains(field.prefix { $0 != ":" }) == true)
            #expect(try client.get(target).status == 200)
        }
    }

    @Test func notAcceptable_SaysWhatIsOffered() throws {
        let problem = try expectProblem(client.get("/v1/gates", "Accept: text/html"), 406, "not-acceptable")
        #expect(problem["detail"]?.string?.contains("application/json") == true)
        #expect(ListedFault.all(of: problem).first?.remedy.contains("application/json") == true)
    }

    @Test(arguments: [
        ([], "application/json"),
        (["Accept: */*"], "application/json"),
        (["Accept: application/json"], "application/json"),
        (["Accept: text/html;q=0.5, application/json"], "application/json"),
        (["Accept: text/html"], "text/html; charset=utf-8"),
        (["Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"], "text/html; charset=utf-8"),
        (["Accept: application/json;q=0.5, text/*"], "text/html; charset=utf-8"),
    ])
    func home_IsHTMLForWhoPrefersIt(fields: [String], type: String) throws {
        let answer = try client.ask("GET", "/", fields)
        #expect(answer.status == 200)
        #expect(answer["Content-Type"] == type)
        #expect(answer["Vary"]?.contains("Accept") == true)
    }

    @Test func home_AsNeither_IsNotAcceptable() throws {
        try expectProblem(client.get("/", "Accept: image/png"), 406, "not-acceptable")
    }
}
