import HTTPEngine

/// Content-Length: RFC 9110 §8.6, RFC 9112 §6.3.
enum ContentLengthCases {
    static let all: [ConformanceCase] = refused + more + overflows + others

    private static let refused: [ConformanceCase] =
        [
            "", "-1", "+1", "1,1", "1, 1", "1 1", "0x1", "1.0", "1e1", "a", "1a",
            "\"1\"", "１",
        ]
        .map {
            .refuse(
                "9110 §8.6", "Content-Length: \($0)", Sketch.post("Content-Length: \($0)", "x"), .contentLengthInvalid)
        }
        + [
            .refuse(
                "9112 §6.3", "two equal lengths", Sketch.post("Content-Length: 1\r\nContent-Length: 1", "x"),
                .contentLengthRepeated),
            .refuse(
                "9112 §6.3", "two lengths", Sketch.post("Content-Length: 1\r\nContent-Length: 2", "xy"),
                .contentLengthRepeated),
            .refuse(
                "9112 §6.3", "two lengths in two cases", Sketch.post("Content-Length: 1\r\ncontent-length: 1", "x"),
                .contentLengthRepeated),
            .refuse("9110 §15.5.14", "too long", Sketch.post("Content-Length: 1048577"), .bodyTooLarge),

        ]

    private static let more: [ConformanceCase] = [
        "1;", "1\t1", "1,", ",1", "0b1", "1_000", "0o7", "0x", "--1", "1-", "1\u{A0}", "\u{B2}", "NaN", "01 ,01",
        "1;q=1", "'1'",
    ].map {
        .refuse(
            "9110 §8.6-10", "length \($0.debugDescription)", Sketch.post("Content-Length: \($0)", "x"),
            .contentLengthInvalid)
    }

    private static let overflows: [ConformanceCase] = [
        "9223372036854775807", "9223372036854775808", "18446744073709551615", "18446744073709551616",
        "18446744073709551617",
        "9999999999999999999", "100000000000000000000000000000000000001", "00000000000000000000000009999999",
    ].map {
        .refuse(
            "9110 §8.6-11", "length \($0) overflows nothing", Sketch.post("Content-Length: \($0)", "x"), .bodyTooLarge)
    }

    private static let others: [ConformanceCase] = [
        .refuse("9112 §5.1-2", "blank behind the name", Sketch.post("Content-Length : 1", "x"), .fieldNameInvalid),
        .refuse(
            "9112 §6.3-2.5", "a length and a list", Sketch.post("Content-Length: 1\r\nContent-Length: 1, 1", "x"),
            .contentLengthRepeated),
        .refuse(
            "9112 §6.3-2.5", "a length and an empty one", Sketch.post("Content-Length: 1\r\nContent-Length:", "x"),
            .contentLengthRepeated),
        .refuse(
            "9112 §6.3-2.5", "two lengths with GET", Sketch.field("Content-Length: 0\r\nContent-Length: 0"),
            .contentLengthRepeated),
        .refuse(
            "9112 §6.3-2.5", "bad length with HEAD", "HEAD / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
            .contentLengthInvalid),
        .refuse(
            "9112 §6.3-2.5", "bad length in 1.0", "POST / HTTP/1.0\r\nContent-Length: +0\r\n\r\n", .contentLengthInvalid
        ),
        .accept(
            "9112 §6.3-2.6", "content of that length", Sketch.post("Content-Length: 5", "hello"), "POST / @a hello"),
        .accept("9110 §8.6-8", "leading zeros", Sketch.post("Content-Length: 0005", "hello"), "POST / @a hello"),
        .accept(
            "9110 §8.6-11", "forty leading zeros", Sketch.post("Content-Length: \(Sketch.repeated("0", 40))5", "hello"),
            "POST / @a hello"),
        .accept("9112 §6.3-2.6", "no content", Sketch.post("Content-Length: 0"), "POST / @a "),
        .accept(
            "9112 §6.3-2.6", "content with GET is content", Sketch.field("Content-Length: 2") + "hi", "GET / @a hi"),
        .accept("9112 §6.3-2.6", "content with HEAD", "HEAD / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi", ""),
        .accept(
            "9112 §6.3-2.6", "content with DELETE", "DELETE / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi",
            "DELETE / @a hi"),
        .accept(
            "9112 §6.3-2.6", "content in 1.0", "POST / HTTP/1.0\r\nContent-Length: 2\r\n\r\nhi", "POST / @ hi",
            closes: true),
        .answer(
            "9112 §6.3-2.7", "no length, no content", Sketch.post("A: b") + Sketch.get("/2"), [200, 200],
            content: "GET /2 @a "),
        .unfinished("9112 §6.3-2.6", "content cut short", Sketch.post("Content-Length: 5", "hell")),
        .unfinished("9112 §6.3-2.6", "no content yet", Sketch.post("Content-Length: 5")),
    ]
}
