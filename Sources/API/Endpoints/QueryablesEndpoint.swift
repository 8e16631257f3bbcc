import Catalog
import HTTPEngine
import JSONText

/// What may be asked of a collection with `filter`, as a JSON Schema (OGC API - Features - Part 3).
enum QueryablesEndpoint {
    static let mediaType = "application/schema+json"

    static let endpoints = [
        Endpoint(
            path: "/v1/{collection}/queryables", method: .get,
            operation: Operation(
                id: "getQueryables", tag: .search, summary: "What may be asked of a collection with filter and sort",
                pathExamples: ["collection": "gates"],
                answers: [
                    (
                        mediaType,
                        [
                            "type": "object", "required": ["$schema", "$id", "type", "properties"],
                            "properties": [
                                "$schema": ["type": "string"], "$id": ["type": "string"], "type": ["const": "object"],
                                "properties": ["type": "object"],
                            ],
                        ]
                    )
                ], problems: [.notFound]),
            answer: answer)
    ]

    private static func answer(_ question: Question) throws(Problem) -> Answer {
        let name = question.values["collection"] ?? ""
        guard let definition = question.snapshot.definition(of: name) else {
            throw Problem(
                kind: .notFound,
                detail: "there is no collection \"\(name)\"; "
                    + Suggestion.phrase(for: name, among: question.snapshot.collectionNames))
        }
        let schema = QueryablesSchema.schema(of: definition, at: question.path)
        return Answer(mediaType: mediaType, body: .fresh(JSONWriter.encode(.object(schema))))
    }
}

/// Queryables as a JSON Schema.
enum QueryablesSchema {
    static func schema(of definition: CollectionDefinition, at path: String) -> JSONObject {
        let vocabulary = definition.vocabulary
        var properties = JSONObject()
        for entry in vocabulary.entries {
            var property = self.property(entry)
            property["x-sortable"] = .bool(definition.queryable(entry.name)?.isSortable ?? false)
            properties[entry.name] = .object(property)
        }
        return [
            "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": .string(path), "type": "object",
            "title": .string(definition.name), "description": .string(definition.meaning),
            "properties": .object(properties), "additionalProperties": false,
            "x-functions": .array(FilterFunction.allCases.map(function)),
        ]
    }

    private static func property(_ entry: FilterVocabulary.Entry) -> JSONObject {
        var property: JSONObject =
            switch entry.kind {
            case .text: ["type": "string"]
            case .choice(let values): ["type": "string", "enum": .array(values.map { .string($0) })]
            case .reference(let collections): ["type": "string", "x-collections": Self.names(collections)]
            case .number: ["type": "number"]
            case .boolean: ["type": "boolean"]
            case .day: ["type": "string", "format": "date"]
            case .span: ["type": "array", "items": ["type": "string", "format": "date"], "minItems": 2, "maxItems": 2]
            case .position: ["format": "geometry-point"]
            case .shape: ["format": "geometry-any", "x-ogc-role": "primary-geometry"]
            case .texts: ["type": "array", "items": ["type": "string"]]
            case .references(let collections):
                ["type": "array", "items": ["type": "string"], "x-collections": Self.names(collections)]
            }
        property["title"] = .string(entry.name)
        property["description"] = .string(entry.meaning)
        return property
    }

    private static func names(_ collections: [String]) -> JSONValue {
        .array((collections.isEmpty ? RouteTable.collections : collections).map { .string($0) })
    }

    private static func function(_ function: FilterFunction) -> JSONValue {
        .object([
            "name": .string(function.rawValue), "description": .string(function.meaning),
            "arguments": .array(
                function.arguments.map { .object(["title": .string($0.name), "type": .array([.string($0.type)])]) }),
            "returns": ["number"], "example": .string(function.usage),
        ])
    }
}
