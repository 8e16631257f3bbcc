import BorderEconomy
import Catalog
import ContentCoding
import HTTPEngine
import JSONText
import Journal

/// How a write is answered, made of what became of it.
struct WriteAnswer: Sendable {
    /// Makes the answer of an outcome that wrote something.
    let success: @Sendable (Outcome) -> Answer

    init(_ success: @escaping @Sendable (Outcome) -> Answer) {
        self.success = success
    }

    /// The answer to a single write: what it made or changed.
    ///
    /// - Parameter isNew: whether it came into being by the write; then the answer is 201 and says where it is.
    static func receipt(isNew: Bool) -> WriteAnswer {
        WriteAnswer { outcome in
            guard case .written(let receipt) = outcome else { preconditionFailure("a single write has one receipt") }
            return Answer(receipt, isNew: isNew)
        }
    }

    /// The answer, or why there is none but a problem.
    func result(of outcome: Outcome) -> Result<Answer, Problem> {
        switch outcome {
        case .written, .batch, .edited: .success(success(outcome))
        case .refused(let refusal): .failure(refusal.problem)
        case .failed(let fault): .failure(fault.problem)
        case .repeated(let kept): .success(Answer(kept))
        }
    }
}

extension Receipt {
    /// What was written, as JSON.
    var bytes: [UInt8] {
        switch self {
        case .visit(let standing): LiveWriter.encode { $0.visit(standing) }
        case .lane(let gate, let lane): LiveWriter.encode { $0.lane(lane, of: gate) }
        case .event(let gate, let event): LiveWriter.encode { $0.gateEvent(event, of: gate) }
        }
    }

    /// Where it is served.
    var path: String {
        switch self {
        case .visit(let standing): "/v1/visits/\(standing.visit.id)"
        case .lane(let gate, let lane): "/v1/gates/\(gate)/lanes/\(lane.id)"
        case .event(let gate, let event): "/v1/gates/\(gate)/events/\(event.id)"
        }
    }

    /// Whether the next change of it names the version that this is.
    fileprivate var isVersioned: Bool {
        switch self {
        case .visit: false
        case .lane, .event: true
        }
    }
}

extension Answer {
    /// What a write made or changed.
    init(_ receipt: Receipt, isNew: Bool) {
        let bytes = receipt.bytes
        self.init(body: .fresh(bytes))
        if isNew {
            status = .created
            fields.append(ResponseField("Location", receipt.path))
        }
        if receipt.isVersioned { fields.append(ResponseField("ETag", Representation(bytes: bytes).etag)) }
    }

    /// An answer that was given before.
    init(_ kept: Journal.KeptAnswer) {
        self.init(body: .fresh(kept.body))
        status = HTTPStatus(rawValue: UInt16(clamping: min(max(kept.status, 200), 599)))
        for field in kept.fields {
            if field.name == "Content-Type" {
                mediaType = field.value
            } else {
                fields.append(ResponseField(field.name, field.value))
            }
        }
        fields.append(ResponseField("Idempotency-Replayed", "true"))
    }

    /// The answer as it is kept, to be given again.
    var kept: Journal.KeptAnswer {
        Journal.KeptAnswer(
            status: Int(status.rawValue),
            fields: [Journal.KeptAnswer.Field("Content-Type", mediaType)]
                + fields.map { Journal.KeptAnswer.Field($0.name, $0.value) },
            body: identityBytes)
    }
}

extension Question {
    /// Hands an action to the writer; what is answered is told when it is committed.
    func write(_ action: Action, _ answer: WriteAnswer) throws(Problem) -> Answer {
        guard let gate, let caller else { throw Problem(kind: .readOnly, detail: "this server takes no writes") }
        let command = Command(actor: caller.token, action: action, idempotency: idempotency(answer))
        return Answer(
            body: .awaited { tell in
                gate.writer.submit(command) { tell(answer.result(of: $0)) }
            })
    }

    /// Asks the writer what was answered under the key of the request; the answer is `problem` when nothing was. Nil when
    /// the request has no key.
    func answerBefore(orElse problem: Problem) -> Answer? {
        guard let gate, let caller else { return nil }
        let answer = WriteAnswer { _ in preconditionFailure("a recall writes nothing") }
        guard let idempotency = idempotency(answer) else { return nil }
        let command = Command(actor: caller.token, action: .recall, idempotency: idempotency)
        return Answer(
            body: .awaited { tell in
                gate.writer.submit(command) { outcome in
                    if case .refused(.nothingKept) = outcome { return tell(.failure(problem)) }
                    tell(answer.result(of: outcome))
                }
            })
    }

    /// What makes the request safe to send again, when the client gave it a key.
    func idempotency(_ answer: WriteAnswer) -> Idempotency? {
        guard let key = head.idempotencyKey else { return nil }
        return Idempotency(key: key, digest: SHA256.digest(Array("\(method.name) \(path)\n".utf8) + content).bytes) {
            answer.success($0).kept
        }
    }
}
