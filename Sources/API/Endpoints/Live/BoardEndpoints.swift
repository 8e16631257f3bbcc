import BorderEconomy
import Catalog
import HTTPEngine
import JSONText
import Journal

/// How things stand at the gates, as one answer and as a stream of events.
enum BoardEndpoints {
    static let all = [
        Endpoint(
            path: "/v1/gates/{id}/live", method: .get,
            operation: Operation(
                id: "getBoard", tag: .live,
                summary: "A gate now: lanes, vehicles waiting, service rate, estimated wait with method and range",
                answers: [(mediaType: Answer.json, schema: LiveSchema.board)], problems: [.notFound]),
            answer: board),
        Endpoint(
            path: "/v1/live", method: .get,
            operation: Operation(
                id: "listBoards", tag: .live, summary: "All gates now", parameters: [gate],
                answers: [(mediaType: Answer.json, schema: LiveSchema.boards)]),
            answer: boards),
        Endpoint(
            path: "/v1/stream", method: .get,
            operation: Operation(
                id: "streamEvents", tag: .live,
                summary:
                    "What happens at the gates and to the data set, as it happens (Server-Sent Events): a snapshot first, then changes",
                parameters: [gate, kind],
                answers: [(mediaType: EventStream.mediaType, schema: ["type": "string"])],
                problems: [.readOnly], requestFields: [.lastEventID]),
            answer: stream),
    ]

    private static let gate = OperationParameter(
        name: "gate", meaning: "Only these gates, by identifier or alias, with commas between",
        schema: ["type": "string", "minLength": 1], example: "kim-thanh")

    private static let kind = OperationParameter(
        name: "kind",
        meaning:
            "Only events of these kinds, with commas between: \(StreamKind.allCases.map(\.rawValue).joined(separator: ", "))",
        schema: ["type": "string", "minLength": 1], example: "board")

    @Sendable private static func board(_ question: Question) throws(Problem) -> Answer {
        let id = try question.gateOfPath()
        guard let gate = question.gate else { return .live(try unreported(id, question)) }
        guard let board = gate.live.publication[id] else { throw Refusal.unknownGate(id).problem }
        return .live(gate.boards.bytes(of: board))
    }

    @Sendable private static func boards(_ question: Question) throws(Problem) -> Answer {
        let wanted = try gates(question)
        guard let gate = question.gate else {
            let layouts = question.gateLayouts.filter { wanted?.contains($0.gate) ?? true }
            return .live(
                BoardShelf.list(of: try layouts.map { layout throws(Problem) in try unreported(layout.gate, question) })
            )
        }
        let publication = gate.live.publication
        if let wanted {
            let chosen = publication.boards.filter { wanted.contains($0.gate) }
            return .live(BoardShelf.list(of: chosen.map { gate.boards.bytes(of: $0) }))
        }
        var answer = Answer.live([])
        answer.body = .coded(gate.boards.list(of: publication))
        return answer
    }

    /// The board of a gate that nobody reports to, because the server takes no writes.
    private static func unreported(_ id: Identifier<BorderGate>, _ question: Question) throws(Problem) -> [UInt8] {
        guard let layout = question.gateLayouts.first(where: { $0.gate == id }) else {
            throw Refusal.unknownGate(id).problem
        }
        let moment = Moment(secondsSince1970: Int64(question.snapshot.day.daysSince1970) * 86_400)
        return LiveWriter.encode { $0.board(Yard(layout).board(at: moment), sequence: 0) }
    }

    @Sendable private static func stream(_ question: Question) throws(Problem) -> Answer {
        var filter = StreamFilter(gates: try gates(question))
        let kinds = question.list("kind")
        if !kinds.isEmpty { filter.kinds = Set(try kinds.map { text throws(Problem) in try kind(text) }) }
        guard let gate = question.gate else {
            throw Problem(
                kind: .readOnly, detail: "this server takes no writes, so nothing happens here; /v1/live answers")
        }
        let (wanted, lastEventID) = (filter, question.head.lastEventID)
        var answer = Answer(
            mediaType: EventStream.mediaType,
            body: .events { gate.stream.subscribe($0, to: wanted, after: lastEventID) })
        // Proxies of nginx's kind would gather events otherwise.
        answer.fields.append(ResponseField("X-Accel-Buffering", "no"))
        return answer
    }

    private static func kind(_ text: String) throws(Problem) -> StreamKind {
        if let kind = StreamKind(rawValue: text) { return kind }
        throw Problem.badParameters([
            ProblemFault(
                parameter: "kind", reason: "there is no kind \"\(text)\"",
                remedy: Suggestion.phrase(for: text, among: StreamKind.allCases.map(\.rawValue)))
        ])
    }

    /// The gates that the question names; nil when it names none.
    private static func gates(_ question: Question) throws(Problem) -> Set<Identifier<BorderGate>>? {
        guard question["gate"] != nil else { return nil }
        let directory = GateDirectory(snapshot: question.snapshot)
        var found: Set<Identifier<BorderGate>> = []
        for text in question.list("gate") {
            guard let gate = directory.gate(text) else {
                throw Problem.badParameters([
                    ProblemFault(
                        parameter: "gate", reason: "there is no gate \"\(text)\"",
                        remedy: directory.nearest(to: text))
                ])
            }
            found.insert(gate)
        }
        return found
    }
}

extension Answer {
    /// Fresh for a second.
    static let liveCaching = "public, max-age=1, stale-while-revalidate=5"

    /// What is so at present and soon may be otherwise.
    static func live(_ bytes: [UInt8]) -> Answer { Answer(body: .fresh(bytes)).live }

    /// The answer as one that is so at present and soon may be otherwise.
    var live: Answer {
        var answer = self
        answer.cacheControl = Self.liveCaching
        answer.isLasting = false
        return answer
    }
}
