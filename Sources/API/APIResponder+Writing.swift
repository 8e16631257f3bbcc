import Catalog
import HTTPEngine

/// Writing: negotiation, preconditions, coding and the fields that every answer has.
extension APIResponder {
    /// Answers a plain GET or HEAD of an address that was answered before; false when it must be worked out.
    func answerPrepared(_ request: borrowing Request, _ response: inout ResponseWriter) -> Bool {
        guard request.query == nil, request.method == .get || request.method == .head else { return false }
        guard Negotiation.plainlyWantsJSON(request) else { return false }
        let gzip = Negotiation.acceptsGzip(request)
        return prepared.withEntry(at: request.target) { entry in
            let answer = gzip ? entry.gzip ?? entry.identity : entry.identity
            response.route = entry.route
            switch Preconditions.evaluate(request, etag: answer.etag) {
            case .failed: return false
            case .notModified: response.writePrepared(answer.notModified)
            case .proceed: response.writePrepared(answer.ok)
            }
            return true
        } ?? false
    }

    /// Writes an answer, and keeps it for the next request for the address `keptAt`.
    func write(
        _ answer: Answer, keptAt address: String?, _ request: borrowing Request, _ response: inout ResponseWriter
    ) throws(Problem) {
        let isOffered = answer.isChosen || answer.mediaType != Answer.json
        if !isOffered, !Negotiation.accepts(request, type: "application", subtype: "json") {
            throw Problem(
                kind: .notAcceptable, detail: "the resource is offered as application/json",
                faults: [
                    ProblemFault(
                        parameter: nil, reason: "Accept allows no application/json",
                        remedy: "send Accept: application/json, or leave Accept out")
                ])
        }
        switch answer.body {
        case .later(let work): return Self.writeLater(work, by: site.background, request, &response)
        case .stream: return try Self.writeStream(answer, by: site.background, request, &response)
        case .coded, .fresh: break
        }
        if request.method == .post { return try writeUncached(answer, request, &response) }
        let gzip = Negotiation.acceptsGzip(request)
        let chosen: PreparedAnswer
        switch answer.body {
        case .coded(let coded):
            let identity = PreparedAnswer(answer, representation: coded.identity, isGzip: false)
            let compressed = coded.gzip.map { PreparedAnswer(answer, representation: $0, isGzip: true) }
            if let address { prepared.keep(identity, gzip: compressed, route: response.route, at: address) }
            chosen = gzip ? compressed ?? identity : identity
        case .fresh, .later, .stream:
            chosen = PreparedAnswer(answer, gzip: gzip)
        }
        switch Preconditions.evaluate(request, etag: chosen.etag) {
        case .failed: throw Self.preconditionFailed(etag: chosen.etag)
        case .notModified: response.writePrepared(chosen.notModified)
        case .proceed: response.writePrepared(chosen.ok)
        }
    }

    /// Writes the answer to a request whose answers no cache may keep. No representation is selected by it, so there is
    /// none that If-Match could name (RFC 9110 §13.1.1).
    private func writeUncached(
        _ answer: Answer, _ request: borrowing Request, _ response: inout ResponseWriter
    ) throws(Problem) {
        guard request[.ifMatch] == nil else { throw Self.preconditionFailed(etag: nil) }
        response.write(answer.status, fields: answer.uncachedFields, body: answer.identityBytes)
    }

    func write(_ problem: Problem, _ response: inout ResponseWriter) {
        response.write(problem.kind.status, fields: problem.allFields, body: problem.body)
    }

    /// OPTIONS, CORS preflight included (Fetch standard): reads are open to every origin.
    func writeOptions(_ response: inout ResponseWriter, allowed: String) {
        let fields = [
            ResponseField("Allow", allowed), ResponseField("Access-Control-Allow-Methods", allowed),
            ResponseField(
                "Access-Control-Allow-Headers", "Accept, Content-Type, If-Match, If-None-Match, X-Request-Id"),
            ResponseField("Access-Control-Max-Age", "86400"), ResponseField("Cache-Control", "max-age=86400"),
        ]
        response.write(.noContent, fields: fields + Answer.sharedFields)
    }
}
