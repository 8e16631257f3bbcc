import HTTPEngine

/// Targets in all four forms: RFC 9112 §3.2, RFC 9110 §4.2 and §7.1, RFC 3986.
enum TargetCases {
    static let all: [ConformanceCase] = refused + rawBytes + originForm + otherForms

    private static let refused: [ConformanceCase] = [
        .refuse("9112 §3.2.1", "no leading slash", Sketch.get("index"), .targetInvalid),
        .refuse("9112 §3.2.4", "asterisk with GET", Sketch.get("*"), .targetInvalid),
        .refuse("9112 §3.2.3", "authority with GET", Sketch.get("a:80"), .targetInvalid),
        .refuse("9112 §3.2.3", "CONNECT without a port", "CONNECT a HTTP/1.1\(Sketch.end)", .authorityInvalid),
        .refuse("9112 §3.2.3", "CONNECT with an empty port", "CONNECT a: HTTP/1.1\(Sketch.end)", .authorityInvalid),
        .refuse("9110 §7.1", "fragment", Sketch.get("/a#b"), .targetByteInvalid),
        .refuse("3986 §2.2", "raw quote", Sketch.get("/\"a\""), .targetByteInvalid),
        .refuse("3986 §2.2", "raw angle bracket", Sketch.get("/<a>"), .targetByteInvalid),
        .refuse("3986 §2.2", "raw backslash", Sketch.get("/a\\b"), .targetByteInvalid),
        .refuse("3986 §2.2", "raw caret", Sketch.get("/a^b"), .targetByteInvalid),
        .refuse("3986 §2.2", "raw backtick", Sketch.get("/a`b"), .targetByteInvalid),
        .refuse("3986 §2.2", "raw braces", Sketch.get("/{a}"), .targetByteInvalid),
        .refuse("3986 §2.2", "raw bar in the query", Sketch.get("/?a|b"), .targetByteInvalid),
        .refuse("3986 §3.4", "raw bracket in the query", Sketch.get("/?a[0]=1"), .targetByteInvalid),
        .refuse("3986 §2", "raw UTF-8", Sketch.get("/hữu-nghị"), .targetByteInvalid),
        .refuse("3986 §2", "raw UTF-8 in the query", Sketch.get("/?q=hữu"), .targetByteInvalid),
        .refuse("9112 §3.2", "control in the target", Sketch.get("/a\u{7}b"), .targetByteInvalid),
        .refuse("9112 §3.2", "DEL in the target", Sketch.get("/a\u{7F}b"), .targetByteInvalid),
        .refuse("9112 §3.2", "NUL in the target", Sketch.get("/a\u{0}b"), .targetByteInvalid),
        .refuse("9112 §3.2", "tab in the target", Sketch.get("/a\tb"), .targetByteInvalid),
        .refuse("3986 §2.1", "escape cut short", Sketch.get("/a%2"), .percentEncodingInvalid),
        .refuse("3986 §2.1", "lone percent", Sketch.get("/a%"), .percentEncodingInvalid),
        .refuse("3986 §2.1", "escape not hexadecimal", Sketch.get("/a%zz"), .percentEncodingInvalid),
        .refuse("3986 §2.1", "second digit wrong", Sketch.get("/a%2g"), .percentEncodingInvalid),
        .refuse("3986 §2.1", "%u escape", Sketch.get("/a%u0041"), .percentEncodingInvalid),
        .refuse("3986 §2.1", "NUL escape", Sketch.get("/a%00"), .percentEncodingInvalid),
        .refuse("3986 §2.1", "NUL escape in the query", Sketch.get("/?a=%00"), .percentEncodingInvalid),
        .refuse("3986 §2.1", "bad escape in the query", Sketch.get("/?a=%4"), .percentEncodingInvalid),
        .refuse("3986 §3.3", "dot segment", Sketch.get("/a/./b"), .dotSegment),
        .refuse("3986 §3.3", "dot-dot segment", Sketch.get("/a/../b"), .dotSegment),
        .refuse("3986 §3.3", "dot-dot at the end", Sketch.get("/a/.."), .dotSegment),
        .refuse("3986 §3.3", "dot-dot at the start", Sketch.get("/../etc/passwd"), .dotSegment),
        .refuse("3986 §6.2.2", "encoded dot-dot", Sketch.get("/a/%2e%2e/b"), .dotSegment),
        .refuse("3986 §6.2.2", "half-encoded dot-dot", Sketch.get("/a/.%2E"), .dotSegment),
        .refuse("3986 §6.2.2", "encoded dot", Sketch.get("/%2e/"), .dotSegment),
        .refuse("9110 §4.2.1", "absolute form without a host", Sketch.get("http:///a"), .authorityInvalid),
        .refuse("9110 §4.2.4", "user information", Sketch.get("http://u:p@a/"), .authorityInvalid),
        .refuse("9112 §3.2.2", "scheme that is not HTTP", Sketch.get("ftp://a/"), .targetInvalid),
        .refuse("9112 §3.2.2", "scheme without slashes", Sketch.get("http:a"), .targetInvalid),
        .refuse("9110 §4.2", "port that is no number", Sketch.get("http://a:b/"), .authorityInvalid),
        .refuse("9112 §3.2.2", "dot segment in absolute form", Sketch.get("http://a/../b"), .dotSegment),
        .refuse("9112 §3.2.2", "fragment behind an authority", Sketch.get("http://a?b#c"), .targetByteInvalid),
        .refuse("9110 §7.4", "https without TLS", Sketch.get("https://a/"), .misdirected),
        .refuse("9112 §3.2", "CR in the target", Sketch.get("/a\rb"), .requestLineInvalid),
        .refuse("9112 §3.2", "LF in the target", Sketch.get("/a\nb"), .requestLineInvalid),
        .refuse("9112 §3.2", "space in the target", Sketch.get("/a b"), .versionInvalid),
        .refuse("9112 §3.2.4", "asterisk with HEAD", "HEAD * HTTP/1.1\(Sketch.end)", .targetInvalid),
        .refuse("9112 §3.2.4", "asterisk with POST", "POST * HTTP/1.1\(Sketch.end)", .targetInvalid),
        .refuse("9112 §3.2.4", "asterisk and more", "OPTIONS *x HTTP/1.1\(Sketch.end)", .targetInvalid),
        .refuse("9112 §3.2.4", "asterisk with a query", "OPTIONS *?x HTTP/1.1\(Sketch.end)", .targetInvalid),
        .refuse(
            "9112 §3.2.3", "CONNECT with a port too great", "CONNECT a:65536 HTTP/1.1\(Sketch.end)", .authorityInvalid),
        .refuse(
            "9112 §3.2.3", "CONNECT with user information", "CONNECT u@a:1 HTTP/1.1\(Sketch.end)", .authorityInvalid),
        .refuse("9112 §3.2.3", "CONNECT without a host", "CONNECT :443 HTTP/1.1\(Sketch.end)", .authorityInvalid),
        .refuse(
            "9112 §3.2.3", "CONNECT in absolute form", "CONNECT http://a:80/ HTTP/1.1\(Sketch.end)", .authorityInvalid),
        .refuse(
            "9110 §9.3.6", "CONNECT to an address literal", "CONNECT [::1]:443 HTTP/1.1\(Sketch.end)",
            .methodUnsupported),
        .refuse("9112 §3.2.2", "scheme without a host", Sketch.get("http://"), .authorityInvalid),
        .refuse("9112 §3.2.2", "scheme with one slash", Sketch.get("http:/a"), .targetInvalid),
        .refuse("9112 §3.2.2", "no scheme but slashes behind a colon", Sketch.get("://a/"), .targetInvalid),
        .refuse("9110 §4.2.4", "user name alone", Sketch.get("http://u@a/"), .authorityInvalid),
        .refuse("9110 §4.2", "port too great", Sketch.get("http://a:65536/"), .authorityInvalid),
        .refuse("9110 §4.2", "open address literal", Sketch.get("http://[::1/"), .authorityInvalid),
        .refuse("9112 §3.2.2", "raw bracket behind an authority", Sketch.get("http://a?[b]"), .targetByteInvalid),
        .refuse(
            "9112 §3.2.2", "absolute form does not excuse a bad Host", "GET http://a/ HTTP/1.1\r\nHost: b c\r\n\r\n",
            .hostInvalid),
        .refuse("3986 §6.2.2", "encoded dot before a raw one", Sketch.get("/%2E./"), .dotSegment),
        .refuse("3986 §3.3", "dot alone", Sketch.get("/."), .dotSegment),
    ]

    private static let rawBytes: [ConformanceCase] =
        "[]|\u{1}\u{2}\u{3}\u{4}\u{5}\u{6}\u{8}\u{B}\u{C}\u{E}\u{F}\u{1B}\u{1F}\u{80}\u{A0}\u{FF}".unicodeScalars.map {
            .refuse("3986 §2-2", "raw byte \($0.value) in the path", Sketch.get("/raw\($0)"), .targetByteInvalid)
        }

    private static let originForm: [ConformanceCase] = [
        "/", "/a/b", "//a", "/a%2Fb", "/?", "/?q", "/a;b=c,d/e:f@g!$&'()*+=~_-.", "/%E1%BB%AF", "/...", "/a../..b",
        "/?a/b?c:@",
        "/%C0%AE%C0%AE/", "/..%2fb", "/..;/a", "/%2525", "/%0D%0A", "/a/", "/?a=%5B0%5D",
    ].map { .accept("9112 §3.2.1", "target \($0)", Sketch.get($0), "GET \($0) @a ") }

    private static let otherForms: [ConformanceCase] = [
        .accept(
            "9112 §3.2.2-5", "absolute form replaces Host", Sketch.get("http://b:81/v1/x?y"),
            "GET http://b:81/v1/x?y @b:81 "),
        .accept("9112 §3.2.2", "absolute form with an empty path", Sketch.get("http://b"), "GET http://b @b "),
        .accept("9110 §4.2.3", "empty path before a query", Sketch.get("http://b?q"), "GET http://b?q @b "),
        .accept("3986 §3.1", "scheme in capitals", Sketch.get("HTTP://b/"), "GET HTTP://b/ @b "),
        .accept(
            "9112 §3.2.2", "absolute form with an address literal", Sketch.get("http://[::1]:80/"),
            "GET http://[::1]:80/ @[::1]:80 "),
        .accept(
            "9112 §3.2.2", "absolute form in 1.0", "GET http://b/ HTTP/1.0\r\n\r\n", "GET http://b/ @b ", closes: true),
        .accept("9110 §4.2.2", "https over TLS", Sketch.get("https://b/"), "GET https://b/ @b ").secured,
        .accept("9112 §3.2.2", "http over TLS", Sketch.get("http://b/s"), "GET http://b/s @b ").secured,
        .accept("9112 §3.2.4", "asterisk with OPTIONS", "OPTIONS * HTTP/1.1\(Sketch.end)", "OPTIONS * @a "),
        .accept(
            "9112 §3.2.4", "OPTIONS with an authority alone", "OPTIONS http://b HTTP/1.1\(Sketch.end)",
            "OPTIONS http://b @b "),
    ]
}
