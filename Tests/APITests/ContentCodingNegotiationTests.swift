import ContentCoding
import Testing

struct ContentCodingNegotiationTests {
    private let client: APIClient

    init() throws {
        client = try APIClient()
    }

    @Test(arguments: [
        ([], false),
        (["Accept-Encoding: gzip"], true),
        (["Accept-Encoding: GZip"], true),
        (["Accept-Encoding: x-gzip"], true),
        (["Accept-Encoding: br, deflate"], false),
        (["Accept-Encoding: br, gzip, deflate"], true),
        (["Accept-Encoding: deflate", "Accept-Encoding: gzip"], true),
        (["Accept-Encoding: gzip;q=0"], false),
        (["Accept-Encoding: gzip; q=0.000"], false),
        (["Accept-Encoding: gzip;q=0.001"], true),
        (["Accept-Encoding: gzip;Q=0"], false),
        (["Accept-Encoding: gzip;q=0.5, identity"], false),
        (["Accept-Encoding: gzip;q=0.5, identity;q=0.5"], true),
        (["Accept-Encoding: gzip, identity;q=0.9"], true),
        (["Accept-Encoding: identity"], false),
        (["Accept-Encoding: *"], true),
        (["Accept-Encoding: gzip;q=0, *"], false),
        (["Accept-Encoding: gzip, *;q=0"], true),
        (["Accept-Encoding: identity;q=0, *"], true),
        (["Accept-Encoding:"], false),
    ])
    func gzip_IsSentWhenItIsAskedForAsGladly(fields: [String], isCoded: Bool) throws {
        for target in ["/v1/gates/kim-thanh", "/v1/gates?limit=20"] {
            let answer = try client.ask("GET", target, fields)
            #expect(answer.status == 200)
            #expect(answer["Content-Encoding"] == (isCoded ? "gzip" : nil))
            let content = isCoded ? try Gzip.decompress(answer.body) : answer.body
            #expect(content == (try client.get(target).body))
        }
    }

    @Test(arguments: ["*;q=0", "identity;q=0", "identity;q=0, br", "gzip;q=0, identity;q=0"])
    func nothingAcceptable_Is406(codings: String) throws {
        for target in ["/v1/gates/kim-thanh", "/v1/gates?limit=20", "/v1/search?q=kim"] {
            try expectProblem(client.get(target, "Accept-Encoding: \(codings)"), 406, "not-acceptable")
        }
        #expect(try client.get("/healthz", "Accept-Encoding: gzip, *;q=0").status == 200)
    }

    @Test func gzip_IsSmaller() throws {
        let coded = try client.get("/v1/gates", "Accept-Encoding: gzip")
        #expect(coded.body.count * 3 < (try client.get("/v1/gates").body.count))
    }

    @Test(arguments: ["/healthz", "/v1/gates?fields=id&limit=2", "/.well-known/security.txt"])
    func gzip_OfAFewBytes_IsNotWorthIt(target: String) throws {
        let answer = try client.get(target, "Accept-Encoding: gzip")
        #expect(answer["Content-Encoding"] == nil)
        #expect(answer["Vary"]?.contains("Accept-Encoding") == true)
    }

    @Test func problem_IsNotCoded() throws {
        #expect(try client.get("/v1/gates/nope", "Accept-Encoding: gzip")["Content-Encoding"] == nil)
    }
}
