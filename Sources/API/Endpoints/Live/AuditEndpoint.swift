import BorderEconomy
import Catalog
import HTTPEngine
import JSONText
import Journal

/// Who did what, when, and what it was before and after.
enum AuditEndpoint {
    static let all = [
        Endpoint(
            path: "/v1/audit", method: .get,
            operation: Operation(
                id: "listAudit", tag: .live,
                summary: "What was written, by whom and when, with before and after; the newest first",
                parameters: [gate, actor, action, visit, from, to, limit, before],
                answers: [(mediaType: Answer.json, schema: schema)], access: .auditing),
            answer: answer)
    ]

    private static let greatestLimit = 1000
    private static let defaultLimit = 50

    private static let gate = OperationParameter(
        name: "gate", meaning: "Only what was written of this gate", schema: ["type": "string", "minLength": 1],
        example: "kim-thanh")
    private static let actor = OperationParameter(
        name: "actor", meaning: "Only what came with the token of this id; `system` for what the rules did",
        schema: ["type": "string", "minLength": 1])
    private static let action = OperationParameter(
        name: "action", meaning: "Only writes of this kind",
        schema: ["type": "string", "enum": .array(AuditAction.allCases.map { .string($0.rawValue) })],
        example: "declare")
    private static let visit = OperationParameter(
        name: "visit", meaning: "Only the history of this visit", schema: ["type": "string", "minLength": 1])
    private static let from = OperationParameter(
        name: "from", meaning: "Only what was written at this moment (RFC 3339) or after it",
        schema: ["type": "string", "format": "date-time"])
    private static let to = OperationParameter(
        name: "to", meaning: "Only what was written before this moment",
        schema: ["type": "string", "format": "date-time"])
    private static let limit = OperationParameter(
        name: "limit", meaning: "Entries on a page",
        schema: [
            "type": "integer", "minimum": 1, "maximum": .integer(Int64(greatestLimit)),
            "default": .integer(Int64(defaultLimit)),
        ])
    private static let before = OperationParameter(
        name: "before", meaning: "Only entries of smaller numbers, from `next`",
        schema: ["type": "integer", "minimum": 1])

    private static let schema: JSONObject = [
        "type": "object",
        "properties": [
            "items": [
                "type": "array",
                "items": [
                    "type": "object",
                    "properties": [
                        "sequence": ["type": "integer"], "at": ["type": "string", "format": "date-time"],
                        "reported": [
                            "type": ["string", "null"], "format": "date-time",
                            "description": "When it happened, where the writer said so",
                        ],
                        "actor": ["type": ["string", "null"], "description": "Id of the token, or system"],
                        "action": ["type": "string"], "gate": ["type": ["string", "null"]],
                        "subject": [
                            "type": "object",
                            "properties": ["kind": ["type": "string"], "id": ["type": "string"]],
                            "required": ["kind", "id"], "additionalProperties": false,
                        ],
                        "before": ["type": ["object", "null"]], "after": ["type": ["object", "null"]],
                    ],
                    "required": [
                        "sequence", "at", "reported", "actor", "action", "gate", "subject", "before", "after",
                    ],
                    "additionalProperties": false,
                ],
            ],
            "next": ["type": "string", "format": "uri-reference", "description": "Older entries; absent at the end"],
        ],
        "required": ["items"], "additionalProperties": false,
    ]

    @Sendable private static func answer(_ question: Question) throws(Problem) -> Answer {
        guard let gate = question.gate else {
            throw Problem(kind: .readOnly, detail: "this server keeps no journal")
        }
        let asked = try audited(question)
        return Answer(
            body: .later { _ throws(Problem) in
                do throws(JournalFault) {
                    return answer(try gate.journal.audit(asked), to: question)
                } catch {
                    throw error.problem
                }
            })
    }

    private static func answer(_ page: AuditPage, to question: Question) -> Answer {
        var writer = LiveWriter()
        writer.beginObject()
        writer.array("items", page.entries) { writer, entry in writer.audit(entry) }
        var links: [String] = []
        if let next = page.next {
            let address = question.address(cursor: "\(next)", called: "before")
            writer.text("next", address)
            links.append("<\(address)>; rel=\"next\"")
        }
        writer.endObject()
        var answer = Answer(body: .fresh(writer.bytes))
        answer.links = links
        answer.keepPrivate()
        return answer
    }

    private static func audited(_ question: Question) throws(Problem) -> AuditQuestion {
        var reader = ParameterReader(question)
        var asked = AuditQuestion(limit: reader.integer("limit", in: 1...greatestLimit) ?? defaultLimit)
        let gates = GateDirectory(snapshot: question.snapshot)
        asked.gate = reader.value("gate") { text in
            gates.gate(text)?.rawValue ?? question.gate?.writer.missingGates.first { $0.gate == text }?.gate
        } fault: { text in
            ("there is no gate \"\(text)\"", gates.nearest(to: text))
        }
        asked.actor = question["actor"]
        asked.action = reader.value("action") {
            AuditAction(rawValue: $0)
        } fault: { text in
            (
                "there is no action \"\(text)\"",
                Suggestion.phrase(for: text, among: AuditAction.allCases.map(\.rawValue))
            )
        }
        asked.visit = reader.value("visit") {
            VisitID($0)
        } fault: { text in
            ("\"\(text)\" is no identifier of a visit", "give one such as 00000a7k")
        }
        asked.from = reader.moment("from")
        asked.to = reader.moment("to")
        if let from = asked.from, let to = asked.to, to < from {
            reader.report("to", "\(to) is before from, \(from)", "give a later moment, or leave one of them out")
        }
        asked.before = reader.integer("before", in: 1...Int.max).map(Int64.init)
        try reader.check()
        return asked
    }
}

extension LiveWriter {
    fileprivate mutating func audit(_ entry: AuditEntry) {
        beginObject()
        number("sequence", entry.sequence)
        moment("at", entry.at)
        moment("reported", entry.reported)
        text("actor", entry.actor)
        text("action", entry.action.rawValue)
        text("gate", entry.gate)
        let (kind, id) =
            switch entry.subject {
            case .visit(let id): ("visit", id.description)
            case .lane(let id): ("lane", id)
            case .event(let id): ("gate-event", id.description)
            case .token(let id): ("token", id)
            case .record(let collection, let id): (collection, id)
            }
        object("subject") { writer in
            writer.text("kind", kind)
            writer.text("id", id)
        }
        raw("before", entry.before ?? Array("null".utf8))
        raw("after", entry.after.isEmpty ? Array("null".utf8) : entry.after)
        endObject()
    }
}
