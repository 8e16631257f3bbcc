import HTTPEngine

/// Transfer-Encoding: RFC 9112 §6.1 and §6.3.
enum TransferCodingCases {
    static let all: [ConformanceCase] = refused + malformed + more + unsupported + controls + accepted + versions

    private static let refused: [ConformanceCase] = [
        .refuse(
            "9112 §6.1", "CL.TE", Sketch.post("Content-Length: 5\r\nTransfer-Encoding: chunked", "0\r\n\r\n"),
            .contentLengthWithTransferEncoding),
        .refuse(
            "9112 §6.1", "TE.CL", Sketch.post("Transfer-Encoding: chunked\r\nContent-Length: 5", "0\r\n\r\n"),
            .contentLengthWithTransferEncoding),
        .refuse(
            "9112 §6.1", "CL.0", Sketch.post("Content-Length: 0\r\nTransfer-Encoding: chunked", "0\r\n\r\n"),
            .contentLengthWithTransferEncoding),
        .refuse(
            "9112 §6.1", "TE in 1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            .transferEncodingInVersion10),
        .refuse(
            "9112 §6.1", "gzip then chunked", Sketch.post("Transfer-Encoding: gzip, chunked"),
            .transferEncodingUnsupported),
        .refuse(
            "9112 §6.1", "gzip then chunked in two lines",
            Sketch.post("Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked"), .transferEncodingUnsupported),
    ]

    private static let malformed: [ConformanceCase] =
        [
            "gzip", "identity", "chunked, gzip", "chunked, chunked", "chunked, identity", "xchunked", "chunkedx",
            "\"chunked\"",
            "chunked;a=b", ", chunked", "chunked,", "", "chunked chunked", "gz(ip, chunked", "'chunked'",
        ].map {
            .refuse(
                "9112 §6.3", "Transfer-Encoding: \($0)", Sketch.post("Transfer-Encoding: \($0)", "0\r\n\r\n"),
                .transferEncodingInvalid)
        }
        + [
            .refuse(
                "9112 §6.3", "chunked in two lines",
                Sketch.post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", "0\r\n\r\n"),
                .transferEncodingInvalid),
            .refuse(
                "9112 §6.3", "chunked then identity in two lines",
                Sketch.post("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity", "0\r\n\r\n"),
                .transferEncodingInvalid
            ),
            .refuse(
                "9110 §5.5", "vertical tab before chunked", Sketch.post("Transfer-Encoding: \u{B}chunked"),
                .fieldValueInvalid),
        ]

    private static let more: [ConformanceCase] = [
        "chunked;", "chunked ;a", "chunked,,", ",,chunked", "chunked, chunked, chunked", "chunked,gzip,chunked",
        "chunked\u{A0}",
        "\u{A0}chunked", "chunked\u{AD}", "chu nked", "chunke", "chunked\\", "chunked=1", "identity;q=1", "compress",
        "[chunked]",
        "gzip; , chunked;", "chunked, ;", "\u{FF43}hunked",
    ].map {
        .refuse(
            "9112 §6.3-2.4", "coding \($0.debugDescription)", Sketch.post("Transfer-Encoding: \($0)", "0\r\n\r\n"),
            .transferEncodingInvalid)
    }

    private static let unsupported: [ConformanceCase] = [
        "identity, chunked", "deflate, chunked", "gzip;q=1, chunked", "x, y, chunked", "chunkedx,chunked",
    ].map {
        .refuse(
            "9112 §6.1-16", "coding \($0)", Sketch.post("Transfer-Encoding: \($0)", "0\r\n\r\n"),
            .transferEncodingUnsupported)
    }

    private static let controls: [ConformanceCase] = "\u{0}\u{1}\u{8}\u{B}\u{C}\u{1F}\u{7F}".unicodeScalars.flatMap {
        byte -> [ConformanceCase] in
        [
            .refuse(
                "9110 §5.5-5", "byte \(byte.value) before chunked", Sketch.post("Transfer-Encoding:\(byte)chunked"),
                .fieldValueInvalid),
            .refuse(
                "9110 §5.5-5", "byte \(byte.value) behind chunked", Sketch.post("Transfer-Encoding: chunked\(byte)"),
                .fieldValueInvalid),
        ]
    }

    private static let accepted: [ConformanceCase] = [
        "chunked", "Chunked", "CHUNKED", "\tchunked", "chunked \t", "  chunked",
    ].map {
        .accept(
            "9112 §7-3", "coding \($0.debugDescription)",
            Sketch.post("Transfer-Encoding: \($0)", "2\r\nok\r\n0\r\n\r\n"), "POST / @a ok")
    }

    private static let versions: [ConformanceCase] = [
        .refuse(
            "9112 §6.1-10", "1.0 with keep-alive",
            "POST / HTTP/1.0\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            .transferEncodingInVersion10),
        .refuse(
            "9112 §6.1-10", "1.0 with a length too",
            "POST / HTTP/1.0\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            .transferEncodingInVersion10),
        .refuse(
            "9112 §6.1-10", "identity in 1.0", "GET / HTTP/1.0\r\nTransfer-Encoding: identity\r\n\r\n",
            .transferEncodingInVersion10),
        .accept(
            "9112 §6.3-2.4", "chunked content with GET",
            Sketch.field("Transfer-Encoding: chunked") + "2\r\nhi\r\n0\r\n\r\n", "GET / @a hi"),
    ]
}
