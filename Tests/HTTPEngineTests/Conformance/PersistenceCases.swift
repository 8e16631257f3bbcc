import HTTPEngine

/// Connections that persist and close: RFC 9112 §9, RFC 9110 §7.6.1.
enum PersistenceCases {
    static let all: [ConformanceCase] = refused + options + sequences

    private static let refused: [ConformanceCase] = [
        .refuse("9110 §7.6.1", "Connection with a bad token", Sketch.field("Connection: clo se"), .connectionInvalid),
        .refuse("9110 §7.6.1", "Connection with parameters", Sketch.field("Connection: close;a"), .connectionInvalid),
        .refuse(
            "9110 §7.6.1", "Connection with a quoted option", Sketch.field("Connection: \"close\""), .connectionInvalid),
        .refuse("9110 §7.6.1", "Connection with obs-text", Sketch.field("Connection: clos\u{E9}"), .connectionInvalid),
    ]

    private static let options: [ConformanceCase] =
        ([
            ("1.1", "A: b", true), ("1.1", "Connection: close", false), ("1.1", "Connection: Close", false),
            ("1.1", "Connection: keep-alive", true), ("1.1", "Connection: keep-alive, close", false),
            ("1.1", "Connection: close, keep-alive", false), ("1.1", "Connection: upgrade\r\nConnection: close", false),
            ("1.1", "Connection: , ,keep-alive,", true), ("1.1", "Connection:", true),
            ("1.1", "Connection: ,close,,", false),
            ("1.1", "Connection: closed", true), ("1.1", "Connection: TE\r\nTE: trailers", true),
            ("1.1", "Proxy-Connection: close", true), ("1.1", "Keep-Alive: timeout=5, max=1", true),
            ("1.1", "Connection: Upgrade\r\nUpgrade: websocket", true), ("1.2", "A: b", true),
            ("1.2", "Connection: close", false),
            ("1.1", "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__", true),
            ("1.0", "A: b", false), ("1.0", "Connection: keep-alive", true), ("1.0", "Connection: Keep-Alive", true),
            ("1.0", "Connection: Keep-Alive, close", false), ("1.0", "Connection: close", false),
            ("1.0", "Connection: TE", false),
            ("1.0", "Proxy-Connection: keep-alive", false), ("1.0", "Keep-Alive: timeout=5", false),
            ("1.0", "Connection: TE, keep-alive", true),
        ] as [(String, String, Bool)]).map {
            .answer(
                "9112 §9.3-2", "\($0.0) with \($0.1.debugDescription)",
                "GET /p HTTP/\($0.0)\r\nHost: a\r\n\($0.1)\r\n\r\n", [200],
                content: "GET /p @a ", closes: !$0.2,
                fields: $0.2 ? $0.0 == "1.0" ? ["Connection: keep-alive"] : [] : ["Connection: close"],
                without: $0.2 && $0.0 != "1.0" ? ["Connection"] : [])
        }

    private static let sequences: [ConformanceCase] = [
        .answer(
            "9112 §9.3.2-2", "answers come in order", (1...9).map { Sketch.get("/\($0)") }.joined(),
            Array(repeating: 200, count: 9), content: "GET /9 @a "),
        .answer(
            "9112 §9.6-3", "nothing is read behind close",
            "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n" + Sketch.get("/2"), [200],
            content: "GET / @a ", closes: true, fields: ["Connection: close"]),
        .answer(
            "9112 §9.6-8", "the server may close", Sketch.get("/close"), [200], closes: true,
            fields: ["Connection: close"]),
        .answer(
            "9112 §9.3.2-2", "framings one behind the other",
            Sketch.chunked("3\r\nabc\r\n0\r\nT: 1\r\n\r\n") + "\r\n" + Sketch.post("Content-Length: 3", "def")
                + Sketch.get("/4"), [200, 200, 200],
            content: "GET /4 @a "),
        .answer(
            "9112 §9.3-2", "a kept 1.0 connection",
            "GET /1 HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET /2 HTTP/1.0\r\n\r\n", [200, 200],
            content: "GET /2 @ ", closes: true),
    ]
}
