import HTTPEngine

/// The content that a request brings to an operation.
enum RequestContent {
    /// The content; empty when the operation takes none, and then a request has none either.
    static func read(_ request: borrowing Request, for operation: Operation) throws(Problem) -> [UInt8] {
        guard let expected = operation.content else { return [] }
        try checkHead(of: request, for: operation)
        guard request.body.count > 0 else {
            throw Problem(kind: .badContent, detail: "the request has no content; send \(expected.alternatives)")
        }
        return Array(request.body.unsafeBytes)
    }

    /// Refuses content that the operation does not take, by the fields that describe it.
    static func checkHead(of request: borrowing Request, for operation: Operation) throws(Problem) {
        guard let expected = operation.content else { return }
        // A field of one value has no meaning in two lines (RFC 9110 §5.3).
        guard !request.isRepeated(.contentType) else {
            throw Problem(kind: .badField, detail: "Content-Type came in several lines; send one")
        }
        guard let given = request[.contentType] else {
            throw Problem(
                kind: .unsupportedMediaType, detail: "the request has no Content-Type; send \(expected.alternatives)",
                fields: [expected.taken(by: request.method)])
        }
        guard MediaTypeSyntax.isValid(given) else {
            throw Problem(
                .badField,
                [
                    ProblemFault(
                        parameter: nil, reason: "Content-Type is no media type (RFC 9110 §8.3.1)",
                        remedy: "send \(expected.alternatives)")
                ])
        }
        let end = given.firstIndex(of: UInt8(ascii: ";")) ?? given.count
        let mediaType = given.part(0..<end).trimmed
        guard let name = mediaType.validString?.lowercased(), expected.mediaTypes.contains(name) else {
            throw Problem(
                kind: .unsupportedMediaType,
                detail: "the resource takes \(expected.alternatives), not \(mediaType.validString ?? "this type")",
                fields: [expected.taken(by: request.method)])
        }
        var isCoded = false
        request.forEachValue(of: .contentEncoding) { value in
            value.forEachListElement { coding in
                if !coding.equalsIgnoringCase("identity") { isCoded = true }
            }
        }
        if isCoded {
            throw Problem(
                kind: .unsupportedMediaType,
                detail: "the content has a coding; the resource takes \(expected.alternatives) without one",
                fields: [ResponseField("Accept-Encoding", "identity")])
        }
    }
}

extension Operation.Content {
    /// The types that are taken, in words.
    fileprivate var alternatives: String { mediaTypes.joined(separator: " or ") }

    /// The field that tells a client which types are taken (RFC 5789 §3.1, RFC 9110 §12.3).
    fileprivate func taken(by method: HTTPMethod) -> ResponseField {
        ResponseField(method == .patch ? "Accept-Patch" : "Accept-Post", mediaTypes.joined(separator: ", "))
    }
}
