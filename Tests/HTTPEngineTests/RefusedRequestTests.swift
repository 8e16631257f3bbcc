import HTTPEngine
import Testing

/// A request that must be refused: the clause, the bytes, the error.
struct RefusedCase: CustomTestStringConvertible, Sendable {
    let clause: String
    let bytes: [UInt8]
    let error: ProtocolError

    init(_ clause: String, _ text: String, _ error: ProtocolError) {
        self.clause = clause
        bytes = Array(text.utf8)
        self.error = error
    }

    init(_ clause: String, bytes: [UInt8], _ error: ProtocolError) {
        self.clause = clause
        self.bytes = bytes
        self.error = error
    }

    var testDescription: String { clause }
}

private let end = "\r\nHost: a\r\n\r\n"

private func get(_ target: String) -> String { "GET \(target) HTTP/1.1\(end)" }
private func field(_ line: String) -> String { "GET / HTTP/1.1\r\nHost: a\r\n\(line)\r\n\r\n" }
private func post(_ lines: String, _ body: String = "") -> String {
    "POST / HTTP/1.1\r\nHost: a\r\n\(lines)\r\n\r\n\(body)"
}
private func chunked(_ body: String) -> String { post("Transfer-Encoding: chunked", body) }

@Suite struct RefusedRequestTests {
    static let requestLines: [RefusedCase] = [
        RefusedCase("9112 §3 two spaces after the method", "GET  / HTTP/1.1\(end)", .requestLineInvalid),
        RefusedCase("9112 §3 two spaces after the target", "GET /  HTTP/1.1\(end)", .versionInvalid),
        RefusedCase("9112 §3 a tab for a space", "GET\t/ HTTP/1.1\(end)", .requestLineInvalid),
        RefusedCase("9112 §3 a space before the method", " GET / HTTP/1.1\(end)", .requestLineInvalid),
        RefusedCase("9112 §3 a space at the end", "GET / HTTP/1.1 \(end)", .versionInvalid),
        RefusedCase("9112 §3 no target", "GET HTTP/1.1\(end)", .requestLineInvalid),
        RefusedCase("9112 §3 no version (HTTP/0.9)", "GET /\r\n\r\n", .requestLineInvalid),
        RefusedCase("9112 §3 method only", "GET\r\n\r\n", .requestLineInvalid),
        RefusedCase("9110 §9.1 method is not a token", "G(T / HTTP/1.1\(end)", .requestLineInvalid),
        RefusedCase("9110 §9.1 method in brackets", "[GET] / HTTP/1.1\(end)", .requestLineInvalid),
        RefusedCase("9110 §9.1 control in the method", "G\u{1}T / HTTP/1.1\(end)", .requestLineInvalid),
        RefusedCase("9110 §9.1 obs-text in the method", "GÉT / HTTP/1.1\(end)", .requestLineInvalid),
        RefusedCase("9110 §9.1 unknown method", "BREW / HTTP/1.1\(end)", .methodUnsupported),
        RefusedCase("9110 §9.1 methods have case", "get / HTTP/1.1\(end)", .methodUnsupported),
        RefusedCase("9110 §9.1 longer than a known method", "GETS / HTTP/1.1\(end)", .methodUnsupported),
        RefusedCase("9110 §9.3.6 CONNECT", "CONNECT a:443 HTTP/1.1\(end)", .methodUnsupported),
        RefusedCase("9112 §2.2 LF alone after the request line", "GET / HTTP/1.1\nHost: a\r\n\r\n", .lineEndingInvalid),
        RefusedCase("9112 §2.2 CR alone after the request line", "GET / HTTP/1.1\rHost: a\r\n\r\n", .lineEndingInvalid),
        RefusedCase("9112 §2.2 two empty lines before", "\r\n\r\nGET / HTTP/1.1\(end)", .requestLineInvalid),
        RefusedCase("9112 §2.2 LF before", "\nGET / HTTP/1.1\(end)", .requestLineInvalid),
        RefusedCase("9112 §2.2 CR before", "\rGET / HTTP/1.1\(end)", .lineEndingInvalid),
        RefusedCase("9112 §2 TLS to a plain port", bytes: [0x16, 0x03, 0x01, 0x02, 0x00, 0x01], .requestLineInvalid),
    ]

    static let versions: [RefusedCase] = [
        RefusedCase("9112 §2.3 lower case", "GET / http/1.1\(end)", .versionInvalid),
        RefusedCase("9112 §2.3 no minor", "GET / HTTP/1\(end)", .versionInvalid),
        RefusedCase("9112 §2.3 two digits", "GET / HTTP/1.10\(end)", .versionInvalid),
        RefusedCase("9112 §2.3 leading zero", "GET / HTTP/01.1\(end)", .versionInvalid),
        RefusedCase("9112 §2.3 comma", "GET / HTTP/1,1\(end)", .versionInvalid),
        RefusedCase("9112 §2.3 a letter", "GET / HTTP/1.x\(end)", .versionInvalid),
        RefusedCase("9112 §2.3 another protocol", "GET / HTCP/1.1\(end)", .versionInvalid),
        RefusedCase("9110 §15.6.6 major 2", "GET / HTTP/2.0\(end)", .versionUnsupported),
        RefusedCase("9110 §15.6.6 major 0", "GET / HTTP/0.9\(end)", .versionUnsupported),
        RefusedCase("9110 §15.6.6 major 3", "GET / HTTP/3.0\(end)", .versionUnsupported),
    ]

    static let targets: [RefusedCase] = [
        RefusedCase("9112 §3.2.1 no leading slash", get("index"), .targetInvalid),
        RefusedCase("9112 §3.2.4 asterisk with GET", get("*"), .targetInvalid),
        RefusedCase("9112 §3.2.3 authority with GET", get("a:80"), .targetInvalid),
        RefusedCase("9112 §3.2.3 CONNECT without a port", "CONNECT a HTTP/1.1\(end)", .authorityInvalid),
        RefusedCase("9112 §3.2.3 CONNECT with an empty port", "CONNECT a: HTTP/1.1\(end)", .authorityInvalid),
        RefusedCase("9110 §7.1 fragment", get("/a#b"), .targetInvalid),
        RefusedCase("3986 §2.2 raw quote", get("/\"a\""), .targetInvalid),
        RefusedCase("3986 §2.2 raw angle bracket", get("/<a>"), .targetInvalid),
        RefusedCase("3986 §2.2 raw backslash", get("/a\\b"), .targetInvalid),
        RefusedCase("3986 §2.2 raw caret", get("/a^b"), .targetInvalid),
        RefusedCase("3986 §2.2 raw backtick", get("/a`b"), .targetInvalid),
        RefusedCase("3986 §2.2 raw braces", get("/{a}"), .targetInvalid),
        RefusedCase("3986 §2.2 raw bar in the query", get("/?a|b"), .targetInvalid),
        RefusedCase("3986 §3.4 raw bracket in the query", get("/?a[0]=1"), .targetInvalid),
        RefusedCase("3986 §2 raw UTF-8", get("/hữu-nghị"), .targetInvalid),
        RefusedCase("3986 §2 raw UTF-8 in the query", get("/?q=hữu"), .targetInvalid),
        RefusedCase("9112 §3.2 control in the target", get("/a\u{7}b"), .targetInvalid),
        RefusedCase("9112 §3.2 DEL in the target", get("/a\u{7F}b"), .targetInvalid),
        RefusedCase("9112 §3.2 NUL in the target", get("/a\u{0}b"), .targetInvalid),
        RefusedCase("9112 §3.2 tab in the target", get("/a\tb"), .targetInvalid),
        RefusedCase("3986 §2.1 escape cut short", get("/a%2"), .percentEncodingInvalid),
        RefusedCase("3986 §2.1 lone percent", get("/a%"), .percentEncodingInvalid),
        RefusedCase("3986 §2.1 escape not hexadecimal", get("/a%zz"), .percentEncodingInvalid),
        RefusedCase("3986 §2.1 second digit wrong", get("/a%2g"), .percentEncodingInvalid),
        RefusedCase("3986 §2.1 %u escape", get("/a%u0041"), .percentEncodingInvalid),
        RefusedCase("3986 §2.1 NUL escape", get("/a%00"), .percentEncodingInvalid),
        RefusedCase("3986 §2.1 NUL escape in the query", get("/?a=%00"), .percentEncodingInvalid),
        RefusedCase("3986 §2.1 bad escape in the query", get("/?a=%4"), .percentEncodingInvalid),
        RefusedCase("3986 §3.3 dot segment", get("/a/./b"), .dotSegment),
        RefusedCase("3986 §3.3 dot-dot segment", get("/a/../b"), .dotSegment),
        RefusedCase("3986 §3.3 dot-dot at the end", get("/a/.."), .dotSegment),
        RefusedCase("3986 §3.3 dot-dot at the start", get("/../etc/passwd"), .dotSegment),
        RefusedCase("3986 §6.2.2 encoded dot-dot", get("/a/%2e%2e/b"), .dotSegment),
        RefusedCase("3986 §6.2.2 half-encoded dot-dot", get("/a/.%2E"), .dotSegment),
        RefusedCase("3986 §6.2.2 encoded dot", get("/%2e/"), .dotSegment),
        RefusedCase("9110 §4.2.1 absolute form without a host", get("http:///a"), .authorityInvalid),
        RefusedCase("9110 §4.2.4 user information", get("http://u:p@a/"), .authorityInvalid),
        RefusedCase("9112 §3.2.2 scheme that is not HTTP", get("ftp://a/"), .targetInvalid),
        RefusedCase("9112 §3.2.2 scheme without slashes", get("http:a"), .targetInvalid),
        RefusedCase("9110 §4.2 port that is no number", get("http://a:b/"), .authorityInvalid),
        RefusedCase("9112 §3.2.2 dot segment in absolute form", get("http://a/../b"), .dotSegment),
        RefusedCase("9112 §3.2.2 fragment behind an authority", get("http://a?b#c"), .targetInvalid),
        RefusedCase("9110 §7.4 https without TLS", get("https://a/"), .misdirected),
    ]

    static let fields: [RefusedCase] = [
        RefusedCase("9112 §5.1 space before the colon", field("A : b"), .fieldNameInvalid),
        RefusedCase("9112 §5.1 tab before the colon", field("A\t: b"), .fieldNameInvalid),
        RefusedCase("9112 §5.2 folded line", field("A: b\r\n c"), .lineFolding),
        RefusedCase("9112 §5.2 folded line with a tab", field("A: b\r\n\tc"), .lineFolding),
        RefusedCase("9112 §2.2 space before the first field", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", .lineFolding),
        RefusedCase("9110 §5.1 empty name", field(": b"), .fieldNameInvalid),
        RefusedCase("9110 §5.1 no colon", field("A"), .fieldNameInvalid),
        RefusedCase("9110 §5.1 name with a space", field("A B: c"), .fieldNameInvalid),
        RefusedCase("9110 §5.1 name with a bracket", field("A(B): c"), .fieldNameInvalid),
        RefusedCase("9110 §5.1 name with a slash", field("A/B: c"), .fieldNameInvalid),
        RefusedCase("9110 §5.1 name with obs-text", field("Aé: c"), .fieldNameInvalid),
        RefusedCase("9110 §5.1 name with NUL", field("A\u{0}: c"), .fieldNameInvalid),
        RefusedCase("9110 §5.1 invisible byte in a name", field("Content-Length\u{B}: 1"), .fieldNameInvalid),
        RefusedCase("9110 §5.1 zero-width space in a name", field("\u{200B}Host: b"), .fieldNameInvalid),
        RefusedCase("9110 §5.5 NUL in a value", field("A: b\u{0}c"), .fieldValueInvalid),
        RefusedCase("9110 §5.5 bell in a value", field("A: b\u{7}c"), .fieldValueInvalid),
        RefusedCase("9110 §5.5 escape in a long value", field("A: 0123456789\u{1B}[0m"), .fieldValueInvalid),
        RefusedCase("9110 §5.5 DEL in a value", field("A: 01234567890\u{7F}"), .fieldValueInvalid),
        RefusedCase("9112 §2.2 CR in a value", field("A: b\rc"), .lineEndingInvalid),
        RefusedCase("9112 §2.2 LF ends a field line", field("A: b\nB: c"), .lineEndingInvalid),
        RefusedCase("9112 §2.2 LF for the empty line", "GET / HTTP/1.1\r\nHost: a\r\n\n", .lineEndingInvalid),
        RefusedCase("9112 §2.2 CR CR LF", "GET / HTTP/1.1\r\nHost: a\r\r\n\r\n", .lineEndingInvalid),
        RefusedCase("9112 §2.2 CR for the empty line", "GET / HTTP/1.1\r\nHost: a\r\n\rX", .lineEndingInvalid),
        RefusedCase("9110 §7.6.1 Connection with a bad token", field("Connection: clo se"), .connectionInvalid),
        RefusedCase("9110 §7.6.1 Connection with parameters", field("Connection: close;a"), .connectionInvalid),
        RefusedCase(
            "9110 §10.1.1 unknown expectation", post("Expect: 200-ok\r\nContent-Length: 1", "x"),
            .expectationUnsupported),
        RefusedCase("9110 §10.1.1 two expectations", field("Expect: 100-continue, a"), .expectationUnsupported),
        RefusedCase(
            "9110 §10.1.1 repeated", field("Expect: 100-continue\r\nExpect: 100-continue"), .expectationUnsupported),
    ]

    static let hosts: [RefusedCase] =
        [
            RefusedCase("9112 §3.2 no Host", "GET / HTTP/1.1\r\n\r\n", .hostMissing),
            RefusedCase("9112 §3.2 no Host in absolute form", "GET http://a/ HTTP/1.1\r\n\r\n", .hostMissing),
            RefusedCase("9112 §3.2 two Hosts", field("Host: b"), .hostRepeated),
            RefusedCase("9112 §3.2 two equal Hosts", field("Host: a"), .hostRepeated),
            RefusedCase("9112 §3.2 two Hosts in 1.0", "GET / HTTP/1.0\r\nHost: a\r\nHost: a\r\n\r\n", .hostRepeated),
        ]
        + [
            "", "a b", "a/b", "a@b", "http://a", "a:b", "a:65536", "a:-1", ":80", "a:80:80", "a\\b", "a#", "a?b", "é",
            "%zz", "%00",
            "[::1", "[]", "[::1]x", "[1:2]", "[::1::]", "[12345::]", "[1:2:3:4:5:6:7:8:9]", "[::300.1.1.1]",
            "[::01.1.1.1]",
            "[v1]", "[v.a]", "[fe80::1%25eth0]", "[:::]", "\"a\"", "<a>", "a^",
        ].map { RefusedCase("9110 §7.2 Host: \($0)", "GET / HTTP/1.1\r\nHost: \($0)\r\n\r\n", .hostInvalid) }

    static let lengths: [RefusedCase] =
        [
            "", "-1", "+1", "1,1", "1, 1", "1 1", "0x1", "1.0", "1e1", "a", "1a", "9999999999999999999",
            "18446744073709551617", "\"1\"", "１",
        ]
        .map {
            RefusedCase("9110 §8.6 Content-Length: \($0)", post("Content-Length: \($0)", "x"), .contentLengthInvalid)
        }
        + [
            RefusedCase(
                "9112 §6.3 two equal lengths", post("Content-Length: 1\r\nContent-Length: 1", "x"),
                .contentLengthRepeated),
            RefusedCase(
                "9112 §6.3 two lengths", post("Content-Length: 1\r\nContent-Length: 2", "xy"), .contentLengthRepeated),
            RefusedCase(
                "9112 §6.3 two lengths in two cases", post("Content-Length: 1\r\ncontent-length: 1", "x"),
                .contentLengthRepeated),
            RefusedCase("9110 §15.5.14 too long", post("Content-Length: 1048577"), .bodyTooLarge),
            RefusedCase(
                "9112 §6.1 CL.TE", post("Content-Length: 5\r\nTransfer-Encoding: chunked", "0\r\n\r\n"),
                .contentLengthWithTransferEncoding),
            RefusedCase(
                "9112 §6.1 TE.CL", post("Transfer-Encoding: chunked\r\nContent-Length: 5", "0\r\n\r\n"),
                .contentLengthWithTransferEncoding),
            RefusedCase(
                "9112 §6.1 CL.0", post("Content-Length: 0\r\nTransfer-Encoding: chunked", "0\r\n\r\n"),
                .contentLengthWithTransferEncoding),
            RefusedCase(
                "9112 §6.1 TE in 1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                .transferEncodingInVersion10),
            RefusedCase(
                "9112 §6.1 gzip then chunked", post("Transfer-Encoding: gzip, chunked"), .transferEncodingUnsupported),
            RefusedCase(
                "9112 §6.1 gzip then chunked in two lines",
                post("Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked"), .transferEncodingUnsupported),
        ]
        + [
            "gzip", "identity", "chunked, gzip", "chunked, chunked", "chunked, identity", "xchunked", "chunkedx",
            "\"chunked\"",
            "chunked;a=b", ", chunked", "chunked,", "", "chunked chunked", "gz(ip, chunked", "'chunked'",
        ].map {
            RefusedCase(
                "9112 §6.3 Transfer-Encoding: \($0)", post("Transfer-Encoding: \($0)", "0\r\n\r\n"),
                .transferEncodingInvalid)
        }
        + [
            RefusedCase(
                "9112 §6.3 chunked in two lines",
                post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", "0\r\n\r\n"), .transferEncodingInvalid),
            RefusedCase(
                "9112 §6.3 chunked then identity in two lines",
                post("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity", "0\r\n\r\n"), .transferEncodingInvalid
            ),
            RefusedCase(
                "9110 §5.5 vertical tab before chunked", post("Transfer-Encoding: \u{B}chunked"), .fieldValueInvalid),
        ]

    static let chunks: [RefusedCase] = [
        RefusedCase("9112 §7.1 no size", chunked("\r\n"), .chunkSizeInvalid),
        RefusedCase("9112 §7.1 size not hexadecimal", chunked("g\r\n"), .chunkSizeInvalid),
        RefusedCase("9112 §7.1 0x before the size", chunked("0x1\r\nx\r\n"), .chunkSizeInvalid),
        RefusedCase("9112 §7.1 sign before the size", chunked("+1\r\nx\r\n"), .chunkSizeInvalid),
        RefusedCase("9112 §7.1 negative size", chunked("-1\r\nx\r\n"), .chunkSizeInvalid),
        RefusedCase("9112 §7.1 space before the size", chunked(" 1\r\nx\r\n"), .chunkSizeInvalid),
        RefusedCase("9112 §7.1 space behind the size", chunked("1 \r\nx\r\n"), .chunkExtensionInvalid),
        RefusedCase("9112 §7.1 size of 16 digits", chunked("0000000000000001\r\nx\r\n"), .chunkSizeInvalid),
        RefusedCase("9112 §7.1 size that overflows", chunked("fffffffffffffffff\r\n"), .chunkSizeInvalid),
        RefusedCase("9110 §15.5.14 chunk too large", chunked("100001\r\n"), .bodyTooLarge),
        RefusedCase("9112 §7.1 LF behind the size", chunked("1\nx\r\n0\r\n\r\n"), .chunkSizeInvalid),
        RefusedCase("9112 §7.1 CR behind the size", chunked("1\rx"), .lineEndingInvalid),
        RefusedCase("9112 §7.1 data too long", chunked("1\r\nxy\r\n0\r\n\r\n"), .chunkEndInvalid),
        RefusedCase("9112 §7.1 data too short", chunked("2\r\nx\r\n0\r\n\r\n"), .chunkEndInvalid),
        RefusedCase("9112 §7.1 LF behind the data", chunked("1\r\nx\n0\r\n\r\n"), .chunkEndInvalid),
        RefusedCase("9112 §7.1 CR behind the data", chunked("1\r\nx\r0\r\n\r\n"), .chunkEndInvalid),
        RefusedCase("9112 §7.1.1 extension without a name", chunked("1;\r\nx\r\n0\r\n\r\n"), .chunkExtensionInvalid),
        RefusedCase("9112 §7.1.1 extension without a value", chunked("1;a=\r\nx\r\n0\r\n\r\n"), .chunkExtensionInvalid),
        RefusedCase(
            "9112 §7.1.1 extension with an open quote", chunked("1;a=\"b\r\nx\r\n0\r\n\r\n"), .chunkExtensionInvalid),
        RefusedCase(
            "9112 §7.1.1 text behind a quoted value", chunked("1;a=\"b\"c\r\nx\r\n0\r\n\r\n"), .chunkExtensionInvalid),
        RefusedCase("9112 §7.1.1 LF in an extension", chunked("1;a\nx\r\n0\r\n\r\n"), .chunkExtensionInvalid),
        RefusedCase(
            "9112 §7.1.1 space at the end of an extension", chunked("1;a \r\nx\r\n0\r\n\r\n"), .chunkExtensionInvalid),
        RefusedCase("9112 §7.1.1 control in a quoted value", chunked("1;a=\"\u{1}\"\r\nx\r\n"), .chunkExtensionInvalid),
        RefusedCase("9112 §7.1.2 trailer without a colon", chunked("0\r\nabc\r\n\r\n"), .fieldNameInvalid),
        RefusedCase("9112 §7.1.2 folded trailer", chunked("0\r\nA: b\r\n c\r\n\r\n"), .lineFolding),
        RefusedCase("9112 §7.1.2 LF in the trailer", chunked("0\r\nA: b\n\r\n"), .lineEndingInvalid),
        RefusedCase("9112 §7.1.2 LF ends the trailer", chunked("0\r\n\n"), .lineEndingInvalid),
        RefusedCase(
            "9110 §6.5.1 Content-Length in the trailer", chunked("0\r\nContent-Length: 1\r\n\r\n"), .trailerForbidden),
        RefusedCase(
            "9110 §6.5.1 Transfer-Encoding in the trailer", chunked("0\r\nTransfer-Encoding: chunked\r\n\r\n"),
            .trailerForbidden),
        RefusedCase("9110 §6.5.1 Host in the trailer", chunked("0\r\nHost: b\r\n\r\n"), .trailerForbidden),
        RefusedCase(
            "9110 §6.5.1 Authorization in the trailer", chunked("0\r\nAuthorization: Bearer x\r\n\r\n"),
            .trailerForbidden),
    ]

    @Test(arguments: requestLines + versions + targets)
    func requestLine(_ refused: RefusedCase) { expectRefusal(refused) }

    @Test(arguments: fields + hosts)
    func head(_ refused: RefusedCase) { expectRefusal(refused) }

    @Test(arguments: lengths + chunks)
    func framing(_ refused: RefusedCase) { expectRefusal(refused) }

    private func expectRefusal(_ refused: RefusedCase) {
        let reading = readEveryWay(refused.bytes)
        #expect(reading.error == refused.error)
        #expect(reading.requests.isEmpty)
    }
}
