import JSONText

/// The maps in OpenAPI 3.0.3, the version that OGC API – Features names; `/openapi.json` has the whole service in 3.1.
enum MapDescription {
    static let document: JSONObject = [
        "openapi": "3.0.3",
        "info": .object([
            "title": .string("\(Site.title): OGC API - Features"), "version": "1.0.0",
            "description": "Border gates, economic zones, infrastructure projects and provinces on the map.",
            "license": ["name": "CC BY-SA 4.0", "url": "https://creativecommons.org/licenses/by-sa/4.0/"],
        ]),
        "servers": [["url": "/"]],
        "tags": [["name": "maps", "description": "OGC API - Features"]],
        "paths": .object([
            MapAnswer.root: get("getMapLandingPage", "Where the maps begin", Answer.json, "Page"),
            "\(MapAnswer.root)/conformance": get(
                "getMapConformance", "What it conforms to", Answer.json, "Conformance"),
            "\(MapAnswer.root)/collections": get("listMapCollections", "The collections", Answer.json, "Page"),
            "\(MapAnswer.root)/collections/{collectionId}": get(
                "getMapCollection", "One collection", Answer.json, "Page", ["collectionId"]),
            "\(MapAnswer.root)/collections/{collectionId}/queryables": get(
                "getMapQueryables", "What may be asked of the features", MapAnswer.schemaMediaType, "Schema",
                ["collectionId"]),
            "\(MapAnswer.root)/collections/{collectionId}/items": get(
                "listMapFeatures", "Features; other parameters are queryables with the value wanted",
                Format.geojson.mediaType, "FeatureCollection",
                ["collectionId", "limit", "cursor", "offset", "bbox", "datetime"] + time + FeatureQuery.conditions,
                format: "features-f"),
            "\(MapAnswer.root)/collections/{collectionId}/items/{featureId}": get(
                "getMapFeature", "One feature", Format.geojson.mediaType, "Feature",
                ["collectionId", "featureId"] + time, format: "features-f"),
        ]),
        "components": .object(["parameters": .object(parameters), "schemas": .object(schemas)]),
    ]

    private static let time = OperationParameter.ofRecords.map(\.name)

    private static func get(
        _ id: String, _ summary: String, _ mediaType: String, _ schema: String, _ parameters: [String] = [],
        format: String = "f"
    ) -> JSONValue {
        let references = (parameters + [format, "lang"]).map {
            JSONValue.object(["$ref": .string("#/components/parameters/\($0)")])
        }
        let content: JSONObject = [
            mediaType: ["schema": .object(["$ref": .string("#/components/schemas/\(schema)")])]
        ]
        let problem: JSONValue = [
            "description": "Problem details (RFC 9457)",
            "content": ["application/problem+json": ["schema": ["type": "object"]]],
        ]
        return .object([
            "get": .object([
                "operationId": .string(id), "tags": ["maps"], "summary": .string(summary),
                "parameters": .array(references),
                "responses": .object([
                    "200": .object(["description": .string(summary), "content": .object(content)]), "400": problem,
                    "404": problem,
                ]),
            ])
        ])
    }

    private static let parameters: JSONObject = [
        "collectionId": .object([
            "name": "collectionId", "in": "path", "required": true,
            "schema": .object([
                "type": "string", "enum": .array(MapCollection.allCases.map { .string($0.rawValue) }),
            ]),
        ]),
        "featureId": ["name": "featureId", "in": "path", "required": true, "schema": ["type": "string"]],
        "limit": .object([
            "name": "limit", "in": "query", "style": "form", "explode": false,
            "schema": .object([
                "type": "integer", "minimum": 1, "maximum": .integer(Int64(FeatureQuery.greatestLimit)),
                "default": .integer(Int64(FeatureQuery.defaultLimit)),
            ]),
        ]),
        "cursor": ["name": "cursor", "in": "query", "schema": ["type": "string", "minLength": 1]],
        "validAt": ["name": "validAt", "in": "query", "schema": ["type": "string", "format": "date"]],
        "knownAt": ["name": "knownAt", "in": "query", "schema": ["type": "string", "format": "date"]],
        "datasetVersion": [
            "name": "datasetVersion", "in": "query", "schema": ["type": "string", "pattern": "^[0-9a-f]{16}$"],
        ],
        "offset": ["name": "offset", "in": "query", "schema": ["type": "integer", "minimum": 0, "default": 0]],
        "bbox": [
            "name": "bbox", "in": "query", "style": "form", "explode": false,
            "schema": [
                "type": "array", "items": ["type": "number"], "minItems": 4, "maxItems": 6,
            ],
        ],
        "f": ["name": "f", "in": "query", "schema": ["type": "string", "enum": ["json"]]],
        "features-f": ["name": "f", "in": "query", "schema": ["type": "string", "enum": ["geojson", "json"]]],
        "lang": [
            "name": "lang", "in": "query", "description": "Language of names and texts",
            "schema": ["type": "string", "enum": ["vi", "en", "zh"], "default": "vi"],
        ],
        "filter": ["name": "filter", "in": "query", "schema": ["type": "string"]],
        "filter-lang": [
            "name": "filter-lang", "in": "query",
            "schema": ["type": "string", "enum": ["cql2-text", "cql2-json"], "default": "cql2-text"],
        ],
        "filter-crs": .object([
            "name": "filter-crs", "in": "query",
            "schema": .object(["type": "string", "enum": [.string(MapAnswer.coordinateSystem)]]),
        ]),
        "datetime": [
            "name": "datetime", "in": "query", "style": "form", "explode": false, "schema": ["type": "string"],
        ],
    ]

    private static let schemas: JSONObject = [
        "Link": [
            "type": "object", "required": ["href", "rel"],
            "properties": [
                "href": ["type": "string"], "rel": ["type": "string"], "type": ["type": "string"],
                "title": ["type": "string"],
            ],
        ],
        "Page": [
            "type": "object", "required": ["links"],
            "properties": ["links": ["type": "array", "items": ["$ref": "#/components/schemas/Link"]]],
        ],
        "Conformance": [
            "type": "object", "required": ["conformsTo"],
            "properties": ["conformsTo": ["type": "array", "items": ["type": "string"]]],
        ],
        "Schema": ["type": "object"],
        "Feature": [
            "type": "object", "required": ["type", "geometry", "properties"],
            "properties": [
                "type": ["type": "string", "enum": ["Feature"]], "id": ["type": "string"],
                "geometry": ["type": "object", "nullable": true], "properties": ["type": "object", "nullable": true],
            ],
        ],
        "FeatureCollection": [
            "type": "object", "required": ["type", "features"],
            "properties": [
                "type": ["type": "string", "enum": ["FeatureCollection"]],
                "features": ["type": "array", "items": ["$ref": "#/components/schemas/Feature"]],
                "links": ["type": "array", "items": ["$ref": "#/components/schemas/Link"]],
                "numberMatched": ["type": "integer", "minimum": 0],
                "numberReturned": ["type": "integer", "minimum": 0],
            ],
        ],
    ]
}
