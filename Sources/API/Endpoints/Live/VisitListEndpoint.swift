import BorderEconomy
import Catalog
import HTTPEngine
import JSONText
import Journal

/// The open visits of a gate, for those who work off its queue.
enum VisitListEndpoint {
    static let all = [
        Endpoint(
            path: "/v1/gates/{id}/visits", method: .get,
            operation: Operation(
                id: "listVisits", tag: .live,
                summary:
                    "The open visits of a gate: in a lane, called, waiting in the order in which they are called, expected",
                parameters: [state, direction, plate, limit, cursor],
                answers: [(mediaType: Answer.json, schema: LiveSchema.visits)], problems: [.notFound, .readOnly],
                access: .readingVisits),
            answer: answer)
    ]

    private static let greatestLimit = 500
    private static let defaultLimit = 100
    private static let states = VisitState.allCases.filter(\.isOpen)

    private static let state = OperationParameter(
        name: "state",
        meaning: "Only visits in these states, with commas between: \(states.map(\.rawValue).joined(separator: ", "))",
        schema: ["type": "string", "minLength": 1], example: VisitState.arrived.rawValue)
    private static let direction = OperationParameter(
        name: "direction", meaning: "Only visits of this direction",
        schema: [
            "type": "string", "enum": .array(GateLane.Direction.allCases.map { .string($0.rawValue) }),
        ], example: GateLane.Direction.export.rawValue)
    private static let plate = OperationParameter(
        name: "plate", meaning: "Only the visit of this number plate, however it is written",
        schema: ["type": "string", "minLength": 4])
    private static let limit = OperationParameter(
        name: "limit", meaning: "Visits on a page",
        schema: [
            "type": "integer", "minimum": 1, "maximum": .integer(Int64(greatestLimit)),
            "default": .integer(Int64(defaultLimit)),
        ])
    private static let cursor = OperationParameter(
        name: "cursor", meaning: "Where the page begins, from `next`", schema: ["type": "string", "minLength": 1])

    @Sendable private static func answer(_ question: Question) throws(Problem) -> Answer {
        let id = try question.gateOfPath()
        guard let gate = question.gate, let caller = question.caller else {
            throw Problem(kind: .readOnly, detail: "this server keeps no visits")
        }
        try caller.checkReadsVisits(of: id)
        let asked = try asked(question, of: id, gate.plates)
        return Answer(
            body: .awaited { tell in
                gate.writer.readVisits(asked) { found in
                    switch found {
                    case .failure(let fault): tell(.failure(fault.problem))
                    case .success(nil): tell(.failure(Refusal.unknownGate(id).problem))
                    case .success(.some(let page)): tell(.success(answer(page, to: question)))
                    }
                }
            })
    }

    private static func asked(
        _ question: Question, of gate: Identifier<BorderGate>, _ plates: PlateHashing
    ) throws(Problem) -> VisitQuestion {
        var reader = ParameterReader(question)
        var asked = VisitQuestion(of: gate, limit: reader.integer("limit", in: 1...greatestLimit) ?? defaultLimit)
        asked.direction = reader.value("direction") {
            GateLane.Direction(rawValue: $0)
        } fault: { text in
            (
                "there is no direction \"\(text)\"",
                Suggestion.phrase(for: text, among: GateLane.Direction.allCases.map(\.rawValue))
            )
        }
        // The plate itself is not repeated: answers are logged by others.
        asked.plate = reader.value("plate") {
            Plate($0).map(plates.digest)
        } fault: { _ in
            ("this is no number plate", "give one as it is declared, such as 24C-123.45")
        }
        asked.after = reader.value("cursor") {
            place(of: $0)
        } fault: { _ in
            ("this is no cursor of this list", "take it from next, or leave it out")
        }
        if let chosen = chosenStates(question, &reader) { asked.states = chosen }
        try reader.check()
        return asked
    }

    /// Nil when the question names none.
    private static func chosenStates(_ question: Question, _ reader: inout ParameterReader) -> Set<VisitState>? {
        let texts = question.list("state")
        guard !texts.isEmpty else { return nil }
        var chosen: Set<VisitState> = []
        for text in texts {
            if let state = states.first(where: { $0.rawValue == text }) {
                chosen.insert(state)
            } else {
                reader.report(
                    "state", "no open visit is \"\(text)\"", Suggestion.phrase(for: text, among: states.map(\.rawValue))
                )
            }
        }
        return chosen
    }

    private static func place(of text: String) -> VisitPlace? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part in
            part.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int64(part) : nil
        }
        return numbers.count == parts.count ? VisitPlace(numbers) : nil
    }

    private static func answer(_ page: VisitPage, to question: Question) -> Answer {
        var writer = LiveWriter()
        writer.beginObject()
        writer.array("items", page.visits) { writer, standing in writer.visit(standing) }
        writer.number("total", page.total)
        var links: [String] = []
        if let next = page.next {
            let address = question.address(cursor: next.numbers.map { "\($0)" }.joined(separator: "."))
            writer.text("next", address)
            links.append("<\(address)>; rel=\"next\"")
        }
        writer.endObject()
        var answer = Answer(body: .fresh(writer.bytes))
        answer.links = links
        return answer
    }
}
