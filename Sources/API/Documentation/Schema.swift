import BorderEconomy
import Catalog
import JSONText

/// JSON Schema (2020-12, as OpenAPI 3.1 uses it) of records and components, made from their field definitions.
enum Schema {
    static func reference(_ name: String) -> JSONValue { .object(["$ref": .string("#/components/schemas/\(name)")]) }

    /// An object of the given fields and no others.
    ///
    /// - Parameter complete: whether members that are always said are required; in lists `fields=` may leave out any.
    static func object(_ fields: [FieldDefinition], meaning: String, complete: Bool) -> JSONValue {
        var properties = JSONObject()
        for field in fields where properties[field.name] == nil { properties.append(field.name, schema(of: field)) }
        var object: JSONObject = [
            "type": "object", "description": .string(meaning), "properties": .object(properties),
            "additionalProperties": false,
        ]
        if complete { object["required"] = .array(fields.filter { !$0.optional }.map { .string($0.name) }) }
        return .object(object)
    }

    static func schema(of field: FieldDefinition) -> JSONValue {
        var schema = schema(of: field.kind, nullable: field.nullable)
        schema["description"] = .string(field.meaning)
        return .object(schema)
    }

    private static func schema(of kind: FieldDefinition.Kind, nullable: Bool) -> JSONObject {
        switch kind {
        case .string: return ["type": type("string", nullable)]
        case .reference: return ["type": type("string", nullable), "pattern": "^[a-z0-9]+(--?[a-z0-9]+)*$"]
        case .number: return ["type": type("number", nullable)]
        case .boolean: return ["type": type("boolean", nullable)]
        case .day: return ["type": type("string", nullable), "format": "date"]
        case .enumeration(let values):
            let known: [JSONValue] = values.map { .string($0) }
            return ["type": type("string", nullable), "enum": .array(nullable ? known + [.null] : known)]
        case .strings, .references: return ["type": "array", "items": ["type": "string"]]
        case .component(let name):
            return nullable ? ["anyOf": [reference(name), ["type": "null"]]] : ["allOf": [reference(name)]]
        case .components(let name): return ["type": "array", "items": reference(name)]
        case .names: return ["allOf": [reference("Names")]]
        }
    }

    private static func type(_ name: String, _ nullable: Bool) -> JSONValue {
        nullable ? [.string(name), "null"] : .string(name)
    }

    /// The schema of a query parameter that filters by a field: one value or several with commas between.
    static func parameter(of field: FieldDefinition) -> JSONObject {
        switch field.kind {
        case .enumeration(let values):
            let known: [JSONValue] = values.map { .string($0) } + (field.nullable ? ["null"] : [])
            return ["type": "array", "items": ["type": "string", "enum": .array(known)], "minItems": 1]
        default: return ["type": "array", "items": ["type": "string"], "minItems": 1]
        }
    }

    /// All schemas by name.
    static func all(_ definitions: [CollectionDefinition]) -> JSONObject {
        var schemas: JSONObject = [
            "Names": object(
                [
                    FieldDefinition("vi", .string, "Vietnamese"), FieldDefinition("en", .string, "English"),
                    FieldDefinition("zh", .string, "Chinese", nullable: true),
                ], meaning: "A name in each language", complete: true),
            "Numbers": ["type": "array", "items": ["type": "number"]],
            "Scalar": ["type": ["string", "number", "boolean", "null"]],
            "StringMap": ["type": "object", "additionalProperties": ["type": "string"]],
            "Related": [
                "type": "object", "additionalProperties": ["type": "string", "format": "uri-reference"],
                "description": "Addresses of sub-collections by name",
            ],
        ]
        schemas["GateBoard"] = .object(LiveSchema.boardObject)
        for member in FormatDescription.schemas.members { schemas[member.key] = member.value }
        for member in AnalysisComponents.arrays.members { schemas[member.key] = member.value }
        for component in Components.all + AnalysisComponents.all {
            schemas[component.name] = object(component.fields, meaning: component.meaning, complete: true)
        }
        for definition in definitions {
            schemas[definition.recordName] = object(definition.listFields, meaning: definition.meaning, complete: false)
            if RouteTable.collections.contains(definition.name) {
                schemas["\(definition.recordName)Detail"] = object(
                    definition.fields, meaning: "One of: \(definition.meaning)", complete: true)
            }
            schemas["\(definition.recordName)List"] = list(of: definition.recordName)
        }
        return schemas
    }

    private static func list(of recordName: String) -> JSONValue {
        .object([
            "type": "object", "description": .string("A page of \(recordName) records"),
            "properties": .object([
                "items": .object(["type": "array", "items": reference(recordName)]),
                "total": ["type": "integer", "description": "Records selected, on all pages"],
                "datasetVersion": ["type": "string", "description": "Version of the data set"],
                "reason": [
                    "type": "string",
                    "description": "Why the list is empty, where a filter on a closed list makes it so",
                ],
                "next": [
                    "type": "string", "format": "uri-reference",
                    "description": "Address of the following page; absent on the last",
                ],
            ]),
            "required": ["items", "total", "datasetVersion"], "additionalProperties": false,
        ])
    }
}
