import HTTPEngine
import Testing

/// One line of the conformance table: the clause, the bytes of a request, and what must come back.
struct ConformanceCase: Sendable, CustomTestStringConvertible {
    enum Outcome: Sendable {
        /// The last answer is the problem of that error, and the connection closes after it.
        case refusal(ProtocolError)
        /// Those statuses come back in order. When the connection stays open, the next request gets its answer.
        case answers([Int], closes: Bool)
        /// Nothing comes back yet; when the peer ends there, the request is refused as incomplete.
        case silence
    }

    /// RFC and section, such as `9112 §6.3-2.5`: the number behind the hyphen is that of the list item.
    let clause: String
    let summary: String
    let bytes: [UInt8]
    let outcome: Outcome
    /// Content that the last answer must have.
    var content: String?
    /// Field lines that the last answer must have.
    var fields: [String] = []
    /// Names of fields that the last answer must not have.
    var absentFields: [String] = []
    /// How many times 100 (Continue) is sent when the head comes alone; none when the content comes with it.
    var continueCount: Int?
    var limits = HTTPLimits()
    var isSecure = false

    var testDescription: String { "RFC \(clause): \(summary)" }

    /// A request that must be refused. It may stand behind others, which are answered first.
    static func refuse(
        _ clause: String, _ summary: String, _ text: String, _ error: ProtocolError,
        limits change: (inout HTTPLimits) -> Void = { _ in }
    ) -> ConformanceCase {
        var refused = ConformanceCase(clause: clause, summary: summary, bytes: wire(text), outcome: .refusal(error))
        change(&refused.limits)
        return refused
    }

    /// A request that must be answered 200, with that content.
    static func accept(
        _ clause: String, _ summary: String, _ text: String, _ content: String? = nil, closes: Bool = false,
        limits change: (inout HTTPLimits) -> Void = { _ in }
    ) -> ConformanceCase {
        var accepted = ConformanceCase(
            clause: clause, summary: summary, bytes: wire(text), outcome: .answers([200], closes: closes))
        accepted.content = content
        change(&accepted.limits)
        return accepted
    }

    /// Requests that must be answered with those statuses.
    static func answer(
        _ clause: String, _ summary: String, _ text: String, _ statuses: [Int], content: String? = nil,
        closes: Bool = false, fields: [String] = [], without absentFields: [String] = []
    ) -> ConformanceCase {
        ConformanceCase(
            clause: clause, summary: summary, bytes: wire(text), outcome: .answers(statuses, closes: closes),
            content: content, fields: fields, absentFields: absentFields)
    }

    /// A request that is not complete.
    static func unfinished(_ clause: String, _ summary: String, _ text: String) -> ConformanceCase {
        ConformanceCase(clause: clause, summary: summary, bytes: wire(text), outcome: .silence)
    }

    /// The same case over TLS.
    var secured: ConformanceCase {
        var secured = self
        secured.isSecure = true
        return secured
    }

    /// Scalars up to U+00FF are single bytes, so that every byte can be written; others are UTF-8.
    private static func wire(_ text: String) -> [UInt8] {
        text.unicodeScalars.flatMap { $0.value < 256 ? [UInt8($0.value)] : Array(String($0).utf8) }
    }
}

/// What most requests of the table begin or end with.
enum Sketch {
    static let end = "\r\nHost: a\r\n\r\n"

    static func get(_ target: String) -> String { "GET \(target) HTTP/1.1\(end)" }

    static func field(_ line: String) -> String { "GET / HTTP/1.1\r\nHost: a\r\n\(line)\r\n\r\n" }

    static func post(_ lines: String, _ body: String = "") -> String {
        "POST / HTTP/1.1\r\nHost: a\r\n\(lines)\r\n\r\n\(body)"
    }

    static func chunked(_ body: String) -> String { post("Transfer-Encoding: chunked", body) }

    static func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

    /// The single bytes, as scalars, that a test picks.
    static func bytes(where isPicked: (UInt8) -> Bool) -> [Unicode.Scalar] {
        (UInt8.min...UInt8.max).filter(isPicked).map { Unicode.Scalar($0) }
    }
}
