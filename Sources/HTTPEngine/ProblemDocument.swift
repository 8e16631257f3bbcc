/// The engine's own error answers: RFC 9457 problem details.
enum ProblemDocument {
    /// Writes the answer to a request that broke the protocol; the connection closes after it.
    static func write(_ error: ProtocolError, into writer: inout ResponseWriter) {
        var fields = [
            ResponseField("Content-Type", "application/problem+json"), ResponseField("Cache-Control", "no-store"),
        ]
        if error.status == .serviceUnavailable { fields.append(ResponseField("Retry-After", "1")) }
        write(error.status, slug: error.slug, detail: error.detail, fields: fields, into: &writer)
    }

    /// Writes the answer that stands in for the one a responder did not write.
    static func writeMissingAnswer(into writer: inout ResponseWriter) {
        write(
            .internalServerError, slug: "no-answer", detail: "The server has no answer to this request.",
            fields: [
                ResponseField("Content-Type", "application/problem+json"), ResponseField("Cache-Control", "no-store"),
            ],
            into: &writer)
    }

    /// The texts are ours and need no escaping in JSON.
    private static func write(
        _ status: HTTPStatus, slug: StaticString, detail: StaticString, fields: [ResponseField],
        into writer: inout ResponseWriter
    ) {
        let body = """
            {"type":"/problems/\(slug)","title":"\(status.reason)","status":\(status.rawValue),"detail":"\(detail)"}

            """
        writer.write(status, fields: fields, body: Array(body.utf8))
    }
}
