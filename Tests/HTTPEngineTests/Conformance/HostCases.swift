import HTTPEngine

/// Host: RFC 9112 §3.2, RFC 9110 §7.2.
enum HostCases {
    static let all: [ConformanceCase] = refused + more + accepted

    private static let refused: [ConformanceCase] =
        [
            .refuse("9112 §3.2", "no Host", "GET / HTTP/1.1\r\n\r\n", .hostMissing),
            .refuse("9112 §3.2", "no Host in absolute form", "GET http://a/ HTTP/1.1\r\n\r\n", .hostMissing),
            .refuse("9112 §3.2", "two Hosts", Sketch.field("Host: b"), .hostRepeated),
            .refuse("9112 §3.2", "two equal Hosts", Sketch.field("Host: a"), .hostRepeated),
            .refuse("9112 §3.2", "two Hosts in 1.0", "GET / HTTP/1.0\r\nHost: a\r\nHost: a\r\n\r\n", .hostRepeated),
        ]
        + [
            "", "a b", "a/b", "a@b", "http://a", "a:b", "a:65536", "a:-1", ":80", "a:80:80", "a\\b", "a#", "a?b", "é",
            "%zz", "%00",
            "[::1", "[]", "[::1]x", "[1:2]", "[::1::]", "[12345::]", "[1:2:3:4:5:6:7:8:9]", "[::300.1.1.1]",
            "[::01.1.1.1]",
            "[v1]", "[v.a]", "[fe80::1%25eth0]", "[:::]", "\"a\"", "<a>", "a^",
        ].map { .refuse("9110 §7.2", "Host: \($0)", "GET / HTTP/1.1\r\nHost: \($0)\r\n\r\n", .hostInvalid) }

    private static let more: [ConformanceCase] = [
        .refuse("9112 §3.2-6", "two Hosts in two cases", "GET / HTTP/1.1\r\nHOST: a\r\nhost: a\r\n\r\n", .hostRepeated),
        .refuse(
            "9112 §3.2-6", "two Hosts in absolute form", "GET http://a/ HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
            .hostRepeated),
        .refuse("9112 §3.2-6", "two Hosts, one empty", "GET / HTTP/1.1\r\nHost:\r\nHost: a\r\n\r\n", .hostRepeated),
        .refuse("9112 §3.2-6", "no Host with a higher minor version", "GET / HTTP/1.2\r\n\r\n", .hostMissing),
        .refuse("9112 §3.2-6", "no Host with OPTIONS", "OPTIONS * HTTP/1.1\r\n\r\n", .hostMissing),
        .refuse("9112 §3.2-6", "a bad Host in 1.0", "GET / HTTP/1.0\r\nHost: a b\r\n\r\n", .hostInvalid),
        .accept("9112 §3.2", "no Host in 1.0", "GET / HTTP/1.0\r\n\r\n", "GET / @ ", closes: true),
        .accept("9112 §5.1-3", "tabs around a host", "GET / HTTP/1.1\r\nHost:\t a\t\r\n\r\n", "GET / @a "),
    ]

    private static let accepted: [ConformanceCase] = [
        "a", "a:80", "a:", "a:0", "a.b-c_d~e", "127.0.0.1:8080", "[::1]", "[::1]:80", "[1:2:3:4:5:6:7:8]", "[::]",
        "[1::]",
        "[::ffff:1.2.3.4]", "[v1.fe80::a]", "a%41b", "cua-khau.vn", "xn--ca-khu-4xa.vn", "a.", "a:65535", "A",
    ].map { .accept("9110 §7.2-2", "Host: \($0)", "GET /h HTTP/1.1\r\nHost: \($0)\r\n\r\n", "GET /h @\($0) ") }
}
