import HTTPEngine

/// Requests that two readers could take for different ones: RFC 9112 §11.2.
enum SmugglingCases {
    static let all: [ConformanceCase] = conflicts + obfuscations + bodies + chunks + oneMeaning

    private static let conflicts: [ConformanceCase] = [
        "Content-Length: 6\r\nTransfer-Encoding: chunked", "Transfer-Encoding: chunked\r\nContent-Length: 6",
        "Content-Length: 6\r\ntransfer-encoding: CHUNKED", "Content-Length: 6\r\nA: b\r\nTransfer-Encoding: chunked",
        "Content-Length: 6\r\nTransfer-Encoding: xchunked", "Content-Length: 6\r\nTransfer-Encoding:",
        "Content-Length: 6\r\nTransfer-Encoding: identity", "Content-Length: x\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 6\r\nTransfer-Encoding: identity",
    ].map {
        .refuse(
            "9112 §6.3-2.3", "two framings: \($0.debugDescription)", Sketch.post($0, "0\r\n\r\nG"),
            .contentLengthWithTransferEncoding)
    }

    private static let obfuscations: [ConformanceCase] =
        ([
            ("Transfer-Encoding: chunked\r\nTransfer-encoding: x", .transferEncodingInvalid),
            ("Transfer-Encoding: x\r\nTransfer-Encoding: chunked, x", .transferEncodingInvalid),
            ("Transfer-Encoding : chunked", .fieldNameInvalid), ("Transfer-Encoding\t: chunked", .fieldNameInvalid),
            ("Transfer-Encoding\u{B}: chunked", .fieldNameInvalid),
            ("Transfer-Encoding\u{0}: chunked", .fieldNameInvalid),
            ("Transfer-Encoding\r\n : chunked", .fieldNameInvalid), ("Transfer-Encoding\n: chunked", .fieldNameInvalid),
            ("Transfer-Encoding", .fieldNameInvalid), ("Transfer-Encoding chunked", .fieldNameInvalid),
            ("\u{0}Transfer-Encoding: chunked", .fieldNameInvalid),
            ("Transfer-\u{AD}Encoding: chunked", .fieldNameInvalid),
            ("A: b\r\n Transfer-Encoding: chunked", .lineFolding),
            ("A: b\r\n\tTransfer-Encoding: chunked", .lineFolding),
            ("Transfer-Encoding: chunked\r\n , identity", .lineFolding),
            ("Transfer-Encoding:\r\n chunked", .lineFolding),
            ("A: b\nTransfer-Encoding: chunked", .lineEndingInvalid),
            ("A: b\rTransfer-Encoding: chunked", .lineEndingInvalid),
            ("A: b\r\n\rTransfer-Encoding: chunked", .lineEndingInvalid),
            ("A: b\r\n\nTransfer-Encoding: chunked", .lineEndingInvalid),
            ("Transfer-Encoding: chunked\n", .lineEndingInvalid), ("Transfer-Encoding:\nchunked", .lineEndingInvalid),
            ("Content-Length\u{0}: 5", .fieldNameInvalid), ("Content-Length\u{B}: 6", .fieldNameInvalid),
            ("Content-Length\r: 5", .fieldNameInvalid),
            ("Content-Length: 5\r\nContent-length: 6", .contentLengthRepeated),
            ("Content-Length: 5\r\n 6", .lineFolding), ("Content-Length: 5\r6", .lineEndingInvalid),
            ("Content-Length: 5\nContent-Length: 6", .lineEndingInvalid), ("Content-Length:\u{B}5", .fieldValueInvalid),
            ("Content-Length: 5\u{0}", .fieldValueInvalid), ("Host: b\r\nContent-Length: 0", .hostRepeated),
        ] as [(String, ProtocolError)]).map {
            .refuse(
                "9112 §11.2", "obfuscated: \($0.0.debugDescription)",
                Sketch.post($0.0, "0\r\n\r\nGET /admin HTTP/1.1\r\nX: "), $0.1)
        }

    private static let bodies: [ConformanceCase] = ["GET", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"].map {
        let inner = "GET /admin HTTP/1.1\r\nHost: b\r\n\r\n"
        return .accept(
            "9112 §6.3-2.6", "CL.0: a request inside the content of \($0)",
            "\($0) /o HTTP/1.1\r\nHost: a\r\nContent-Length: \(inner.utf8.count)\r\n\r\n\(inner)",
            "\($0) /o @a \(inner)")
    }

    private static let chunks: [ConformanceCase] =
        ([
            ("1;a\nx\r\n0\r\n\r\nGET /admin", .chunkExtensionInvalid), ("1;\nx\r\n", .chunkExtensionInvalid),
            ("1;a=\"\n\"\r\nx\r\n0\r\n\r\nG", .chunkExtensionInvalid), ("2\r\nxy\n0\r\n\r\nG", .chunkEndInvalid),
            ("2\r\nxyGET / HTTP/1.1\r\n", .chunkEndInvalid), ("1\n\nx\r\n0\r\n\r\n", .chunkSizeInvalid),
            ("0\r\nGET /admin HTTP/1.1\r\n\r\n", .fieldNameInvalid),
            ("0\nGET /admin HTTP/1.1\r\n\r\n", .chunkSizeInvalid),
            ("0\r\n\nGET /admin HTTP/1.1\r\n\r\n", .lineEndingInvalid), ("0x0\r\n\r\n", .chunkSizeInvalid),
            ("0 \r\n\r\nG", .chunkExtensionInvalid), ("-0\r\n\r\n", .chunkSizeInvalid),
            ("0\r\r\n\r\n", .lineEndingInvalid),
            ("\u{B}0\r\n\r\n", .chunkSizeInvalid), ("0_1\r\nx\r\n", .chunkSizeInvalid), ("1e1\n", .chunkSizeInvalid),
        ] as [(String, ProtocolError)]).map {
            .refuse("9112 §7.1-3", "chunks: \($0.0.debugDescription)", Sketch.chunked($0.0), $0.1)
        }

    private static let oneMeaning: [ConformanceCase] = [
        .accept(
            "9110 §5.1", "an underscore makes another name",
            Sketch.post("Content-Length: 5\r\nTransfer_Encoding: chunked", "0\r\n\r\n"), "POST / @a 0\r\n\r\n"),
        .accept(
            "9110 §7.6.1", "Connection cannot strike out the length",
            Sketch.post("Connection: Content-Length\r\nContent-Length: 5", "hello"), "POST / @a hello"),
        .accept(
            "9110 §7.6.1", "Connection cannot strike out the coding",
            Sketch.post("Connection: Transfer-Encoding\r\nTransfer-Encoding: chunked", "1\r\nx\r\n0\r\n\r\n"),
            "POST / @a x"),
        .accept(
            "9110 §9.3.3", "no field replaces the method", Sketch.post("X-HTTP-Method-Override: DELETE"), "POST / @a "),
        .accept(
            "9110 §7.2", "no field replaces Host",
            Sketch.field("X-Forwarded-Host: b\r\nX-Host: c\r\nForwarded: host=d"), "GET / @a "),
        .accept(
            "9112 §3.2.1", "no field replaces the target",
            Sketch.field("X-Original-URL: /admin\r\nX-Rewrite-URL: /admin"), "GET / @a "),
        .accept(
            "9110 §7.8", "an upgrade changes no framing",
            Sketch.post("Connection: Upgrade\r\nUpgrade: h2c\r\nContent-Length: 5", "hello"), "POST / @a hello"),
        .answer(
            "9112 §9.3.2", "a refused request behind a good one", Sketch.get("/1") + Sketch.get("/2"), [200, 200],
            content: "GET /2 @a "),
        .refuse(
            "9112 §9.3.2", "what is behind a good request is read as strictly",
            Sketch.get("/1") + "GET /2 HTTP/1.1\nHost: a\r\n\r\n", .lineEndingInvalid),
        .refuse(
            "9112 §6.3-2.7", "content without a length is the next request", Sketch.post("A: b", "a=b&c=d\r\n"),
            .requestLineInvalid),
        .refuse(
            "9112 §6.3-2.6", "content longer than its length is the next request",
            Sketch.post("Content-Length: 1", "xyz=1\r\n"), .requestLineInvalid),
    ]
}
