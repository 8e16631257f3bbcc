import HTTPEngine

/// Trailers: RFC 9112 §7.1.2, RFC 9110 §6.5.
enum TrailerCases {
    static let all: [ConformanceCase] = refused + knownNames + otherNames + accepted

    private static let refused: [ConformanceCase] = [
        .refuse("9112 §7.1.2", "trailer without a colon", Sketch.chunked("0\r\nabc\r\n\r\n"), .fieldNameInvalid),
        .refuse("9112 §7.1.2", "folded trailer", Sketch.chunked("0\r\nA: b\r\n c\r\n\r\n"), .lineFolding),
        .refuse("9112 §7.1.2", "LF in the trailer", Sketch.chunked("0\r\nA: b\n\r\n"), .lineEndingInvalid),
        .refuse("9112 §7.1.2", "LF ends the trailer", Sketch.chunked("0\r\n\n"), .lineEndingInvalid),
        .refuse("9112 §7.1.2", "blank before the colon", Sketch.chunked("0\r\nA : b\r\n\r\n"), .fieldNameInvalid),
        .refuse("9112 §7.1.2", "empty name", Sketch.chunked("0\r\n: b\r\n\r\n"), .fieldNameInvalid),
        .refuse("9112 §7.1.2", "control in a value", Sketch.chunked("0\r\nA: \u{0}\r\n\r\n"), .fieldValueInvalid),
        .refuse("9112 §7.1.2", "CR alone", Sketch.chunked("0\r\n\rA: b\r\n\r\n"), .lineEndingInvalid),
        .refuse("9112 §7.1.2", "blanks for the empty line", Sketch.chunked("0\r\n  \r\n\r\n"), .lineFolding),
    ]

    private static let knownNames: [ConformanceCase] = FieldName.allCases.filter { $0 != .other }.map {
        .refuse(
            "9110 §6.5.1-3", "\($0.text) in the trailer", Sketch.chunked("0\r\n\($0.text): x\r\n\r\n"),
            .trailerForbidden)
    }

    private static let otherNames: [ConformanceCase] = [
        "age", "allow", "alt-svc", "content-language", "content-location", "content-range", "etag", "expires",
        "last-modified", "location", "max-forwards", "pragma", "proxy-authenticate", "proxy-authorization",
        "proxy-connection", "retry-after", "set-cookie", "vary", "via", "warning", "www-authenticate",
        "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-http-method-override",
    ].map {
        .refuse(
            "9110 §6.5.1-3", "\($0) in the trailer", Sketch.chunked("0\r\n\($0.uppercased()): x\r\n\r\n"),
            .trailerForbidden)
    }

    private static let accepted: [ConformanceCase] = [
        "A: b", "X-Sum: 1\r\nX-Other:", "Server-Timing: a", "Digest: b", "X-Host: c",
    ].map {
        .accept(
            "9110 §6.5.1-5", "trailer \($0.debugDescription) is dropped",
            Sketch.chunked("1\r\nx\r\n0\r\n\($0)\r\n\r\n"), "POST / @a x")
    }
}
