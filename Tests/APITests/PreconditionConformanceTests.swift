import Testing

/// RFC 9110 §13 on every method: which methods look at a precondition, and in which order.
struct PreconditionConformanceTests {
    /// A line of the table: clause, method, field lines with `TAG` for the present tag, and the status.
    struct Case: Sendable, CustomTestStringConvertible {
        let clause: String
        let method: String
        let lines: [String]
        let status: Int

        init(_ clause: String, _ method: String, _ lines: [String], _ status: Int) {
            self.clause = clause
            self.method = method
            self.lines = lines
            self.status = status
        }

        var testDescription: String { "RFC 9110 \(clause): \(method) \(lines)" }
    }

    private let client: APIClient
    private let target = "/v1/gates/kim-thanh"
    private let tag: String

    init() throws {
        client = try APIClient()
        tag = try #require(client.get("/v1/gates/kim-thanh")["ETag"])
    }

    /// For GET and HEAD alike.
    static let reading: [Case] = ["GET", "HEAD"].flatMap { method in
        [
            Case("§13.1.1", method, ["If-Match: *"], 200),
            Case("§13.1.1", method, ["If-Match: TAG"], 200),
            Case("§13.1.1", method, ["If-Match: \"x\", TAG"], 200),
            Case("§13.1.1", method, ["If-Match: \"x\""], 412),
            Case("§13.1.1", method, ["If-Match: W/TAG"], 412),
            Case("§13.1.1", method, ["If-Match:"], 412),
            Case("§13.1.1", method, ["If-Match: \"x\", *"], 412),
            Case("§13.1.1", method, ["If-Match: \"*\""], 412),
            Case("§13.1.2", method, ["If-None-Match: *"], 304),
            Case("§13.1.2", method, ["If-None-Match: TAG"], 304),
            Case("§13.1.2", method, ["If-None-Match: W/TAG"], 304),
            Case("§13.1.2", method, ["If-None-Match: \"x\" ,, TAG"], 304),
            Case("§13.1.2", method, ["If-None-Match: \"x\""], 200),
            Case("§13.1.2", method, ["If-None-Match: \"x\", *"], 200),
            Case("§13.1.2", method, ["If-None-Match: *", "If-None-Match: \"x\""], 200),
            Case("§13.1.2", method, ["If-None-Match: w/TAG"], 200),
            Case("§13.1.2", method, ["If-None-Match:"], 200),
            Case("§13.1.3", method, ["If-Modified-Since: Sat, 21 Nov 2026 00:00:00 GMT"], 200),
            Case("§13.1.3", method, ["If-Modified-Since: yesterday"], 200),
            Case("§13.1.3", method, ["If-None-Match: TAG", "If-Modified-Since: Sat, 01 Jan 2000 00:00:00 GMT"], 304),
            Case("§13.1.4", method, ["If-Unmodified-Since: Sat, 01 Jan 2000 00:00:00 GMT"], 200),
            Case("§13.1.4", method, ["If-Match: \"x\"", "If-Unmodified-Since: Sat, 21 Nov 2026 00:00:00 GMT"], 412),
            Case("§13.1.5", method, ["If-Range: TAG"], 200),
            Case("§13.1.5", method, ["If-Range: \"x\"", "Range: bytes=0-1"], 200),
            Case("§13.2.2", method, ["If-None-Match: TAG", "If-Match: \"x\""], 412),
            Case("§13.2.2", method, ["If-None-Match: TAG", "If-Match: TAG"], 304),
            Case("§13.2.2", method, ["If-None-Match: \"x\"", "If-Match: TAG"], 200),
            Case("§13.2.2", method, ["If-None-Match: *", "If-Match: *"], 304),
        ]
    }

    /// Methods that select no representation pass preconditions over; those that are not allowed are 405 first.
    static let others: [Case] = ["If-Match: \"x\"", "If-Match: *", "If-None-Match: *", "If-None-Match: TAG"].flatMap {
        line in
        [Case("§13.2.1", "OPTIONS", [line], 204)]
            + ["POST", "PUT", "PATCH", "DELETE", "TRACE"].map { Case("§13.2.1", $0, [line], 405) }
            + [Case("§13.2.1", "BREW", [line], 501)]
    }

    @Test(arguments: reading + others)
    func precondition_IsKept(listed: Case) throws {
        let answer = try client.ask(listed.method, target, listed.lines.map { $0.replacing("TAG", with: tag) })
        #expect(answer.status == listed.status)
        #expect(answer["Date"] != nil)
        if listed.status == 304 || listed.status == 412 { #expect(answer["ETag"] == tag) }
        if listed.status == 304 { #expect(answer["Content-Type"] == nil) }
        if listed.status == 405 { #expect(answer["Allow"] == "GET, HEAD, OPTIONS") }
        if listed.method == "HEAD" { #expect(answer.body.isEmpty) }
    }

    /// RFC 9110 §13.2.1: what is wrong without the precondition is answered in its place.
    @Test(arguments: ["If-Match: \"x\"", "If-None-Match: *"])
    func fault_ComesBeforeThePrecondition(line: String) throws {
        #expect(try client.ask("GET", "/v1/gates/nope", [line]).status == 404)
        #expect(try client.ask("HEAD", "/v1/gates/nope", [line]).status == 404)
        #expect(try client.ask("DELETE", "/v1/gates/nope", [line]).status == 405)
        #expect(try client.ask("GET", "/v1/gates?limit=0", [line]).status == 400)
        #expect(try client.ask("GET", target, [line, "Accept: text/html"]).status == 406)
        #expect(try client.ask("GET", target, [line, "Expect: x"]).status == 417)
        #expect(try client.ask("OPTIONS", "*", [line]).status == 204)
    }

    @Test func table_HasNoCaseTwice() {
        let descriptions = (Self.reading + Self.others).map(\.testDescription)
        #expect(Set(descriptions).count == descriptions.count)
    }
}
