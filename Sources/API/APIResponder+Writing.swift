import Catalog
import HTTPEngine

/// Writing: negotiation, preconditions, coding and the fields that every answer has.
extension APIResponder {
    /// Gives an answer that was given before; false when it must be worked out.
    func answerAgain(_ request: borrowing Request, _ response: inout ResponseWriter) -> Bool {
        guard let key = kept.key(of: request), let answer = kept.find(key) else { return false }
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
            throw Problem(
                kind: .notAcceptable, detail: "the resource is offered as application/json",
                faults: [
                    ProblemFault(
                        parameter: nil, reason: "Accept allows no application/json",
                        remedy: "send Accept: application/json, or leave Accept out")
                ])
        }
        if request.method == .post { return try writeUncached(answer, request, &response) }
        let gzip = Negotiation.acceptsGzip(request)
        let chosen: PreparedAnswer
        switch answer.body {
        case .coded(let coded):
            let compressed = gzip ? coded.gzip : nil
            chosen = PreparedAnswer(
                answer, representation: compressed ?? coded.identity, isGzip: compressed != nil)
        case .fresh(let bytes):
            let coded = gzip ? CodedRepresentation(bytes: bytes, gzipLevel: 1) : nil
            let representation = coded.map { $0.gzip ?? $0.identity } ?? Representation(bytes: bytes)
            chosen = PreparedAnswer(answer, representation: representation, isGzip: coded?.gzip != nil)
        }
        if answer.isKept, let key = kept.key(of: request) {
            kept.keep(chosen, route: response.route, chosenBy: key)
        }
        switch Preconditions.evaluate(request, etag: chosen.etag) {
        case .failed:
            throw Problem(
                kind: .preconditionFailed,
                detail: "If-Match names another representation; the present one is \(chosen.etag)",
                fields: [ResponseField("ETag", chosen.etag)])
        case .notModified: response.writePrepared(chosen.notModified)
        case .proceed: response.writePrepared(chosen.ok)
        }
    }

    /// Writes the answer to a request whose answers no cache may keep. No representation is selected by it, so there is
    /// none that If-Match could name (RFC 9110 §13.1.1).
    private func writeUncached(
        _ answer: Answer, _ request: borrowing Request, _ response: inout ResponseWriter
    ) throws(Problem) {
        if request[.ifMatch] != nil {
            throw Problem(kind: .preconditionFailed, detail: "If-Match names a representation, and there is none here")
        }
        let bytes =
            switch answer.body {
            case .coded(let coded): coded.identity.bytes
            case .fresh(let bytes): bytes
            }
        let fields =
            [ResponseField("Content-Type", answer.mediaType), ResponseField("Cache-Control", Answer.noStore)]
            + answer.fields + Answer.sharedFields
        response.write(answer.status, fields: fields, body: bytes)
    }

    func write(_ problem: Problem, _ response: inout ResponseWriter) {
        let fields =
            [ResponseField("Content-Type", Problem.mediaType), ResponseField("Cache-Control", Answer.noStore)]
            + problem.fields + Answer.sharedFields
        response.write(problem.kind.status, fields: fields, body: problem.body)
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
