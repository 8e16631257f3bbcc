import BorderEconomy
import HTTPEngine

extension EditRefusal {
    /// The refusal as an answer: 400 for what is no JSON, 422 for what it says, 412 and 403 for what it is about.
    var problem: Problem {
        switch self {
        case .unreadable(let faults): Problem(.badContent, faults.map(\.problemFault))
        case .invalid(let faults):
            Problem(faults.allSatisfy(\.isAhead) ? .clockAhead : .unprocessable, faults.map(\.problemFault))
        case .twin(_, let fault): Problem(.conflict, [fault.problemFault])
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
    fileprivate var problemFault: ProblemFault {
        ProblemFault(
            parameter: nil, reason: reason,
            remedy: remedy ?? "write it in the shape that /openapi.json describes for this address", pointer: pointer)
    }
}
