import BorderEconomy
import ContentCoding
import HTTPEngine
import JSONText
import Journal

/// How a write is answered, made of what became of it.
struct WriteAnswer: Sendable {
    /// Makes the answer of an outcome that wrote something.
    let success: @Sendable (Outcome) -> Answer

    /// The answer, or why there is none but a problem.
    func result(of outcome: Outcome) -> Result<Answer, Problem> {
        switch outcome {
        case .written, .batch, .edited: .success(success(outcome))
        case .refused(let refusal): .failure(refusal.problem)
        case .failed(let fault): .failure(fault.problem)
        case .repeated(let kept): .success(Answer(kept))
        }
    }

    /// One value that a write has made or changed.
    ///
    /// - Parameter location: where it is served; the answer is 201 with that place when it is given.
    static func value(_ bytes: [UInt8], location: String? = nil) -> Answer {
        var answer = Answer(body: .fresh(bytes))
        if let location {
            answer.status = .created
            answer.fields.append(ResponseField("Location", location))
        }
        return answer
    }
}

extension Answer {
    /// An answer that was given before.
    init(_ kept: KeptAnswer) {
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
    var kept: KeptAnswer {
        KeptAnswer(
            status: Int(status.rawValue),
            fields: [KeptAnswer.Field("Content-Type", mediaType)] + fields.map { KeptAnswer.Field($0.name, $0.value) },
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

    /// What makes the request safe to send again, when the client gave it a key.
    func idempotency(_ answer: WriteAnswer) -> Idempotency? {
        guard let key = head.idempotencyKey else { return nil }
        return Idempotency(key: key, digest: SHA256.digest(Array("\(method.name) \(path)\n".utf8) + content).bytes) {
            answer.success($0).kept
        }
    }
}
