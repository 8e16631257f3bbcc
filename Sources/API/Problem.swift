import HTTPEngine
import JSONText

/// The kinds of problem the API answers with. The raw value is the last part of the problem type, which is stable.
enum ProblemKind: String, CaseIterable {
    case notFound = "not-found"
    case methodNotAllowed = "method-not-allowed"
    case notAcceptable = "not-acceptable"
    case preconditionFailed = "precondition-failed"
    case badParameter = "bad-parameter"
    case badContent = "bad-content"
    case badField = "bad-field"
    case contentTooLarge = "content-too-large"
    case unsupportedMediaType = "unsupported-media-type"
    case unprocessable = "unprocessable"
    case gone = "gone"
    case overloaded = "overloaded"
    case unauthorized = "unauthorized"
    case tooManyAttempts = "too-many-attempts"
    case forbidden = "forbidden"
    case insecureTransport = "insecure-transport"
    case conflict = "conflict"
    case illegalStep = "illegal-step"
    case laneClosed = "lane-closed"
    case gateClosed = "gate-closed"
    case plateInYard = "plate-in-yard"
    case eventOver = "event-over"
    case clockAhead = "clock-ahead"
    case keyReused = "key-reused"
    case preconditionRequired = "precondition-required"
    case readOnly = "read-only"
    case storageUnavailable = "storage-unavailable"

    var status: HTTPStatus {
        switch self {
        case .notFound: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .notAcceptable: .notAcceptable
        case .preconditionFailed: .preconditionFailed
        case .badParameter, .badContent, .badField: .badRequest
        case .contentTooLarge: .contentTooLarge
        case .unsupportedMediaType: .unsupportedMediaType
        case .unprocessable: .unprocessableContent
        case .gone: .gone
        case .unauthorized: .unauthorized
        case .forbidden, .insecureTransport: .forbidden
        case .conflict, .illegalStep, .laneClosed, .plateInYard, .gateClosed, .eventOver: .conflict
        case .clockAhead, .keyReused: .unprocessableContent
        case .preconditionRequired: .preconditionRequired
        case .tooManyAttempts: .tooManyRequests
        case .overloaded, .readOnly, .storageUnavailable: .serviceUnavailable
        }
    }

    var title: String {
        switch self {
        case .notFound: "There is nothing at this address"
        case .methodNotAllowed: "The resource does not offer this method"
        case .notAcceptable: "The resource has no representation that the request accepts"
        case .preconditionFailed: "A precondition of the request does not hold"
        case .badParameter: "A query parameter is wrong"
        case .badContent: "The content of the request cannot be read"
        case .badField: "A field in the head of the request is wrong"
        case .contentTooLarge: "The content of the request is larger than is taken here"
        case .unsupportedMediaType: "The resource does not take content of this type"
        case .unprocessable: "What is asked for is well-formed and cannot be answered"
        case .gone: "What was here is no longer kept"
        case .overloaded: "The server has too much to do at present"
        case .unauthorized: "The request needs an access token that is valid"
        case .tooManyAttempts: "Too many wrong access tokens came from this address"
        case .forbidden: "The access token does not give this right"
        case .insecureTransport: "An access token must not come in the clear"
        case .conflict: "The request does not fit what is there"
        case .illegalStep: "The visit cannot take this step from where it stands"
        case .laneClosed: "The lane is not open"
        case .gateClosed: "The gate does not clear this at present"
        case .plateInYard: "A vehicle with this plate is in the yard already"
        case .eventOver: "The event of the gate is over"
        case .clockAhead: "The time given lies in the future"
        case .keyReused: "The Idempotency-Key was used for another request"
        case .preconditionRequired: "The request must say which version it changes"
        case .readOnly: "This server takes no writes"
        case .storageUnavailable: "What is written cannot be kept at present"
        }
    }

    /// Whether a request that was right when it came first may have this problem when it comes again.
    var mayComeWithTime: Bool {
        switch self {
        case .notFound, .gone, .preconditionFailed, .preconditionRequired, .conflict, .unprocessable, .clockAhead: true
        case .methodNotAllowed, .notAcceptable, .badParameter, .badContent, .badField, .contentTooLarge,
            .unsupportedMediaType, .overloaded, .unauthorized, .tooManyAttempts, .forbidden, .insecureTransport,
            .illegalStep, .laneClosed, .gateClosed, .plateInYard, .eventOver, .keyReused, .readOnly,
            .storageUnavailable:
            false
        }
    }

    /// The name of the response that the description has for it.
    var componentName: String {
        rawValue.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
}

/// One thing that is wrong with a request, and what to do about it.
struct ProblemFault: Equatable {
    /// The query parameter at fault.
    let parameter: String?
    let reason: String
    let remedy: String
    /// Where in the content, or in a parameter that is JSON, the fault is: a JSON pointer (RFC 6901).
    var pointer: String?
    /// Where in a parameter that is text the fault is: the number of the character, from 1.
    var position: Int?
}

/// An answer that says why the request is not fulfilled (RFC 9457).
struct Problem: Error, Equatable {
    let kind: ProblemKind
    let detail: String
    var faults: [ProblemFault] = []
    /// Further header fields, such as Allow.
    var fields: [ResponseField] = []

    static let mediaType = "application/problem+json"

    var body: [UInt8] { JSONWriter.encode(.object(object)) }

    var object: JSONObject {
        var object: JSONObject = [
            "type": .string("/problems/\(kind.rawValue)"), "title": .string(kind.title),
            "status": .integer(Int64(kind.status.rawValue)), "detail": .string(detail),
        ]
        if !faults.isEmpty {
            object["errors"] = .array(
                faults.map { fault in
                    var member = JSONObject()
                    if let parameter = fault.parameter { member.append("parameter", .string(parameter)) }
                    if let pointer = fault.pointer { member.append("pointer", .string(pointer)) }
                    if let position = fault.position { member.append("position", .integer(Int64(position))) }
                    member.append("reason", .string(fault.reason))
                    member.append("remedy", .string(fault.remedy))
                    return .object(member)
                })
        }
        return object
    }
}

extension Problem {
    static func badParameters(_ faults: [ProblemFault]) -> Problem { Problem(.badParameter, faults) }

    /// What is offered, which field of the request does not allow it, and what to send.
    static func notAcceptable(_ offer: String, _ reason: String, _ remedy: String) -> Problem {
        Problem(
            kind: .notAcceptable, detail: offer,
            faults: [ProblemFault(parameter: nil, reason: reason, remedy: remedy)])
    }

    /// A problem whose detail is the first of its faults.
    init(_ kind: ProblemKind, _ faults: [ProblemFault]) {
        let first = faults.first.map { "\($0.reason); \($0.remedy)" } ?? ""
        let others = min(faults.count, FaultList.capacity) - 1
        let end = faults.count >= FaultList.capacity ? " at least" : ""
        let more = others > 0 ? " (and \(others) more\(end))" : ""
        self.init(kind: kind, detail: first + more, faults: Array(faults.prefix(FaultList.capacity)))
    }

    init(_ kind: ProblemKind, _ faults: FaultList) { self.init(kind, faults.all) }
}
