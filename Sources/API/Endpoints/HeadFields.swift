import HTTPEngine

/// What the head of a request says beside its address: read for the operations that look at it.
struct HeadFields: Sendable {
    /// The client's own key of the request; nil when it has none.
    private(set) var idempotencyKey: String?
    /// The lines of If-Match; nil when there is none.
    private(set) var ifMatch: [[UInt8]]?
    /// The last event that the client has received; nil when it says nothing.
    private(set) var lastEventID: String?

    static let keyCharacters = 255

    /// No fields at all.
    init() {}

    /// Reads what the operation reads; a malformed Idempotency-Key or If-Match is refused.
    init(_ request: borrowing Request, for operation: Operation) throws(Problem) {
        let names = operation.requestFields.map(\.name)
        if names.contains(OperationField.idempotencyKey.name), let given = request[.idempotencyKey] {
            idempotencyKey = try Self.key(given, isRepeated: request.isRepeated(.idempotencyKey))
        }
        if names.contains(OperationField.ifMatch.name), request[.ifMatch] != nil {
            var lines: [[UInt8]] = []
            request.forEachValue(of: .ifMatch) { lines.append(Array($0)) }
            guard Preconditions.isListOfTags(lines) else {
                throw Problem(
                    .badField,
                    [
                        ProblemFault(
                            parameter: nil, reason: "If-Match is no list of entity tags (RFC 9110 §13.1.1)",
                            remedy: "send the ETag of the version that is changed, with its quotes, or *")
                    ])
            }
            ifMatch = lines
        }
        // An empty id is that of a client that has received none (HTML §9.2.4).
        if names.contains(OperationField.lastEventID.name), let id = request[.lastEventID]?.validString, !id.isEmpty {
            lastEventID = id
        }
    }

    /// The key, without the quotes that the draft of the IETF has around it.
    private static func key(_ given: ByteView, isRepeated: Bool) throws(Problem) -> String {
        var text = given.trimmed
        if text.count >= 2, text[0] == UInt8(ascii: "\""), text[text.count - 1] == UInt8(ascii: "\"") {
            text = text.part(1..<text.count - 1)
        }
        guard !isRepeated, (1...keyCharacters).contains(text.count), text.allSatisfy({ (0x21...0x7E).contains($0) })
        else {
            let reason =
                isRepeated
                ? "Idempotency-Key comes more than once"
                : "Idempotency-Key is not 1 to \(keyCharacters) visible ASCII characters"
            throw Problem(
                .badField,
                [
                    ProblemFault(
                        parameter: nil, reason: reason, remedy: "send one, such as a UUID, and a new one per request")
                ])
        }
        return text.string
    }

    /// Refuses a change of something whose present version is `etag`, unless the request names that version: 428 when it
    /// names none, 412 when it names another.
    ///
    /// - Parameter path: where the version is to be read.
    func check(version etag: String, of path: String) throws(Problem) {
        guard let ifMatch else {
            throw Problem(
                kind: .preconditionRequired,
                detail: "a change names the version it is of: read \(path) and send its ETag in If-Match",
                fields: [ResponseField("ETag", etag)])
        }
        guard Preconditions.matches(ifMatch, etag: etag, allowsWeak: false) else {
            throw APIResponder.preconditionFailed(etag: etag)
        }
    }
}
