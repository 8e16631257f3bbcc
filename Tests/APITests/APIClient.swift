import Catalog
import HTTPEngine
import JSONText

@testable import API

/// Asks the API as a client does, over a connection without a socket.
struct APIClient {
    private let responder: APIResponder

    /// - Parameters:
    ///   - store: what is published; the data of the repository when nil.
    ///   - generationBytes: how much of what was answered is kept, when it is not the usual.
    ///   - greatestListCount: how many records a list has at most that is made anew for another day, when it is not the
    ///     usual.
    init(store: Store? = nil, generationBytes: Int? = nil, greatestListCount: Int? = nil) throws {
        let kept = generationBytes.map { KeptAnswers(generationBytes: $0) } ?? KeptAnswers()
        let site = greatestListCount.map { count in
            Site(
                version: "0.0.0-test", securityContact: "mailto:security@example.org", metrics: { [] },
                background: ImmediateExecutor(), gate: nil, vantages: VantageShelf(greatestListCount: count))
        }
        responder = APIResponder(
            store: try store ?? Store(SeedFixture.shared().snapshot), site: site ?? Self.site, kept: kept)
    }

    private static let site = Site(version: "0.0.0-test", securityContact: "mailto:security@example.org")

    /// - Parameter fields: whole field lines, such as `Accept: text/html`.
    func ask(
        _ method: String, _ target: String, _ fields: [String] = [], body: String = ""
    ) throws -> WireAnswer {
        var options = RequestCycle.Options()
        options.problemFields = APIResponder.problemFields
        var connection = MemoryConnection(responder: responder, options: options)
        var lines = ["\(method) \(target) HTTP/1.1", "Host: test"] + fields
        if !body.isEmpty { lines.append("Content-Length: \(body.utf8.count)") }
        let request = lines.joined(separator: "\r\n") + "\r\n\r\n" + body
        return try WireAnswer(connection.receive(Array(request.utf8)), toHead: method == "HEAD")
    }

    /// Sends a head alone, and returns what comes.
    func begin(_ method: String, _ target: String, _ fields: [String]) throws -> String {
        var connection = MemoryConnection(responder: responder)
        let lines = ["\(method) \(target) HTTP/1.1", "Host: test"] + fields
        return String(
            decoding: connection.receive(Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)), as: UTF8.self)
    }

    func get(_ target: String, _ fields: String...) throws -> WireAnswer { try ask("GET", target, fields) }

    /// The content of a successful answer.
    func json(_ target: String) throws -> JSONValue {
        let answer = try get(target)
        guard answer.status == 200 else { throw TestFailure("\(target): \(answer.status) \(answer.text)") }
        return try answer.json()
    }

    func list(_ target: String) throws -> ListAnswer { try ListAnswer(json(target)) }
}
