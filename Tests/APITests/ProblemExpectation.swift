import JSONText
import Testing

/// Expects an answer to be problem details of a kind, complete and never cached (RFC 9457), and returns them.
@discardableResult
func expectProblem(
    _ answer: WireAnswer, _ status: Int, _ kind: String, _ comment: Comment? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
) throws -> JSONValue {
    try #require(answer.status == status, comment, sourceLocation: sourceLocation)
    #expect(answer["Content-Type"] == "application/problem+json", comment, sourceLocation: sourceLocation)
    #expect(answer["Cache-Control"] == "no-store", comment, sourceLocation: sourceLocation)
    #expect(answer["ETag"] == nil || status == 412 || status == 428, comment, sourceLocation: sourceLocation)
    #expect(answer["Access-Control-Allow-Origin"] == "*", comment, sourceLocation: sourceLocation)
    let problem = try answer.json()
    #expect(problem["type"] == .string("/problems/\(kind)"), comment, sourceLocation: sourceLocation)
    #expect(problem["status"] == .integer(Int64(status)), comment, sourceLocation: sourceLocation)
    #expect(problem["title"]?.string?.isEmpty == false, comment, sourceLocation: sourceLocation)
    #expect(problem["detail"]?.string?.isEmpty == false, comment, sourceLocation: sourceLocation)
    return problem
}

/// The faults that problem details list.
struct ListedFault: Equatable, CustomStringConvertible {
    let parameter: String?
    let reason: String
    let remedy: String

    static func all(of problem: JSONValue) -> [ListedFault] {
        (problem["errors"]?.array ?? []).map {
            ListedFault(
                parameter: $0["parameter"]?.string, reason: $0["reason"]?.string ?? "",
                remedy: $0["remedy"]?.string ?? "")
        }
    }

    var description: String { "\(parameter ?? "-"): \(reason); \(remedy)" }
}
