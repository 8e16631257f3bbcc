import BorderEconomy
import HTTPEngine
import JSONText
import Journal

/// Many writes in one request: one transaction, a result a line.
enum BatchEndpoint {
    static let all = [
        Endpoint(
            path: "/v1/events", method: .post,
            operation: Operation(
                id: "writeBatch", tag: .live,
                summary:
                    "Many declarations, steps, lane changes and events of gates: a write a line, done in order and "
                    + "kept together, each answered on a line of its own; a declarant declares and cancels alone",
                content: Operation.Content(
                    mediaType: Operation.Content.lines, alsoAs: [Operation.Content.plainLines],
                    schema: ["type": "string"], example: .string(example)),
                answers: [(mediaType: Operation.Content.lines, schema: ["type": "string"])], problems: [.badContent],
                access: .declaring, requestFields: [.idempotencyKey]),
            answer: write)
    ]

    private static let example = """
        {"write":"declare","gate":"kim-thanh","direction":"export","goodsClass":"fruit","plate":"24C-001.23"}
        {"write":"announce","gate":"kim-thanh","kind":"restricts","reason":"Bảo trì","vehicleKinds":["dangerous"]}

        """

    /// Content that is read on the loop; more is read beside it.
    private static let readAtOnce = 16 * 1024

    @Sendable private static func write(_ question: Question) throws(Problem) -> Answer {
        guard let gate = question.gate, let caller = question.caller else {
            throw Problem(kind: .readOnly, detail: "this server takes no writes")
        }
        return Answer(
            body: .awaited { tell in
                let work: @Sendable () -> Void = { submit(question, to: gate, of: caller, tell) }
                if question.content.count <= readAtOnce { work() } else { gate.intake.run(work) }
            })
    }

    private static func submit(
        _ question: Question, to gate: DigitalGate, of caller: Caller,
        _ tell: @escaping @Sendable (Result<Answer, Problem>) -> Void
    ) {
        var reader = BatchReader(
            gates: GateDirectory(snapshot: question.snapshot), plates: gate.plates, caller: caller,
            now: gate.clock.now())
        do throws(Problem) {
            try reader.read(question.content)
        } catch {
            return tell(.failure(error))
        }
        let lines = reader.lines
        let answer = WriteAnswer { outcome in
            guard case .batch(let results) = outcome else { preconditionFailure("a batch has a result a write") }
            return Self.answer(lines, results)
        }
        let idempotency = question.idempotency(answer)
        // What is wrong by now may have been right when the request came first.
        guard !reader.writes.isEmpty || idempotency != nil else { return tell(.success(Self.answer(lines, []))) }
        let command = Command(actor: caller.token, action: .batch(reader.writes), idempotency: idempotency)
        gate.writer.submit(command) { tell(answer.result(of: $0)) }
    }

    /// A line for each line of the content, in its order: what was written, or the problem.
    private static func answer(_ lines: [BatchReader.Line], _ results: [Result<Receipt, Refusal>]) -> Answer {
        var writer = LiveWriter()
        writer.reserve(lines.count * 64)
        var next = 0
        for line in lines {
            if let problem = line.problem {
                write(line.number, problem, to: &writer)
            } else {
                switch results[next] {
                case .success(let receipt): write(line.number, receipt, to: &writer)
                case .failure(let refusal): write(line.number, refusal.problem, to: &writer)
                }
                next += 1
            }
            writer.endLine()
        }
        return Answer(mediaType: Operation.Content.lines, body: .fresh(writer.bytes))
    }

    private static func write(_ number: Int, _ receipt: Receipt, to writer: inout LiveWriter) {
        writer.beginObject()
        writer.number("line", number)
        switch receipt {
        case .visit(let standing):
            writer.number("status", standing.visit.state == .declared ? 201 : 200)
            writer.text("visit", standing.visit.id.description)
            writer.text("state", standing.visit.state.rawValue)
        case .lane(_, let lane):
            writer.number("status", 200)
            writer.text("lane", lane.id.rawValue)
            writer.text("state", lane.state.name)
        case .event(_, let event):
            writer.number("status", event.revision == event.id.number ? 201 : 200)
            writer.text("event", event.id.description)
        }
        writer.endObject()
    }

    /// The members of a problem, behind the number of the line.
    private static func write(_ number: Int, _ problem: Problem, to writer: inout LiveWriter) {
        writer.beginObject()
        writer.number("line", number)
        for member in problem.object.members { writer.member(member.key, member.value) }
        writer.endObject()
    }
}
