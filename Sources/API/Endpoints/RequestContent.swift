import HTTPEngine

/// The content that a request brings to an operation.
enum RequestContent {
    /// The content; empty when the operation takes none, and then a request has none either.
    static func read(_ request: borrowing Request, for operation: Operation) throws(Problem) -> [UInt8] {
        guard let expected = operation.content else { return [] }
        let types = expected.mediaTypes.joined(separator: " or ")
        let taken = ResponseField(
            request.method == .patch ? "Accept-Patch" : "Accept-Post", expected.mediaTypes.joined(separator: ", "))
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
        if let coding = request[.contentEncoding], !coding.equalsIgnoringCase("identity") {
            throw Problem(
                kind: .unsupportedMediaType,
                detail: "the content has a coding; the resource takes \(types) without one",
                fields: [ResponseField("Accept-Encoding", "identity")])
        }
        guard request.body.count > 0 else {
            throw Problem(kind: .badContent, detail: "the request has no content; send \(types)")
        }
        return Array(request.body.unsafeBytes)
    }
}
