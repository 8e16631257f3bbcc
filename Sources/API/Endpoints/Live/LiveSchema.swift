import BorderEconomy
import JSONText

/// The shapes of what happens at the gates, as the description has them.
enum LiveSchema {
    private static let gate: JSONValue = ["type": "string", "description": "Identifier of the gate"]
    private static let moment: JSONValue = ["type": "string", "format": "date-time"]
    private static let momentOrNull: JSONValue = ["type": ["string", "null"], "format": "date-time"]
    private static let count: JSONValue = ["type": "integer", "minimum": 0]
    private static let countOrNull: JSONValue = ["type": ["integer", "null"], "minimum": 0]
    private static let textOrNull: JSONValue = ["type": ["string", "null"]]
    private static let direction = words(GateLane.Direction.self)
    private static let goods = words(GoodsClass.self)

    private static func words<Choice: RawRepresentable & CaseIterable>(_ type: Choice.Type) -> JSONValue
    where Choice.RawValue == String {
        .object(["type": "string", "enum": .array(Choice.allCases.map { .string($0.rawValue) })])
    }

    private static func array(of items: JSONValue) -> JSONValue { .object(["type": "array", "items": items]) }

    private static func object(_ properties: JSONObject, required: [String]? = nil) -> JSONValue {
        let required = required ?? properties.members.map(\.key)
        return .object([
            "type": "object", "properties": .object(properties),
            "required": .array(required.map { .string($0) }), "additionalProperties": false,
        ])
    }

    private static func orNull(_ schema: JSONValue) -> JSONValue { .object(["anyOf": [schema, ["type": "null"]]]) }

    private static let wait = object([
        "minutes": ["type": "number", "minimum": 0], "low": ["type": "number", "minimum": 0],
        "high": ["type": "number", "minimum": 0],
        "method": .object([
            "type": "string", "enum": .array(WaitEstimate.Method.allCases.map { .string($0.rawValue) }),
            "description": .string(
                WaitEstimate.Method.allCases.map { "`\($0.rawValue)`: \($0.names.english)" }.joined(separator: "; ")),
        ]),
    ])

    private static let passage: JSONObject = [
        "state": [
            "type": "string", "enum": ["open", "closed", "unreported"],
            "description": "Closed, open with nobody waiting, and never reported are three things",
        ],
        "closing": orNull(
            object(
                [
                    "by": ["type": "string", "enum": ["event", "hours", "lanes", "lane"]], "event": ["type": "string"],
                    "reason": textOrNull, "until": momentOrNull,
                ], required: ["by"])),
    ]

    private static let figures: JSONObject = [
        "waiting": count, "called": count, "clearing": count,
        "oldestSince": .object([
            "type": ["string", "null"], "format": "date-time",
            "description": "When the one that waits longest arrived; null when nobody waits",
        ]),
        "served15": .object([
            "type": ["integer", "null"], "minimum": 0,
            "description": "Cleared in the last 15 minutes; null when nothing was ever reported",
        ]), "served60": countOrNull, "ratePerHour": countOrNull,
        "wait": orNull(wait),
        "observedAt": .object([
            "type": ["string", "null"], "format": "date-time", "description": "When anything was told of it last",
        ]),
        "stale": ["type": "boolean", "description": "That is too long ago, or never was"],
    ]

    private static func joined(_ parts: JSONObject...) -> JSONObject {
        JSONObject(parts.flatMap(\.members))
    }

    static let gateEventMembers: JSONObject = [
        "id": ["type": "string"], "kind": words(GateEvent.Kind.self), "reason": ["type": "string"],
        "directions": array(of: direction), "vehicleKinds": array(of: goods), "from": moment, "until": momentOrNull,
        "revision": count, "simulated": ["type": "boolean"],
    ]

    static let boardObject: JSONObject = {
        let directionBoard = object(
            joined(
                ["direction": direction], passage, ["expected": count], figures,
                ["waitingByGoods": ["type": "object", "additionalProperties": ["type": "integer", "minimum": 0]]]))
        let laneBoard = object(
            joined(
                ["lane": ["type": "string"], "direction": direction, "vehicleKinds": array(of: goods)], passage,
                ["since": momentOrNull], figures, ["simulated": ["type": "boolean"]]))
        let board = object(
            joined(
                [
                    "gate": gate,
                    "sequence": ["type": "integer", "description": "Number of the last event of the journal it shows"],
                    "at": .object(["type": "string", "format": "date-time", "description": "The moment it shows"]),
                ], passage, figures,
                [
                    "simulated": ["type": "boolean", "description": "Whether anything played is counted in it"],
                    "directions": array(of: directionBoard), "lanes": array(of: laneBoard),
                    "events": array(of: object(gateEventMembers)),
                ]))
        return board.object ?? JSONObject()
    }()

    static let board: JSONObject = ["allOf": [Schema.reference("GateBoard")]]

    static let boards: JSONObject = [
        "type": "object",
        "properties": .object([
            "items": .object(["type": "array", "items": Schema.reference("GateBoard")]), "total": count,
        ]),
        "required": ["items", "total"], "additionalProperties": false,
    ]

    static let visit: JSONObject =
        object([
            "id": ["type": "string"], "gate": gate, "state": words(VisitState.self), "direction": direction,
            "goodsClass": goods,
            "plateEnding": [
                "type": "string", "description": "The last three characters; no more of the plate is kept",
            ],
            "refrigerated": ["type": "boolean"],
            "weight": orNull(object(["value": count, "unit": ["enum": ["kg"]]])), "clearancePoint": textOrNull,
            "queuePosition": .object([
                "type": ["integer", "null"], "description": "1 is called next; null when it does not wait",
            ]),
            "queue": orNull(
                object([
                    "waiting": count,
                    "expected": ["type": "boolean", "description": "Not there yet: the place if it came now"],
                    "wait": orNull(wait),
                ])),
            "lane": textOrNull, "declaredAt": moment, "arrivedAt": momentOrNull, "calledAt": momentOrNull,
            "clearingSince": momentOrNull, "closedAt": momentOrNull, "reason": textOrNull, "divertedTo": textOrNull,
            "legalSteps": array(of: words(VisitStep.Kind.self)), "revision": count, "simulated": ["type": "boolean"],
        ]).object ?? JSONObject()

    static let visits: JSONObject = [
        "type": "object",
        "properties": .object([
            "items": array(of: .object(visit)), "total": count,
            "next": ["type": "string", "format": "uri-reference", "description": "The next page; absent at the end"],
        ]),
        "required": ["items", "total"], "additionalProperties": false,
    ]

    static let lane: JSONObject =
        object([
            "gate": gate, "lane": ["type": "string"], "direction": direction, "vehicleKinds": array(of: goods),
            "state": [
                "type": "string", "enum": ["open", "closed", "unreported", "removed"],
                "description": "Removed in the answer to the change that removes it alone",
            ], "reason": textOrNull,
            "since": momentOrNull, "revision": count, "simulated": ["type": "boolean"],
        ]).object ?? JSONObject()

    static let gateEvent: JSONObject =
        object(joined(["id": ["type": "string"], "gate": gate], gateEventMembers)).object ?? JSONObject()

    static let gateEvents: JSONObject = [
        "type": "object",
        "properties": .object(["items": array(of: .object(gateEvent)), "total": count]),
        "required": ["items", "total"], "additionalProperties": false,
    ]
}

/// What writes take.
extension LiveSchema {
    private static let at: JSONValue = [
        "type": "string", "format": "date-time", "description": "When it happened; now when left out",
    ]
    private static let simulated: JSONValue = ["type": "boolean", "description": "Played, not real"]

    private static func content(_ properties: JSONObject, required: [String]) -> JSONObject {
        object(properties, required: required).object ?? JSONObject()
    }

    private static let reason: JSONValue = ["type": "string", "minLength": 1, "maxLength": 200]

    static let declaration = content(
        [
            "direction": direction, "goodsClass": goods,
            "plate": [
                "type": "string", "minLength": 4, "maxLength": 16,
                "description": "Letters, digits, hyphens, dots and spaces; kept as a keyed hash alone",
            ],
            "weight": object([
                "value": ["type": "number", "minimum": 0], "unit": ["type": "string", "enum": ["kg", "t"]],
            ]),
            "refrigerated": ["type": "boolean"], "clearancePoint": ["type": "string"], "simulated": simulated, "at": at,
        ], required: ["direction", "goodsClass", "plate"])

    static let step = content(
        [
            "step": words(VisitStep.Kind.self),
            "lane": ["type": "string", "description": "Of begin-clearing: the lane"],
            "reason": .object(["type": "string", "minLength": 1, "maxLength": 200, "description": "Of turn-back"]),
            "to": ["type": "string", "description": "Of divert: the other gate"], "at": at,
        ], required: ["step"])

    static let laneEdit = content(
        [
            "state": [
                "type": ["string", "null"], "enum": ["open", "closed", "unreported", "removed", .null],
                "description": "Closed asks for a reason; removed is for lanes that were added",
            ], "reason": reason,
            "vehicleKinds": orNull(array(of: goods)), "direction": direction, "simulated": simulated, "at": at,
        ], required: [])

    static let announcement = content(
        [
            "kind": words(GateEvent.Kind.self), "reason": reason, "directions": array(of: direction),
            "vehicleKinds": array(of: goods), "from": moment, "until": momentOrNull, "simulated": simulated, "at": at,
        ], required: ["kind", "reason"])

    static let eventEdit = content(
        [
            "until": .object([
                "type": ["string", "null"], "format": "date-time", "description": "Null when nobody knows any more",
            ]), "reason": reason, "at": at,
        ], required: [])
}
