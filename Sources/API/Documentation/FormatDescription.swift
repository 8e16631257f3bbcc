import Catalog
import JSONText

/// What the description says of formats: the parameters that choose one, and the schemas of what is not JSON of ours.
enum FormatDescription {
    /// The parameter `f` where these formats are offered.
    static func parameter(_ formats: [Format]) -> JSONValue {
        .object([
            "name": "f", "in": "query",
            "description":
                "Format of the answer; wins over Accept. Without `limit`, all but JSON answer the whole selection",
            "schema": .object(["type": "string", "enum": .array(formats.map { .string($0.rawValue) })]),
        ])
    }

    /// The parameter `bom`.
    static let byteOrderMark: JSONValue = [
        "name": "bom", "in": "query",
        "description":
            "With f=csv: begin with a byte order mark, and put an apostrophe before texts that a spreadsheet would compute",
        "schema": ["type": "boolean", "default": false],
    ]

    /// The content of an answer in these formats.
    ///
    /// - Parameters:
    ///   - json: the schema of the answer in JSON.
    ///   - isList: whether it is a list; else one record.
    static func content(_ formats: [Format], json: JSONValue, isList: Bool) -> JSONObject {
        var content = JSONObject()
        for format in formats {
            let schema: JSONValue =
                switch format {
                case .json: json
                case .geojson: Schema.reference(isList ? "FeatureCollection" : "Feature")
                case .csv, .ndjson, .text: ["type": "string"]
                case .jsonstat: Schema.reference("Cube")
                }
            content.append(format.plainMediaType, .object(["schema": schema]))
        }
        return content
    }

    /// Schemas by name.
    static let schemas: JSONObject = [
        "Geometry": [
            "description": "A geometry of RFC 7946 in WGS 84; null where the place is not known",
            "type": ["object", "null"],
            "properties": [
                "type": [
                    "type": "string", "enum": ["Point", "MultiPoint", "LineString", "Polygon", "MultiPolygon"],
                ],
                "coordinates": ["type": "array", "minItems": 1],
            ],
            "required": ["type", "coordinates"], "additionalProperties": false,
        ],
        "Feature": [
            "description": "A record on the map: its members are the properties", "type": "object",
            "properties": [
                "type": ["type": "string", "enum": ["Feature"]], "id": ["type": "string"],
                "geometry": ["$ref": "#/components/schemas/Geometry"], "properties": ["type": "object"],
            ],
            "required": ["type", "id", "geometry", "properties"], "additionalProperties": false,
        ],
        "FeatureCollection": [
            "description": "Records on the map (RFC 7946)", "type": "object",
            "properties": [
                "type": ["type": "string", "enum": ["FeatureCollection"]],
                "numberMatched": ["type": "integer", "description": "Records selected"],
                "numberReturned": ["type": "integer", "description": "Records shown"],
                "datasetVersion": ["type": "string", "description": "Version of the data set"],
                "attribution": ["type": "string", "description": "Whose work positions or outlines are"],
                "links": [
                    "type": "array",
                    "items": [
                        "type": "object",
                        "properties": [
                            "href": ["type": "string", "format": "uri-reference"], "rel": ["type": "string"],
                            "type": ["type": "string"],
                        ],
                        "required": ["href", "rel", "type"], "additionalProperties": false,
                    ],
                ],
                "features": ["type": "array", "items": ["$ref": "#/components/schemas/Feature"]],
            ],
            "required": ["type", "numberMatched", "numberReturned", "datasetVersion", "links", "features"],
            "additionalProperties": false,
        ],
        "Cube": [
            "description": "Figures as a JSON-stat 2.0 dataset", "type": "object",
            "properties": [
                "version": ["type": "string", "enum": ["2.0"]], "class": ["type": "string", "enum": ["dataset"]],
                "label": ["type": "string"], "href": ["type": "string", "format": "uri-reference"],
                "source": ["type": "string", "description": "Names of the documents read"],
                "id": ["type": "array", "items": ["type": "string"]],
                "size": ["type": "array", "items": ["type": "integer"]], "role": ["type": "object"],
                "dimension": ["type": "object"], "value": ["type": ["array", "object"]],
                "status": ["type": "object", "description": "The qualifier of each figure, by cell"],
                "extension": [
                    "type": "object", "description": "The observation of each cell, and the ends of ranges, by cell",
                ],
            ],
            "required": ["version", "class", "label", "href", "id", "size", "role", "dimension", "value", "status"],
            "additionalProperties": false,
        ],
    ]
}
