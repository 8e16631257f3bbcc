import HTTPEngine

/// What every answer has and what some must not have: RFC 9110 §6.4.1, §6.6.1, §8.6, §15, RFC 9112 §6.3.
enum AnswerCases {
    static let all: [ConformanceCase] = cases

    private static let cases: [ConformanceCase] = [
        .answer(
            "9110 §9.3.2-1", "HEAD has the length of GET and no content", "HEAD /prepared HTTP/1.1\(Sketch.end)", [200],
            content: "", fields: ["Content-Length: 8", "Content-Type: text/plain"]),
        .answer(
            "9110 §8.6-5", "HEAD of what is encoded anew", "HEAD /x HTTP/1.1\(Sketch.end)", [200], content: "",
            fields: ["Content-Length: 11"]),
        .answer(
            "9110 §8.6", "GET has a length", Sketch.get("/prepared"), [200], content: "prepared",
            fields: ["Content-Length: 8"], without: ["Transfer-Encoding"]),
        .answer(
            "9110 §15.3.5", "204 has no content and no length", Sketch.get("/204"), [204], content: "",
            without: ["Content-Length", "Transfer-Encoding"]),
        .answer(
            "9110 §15.4.5", "304 has no content", Sketch.get("/304"), [304], content: "", fields: ["ETag: \"1\""],
            without: ["Transfer-Encoding"]),
        .answer(
            "9110 §15.4.5", "304 to HEAD", "HEAD /304 HTTP/1.1\(Sketch.end)", [304], content: "",
            fields: ["ETag: \"1\""]),
        .answer(
            "9110 §15.5.6", "405 says what is allowed", "DELETE /405 HTTP/1.1\(Sketch.end)", [405],
            fields: ["Allow: GET, HEAD"]),
        .answer(
            "9110 §15.6.1", "an answer that is missing is 500", Sketch.get("/silent"), [500],
            fields: ["Content-Type: application/problem+json"]),
        .answer(
            "9110 §6.6.1", "Date on every answer of a row",
            Sketch.get("/204") + Sketch.get("/304") + Sketch.get("/405") + Sketch.get("/silent"), [204, 304, 405, 500]),
        .answer(
            "9110 §8.6", "an empty answer has the length 0", Sketch.get("/405"), [405], content: "",
            fields: ["Content-Length: 0"]),
        .answer(
            "9112 §6.1-12", "an answer to 1.0 is not chunked", "GET /prepared HTTP/1.0\r\n\r\n", [200],
            content: "prepared", closes: true, fields: ["Content-Length: 8"], without: ["Transfer-Encoding"]),
        .answer(
            "9110 §10.2.1", "OPTIONS of the server", "OPTIONS * HTTP/1.1\r\nHost: b\r\n\r\n", [200],
            content: "OPTIONS * @b "),
        .answer(
            "9110 §14.2-3", "Range may be passed over",
            Sketch.get("/prepared").replacing("\r\n\r\n", with: "\r\nRange: bytes=0-1\r\n\r\n"), [200],
            content: "prepared"),
        .answer(
            "9110 §14.2-3", "Range of another method is passed over",
            "POST /prepared HTTP/1.1\r\nHost: a\r\nRange: bytes=0-1\r\n\r\n", [200], content: "prepared"),
        .refuse("9112 §6.3-2.1", "a refused HEAD has no content", "HEAD / HTTP/1.1\r\nHost: a b\r\n\r\n", .hostInvalid),
        .refuse(
            "9112 §6.3-2.1", "a HEAD refused for its target has no content", "HEAD /# HTTP/1.1\(Sketch.end)",
            .targetInvalid),
        .refuse(
            "9112 §6.3-2.1", "a HEAD refused for its version has no content", "HEAD / HTTP/2.0\(Sketch.end)",
            .versionUnsupported),
    ]
}
