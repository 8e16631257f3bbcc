import HTTPEngine

/// Bounds and the statuses they earn: RFC 9112 §3, §7.1.1, RFC 9110 §5.4, §15.5.
enum LimitCases {
    static let all: [ConformanceCase] = target + head + content

    private static let target: [ConformanceCase] = [
        .refuse(
            "9110 §15.5.15", "target longer than 8 KiB", Sketch.get("/\(Sketch.repeated("a", 8192))"), .targetTooLong),
        .refuse("9110 §15.5.15", "target without end", "GET /\(Sketch.repeated("a", 8300))", .targetTooLong),
        .refuse("9110 §15.5.15", "query without end", "GET /?\(Sketch.repeated("a", 8300))", .targetTooLong),
        .refuse(
            "9110 §15.5.15", "what is wrong behind the bound is not looked at",
            "GET /\(Sketch.repeated("a", 8300))# HTTP/1.1\(Sketch.end)", .targetTooLong),
        .refuse(
            "9110 §15.5.15", "absolute form too long", Sketch.get("http://\(Sketch.repeated("a", 8300))/"),
            .targetTooLong),
        .refuse(
            "9112 §3.2", "what is wrong before the bound comes first", "GET /#\(Sketch.repeated("a", 8300))",
            .targetByteInvalid),
        .accept(
            "9112 §3-5", "target of 8 KiB", Sketch.get("/\(Sketch.repeated("a", 8191))"),
            "GET /\(Sketch.repeated("a", 8191)) @a "),
        .accept("9110 §15.5.15", "target up to the bound", Sketch.get("/234567890"), limits: { $0.targetBytes = 10 }),
        .refuse(
            "9110 §15.5.15", "target of one byte more", Sketch.get("/2345678901"), .targetTooLong,
            limits: { $0.targetBytes = 10 }),
        .refuse(
            "9110 §15.5.15", "escape across the bound", Sketch.get("/23456789%20"), .targetTooLong,
            limits: { $0.targetBytes = 10 }),
    ]

    private static let head: [ConformanceCase] = [
        .refuse(
            "9110 §5.4-3", "head longer than 64 KiB", Sketch.field("A: \(Sketch.repeated("v", 65_536))"), .headTooLarge),
        .refuse("9110 §5.4-3", "name without end", "GET / HTTP/1.1\r\n\(Sketch.repeated("N", 65_600))", .headTooLarge),
        .refuse(
            "9110 §5.4-3", "fields beyond a hundred",
            "GET / HTTP/1.1\r\nHost: a\r\n\(Sketch.repeated("A: b\r\n", 100))\r\n", .fieldsTooMany),
        .accept(
            "9110 §5.4-3", "a hundred fields", "GET / HTTP/1.1\r\nHost: a\r\n\(Sketch.repeated("A: b\r\n", 99))\r\n",
            "GET / @a "),
        .accept(
            "9110 §5.4-3", "head up to the bound", Sketch.field("A: \(Sketch.repeated("v", 68))"),
            limits: { $0.headBytes = 100 }),
        .refuse(
            "9110 §5.4-3", "head of one byte more", Sketch.field("A: \(Sketch.repeated("v", 69))"), .headTooLarge,
            limits: { $0.headBytes = 100 }),
        .refuse(
            "9110 §5.4-3", "what is wrong behind the bound is not looked at",
            Sketch.field("A: \(Sketch.repeated("v", 80))\u{0}"), .headTooLarge, limits: { $0.headBytes = 100 }),
        .refuse(
            "9110 §5.4-3", "what is wrong before the bound comes first",
            Sketch.field("A: \u{0}\(Sketch.repeated("v", 80))"), .fieldValueInvalid, limits: { $0.headBytes = 100 }),
    ]

    private static let content: [ConformanceCase] = [
        .accept(
            "9110 §15.5.14", "content up to the bound", Sketch.post("Content-Length: 8", "01234567"),
            "POST / @a 01234567", limits: { $0.bodyBytes = 8 }),
        .refuse(
            "9110 §15.5.14", "content of one byte more", Sketch.post("Content-Length: 9", "012345678"), .bodyTooLarge,
            limits: { $0.bodyBytes = 8 }),
        .accept(
            "9110 §15.5.14", "chunks up to the bound", Sketch.chunked("4\r\n0123\r\n4\r\n4567\r\n0\r\n\r\n"),
            "POST / @a 01234567", limits: { $0.bodyBytes = 8 }),
        .refuse(
            "9110 §15.5.14", "chunks of one byte more", Sketch.chunked("4\r\n0123\r\n5\r\n45678\r\n0\r\n\r\n"),
            .bodyTooLarge, limits: { $0.bodyBytes = 8 }),
        .accept(
            "9112 §7.1.1-4", "chunk line up to the bound",
            Sketch.chunked("1;\(Sketch.repeated("e", 14))\r\nx\r\n0\r\n\r\n"), "POST / @a x",
            limits: { $0.chunkLineBytes = 16 }),
        .refuse(
            "9112 §7.1.1-4", "chunk line of one byte more",
            Sketch.chunked("1;\(Sketch.repeated("e", 15))\r\nx\r\n0\r\n\r\n"), .chunkExtensionTooLong,
            limits: { $0.chunkLineBytes = 16 }),
        .refuse(
            "9112 §7.1.1-4", "what is wrong behind the bound is not looked at",
            Sketch.chunked("1;\(Sketch.repeated("e", 20))\n"), .chunkExtensionTooLong,
            limits: { $0.chunkLineBytes = 16 }),
        .refuse(
            "9112 §7.1.1-4", "quoted value without end", Sketch.chunked("1;a=\"\(Sketch.repeated("e", 300))"),
            .chunkExtensionTooLong),
        .accept(
            "9112 §7.1.1-4", "extensions together up to the bound",
            Sketch.chunked("1;abcd\r\nx\r\n1;abcd\r\ny\r\n0\r\n\r\n"), "POST / @a xy",
            limits: { $0.chunkExtensionBytes = 10 }),
        .refuse(
            "9112 §7.1.1-4", "extensions together beyond the bound",
            Sketch.chunked("1;abcd\r\nx\r\n1;abcd\r\ny\r\n0;a\r\n\r\n"), .chunkExtensionTooLong,
            limits: { $0.chunkExtensionBytes = 10 }),
        .accept(
            "9112 §7.1.2", "trailers up to the bound", Sketch.chunked("0\r\nA: b\r\nA: b\r\n\r\n"), "POST / @a ",
            limits: { $0.trailerBytes = 12 }),
        .refuse(
            "9112 §7.1.2", "trailers of one byte more", Sketch.chunked("0\r\nA: b\r\nA: bc\r\n\r\n"), .trailerTooLarge,
            limits: { $0.trailerBytes = 12 }),
        .refuse(
            "9112 §7.1.2", "trailer without end", Sketch.chunked("0\r\nA: \(Sketch.repeated("b", 9000))"),
            .trailerTooLarge),
        .refuse(
            "9112 §7.1.2", "trailers beyond a hundred", Sketch.chunked("0\r\n\(Sketch.repeated("A: b\r\n", 101))\r\n"),
            .trailerTooLarge),
    ]
}
