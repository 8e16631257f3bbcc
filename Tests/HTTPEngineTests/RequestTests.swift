import HTTPEngine
import Testing

/// Shows a request to `body` as a responder would see it.
private func withRequest(_ text: String, _ body: (borrowing Request) -> Void) throws {
    var parser = RequestParser(limits: HTTPLimits())
    var bytes = Array(text.utf8)
    try bytes.withUnsafeMutableBytes { buffer in
        let progress = try parser.parse(buffer)
        #expect(progress == .complete(consumed: buffer.count))
        body(parser.request)
    }
}

@Suite struct RequestTests {
    @Test func everyKnownNameIsRecognisedInAnyCase() throws {
        for name in FieldName.allCases where name != .other && name != .host {
            for text in ["\(name.text)", "\(name.text)".uppercased()] {
                let value =
                    switch name {
                    case .contentLength: "0"
                    case .transferEncoding: "chunked"
                    case .expect: "100-continue"
                    default: "v"
                    }
                let content = name == .transferEncoding ? "0\r\n\r\n" : ""
                try withRequest("GET / HTTP/1.1\r\nHost: a\r\n\(text): \(value)\r\n\r\n\(content)") { request in
                    check(request[name]?.string == value, "\(text)")
                    check(!request.isRepeated(name))
                    check(request.value(named: name.text)?.string == value)
                }
            }
        }
    }

    @Test func similarNamesAreOthers() throws {
        for text in [
            "hosts", "hos", "hpst", "content-lengt", "content-lenght", "content_length", "accept-encodinG-", "ifmatch-",
        ] {
            try withRequest("GET / HTTP/1.1\r\nHost: a\r\n\(text): 1\r\n\r\n") { request in
                check(request[.contentLength] == nil && request[.ifMatch] == nil)
                check(request[.host]?.string == "a" && !request.isRepeated(.host))
            }
        }
    }

    @Test func repeatedFieldsAreAllThere() throws {
        try withRequest(
            "GET / HTTP/1.1\r\nHost: a\r\nIf-None-Match: \"1\"\r\nAccept: x\r\nif-none-match: \"2\", \"3\"\r\n\r\n"
        ) { request in
            var values: [String] = []
            request.forEachValue(of: .ifNoneMatch) { values.append($0.string) }
            #expect(values == ["\"1\"", "\"2\", \"3\""])
            check(request[.ifNoneMatch]?.string == "\"1\"")
            check(request.isRepeated(.ifNoneMatch) && !request.isRepeated(.accept))
        }
    }

    @Test func listElements() throws {
        try withRequest("GET / HTTP/1.1\r\nHost: a\r\nX-List: a , ,\"b,\\\"c\" ,W/\"d\",\r\n\r\n") { request in
            var elements: [String] = []
            request.value(named: "x-list")?.forEachListElement { elements.append($0.string) }
            #expect(elements == ["a", "\"b,\\\"c\"", "W/\"d\""])
        }
    }

    @Test func pathOfAnEmptyPathIsASlash() throws {
        try withRequest("GET http://a HTTP/1.1\r\nHost: a\r\n\r\n") { check($0.path.string == "/") }
        try withRequest("GET /a%20/?b HTTP/1.1\r\nHost: a\r\n\r\n") { check($0.path.string == "/a%20/") }
        try withRequest("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n") { check($0.path.isEmpty && $0.isAsterisk) }
    }

    @Test func nothingOfARequestStaysForTheNext() throws {
        var parser = RequestParser(limits: HTTPLimits())
        var first = Array(
            "POST /a%20b?c HTTP/1.0\r\nHost: x\r\nContent-Length: 1\r\nIf-Match: *\r\nIf-Match: *\r\n\r\nz".utf8)
        _ = try first.withUnsafeMutableBytes { try parser.parse($0) }
        parser.reset()
        var second = Array("GET / HTTP/1.1\r\nHost: y\r\n\r\n".utf8)
        try second.withUnsafeMutableBytes { buffer in
            _ = try parser.parse(buffer)
            check(parser.request.query == nil && parser.request.body.isEmpty && parser.request.segmentCount == 0)
            check(parser.request[.ifMatch] == nil && !parser.request.isRepeated(.ifMatch))
            check(parser.request.authority.string == "y" && parser.request.version == .http11)
        }
    }

    @Test(
        arguments: [
            ("", []), ("a=b", [("a", "b")]), ("a=b&a=c&&d", [("a", "b"), ("a", "c"), ("d", "")]),
            ("q=h%E1%BB%AFu+ngh%E1%BB%8B", [("q", "hữu nghị")]), ("a%3D=b%26&=x", [("a=", "b&"), ("", "x")]),
            ("a=b=c", [("a", "b=c")]),
            ("a=%2B", [("a", "+")]), ("&", []),
        ] as [(String, [(String, String)])])
    func queryParameters(_ query: String, _ expected: [(String, String)]) throws {
        try withRequest("GET /?\(query) HTTP/1.1\r\nHost: a\r\n\r\n") { request in
            check(request.queryParameters() == expected.map { QueryParameter(name: $0.0, value: $0.1) })
        }
    }

    @Test func queryThatIsNotUTF8() throws {
        try withRequest("GET /?a=%ff HTTP/1.1\r\nHost: a\r\n\r\n") { check($0.queryParameters() == nil) }
    }

    @Test func malformedQueryText() {
        for text in ["a=%", "a=%4", "a=%zz", "%00=a", "a\u{0}=b", "a=%c3"] {
            Array(text.utf8).withUnsafeBytes { #expect(QueryParameter.parse(ByteView($0)) == nil, "\(text)") }
        }
    }
}
