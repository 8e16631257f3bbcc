/// The engine's own error answers: RFC 9457 problem details.
enum ProblemDocument {
    /// Writes the answer to a request that broke the protocol; the connection closes after it.
    ///
    /// - Parameters:
    ///   - fault: what is wrong and where, when the error alone does not say it.
    ///   - limits: told where one was passed.
    ///   - fieldLine: the number of the field line that is at fault, from 1.
    static func write(
        _ error: ProtocolError, _ fault: RequestFault? = nil, limits: HTTPLimits? = nil, fieldLine: Int? = nil,
        into writer: inout ResponseWriter
    ) {
        var fields = [
            ResponseField("Content-Type", "application/problem+json"), ResponseField("Cache-Control", "no-store"),
        ]
        if error.status == .serviceUnavailable { fields.append(ResponseField("Retry-After", "1")) }
        var detail = "\(error.detail)"
        if let limits, let bound = error.bound(in: limits) { detail += " \(bound)" }
        if let fieldLine { detail += " It is field line \(fieldLine)." }
        write(error.status, slug: error.slug, detail: detail, fault, fields: fields, into: &writer)
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

    /// Writes the answer to a client that has used up what it may ask for.
    static func writeQuotaExceeded(
        _ verdict: ClientQuotas.Verdict, _ policy: ClientQuotas.Policy, into writer: inout ResponseWriter
    ) {
        let body = """
            {"type":"/problems/quota-exceeded","title":"Too Many Requests","status":429,\
            "detail":"A client may send \(policy.requests) requests in \(policy.seconds) seconds. \
            Ask again in \(verdict.resetSeconds) seconds.","violated-policies":["client"]}

            """
        let fields = [
            ResponseField("Content-Type", "application/problem+json"), ResponseField("Cache-Control", "no-store"),
            ResponseField("Retry-After", String(verdict.resetSeconds)),
        ]
        writer.write(.tooManyRequests, fields: fields + writer.problemFields, body: Array(body.utf8))
    }

    /// The texts are ours and need no escaping in JSON.
    private static func write(
        _ status: HTTPStatus, slug: StaticString, detail: String, _ fault: RequestFault? = nil,
        fields: [ResponseField], into writer: inout ResponseWriter
    ) {
        let errors = fault.map { #","errors":[\#($0.json)]"# } ?? ""
        let body = """
            {"type":"/problems/\(slug)","title":"\(status.reason)","status":\(status.rawValue),\
            "detail":"\(detail)"\(errors)}

            """
        writer.write(status, fields: fields + writer.problemFields, body: Array(body.utf8))
    }
}

extension ClientQuotas.Policy {
    /// The field that says it, with its line end.
    var fieldLine: String { "RateLimit-Policy: \"client\";q=\(requests);w=\(seconds)\r\n" }
}
