import HTTPEngine

/// Chunks and their extensions: RFC 9112 §7.1.
enum ChunkCases {
    static let all: [ConformanceCase] = refused + accepted + unfinished

    private static let refused: [ConformanceCase] = [
        .refuse("9112 §7.1", "no size", Sketch.chunked("\r\n"), .chunkSizeInvalid),
        .refuse("9112 §7.1", "size not hexadecimal", Sketch.chunked("g\r\n"), .chunkSizeInvalid),
        .refuse("9112 §7.1", "0x before the size", Sketch.chunked("0x1\r\nx\r\n"), .chunkSizeInvalid),
        .refuse("9112 §7.1", "sign before the size", Sketch.chunked("+1\r\nx\r\n"), .chunkSizeInvalid),
        .refuse("9112 §7.1", "negative size", Sketch.chunked("-1\r\nx\r\n"), .chunkSizeInvalid),
        .refuse("9112 §7.1", "space before the size", Sketch.chunked(" 1\r\nx\r\n"), .chunkSizeInvalid),
        .refuse("9112 §7.1", "space behind the size", Sketch.chunked("1 \r\nx\r\n"), .chunkExtensionInvalid),
        .refuse("9112 §7.1", "size of 16 digits", Sketch.chunked("0000000000000001\r\nx\r\n"), .chunkSizeInvalid),
        .refuse("9112 §7.1", "size that overflows", Sketch.chunked("fffffffffffffffff\r\n"), .chunkSizeInvalid),
        .refuse("9110 §15.5.14", "chunk too large", Sketch.chunked("100001\r\n"), .bodyTooLarge),
        .refuse("9112 §7.1", "LF behind the size", Sketch.chunked("1\nx\r\n0\r\n\r\n"), .chunkSizeInvalid),
        .refuse("9112 §7.1", "CR behind the size", Sketch.chunked("1\rx"), .lineEndingInvalid),
        .refuse("9112 §7.1", "data too long", Sketch.chunked("1\r\nxy\r\n0\r\n\r\n"), .chunkEndInvalid),
        .refuse("9112 §7.1", "data too short", Sketch.chunked("2\r\nx\r\n0\r\n\r\n"), .chunkEndInvalid),
        .refuse("9112 §7.1", "LF behind the data", Sketch.chunked("1\r\nx\n0\r\n\r\n"), .chunkEndInvalid),
        .refuse("9112 §7.1", "CR behind the data", Sketch.chunked("1\r\nx\r0\r\n\r\n"), .chunkEndInvalid),
        .refuse(
            "9112 §7.1.1", "extension without a name", Sketch.chunked("1;\r\nx\r\n0\r\n\r\n"), .chunkExtensionInvalid),
        .refuse(
            "9112 §7.1.1", "extension without a value", Sketch.chunked("1;a=\r\nx\r\n0\r\n\r\n"), .chunkExtensionInvalid
        ),
        .refuse(
            "9112 §7.1.1", "extension with an open quote", Sketch.chunked("1;a=\"b\r\nx\r\n0\r\n\r\n"),
            .chunkExtensionInvalid),
        .refuse(
            "9112 §7.1.1", "text behind a quoted value", Sketch.chunked("1;a=\"b\"c\r\nx\r\n0\r\n\r\n"),
            .chunkExtensionInvalid),
        .refuse("9112 §7.1.1", "LF in an extension", Sketch.chunked("1;a\nx\r\n0\r\n\r\n"), .chunkExtensionInvalid),
        .refuse(
            "9112 §7.1.1", "space at the end of an extension", Sketch.chunked("1;a \r\nx\r\n0\r\n\r\n"),
            .chunkExtensionInvalid),
        .refuse(
            "9112 §7.1.1", "control in a quoted value", Sketch.chunked("1;a=\"\u{1}\"\r\nx\r\n"), .chunkExtensionInvalid
        ),
        .refuse("9112 §7.1-6", "fifteen digits", Sketch.chunked("FFFFFFFFFFFFFFF\r\n"), .bodyTooLarge),
        .refuse("9112 §7.1-6", "two to the power of 63", Sketch.chunked("8000000000000000\r\n"), .chunkSizeInvalid),
        .refuse("9112 §7.1-6", "two to the power of 64", Sketch.chunked("10000000000000000\r\n"), .chunkSizeInvalid),
        .refuse(
            "9112 §7.1-6", "two to the power of 64 and five", Sketch.chunked("10000000000000005\r\nhello\r\n0\r\n\r\n"),
            .chunkSizeInvalid),
        .refuse("9112 §7.1", "quoted size", Sketch.chunked("\"1\"\r\nx\r\n"), .chunkSizeInvalid),
        .refuse("9112 §7.1", "tab behind the size", Sketch.chunked("1\t\r\nx\r\n"), .chunkExtensionInvalid),
        .refuse("9112 §7.1", "NUL behind the size", Sketch.chunked("1\u{0}\r\nx\r\n"), .chunkSizeInvalid),
        .refuse("9112 §7.1", "comma behind the size", Sketch.chunked("1,1\r\nx\r\n"), .chunkSizeInvalid),
        .refuse("9112 §7.1", "point in the size", Sketch.chunked("1.0\r\nx\r\n"), .chunkSizeInvalid),
        .refuse("9112 §7.1", "extension without a size", Sketch.chunked(";a\r\nx\r\n"), .chunkSizeInvalid),
        .refuse("9112 §7.1", "LF before the size", Sketch.chunked("\n1\r\nx\r\n"), .chunkSizeInvalid),
        .refuse("9112 §7.1", "obs-text for a size", Sketch.chunked("\u{B9}\r\nx\r\n"), .chunkSizeInvalid),
        .refuse("9112 §7.1", "CR CR LF behind the data", Sketch.chunked("1\r\nx\r\r\n0\r\n\r\n"), .chunkEndInvalid),
        .refuse("9112 §7.1", "no end behind the data", Sketch.chunked("1\r\nx0\r\n\r\n"), .chunkEndInvalid),
        .refuse("9112 §7.1", "CR CR LF behind the size", Sketch.chunked("1\r\r\nx\r\n0\r\n\r\n"), .lineEndingInvalid),
        .refuse(
            "9112 §7.1.1", "name that is no token", Sketch.chunked("1;(a)\r\nx\r\n0\r\n\r\n"), .chunkExtensionInvalid),
        .refuse(
            "9112 §7.1.1", "value that is no token", Sketch.chunked("1;a=[b]\r\nx\r\n0\r\n\r\n"), .chunkExtensionInvalid
        ),
        .refuse("9112 §7.1.1", "two semicolons", Sketch.chunked("1;;a\r\nx\r\n0\r\n\r\n"), .chunkExtensionInvalid),
        .refuse("9112 §7.1.1", "two equals signs", Sketch.chunked("1;a==b\r\nx\r\n0\r\n\r\n"), .chunkExtensionInvalid),
        .refuse(
            "9112 §7.1.1", "CR in a quoted value", Sketch.chunked("1;a=\"b\rc\"\r\nx\r\n0\r\n\r\n"),
            .chunkExtensionInvalid),
        .refuse(
            "9112 §7.1.1", "LF in a quoted value", Sketch.chunked("1;a=\"b\nc\"\r\nx\r\n0\r\n\r\n"),
            .chunkExtensionInvalid),
        .refuse(
            "9112 §7.1.1", "escaped control in a quoted value", Sketch.chunked("1;a=\"\\\u{1}\"\r\nx\r\n"),
            .chunkExtensionInvalid),
        .refuse(
            "9112 §7.1.1", "obs-text in a name", Sketch.chunked("1;\u{E9}\r\nx\r\n0\r\n\r\n"), .chunkExtensionInvalid),
        .refuse("9112 §7.1.1", "extension of the last chunk", Sketch.chunked("0;\r\n\r\n"), .chunkExtensionInvalid),
    ]

    private static let accepted: [ConformanceCase] =
        ([
            ("0\r\n\r\n", ""), ("5\r\nhello\r\n0\r\n\r\n", "hello"), ("2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n", "hello"),
            ("00005\r\nhello\r\n000\r\n\r\n", "hello"), ("000000000000001\r\nx\r\n0\r\n\r\n", "x"),
            ("a\r\n0123456789\r\n0\r\n\r\n", "0123456789"), ("A\r\n0123456789\r\n0\r\n\r\n", "0123456789"),
            ("1;x\r\nx\r\n0;y=z\r\n\r\n", "x"), ("1;a=\"b\\\"c;\t\"\r\nx\r\n0\r\n\r\n", "x"),
            ("1 ; a = b ;c\r\nx\r\n0\r\n\r\n", "x"), ("1;a=\"\u{E9}\"\r\nx\r\n0\r\n\r\n", "x"),
            ("2\r\n\r\n\r\n0\r\n\r\n", "\r\n"), ("1\r\n0\r\n0\r\n\r\n", "0"),
            ("5\r\n0\r\n\r\n\r\n0\r\n\r\n", "0\r\n\r\n"),
            ("1\r\na\r\n1\r\nb\r\n1\r\nc\r\n1\r\nd\r\n1\r\ne\r\n0\r\n\r\n", "abcde"),
        ] as [(String, String)]).map {
            .accept("9112 §7.1-3", "content \($0.0.debugDescription)", Sketch.chunked($0.0), "POST / @a \($0.1)")
        }

    private static let unfinished: [ConformanceCase] = [
        "", "1", "1\r", "1;a", "1\r\n", "1\r\nx", "1\r\nx\r", "0\r\n", "0\r\n\r", "0\r\nA: b\r\n",
    ].map {
        .unfinished("9112 §8", "chunked content that stops at \($0.debugDescription)", Sketch.chunked($0))
    }
}
