import HTTPEngine

/// Methods, versions and the shape of the line: RFC 9112 §2.2, §2.3 and §3, RFC 9110 §9.1.
enum RequestLineCases {
    static let all: [ConformanceCase] = methods + delimitersInMethods + lines + versions + malformedVersions

    private static let methods: [ConformanceCase] = [
        .accept("9110 §9.3.1", "GET", "GET /m HTTP/1.1\(Sketch.end)", "GET /m @a "),
        .accept("9110 §9.3.2", "HEAD", "HEAD /m HTTP/1.1\(Sketch.end)", ""),
        .accept("9110 §9.3.3", "POST", "POST /m HTTP/1.1\(Sketch.end)", "POST /m @a "),
        .accept("9110 §9.3.4", "PUT", "PUT /m HTTP/1.1\(Sketch.end)", "PUT /m @a "),
        .accept("9110 §9.3.5", "DELETE", "DELETE /m HTTP/1.1\(Sketch.end)", "DELETE /m @a "),
        .accept("9110 §9.3.7", "OPTIONS", "OPTIONS /m HTTP/1.1\(Sketch.end)", "OPTIONS /m @a "),
        .accept("9110 §9.3.8", "TRACE", "TRACE /m HTTP/1.1\(Sketch.end)", "TRACE /m @a "),
        .accept("9110 §9.1", "PATCH", "PATCH /m HTTP/1.1\(Sketch.end)", "PATCH /m @a "),
        .refuse("9110 §9.1", "a method of WebDAV", "PROPFIND / HTTP/1.1\(Sketch.end)", .methodUnsupported),
        .refuse("9110 §9.1", "capital first", "Get / HTTP/1.1\(Sketch.end)", .methodUnsupported),
        .refuse("9110 §9.1", "the start of a known method", "GE / HTTP/1.1\(Sketch.end)", .methodUnsupported),
        .refuse("9110 §9.1", "every mark of a token", "!#$%&'*+-.^_`|~0 / HTTP/1.1\(Sketch.end)", .methodUnsupported),
        .refuse("9110 §9.1", "unknown method on the server", "M-SEARCH * HTTP/1.1\(Sketch.end)", .methodUnsupported),
        .refuse(
            "9112 §3-6", "method of 32 bytes", "\(Sketch.repeated("M", 32)) / HTTP/1.1\(Sketch.end)", .methodUnsupported
        ),
        .refuse(
            "9112 §3-6", "method of 33 bytes", "\(Sketch.repeated("M", 33)) / HTTP/1.1\(Sketch.end)", .methodUnsupported
        ),
        .refuse("9112 §3-6", "method without end", Sketch.repeated("M", 9000), .methodUnsupported),
    ]

    private static let delimitersInMethods: [ConformanceCase] =
        "\"),/:;<=>?@[\\]{}\u{0}\u{B}\u{C}\u{1F}\u{7F}\u{80}\u{A0}\u{FF}".unicodeScalars.map {
            .refuse(
                "9110 §5.6.2", "byte \($0.value) in a method", "G\($0)T / HTTP/1.1\(Sketch.end)", .requestLineInvalid)
        }

    private static let lines: [ConformanceCase] = [
        .refuse("9112 §3", "two spaces after the method", "GET  / HTTP/1.1\(Sketch.end)", .requestLineInvalid),
        .refuse("9112 §3", "two spaces after the target", "GET /  HTTP/1.1\(Sketch.end)", .versionInvalid),
        .refuse("9112 §3", "a tab for a space", "GET\t/ HTTP/1.1\(Sketch.end)", .requestLineInvalid),
        .refuse("9112 §3", "a space before the method", " GET / HTTP/1.1\(Sketch.end)", .requestLineInvalid),
        .refuse("9112 §3", "a space at the end", "GET / HTTP/1.1 \(Sketch.end)", .versionInvalid),
        .refuse("9112 §3", "no target", "GET HTTP/1.1\(Sketch.end)", .requestLineInvalid),
        .refuse("9112 §3", "no version (HTTP/0.9)", "GET /\r\n\r\n", .requestLineInvalid),
        .refuse("9112 §3", "method only", "GET\r\n\r\n", .requestLineInvalid),
        .refuse("9110 §9.1", "method is not a token", "G(T / HTTP/1.1\(Sketch.end)", .requestLineInvalid),
        .refuse("9110 §9.1", "method in brackets", "[GET] / HTTP/1.1\(Sketch.end)", .requestLineInvalid),
        .refuse("9110 §9.1", "control in the method", "G\u{1}T / HTTP/1.1\(Sketch.end)", .requestLineInvalid),
        .refuse("9110 §9.1", "obs-text in the method", "GÉT / HTTP/1.1\(Sketch.end)", .requestLineInvalid),
        .refuse("9110 §9.1", "unknown method", "BREW / HTTP/1.1\(Sketch.end)", .methodUnsupported),
        .refuse("9110 §9.1", "methods have case", "get / HTTP/1.1\(Sketch.end)", .methodUnsupported),
        .refuse("9110 §9.1", "longer than a known method", "GETS / HTTP/1.1\(Sketch.end)", .methodUnsupported),
        .refuse("9110 §9.3.6", "CONNECT", "CONNECT a:443 HTTP/1.1\(Sketch.end)", .methodUnsupported),
        .refuse("9112 §2.2", "LF alone after the request line", "GET / HTTP/1.1\nHost: a\r\n\r\n", .lineEndingInvalid),
        .refuse("9112 §2.2", "CR alone after the request line", "GET / HTTP/1.1\rHost: a\r\n\r\n", .lineEndingInvalid),
        .refuse("9112 §2.2", "two empty lines before", "\r\n\r\nGET / HTTP/1.1\(Sketch.end)", .requestLineInvalid),
        .refuse("9112 §2.2", "LF before", "\nGET / HTTP/1.1\(Sketch.end)", .requestLineInvalid),
        .refuse("9112 §2.2", "CR before", "\rGET / HTTP/1.1\(Sketch.end)", .lineEndingInvalid),
        .refuse("9112 §2", "TLS to a plain port", "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}", .requestLineInvalid),
        .refuse("9112 §3-3", "vertical tab for a space", "GET\u{B}/ HTTP/1.1\(Sketch.end)", .requestLineInvalid),
        .refuse("9112 §3-3", "form feed for a space", "GET\u{C}/ HTTP/1.1\(Sketch.end)", .requestLineInvalid),
        .refuse("9112 §3-3", "no-break space for a space", "GET\u{A0}/ HTTP/1.1\(Sketch.end)", .requestLineInvalid),
        .refuse("9112 §3-3", "CR for a space", "GET\r/ HTTP/1.1\(Sketch.end)", .requestLineInvalid),
        .refuse("9112 §3-3", "vertical tab before the version", "GET /\u{B}HTTP/1.1\(Sketch.end)", .targetByteInvalid),
        .refuse("9112 §3-3", "tab before the version", "GET /\tHTTP/1.1\(Sketch.end)", .targetByteInvalid),
        .refuse("9112 §3-3", "tab behind the version", "GET / HTTP/1.1\t\(Sketch.end)", .versionInvalid),
        .refuse("9112 §3-3", "NUL behind the version", "GET / HTTP/1.1\u{0}\(Sketch.end)", .versionInvalid),
        .refuse("9112 §3-3", "a fourth word", "GET / HTTP/1.1 x\(Sketch.end)", .versionInvalid),
        .refuse("9112 §2.2", "byte order mark before", "\u{EF}\u{BB}\u{BF}\(Sketch.get("/bom"))", .requestLineInvalid),
        .refuse("9112 §2.2", "tab before", "\t\(Sketch.get("/tab"))", .requestLineInvalid),
        .refuse("9112 §2.2", "NUL before", "\u{0}\(Sketch.get("/nul"))", .requestLineInvalid),
        .refuse("9112 §2.2", "space in the empty line before", " \r\n\(Sketch.get("/space"))", .requestLineInvalid),
        .refuse("9112 §2.2", "CR behind an empty line", "\r\n\r\(Sketch.get("/cr"))", .requestLineInvalid),
        .refuse("9112 §2.2", "LF LF before", "\n\n\(Sketch.get("/two"))", .requestLineInvalid),
        .accept("9112 §2.2-6", "one empty line before", "\r\n\(Sketch.get("/after"))", "GET /after @a "),
        .answer(
            "9112 §2.2-6", "one empty line between requests", "\(Sketch.get("/1"))\r\n\(Sketch.get("/2"))", [200, 200],
            content: "GET /2 @a "),
        .unfinished("9112 §3", "a method begun", "G"),
        .unfinished("9112 §3", "no target yet", "GET "),
        .unfinished("9112 §3", "an escape begun", "GET /a%4"),
        .unfinished("9112 §3", "a version begun", "GET / HT"),
        .unfinished("9112 §3", "half a line end", "GET / HTTP/1.1\r"),
        .unfinished("9112 §2.1", "no field line yet", "GET / HTTP/1.1\r\n"),
        .unfinished("9112 §2.1", "a field line begun", "GET / HTTP/1.1\r\nHost"),
        .unfinished("9112 §2.1", "half an empty line", "GET / HTTP/1.1\r\nHost: a\r\n\r"),
        .unfinished("9110 §9.3.2", "HEAD that breaks off is answered without content", "HEAD /x HTTP/1"),
        .unfinished("9112 §2.2", "an empty line alone", "\r\n"),
        .unfinished("9112 §2.2", "half an empty line alone", "\r"),
    ]

    private static let versions: [ConformanceCase] = [
        .refuse("9112 §2.3", "lower case", "GET / http/1.1\(Sketch.end)", .versionInvalid),
        .refuse("9112 §2.3", "no minor", "GET / HTTP/1\(Sketch.end)", .versionInvalid),
        .refuse("9112 §2.3", "two digits", "GET / HTTP/1.10\(Sketch.end)", .versionInvalid),
        .refuse("9112 §2.3", "leading zero", "GET / HTTP/01.1\(Sketch.end)", .versionInvalid),
        .refuse("9112 §2.3", "comma", "GET / HTTP/1,1\(Sketch.end)", .versionInvalid),
        .refuse("9112 §2.3", "a letter", "GET / HTTP/1.x\(Sketch.end)", .versionInvalid),
        .refuse("9112 §2.3", "another protocol", "GET / HTCP/1.1\(Sketch.end)", .versionInvalid),
        .refuse("9110 §15.6.6", "major 2", "GET / HTTP/2.0\(Sketch.end)", .versionUnsupported),
        .refuse("9110 §15.6.6", "major 0", "GET / HTTP/0.9\(Sketch.end)", .versionUnsupported),
        .refuse("9110 §15.6.6", "major 3", "GET / HTTP/3.0\(Sketch.end)", .versionUnsupported),
        .accept("9110 §6.2-6", "higher minor version is read as 1.1", "GET / HTTP/1.2\(Sketch.end)", "GET / @a "),
        .accept("9110 §6.2-6", "highest minor version", "GET / HTTP/1.9\(Sketch.end)", "GET / @a "),
        .accept("9112 §2.3", "1.0", "GET / HTTP/1.0\(Sketch.end)", "GET / @a ", closes: true),
        .refuse("9110 §15.6.6", "the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", .versionUnsupported),
        .refuse("9110 §15.6.6", "major 9", "GET / HTTP/9.9\(Sketch.end)", .versionUnsupported),
    ]

    private static let malformedVersions: [ConformanceCase] = [
        "Http/1.1", "HTTP/1.1.1", "HTTP/ 1.1", "HTTP /1.1", "HTTP/1.1;a", "HTTP/-1.1", "HTTP/+1.1", "HTTP/11",
        "HTTP/1.", "HTTP/.1", "HTTP/", "HTTPS/1.1", "SIP/2.0", "HTTP/\u{FF12}.0", "\"HTTP/1.1\"", "HTTP\\1.1",
        "HTTP/A.1",
        "HTTP/1.1\u{B}", "HTTP/1.1\u{A0}", "ICY/1.0",
    ].map {
        .refuse(
            "9112 §2.3-2", "version \($0.debugDescription)",
            "GET /v HTTP/1.1\(Sketch.end)".replacing("HTTP/1.1", with: $0), .versionInvalid)
    }
}
