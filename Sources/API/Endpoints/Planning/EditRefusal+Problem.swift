import BorderEconomy
import HTTPEngine

extension EditRefusal {
    /// The refusal as an answer: 400 for what is no JSON, 422 for what it says, 412 and 403 for what it is about.
    var problem: Problem {
        switch self {
        case .unreadable(let faults):
            Problem(.badContent, faults.map { $0.problemFault(remedy: "send one JSON object (RFC 8259)") })
        case .invalid(let faults): Problem(.unprocessable, faults.map { $0.problemFault(remedy: "mend it") })
        case .unknownRecord(let id): Problem(kind: .notFound, detail: "there is no record \"\(id)\"")
        case .outdated(let revision): APIResponder.preconditionFailed(etag: "\"\(revision)\"")
        case .outOfScope(let provinces):
            .forbidden(
                provinces.isEmpty
                    ? "the record is of no province, and the access token is for provinces"
                    : "the record is of \(provinces.map(\.rawValue).joined(separator: ", "))",
                role: provinces.isEmpty ? "admin" : "planner of \(provinces.map(\.rawValue).joined(separator: ", "))")
        }
    }
}

extension EditFault {
    fileprivate func problemFault(remedy: String) -> ProblemFault {
        ProblemFault(parameter: nil, reason: reason, remedy: remedy, pointer: pointer)
    }
}
