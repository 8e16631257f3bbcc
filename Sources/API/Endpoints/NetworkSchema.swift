import BorderEconomy
import JSONText

/// What the answers about the network look like (JSON Schema).
enum NetworkSchema {
    static let network = envelope(
        items: object(leg),
        besides: [
            "on": string,
            "nodes": array(
                object([
                    "id": string, "name": string, "kind": enumeration(NetworkNode.Kind.self), "country": string,
                    "lat": ["type": ["number", "null"]], "lon": ["type": ["number", "null"]],
                    "precisionKm": ["type": ["number", "null"]], "pointSource": text, "href": string,
                ])),
            "attribution": string,
        ])

    static let route = envelope(
        items: object([
            "lengthKm": number,
            "lengthByBasis": object(["statedKm": number, "derivedKm": number, "estimatedKm": number]),
            "derived": boolean, "transfers": integer, "modes": array(enumeration(TransportMode.self)),
            "gates": array(named), "legs": array(step), "restsOn": array(work), "breaks": array(broken),
        ]),
        besides: [
            "question": object([
                "from": end, "to": end, "on": string, "by": enumeration(RouteQuestion.Order.self),
                "includesPlanned": boolean, "for": text, "over": strings,
                "without": array(object(["id": string, "name": text, "legs": strings])),
            ]),
            "ifCompleted": nullable(
                object([
                    "lengthKm": number, "savesKm": ["type": ["number", "null"]], "transfers": integer,
                    "gates": array(named), "missing": array(work), "legs": strings,
                ])),
            "unfinished": array(work), "attribution": string,
        ], optional: ["reason": string])

    /// The legs of a corridor.
    static let corridor = envelope(
        items: object(
            leg.with([
                "inUseBy": array(enumeration(Carriage.Kind.self)), "between": strings,
                "detourKm": ["type": ["number", "null"]],
            ])),
        besides: [
            "on": string, "corridor": named,
            "stretches": array(
                object([
                    "from": end, "to": end,
                    "ways": array(
                        object([
                            "by": enumeration(Carriage.Kind.self), "lengthKm": ["type": ["number", "null"]],
                            "legs": strings,
                        ])),
                ])),
            "missing": array(work), "placesOffTheNetwork": strings, "derived": boolean, "rule": string,
            "attribution": string,
        ], optional: ["reason": string])

    private static let leg: JSONObject = [
        "id": string, "name": string, "from": string, "to": string, "oneWay": boolean,
        "mode": enumeration(TransportMode.self), "road": text, "lengthKm": number,
        "lengthBasis": enumeration(LegLength.Basis.self), "state": enumeration(LegState.self),
        "status": enumeration(LegStatus.self), "expectedBy": text, "gates": strings, "project": text,
        "connector": boolean, "href": string,
    ]

    private static let string: JSONValue = ["type": "string"]
    private static let text: JSONValue = ["type": ["string", "null"]]
    private static let strings: JSONValue = ["type": "array", "items": ["type": "string"]]
    private static let number: JSONValue = ["type": "number"]
    private static let integer: JSONValue = ["type": "integer"]
    private static let boolean: JSONValue = ["type": "boolean"]

    private static let named = object(["id": string, "name": text, "href": string])
    private static let end = object([
        "id": string, "name": string, "kind": enumeration(NetworkNode.Kind.self), "href": string,
    ])
    private static let step = object([
        "id": string, "name": string, "from": end, "to": end, "mode": enumeration(TransportMode.self),
        "carriage": string, "transfer": boolean, "road": text, "lengthKm": number,
        "lengthBasis": enumeration(LegLength.Basis.self), "state": enumeration(LegState.self), "expectedBy": text,
        "gates": strings, "project": text, "href": string,
    ])
    private static let work = object([
        "project": text, "name": text, "phase": text, "status": text, "expectedBy": text, "expectedBasis": strings,
        "lengthKm": number, "legs": strings,
    ])
    private static let broken = object([
        "leg": string, "name": string,
        "alternative": nullable(
            object([
                "lengthKm": number, "extraKm": number, "transfers": integer, "extraTransfers": integer,
                "gates": strings, "legs": strings,
            ])),
        "cutOff": strings,
    ])

    private static func enumeration<Value: CaseIterable & RawRepresentable>(_ type: Value.Type) -> JSONValue
    where Value.RawValue == String {
        .object(["type": "string", "enum": .array(CommonFields.values(type).map { .string($0) })])
    }

    private static func array(_ items: JSONValue) -> JSONValue { .object(["type": "array", "items": items]) }

    private static func nullable(_ schema: JSONValue) -> JSONValue {
        .object(["anyOf": .array([schema, ["type": "null"]])])
    }

    private static func object(_ properties: JSONObject, optional: JSONObject = [:]) -> JSONValue {
        return .object([
            "type": "object", "properties": .object(properties.with(optional)),
            "required": .array(properties.members.map { .string($0.key) }), "additionalProperties": false,
        ])
    }

    private static func envelope(
        items: JSONValue, besides: JSONObject, optional: JSONObject = [:]
    ) -> JSONObject {
        var properties: JSONObject = ["items": array(items), "total": integer, "datasetVersion": string]
        for member in besides.members { properties.append(member.key, member.value) }
        return object(properties, optional: optional).object ?? [:]
    }
}

extension JSONObject {
    /// The object with the members of another behind its own.
    fileprivate func with(_ others: JSONObject) -> JSONObject {
        var all = self
        for member in others.members { all.append(member.key, member.value) }
        return all
    }
}
