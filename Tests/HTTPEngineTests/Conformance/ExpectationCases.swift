import HTTPEngine

/// Expect: RFC 9110 §10.1.1.
enum ExpectationCases {
    static let all: [ConformanceCase] = refused + unknown + order + met

    private static let refused: [ConformanceCase] = [
        .refuse(
            "9110 §10.1.1", "unknown expectation", Sketch.post("Expect: 200-ok\r\nContent-Length: 1", "x"),
            .expectationUnsupported),
        .refuse("9110 §10.1.1", "two expectations", Sketch.field("Expect: 100-continue, a"), .expectationUnsupported),
    ]

    private static let unknown: [ConformanceCase] = [
        "x", "100-continue;a=b", "100-continue=1", "\"100-continue\"", "100", "continue", "101-continue",
        "100-continue 100-continue",
    ].map {
        .refuse(
            "9110 §10.1.1-7", "expectation \($0)", Sketch.post("Expect: \($0)\r\nContent-Length: 1", "x"),
            .expectationUnsupported)
    }

    private static let order: [ConformanceCase] = [
        .refuse(
            "9110 §10.1.1-7", "unknown expectation in 1.0", "POST / HTTP/1.0\r\nExpect: y\r\n\r\n",
            .expectationUnsupported),
        .refuse(
            "9110 §10.1.1-13", "content too long is refused before it is sent",
            Sketch.post("Expect: 100-continue\r\nContent-Length: 1048577"), .bodyTooLarge),
        .refuse(
            "9110 §10.1.1-13", "unknown method with an expectation",
            "BREW / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n", .methodUnsupported),
    ]

    private static let met: [ConformanceCase] =
        ([
            ("1.1", "Expect: 100-continue\r\nContent-Length: 2", "hi", 1),
            ("1.1", "Expect: 100-Continue\r\nContent-Length: 2", "hi", 1),
            ("1.1", "Expect: 100-continue\r\nTransfer-Encoding: chunked", "2\r\nhi\r\n0\r\n\r\n", 1),
            ("1.1", "Expect: ,100-continue, \r\nContent-Length: 2", "hi", 1),
            ("1.1", "Expect: 100-continue\r\nExpect: 100-continue\r\nContent-Length: 2", "hi", 1),
            ("1.1", "Expect:\r\nContent-Length: 2", "hi", 0), ("1.1", "A: b\r\nContent-Length: 2", "hi", 0),
            ("1.1", "Expect: 100-continue\r\nContent-Length: 0", "", 0), ("1.1", "Expect: 100-continue", "", 0),
            ("1.0", "Expect: 100-continue\r\nContent-Length: 2", "hi", 0),
            ("1.2", "Expect: 100-continue\r\nContent-Length: 2", "hi", 1),
        ] as [(String, String, String, Int)]).map { version, lines, content, count in
            var met = ConformanceCase.accept(
                "9110 §10.1.1-13", "\(version) with \(lines.debugDescription)",
                "PUT /e HTTP/\(version)\r\nHost: a\r\n\(lines)\r\n\r\n\(content)",
                content.isEmpty ? "PUT /e @a " : "PUT /e @a hi", closes: version == "1.0")
            met.continueCount = count
            return met
        }
}
