import HTTPEngine

/// The content that a request brings to an operation.
enum RequestContent {
    /// The content; empty when the operation takes none, and then a request has none either.
    static func read(_ request: borrowing Request, for operation: Operation) throws(Problem) -> [UInt8] {
        guard let expected = operation.content else { return [] }
        try checkHead(of: request, for: operation)
        guard request.body.count > 0 else {
            let types = expected.mediaTypes.joined(separator: " or ")
            throw Problem(kind: .badContent, detail: "the request has no content; send \(types)")
        }
        return Array(request.body.unsafeBytes)
    }

    /// Refuses content that the operation does not take, by the fields that describe it.
    static func checkHead(of request: borrowing Request, for operation: Operation) throws(Problem) {
        guard let expected = operation.content else { return }
        let types = expected.mediaTypes.joined(separator: " or ")
        let taken = ResponseField(
            request.method == .patch ? "Accept-Patch" : "Accept-Post", expected.mediaTypes.joined(separator: ", "))
        // A field of one value has no meaning in two lines (RFC 9110 §5.3).
        guard !request.isRepeated(.contentType) else {
            throw Problem(kind: .badField, detail: "Content-Type came in several lines; send one")
        }
        guard let given = request[.contentType] else {
            throw Problem(
                kind: .unsupportedMediaType, detail: "the request has no Content-Type; send \(types)", fields: [taken])
        }
        guard !request.isRepeated(.contentType), MediaTypeSyntax.isValid(given) else {
            throw Problem(
                .badField,
                [
                    ProblemFault(
                        parameter: nil, reason: "Content-Type is no media type (RFC 9110 §8.3.1)",
                        remedy: "send \(types)")
                ])
        }
        let end = given.firstIndex(of: UInt8(ascii: ";")) ?? given.count
        let mediaType = given.part(0..<end).trimmed
        guard let name = mediaType.validString?.lowercased(), expected.mediaTypes.contains(name) else {
            throw Problem(
                kind: .unsupportedMediaType,
                detail: "the resource takes \(types), not \(mediaType.validString ?? "this type")", fields: [taken])
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
                detail: "the content has a coding; the resource takes \(types) without one",
                fields: [ResponseField("Accept-Encoding", "identity")])
        }
    }
}
