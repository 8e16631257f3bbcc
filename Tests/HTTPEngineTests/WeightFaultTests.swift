import HTTPEngine
import Testing

/// What is said of a weight that is none: the field, the member, and how to send it instead.
struct WeightFaultTests {
    private struct Silence: Responder {
        func respond(to request: borrowing Request, into response: inout ResponseWriter) {}
    }

    private func answer(_ lines: String) -> String {
        var connection = MemoryConnection(responder: Silence())
        return connection.receive("GET / HTTP/1.1\r\nHost: a\r\n\(lines)\r\n\r\n")
    }

    @Test(arguments: [
        ("Accept: text/html;q=2", "member 1 of Accept, text/html;q=2, has a weight that is no number", "field line 2."),
        (
            "B: c\r\naccept-LANGUAGE: vi, en ; q=abc , de", "member 2 of accept-LANGUAGE, en ; q=abc, has",
            "field line 3."
        ),
        ("Accept-Encoding: gzip;q=0.1234, br", "member 1 of Accept-Encoding, gzip;q=0.1234, has", "field line 2."),
        ("Accept: a/b, c/d\r\nAccept: e/f;q=1, g/h;q=-1", "member 2 of Accept, g/h;q=-1, has", "field line 3."),
        ("TE: trailers;q=1;q=0", "member 1 of TE, trailers;q=1;q=0, has more than one weight", "field line 2."),
        // What would have to be escaped is not shown.
        ("Accept: a/b;c=\"d\";q=2", "member 1 of Accept has a weight", "field line 2."),
        ("Accept: a/b;c=\u{E9};q=2", "member 1 of Accept has a weight", "field line 2."),
        ("Accept: \(String(repeating: "a", count: 65));q=2", "member 1 of Accept has a weight", "field line 2."),
    ])
    func wrongWeight_IsNamedWithItsPlaceAndRemedy(lines: String, reason: String, place: String) {
        let answer = answer(lines)
        #expect(answer.hasPrefix("HTTP/1.1 400 ") && answer.contains("\r\nConnection: close\r\n"))
        #expect(answer.contains("(RFC 9110, 12.4.2). It is \(place)"), "\(answer)")
        #expect(answer.contains(#""errors":[{"reason":"\#(reason)"#), "\(answer)")
        #expect(answer.contains(#""remedy":""#) && answer.contains(" q"), "\(answer)")
    }
}
