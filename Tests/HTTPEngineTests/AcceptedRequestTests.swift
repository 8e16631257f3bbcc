import HTTPEngine
import Testing

@Suite struct AcceptedRequestTests {
    private func one(_ text: String, isSecure: Bool = false) throws -> Reading.Parsed {
        let reading = readEveryWay(text, isSecure: isSecure)
        #expect(reading.error == nil)
        #expect(reading.requests.count == 1)
        return try #require(reading.requests.first)
    }

    @Test(arguments: [HTTPMethod.get, .head, .post, .put, .delete, .options, .patch, .trace])
    func methods(_ method: HTTPMethod) throws {
        let request = try one("\(method.name) /v1 HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(request.method == method)
        #expect(request.segments == ["v1"])
        #expect(request.authority == "a")
        #expect(request.version == .http11)
    }

    @Test(
        arguments: [
            ("/", []), ("/v1/gates", ["v1", "gates"]), ("/v1/gates/", ["v1", "gates", ""]), ("//a", ["", "a"]),
            ("/a%2Fb/c", ["a/b", "c"]), ("/h%E1%BB%AFu", ["hữu"]), ("/.../..a/a..", ["...", "..a", "a.."]),
            ("/a;b=c,d/e:f@g!$&'()*+=~_-.", ["a;b=c,d", "e:f@g!$&'()*+=~_-."]), ("/%2525", ["%25"]),
            ("/a%20b", ["a b"]),
            ("/%2e%2e%2e/x%2F..%2Fy", ["...", "x/../y"]),
        ] as [(String, [String])])
    func paths(_ target: String, _ segments: [String]) throws {
        #expect(try one("GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n").segments == segments)
    }

    @Test(
        arguments: [
            ("/", nil), ("/?", ""), ("/?a=b&c", "a=b&c"), ("/?a/b?c:@", "a/b?c:@"),
            ("/a?%41=%E1%BB%AF", "%41=%E1%BB%AF"),
        ] as [(String, String?)])
    func queries(_ target: String, _ query: String?) throws {
        #expect(try one("GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n").query == query)
    }

    @Test(arguments: [
        "a", "a:80", "a:", "a.b-c_d~e", "127.0.0.1:8080", "[::1]", "[::1]:80", "[1:2:3:4:5:6:7:8]", "[::]", "[1::]",
        "[::ffff:1.2.3.4]", "[v1.fe80::a]", "a%41b", "cua-khau.vn", "xn--ca-khu-4xa.vn",
    ])
    func hosts(_ host: String) throws {
        #expect(try one("GET / HTTP/1.1\r\nHost: \(host)\r\n\r\n").authority == host)
    }

    @Test func absoluteFormReplacesHost() throws {
        let request = try one("GET http://b:81/v1/x?y HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(request.authority == "b:81")
        #expect(request.segments == ["v1", "x"])
        #expect(request.query == "y")
        #expect(request.target == "http://b:81/v1/x?y")
    }

    @Test func absoluteFormWithoutPath() throws {
        #expect(try one("GET http://b HTTP/1.1\r\nHost: a\r\n\r\n").segments == [])
        #expect(try one("GET HTTP://b?q HTTP/1.1\r\nHost: a\r\n\r\n").query == "q")
        #expect(try one("OPTIONS http://b HTTP/1.1\r\nHost: a\r\n\r\n").authority == "b")
    }

    @Test func httpsTargetOverTLS() throws {
        #expect(try one("GET https://b/ HTTP/1.1\r\nHost: b\r\n\r\n", isSecure: true).authority == "b")
    }

    @Test func asteriskForm() throws {
        let request = try one("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(request.target == "*")
        #expect(request.segments == [])
    }

    @Test func oneEmptyLineBefore() throws {
        #expect(try one("\r\nGET /a HTTP/1.1\r\nHost: a\r\n\r\n").target == "/a")
    }

    @Test func version10NeedsNoHost() throws {
        let request = try one("GET / HTTP/1.0\r\n\r\n")
        #expect(request.version == .http10)
        #expect(request.authority == "")
    }

    @Test func higherMinorVersionIs11() throws {
        #expect(try one("GET / HTTP/1.9\r\nHost: a\r\n\r\n").version == .http11)
    }

    @Test(arguments: [
        ("1.1", "A: b", true), ("1.1", "Connection: close", false), ("1.1", "Connection: Close", false),
        ("1.1", "Connection: keep-alive", true), ("1.1", "Connection: keep-alive, close", false),
        ("1.1", "Connection: upgrade\r\nConnection: close", false), ("1.1", "Connection: , ,keep-alive,", true),
        ("1.1", "Connection:", true), ("1.0", "A: b", false), ("1.0", "Connection: keep-alive", true),
        ("1.0", "Connection: Keep-Alive, close", false), ("1.0", "Connection: close", false),
    ])
    func persistence(_ version: String, _ line: String, _ keeps: Bool) throws {
        let request = try one("GET / HTTP/\(version)\r\nHost: a\r\n\(line)\r\n\r\n")
        #expect(request.keepsConnection == keeps)
    }

    @Test func fieldValuesAreTrimmedAndOrdered() throws {
        let request = try one(
            "GET / HTTP/1.1\r\nHost:a\r\nX-A: \t b c \t\r\nx-a:\r\nX!#$%&'*+-.^_`|~9: \u{E9}\tx\r\nX-A:d\r\n\r\n")
        #expect(request.fields == ["Host=a", "X-A=b c", "x-a=", "X!#$%&'*+-.^_`|~9=\u{E9}\tx", "X-A=d"])
    }

    @Test func longValuesOfEveryLength() throws {
        for length in 0..<40 {
            let value = String(repeating: "v", count: length)
            #expect(
                read([Array("GET / HTTP/1.1\r\nHost: a\r\nA: \(value)\r\n\r\n".utf8)]).requests.first?.fields.last
                    == "A=\(value)")
        }
    }

    @Test func contentLength() throws {
        #expect(try one("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello").body == "hello")
        #expect(try one("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0005\r\n\r\nhello").body == "hello")
        #expect(try one("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n").body == "")
        #expect(try one("POST / HTTP/1.0\r\nContent-Length: 2\r\n\r\nhi").body == "hi")
        #expect(try one("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi").body == "hi")
    }

    @Test(arguments: [
        ("0\r\n\r\n", ""), ("5\r\nhello\r\n0\r\n\r\n", "hello"), ("2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n", "hello"),
        ("00005\r\nhello\r\n000\r\n\r\n", "hello"), ("a\r\n0123456789\r\n0\r\n\r\n", "0123456789"),
        ("A;x\r\n0123456789\r\n0;y=z\r\n\r\n", "0123456789"), ("1;a=\"b\\\"c;\t\"\r\nx\r\n0\r\n\r\n", "x"),
        ("1 ; a = b ;c\r\nx\r\n0\r\n\r\n", "x"), ("1\r\nx\r\n0\r\nX-Sum: 1\r\nX-Other:\r\n\r\n", "x"),
        ("2\r\n\r\n\r\n0\r\n\r\n", "\r\n"), ("1\r\n0\r\n0\r\n\r\n", "0"),
        ("1\r\na\r\n1\r\nb\r\n1\r\nc\r\n1\r\nd\r\n1\r\ne\r\n0\r\n\r\n", "abcde"),
    ])
    func chunked(_ wire: String, _ body: String) throws {
        let request = try one("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n\(wire)")
        #expect(request.body == body)
        #expect(request.fields == ["Host=a", "Transfer-Encoding=Chunked"])
    }

    @Test func expectation() throws {
        let lines = "Expect: 100-Continue\r\nContent-Length: 2\r\n\r\nhi"
        #expect(try one("PUT / HTTP/1.1\r\nHost: a\r\n\(lines)").expectsContinue)
        #expect(try !one("PUT / HTTP/1.0\r\n\(lines)").expectsContinue)
        #expect(try !one("PUT / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\r\n").expectsContinue)
        #expect(
            try !one("PUT / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 0\r\n\r\n").expectsContinue)
    }

    @Test func pipelinedRequestsComeInOrder() {
        let reading = readEveryWay(
            "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nPOST /2 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nT: 1\r\n\r\n"
                + "\r\nPOST /3 HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\ndefGET /4%2F HTTP/1.1\r\nHost: a\r\n\r\n"
        )
        #expect(reading.requests.map(\.target) == ["/1", "/2", "/3", "/4%2F"])
        #expect(reading.requests.map(\.body) == ["", "abc", "def", ""])
        #expect(reading.requests.map(\.segments) == [["1"], ["2"], ["3"], ["4/"]])
    }

    @Test func unfinishedRequestsAreWaitedFor() {
        for text in [
            "G", "GET ", "GET /", "GET /a%4", "GET / ", "GET / HT", "GET / HTTP/1.1\r", "GET / HTTP/1.1\r\n",
            "GET / HTTP/1.1\r\nHost", "GET / HTTP/1.1\r\nHost: a\r\n\r", "\r\n",
        ] {
            let reading = readEveryWay(text)
            #expect(reading.isPartial && reading.error == nil && reading.requests.isEmpty, "\(text)")
        }
    }

    @Test func browserHead() throws {
        let request = try one(
            """
            GET /v1/gates?province=lao-cai&class=international HTTP/1.1\r
            Host: localhost:8080\r
            Connection: keep-alive\r
            User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36\r
            Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8\r
            Accept-Encoding: gzip, deflate, br, zstd\r
            Accept-Language: vi-VN,vi;q=0.9,en-US;q=0.6,en;q=0.5\r
            If-None-Match: "0123456789abcdef"\r
            \r

            """)
        #expect(request.fields.count == 7)
        #expect(request.query == "province=lao-cai&class=international")
    }
}
