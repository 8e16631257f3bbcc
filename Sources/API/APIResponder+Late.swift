import Catalog
import HTTPEngine

/// Answers that are worked out off the loop, and those that are sent piece by piece.
extension APIResponder {
    /// An answer with its head made, whichever thread it is made on.
    private enum Finished {
        case whole(PreparedResponse)
        case stream(HTTPStatus, [ResponseField], AnswerStream)
    }

    /// Has the answer worked out by `background`, and written when it is there.
    static func writeLater(
        _ work: @escaping Answer.Work, by background: any BackgroundExecutor, _ request: borrowing Request,
        _ response: inout ResponseWriter
    ) {
        let terms = RequestTerms(request)
        let late = response.answerLater()
        let isTaken = background.start {
            guard !late.isCancelled else { return .finished }
            do throws(Problem) {
                let answer = try work { late.isCancelled }
                switch try finished(answer, terms: terms, background: background) {
                case .whole(let response): late.send(response)
                case .stream(let status, let fields, let stream): late.send(status, fields: fields, stream: stream)
                }
            } catch {
                late.send(error.kind.status, fields: error.allFields, body: error.body)
            }
            return .finished
        }
        guard !isTaken else { return }
        let problem = Problem(
            kind: .overloaded, detail: "too many questions wait to be worked out; ask again in a moment",
            fields: [ResponseField("Retry-After", "2")])
        late.send(problem.kind.status, fields: problem.allFields, body: problem.body)
    }

    /// Starts an answer that is made piece by piece by `background`.
    static func writeStream(
        _ answer: Answer, by background: any BackgroundExecutor, _ request: borrowing Request,
        _ response: inout ResponseWriter
    ) throws(Problem) {
        switch try finished(answer, terms: RequestTerms(request), background: background) {
        case .whole(let whole): response.writePrepared(whole)
        case .stream(let status, let fields, let stream): response.writeStream(status, fields: fields, from: stream)
        }
    }

    private static func finished(
        _ answer: Answer, terms: RequestTerms, background: any BackgroundExecutor
    ) throws(Problem) -> Finished {
        switch answer.body {
        case .later(let work):
            // It is off the loop already.
            return try finished(work { false }, terms: terms, background: background)
        case .stream(let plain):
            let content = terms.acceptsGzip ? plain.compressed : plain
            var fields = [ResponseField("Cache-Control", answer.cacheControl), ResponseField("Vary", answer.vary)]
            if let etag = content.etag { fields.insert(ResponseField("ETag", etag), at: 0) }
            if !answer.links.isEmpty { fields.append(ResponseField("Link", answer.links.joined(separator: ", "))) }
            fields += answer.fields + Answer.sharedFields
            switch terms.evaluatePreconditions(etag: content.etag) {
            case .failed: throw preconditionFailed(etag: content.etag)
            case .notModified where terms.method != .post:
                return .whole(PreparedResponse(status: .notModified, fields: fields))
            case .notModified, .proceed: break
            }
            fields.insert(ResponseField("Content-Type", answer.mediaType), at: 0)
            if terms.acceptsGzip { fields.append(ResponseField("Content-Encoding", "gzip")) }
            return .stream(answer.status, fields, AnswerStream(content.makeProducer(), on: background))
        case .coded, .fresh, .awaited, .events:
            return .whole(try whole(answer, terms: terms))
        }
    }

    /// Begins what the answer waits for, and writes the answer when its result is told.
    ///
    /// - Parameter isPrivate: whether no cache may keep it, because not everyone may read it.
    static func writeAwaited(
        _ begin: Answer.Beginning, isPrivate: Bool, _ request: borrowing Request, _ response: inout ResponseWriter
    ) {
        let terms = RequestTerms(request)
        let late = response.answerLater()
        begin { result in
            do throws(Problem) {
                var answer = try result.get()
                if isPrivate { answer.keepPrivate() }
                late.send(try whole(answer, terms: terms))
            } catch {
                late.send(error.kind.status, fields: error.allFields, body: error.body)
            }
        }
    }

    /// Writes the head of events and hands their stream over.
    static func writeEvents(
        _ answer: Answer, _ open: (AnswerStream) -> Void, _ response: inout ResponseWriter
    ) {
        let stream = AnswerStream(capacity: EventStream.waitingBytes)
        response.writeStream(answer.status, fields: answer.uncachedFields, from: stream)
        if !stream.isCancelled { open(stream) }
    }

    private static func whole(_ answer: Answer, terms: RequestTerms) throws(Problem) -> PreparedResponse {
        if terms.method == .patch {
            // The operation itself has looked at the version that is named.
            return PreparedResponse(status: answer.status, fields: answer.uncachedFields, body: answer.identityBytes)
        }
        if terms.method == .post {
            guard !terms.demandsMatch else { throw preconditionFailed(etag: nil) }
            return PreparedResponse(status: answer.status, fields: answer.uncachedFields, body: answer.identityBytes)
        }
        let chosen = PreparedAnswer(answer, gzip: terms.acceptsGzip)
        switch terms.evaluatePreconditions(etag: chosen.etag) {
        case .failed: throw preconditionFailed(etag: chosen.etag)
        case .notModified: return chosen.notModified
        case .proceed: return chosen.ok
        }
    }

    static func preconditionFailed(etag: String?) -> Problem {
        guard let etag else {
            return Problem(
                kind: .preconditionFailed, detail: "If-Match names a representation, and there is none here")
        }
        return Problem(
            kind: .preconditionFailed, detail: "If-Match names another representation; the present one is \(etag)",
            fields: [ResponseField("ETag", etag)])
    }
}

extension Problem {
    /// The fields of an answer that is this problem.
    var allFields: [ResponseField] {
        [ResponseField("Content-Type", Problem.mediaType), ResponseField("Cache-Control", Answer.noStore)] + fields
            + Answer.sharedFields
    }
}

extension Answer {
    /// The content without any coding, of an answer that is whole.
    var identityBytes: [UInt8] {
        switch body {
        case .coded(let coded): coded.identity.bytes
        case .fresh(let bytes): bytes
        case .later, .stream, .awaited, .events: []
        }
    }

    /// The fields of an answer that no cache may keep.
    var uncachedFields: [ResponseField] {
        [ResponseField("Content-Type", mediaType), ResponseField("Cache-Control", Answer.noStore)] + fields
            + Answer.sharedFields
    }
}

extension PreparedAnswer {
    /// An answer that is whole, in the coding that the client wants.
    init(_ answer: Answer, gzip: Bool) {
        let coded: CodedRepresentation?
        if case .coded(let known) = answer.body {
            coded = known
        } else {
            coded =
                gzip
                ? CodedRepresentation(bytes: answer.identityBytes, gzipLevel: CodedRepresentation.levelForOnce) : nil
        }
        let compressed = gzip ? coded?.gzip : nil
        let representation = compressed ?? coded?.identity ?? Representation(bytes: answer.identityBytes)
        self.init(answer, representation: representation, isGzip: compressed != nil)
    }
}
