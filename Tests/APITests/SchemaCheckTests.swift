import JSONText
import Testing

/// The validator must refuse what is wrong, or the tests that rest on it prove nothing.
struct SchemaCheckTests {
    private static let openAPI: JSONValue = [
        "components": [
            "schemas": [
                "Point": [
                    "type": "object", "properties": ["lat": ["type": "number"], "note": ["type": ["string", "null"]]],
                    "required": ["lat"], "additionalProperties": false,
                ],
                "Names": ["type": "object", "additionalProperties": ["type": "string"]],
            ]
        ]
    ]
    private let check = SchemaCheck(openAPI: openAPI)

    /// A schema, what fits it and what does not.
    @Test(
        arguments: [
            (["type": "string"], ["a", ""], [1, .null, [], ["a": 1]]),
            (["type": ["number", "null"]], [1, 1.5, .null], ["1", true]),
            (["type": "integer"], [1, 2.0], [1.5, "1"]),
            (["type": "boolean"], [true], ["true", 0]),
            (["enum": ["a", .null]], ["a", .null], ["b", 1]),
            (
                ["type": "array", "items": ["type": "number"], "minItems": 1], [[1], [1, 2]], [[], ["1"], [1, .null]]
            ),
            (
                ["$ref": "#/components/schemas/Point"], [["lat": 1], ["lat": 1, "note": .null]],
                [
                    [:], ["lat": "1"], ["lat": 1, "lon": 2], ["lat": 1, "note": 3], .null,
                ]
            ),
            (["allOf": [["$ref": "#/components/schemas/Point"]], "description": "x"], [["lat": 1]], [["lon": 1]]),
            (
                ["anyOf": [["$ref": "#/components/schemas/Point"], ["type": "null"]]], [.null, ["lat": 1]],
                [["lon": 1], 1]
            ),
            (["$ref": "#/components/schemas/Names"], [[:], ["vi": "a"]], [["vi": 1], ["vi": .null]]),
            (["type": "string", "format": "date"], ["2025-07-01"], ["2025-13-01", "1.7.2025"]),
            (
                ["type": "string", "pattern": "^[a-z0-9]+(--?[a-z0-9]+)*$"], ["lao-cai", "a--b"], ["Lao Cai", "a-", ""]
            ),
            (["type": "string", "minLength": 1], ["a"], [""]),
            (["type": "integer", "minimum": 1, "maximum": 5], [1, 5], [0, 6]),
            (["$ref": "#/components/schemas/Nothing"], [], [.null]),
            (["$ref": "https://example.org/schema.json"], [], [.null]),
            (["oneOf": [["type": "null"]]], [], [.null]),
            (["type": "string", "pattern": "^x$"], [], ["x"]),
        ] as [(JSONValue, [JSONValue], [JSONValue])])
    func value_IsRefusedUnlessItFits(schema: JSONValue, fitting: [JSONValue], refused: [JSONValue]) {
        for value in fitting { #expect(check.faults(of: value, against: schema) == []) }
        for value in refused { #expect(check.faults(of: value, against: schema) != [], "\(value)") }
    }

    @Test func fault_IsNamedWithItsPlace() {
        let schema: JSONValue = [
            "type": "object",
            "properties": [
                "points": [
                    "type": "array", "items": ["$ref": "#/components/schemas/Point"],
                ]
            ],
        ]
        let faults = check.faults(of: ["points": [["lat": 1], ["lat": .null]]], against: schema)
        #expect(faults.count == 1)
        #expect(faults.first?.hasPrefix("/points/1/lat: ") == true)
    }
}
