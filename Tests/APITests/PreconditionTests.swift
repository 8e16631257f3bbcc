import JSONText
import Testing

struct PreconditionTests {
    private let client: APIClient
    private let target = "/v1/gates/kim-thanh"
    private let tag: String

    init() throws {
        client = try APIClient()
        tag = try #require(client.get("/v1/gates/kim-thanh")["ETag"])
    }

    /// Field lines with `TAG` for the tag of what would be sent, and the status that RFC 9110 §13.2.2 asks for.
    @Test(arguments: [
        (["If-None-Match: TAG"], 304),
        (["If-None-Match: W/TAG"], 304),
        (["If-None-Match: \"x\", TAG"], 304),
        (["If-None-Match: \"x\",W/\"y\" ,TAG, \"z\""], 304),
        (["If-None-Match: \"x\"", "If-None-Match: TAG"], 304),
        (["If-None-Match: *"], 304),
        (["If-None-Match: \"x\""], 200),
        (["If-None-Match: \"x,TAG\""], 200),
        (["If-None-Match: UNQUOTED"], 200),
        (["If-Match: TAG"], 200),
        (["If-Match: \"x\", TAG"], 200),
        (["If-Match: \"x\"", "If-Match: TAG"], 200),
        (["If-Match: *"], 200),
        (["If-Match: \"x\""], 412),
        (["If-Match: \"x\", \"y\""], 412),
        (["If-Match: W/TAG"], 412),
        (["If-Match: UNQUOTED"], 412),
        (["If-Match: \"x\"", "If-None-Match: TAG"], 412),
        (["If-None-Match: TAG", "If-Match: \"x\""], 412),
        (["If-Match: TAG", "If-None-Match: TAG"], 304),
        (["If-Match: *", "If-None-Match: \"x\""], 200),
        (["If-Modified-Since: Sat, 21 Nov 2026 00:00:00 GMT"], 200),
        (["If-Unmodified-Since: Sat, 01 Jan 2000 00:00:00 GMT"], 200),
        (["If-None-Match: \"x\"", "If-Modified-Since: Sat, 21 Nov 2026 00:00:00 GMT"], 200),
    ])
    func precondition_IsEvaluatedInOrder(lines: [String], status: Int) throws {
        let bare = String(tag.dropFirst().dropLast())
        let fields = lines.map {
            $0.replacing("UNQUOTED", with: bare).replacing("TAG", with: $0.contains(",TAG\"") ? bare : tag)
        }
        for method in ["GET", "HEAD"] {
            #expect(try client.ask(method, target, fields).status == status, "\(method) \(fields)")
        }
    }

    @Test(arguments: ["/v1/gates/kim-thanh", "/v1/places/kunming?lang=en", "/v1/gates?class=international", "/docs"])
    func notModified_HasTheFieldsOfTheAnswerAndNoContent(target: String) throws {
        let whole = try client.get(target, "Accept-Encoding: gzip")
        let tag = try #require(whole["ETag"])
        let answer = try client.get(target, "Accept-Encoding: gzip", "If-None-Match: \(tag)")
        #expect(answer.status == 304)
        #expect(answer.body.isEmpty)
        // RFC 9110 §15.4.5: what a cache needs to renew what it keeps.
        for name in [
            "ETag", "Cache-Control", "Vary", "Content-Location", "Date", "Link", "Access-Control-Allow-Origin",
        ] {
            #expect(answer[name] == whole[name], "\(name)")
        }
        #expect(answer["Content-Type"] == nil)
    }

    @Test func preconditionFailed_NamesThePresentTag() throws {
        let answer = try client.get(target, "If-Match: \"x\"")
        let problem = try expectProblem(answer, 412, "precondition-failed")
        #expect(answer["ETag"] == tag)
        #expect(problem["detail"]?.string?.contains(tag) == true)
    }

    /// The tag of one coding says nothing about another.
    @Test func tag_OfTheOtherCoding_DoesNotMatch() throws {
        let coded = try client.get(target, "Accept-Encoding: gzip")
        #expect(coded["Content-Encoding"] == "gzip")
        let codedTag = try #require(coded["ETag"])
        #expect(try client.get(target, "If-None-Match: \(codedTag)").status == 200)
        #expect(try client.get(target, "Accept-Encoding: gzip", "If-None-Match: \(tag)").status == 200)
        #expect(try client.get(target, "Accept-Encoding: gzip", "If-None-Match: \(tag), \(codedTag)").status == 304)
    }

    @Test func list_IsRevalidatedLikeARecord() throws {
        let list = "/v1/gates?class=international&sort=-name&limit=3"
        let tag = try #require(client.get(list)["ETag"])
        #expect(try client.get(list, "If-None-Match: \(tag)").status == 304)
        #expect(try client.get(list + "&lang=en", "If-None-Match: \(tag)").status == 200)
        #expect(try client.get(list, "If-Match: \"x\"").status == 412)
    }

    /// What is wrong with the request itself comes first (RFC 9110 §13.2.1).
    @Test func faultOfTheRequest_ComesBeforeThePrecondition() throws {
        #expect(try client.get("/v1/gates/nope", "If-Match: \"x\"").status == 404)
        #expect(try client.get("/v1/gates?limit=0", "If-None-Match: *").status == 400)
        #expect(try client.ask("DELETE", target, ["If-Match: \"x\""]).status == 405)
        #expect(try client.get(target, "Accept: text/html", "If-Match: \"x\"").status == 406)
    }

    /// RFC 9110 §15.4.5: what describes the content stays away where there is none.
    @Test func notModified_HasNoFieldsOfTheContent() throws {
        let whole = try client.get(target)
        let answer = try client.get(target, "If-None-Match: \(tag)")
        for name in ["Content-Language", "Content-Type", "Content-Encoding", "Content-Length"] {
            #expect(answer[name] == nil, "\(name)")
        }
        #expect(whole["Content-Language"] == "vi")
        for name in ["ETag", "Cache-Control", "Vary", "Link"] { #expect(answer[name] == whole[name], "\(name)") }
    }
}
