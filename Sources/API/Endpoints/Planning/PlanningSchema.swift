import BorderEconomy
import Catalog
import JSONText

/// The content of a planner's write: records in the shape of the seed files. The loader of the seeds checks all of it;
/// the schema names what planners give.
struct PlanningSchema {
    let schema: JSONObject
    let example: JSONValue

    private static let day: JSONValue = ["type": "string", "format": "date"]
    private static let identifier: JSONValue = ["type": "string", "pattern": "^[a-z0-9]+(-{1,2}[a-z0-9]+)*$"]

    private static let text: JSONValue = .object([
        "type": "object",
        "properties": ["vi": ["type": "string"], "en": ["type": "string"], "zh": ["type": "string"]],
        "required": ["vi", "en"],
    ])

    private static let source: JSONValue = .object([
        "type": "object",
        "properties": .object([
            "document": identifier, "line": ["type": "integer", "minimum": 1], "statedBy": identifier,
        ]), "required": ["document"], "description": "The document that says so, one of /v1/documents",
    ])

    private static let period: JSONValue = .object([
        "description": "2024, 2024-10, 2021/2030 or 2024-01-01/2024-12-15; or first and last day, as it is served",
        "anyOf": [
            ["type": "string"],
            .object([
                "type": "object",
                "properties": .object([
                    "start": ["type": ["string", "null"], "format": "date"],
                    "end": ["type": ["string", "null"], "format": "date"],
                ]), "additionalProperties": false,
            ]),
        ],
    ])

    private static let figure: JSONObject = [
        "value": ["type": "number"], "low": ["type": "number"], "high": ["type": "number"],
        "unit": words(Unit.self), "qualifier": words(Qualifier.self), "period": period, "asOf": day,
        "source": source, "original": ["type": "string", "description": "As the source prints it"],
    ]

    private static let measure: JSONObject = [
        "id": identifier, "subject": identifier, "indicator": identifier, "scope": ["type": "string"],
        "dimensions": ["type": "object", "additionalProperties": ["type": "string"]],
    ]

    private static func words<Choice: RawRepresentable & CaseIterable>(_ type: Choice.Type) -> JSONValue
    where Choice.RawValue == String {
        .object(["type": "string", "enum": .array(Choice.allCases.map { .string($0.rawValue) })])
    }

    /// An object in which what is not required may also be null, which says nothing; an identifier may not.
    private static func object(_ parts: [JSONObject], required: [String] = []) -> JSONObject {
        var schema: JSONObject = ["type": "object"]
        var properties = JSONObject()
        for member in parts.flatMap(\.members) {
            let isGiven = required.contains(member.key) || member.key == "id"
            properties.append(
                member.key, isGiven ? member.value : .object(["anyOf": [member.value, ["type": "null"]]]))
        }
        schema["properties"] = .object(properties)
        if !required.isEmpty { schema["required"] = .array(required.map { .string($0) }) }
        return schema
    }

    /// The answer to a write: the record as it is written.
    static func written(_ collection: RecordCollection) -> JSONObject {
        [
            "type": "object", "description": .string("One of \(collection.rawValue) in the shape of the seed files"),
            "properties": .object(["id": identifier]), "required": ["id"],
        ]
    }

    static let observation = PlanningSchema(
        schema: object([measure, figure], required: ["subject", "indicator", "unit", "source"]),
        example: [
            "subject": "lao-cai-2025", "indicator": "trade-turnover", "value": 3_100_000_000, "unit": "USD",
            "period": "2025", "source": ["document": "qd-1958-2025"],
        ])

    private static let aim: JSONObject = [
        "kind": words(Target.Kind.self), "deadline": day, "deadlineBasis": words(Basis.self), "setBy": identifier,
        "plan": identifier, "projects": .object(["type": "array", "items": identifier]), "supersededBy": identifier,
    ]

    static let target = PlanningSchema(
        schema: object(
            [measure, figure, aim],
            required: ["subject", "indicator", "kind", "unit", "source", "setBy", "deadline", "deadlineBasis"]),
        example: [
            "subject": "lao-cai-2025", "indicator": "trade-turnover", "kind": "level", "value": 10_000_000_000,
            "unit": "USD", "deadline": "2030-12-31", "deadlineBasis": "stated", "setBy": "qd-1958-2025",
            "source": ["document": "qd-1958-2025"],
        ])

    static let targetPatch = PlanningSchema(
        schema: object([figure, aim]), example: ["deadline": "2030-12-31", "deadlineBasis": "stated"])

    private static let phase = object(
        [
            [
                "phase": words(ProjectPhase.self), "asOf": day, "from": day, "planned": ["type": "boolean"],
                "plannedBy": day, "deadlineBasis": words(Basis.self), "text": text, "source": source,
            ]
        ], required: ["phase", "source"])

    private static let milestone = object(
        [["name": text, "date": period, "planned": ["type": "boolean"], "source": source]],
        required: ["name", "date", "source"])

    private static let parameter = object(
        [
            [
                "name": ["type": "string"], "label": text, "planned": ["type": "boolean"], "source": source,
                "code": ["type": "string"], "figure": .object(object([figure], required: ["unit", "source"])),
            ]
        ], required: ["name", "label", "source"])

    static let projectPatch = PlanningSchema(
        schema: object([
            [
                "names": text, "phases": .object(["type": "array", "items": .object(phase)]),
                "milestones": .object(["type": "array", "items": .object(milestone)]),
                "parameters": .object(["type": "array", "items": .object(parameter)]),
            ]
        ]),
        example: [
            "milestones": [
                [
                    "name": ["vi": "Khởi công", "en": "Groundbreaking"], "date": "2026-12", "planned": true,
                    "source": ["document": "qd-1958-2025"],
                ]
            ]
        ])

    static let stage = PlanningSchema(
        schema: object(
            [["stage": words(DossierStage.self), "on": day, "text": text, "source": source]],
            required: ["stage", "on", "source"]),
        example: ["stage": "received", "on": "2026-11-20", "source": ["document": "qd-1958-2025"]])
}
