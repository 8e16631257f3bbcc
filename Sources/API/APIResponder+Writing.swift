import Catalog
import HTTPEngine

/// Writing: negotiation, preconditions, coding and the fields that every answer has.
extension APIResponder {
    /// Gives an answer that was given before; false when it must be worked out.
    func answerAgain(_ request: borrowing Request, _ response: inout ResponseWriter) -> Bool {
        guard let answer = kept.answer(to: request) else { return false }
        response.route = answer.route
        switch Preconditions.evaluate(request, etag: answer.etag) {
        case .failed: return false
        case .notModified: answer.writeNotModified(into: &response)
        case .proceed: answer.write(into: &response)
        }
        return true
    }

    /// Writes an answer, and keeps it for those who ask the same.
    func write(_ answer: Answer, _ request: borrowing Request, _ response: inout ResponseWriter) throws(Problem) {
        let isOffered = answer.isChosen || answer.mediaType != Answer.json
        if !isOffered, !Negotiation.accepts(request, type: "application", subtype: "json") {
            throw Problem.notAcceptable(
                "the resource is offered as application/json", "Accept allows no application/json",
                "send Accept: application/json, or leave Accept out")
        }
        if !Negotiation.acceptsSomeCoding(request) {
            throw Problem.notAcceptable(
                "the resource is offered with gzip and without a coding",
                "Accept-Encoding allows neither gzip nor identity",
                "send Accept-Encoding: gzip, or leave Accept-Encoding out")
        }
        switch answer.body {
        case .later(let work): return Self.writeLater(work, by: site.background, request, &response)
        case .stream: return try Self.writeStream(answer, by: site.background, request, &response)
        case .awaited(let begin):
            // What is begun is not undone, so what speaks against it is looked at before.
            if request.method == .post, request[.ifMatch] != nil { throw Self.preconditionFailed(etag: nil) }
            let isPrivate = answer.cacheControl == Answer.noStore
            return Self.writeAwaited(begin, isPrivate: isPrivate, request, &response)
        case .events(let open):
            guard Negotiation.accepts(request, type: "text", subtype: "event-stream") else {
                throw Problem.notAcceptable(
                    "the resource is offered as \(EventStream.mediaType)",
                    "Accept allows no \(EventStream.mediaType)",
                    "send Accept: \(EventStream.mediaType), or leave Accept out; /v1/live is JSON")
            }
            return Self.writeEvents(answer, open, &response)
        case .coded, .fresh: break
        }
        if request.method == .post { return try writeUncached(answer, request, &response) }
        let chosen = PreparedAnswer(answer, gzip: Negotiation.acceptsGzip(request))
        if answer.isKept, let key = kept.key(of: request) {
            kept.keep(chosen, route: response.route, chosenBy: key)
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
                "Access-Control-Allow-Headers",
                "Accept, Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Last-Event-ID, "
                    + "X-Request-Id"),
            ResponseField("Access-Control-Max-Age", "86400"), ResponseField("Cache-Control", "max-age=86400"),
        ]
        response.write(.noContent, fields: fields + Answer.sharedFields)
    }
}
