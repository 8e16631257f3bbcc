import Catalog
import HTTPEngine
import JSONText

/// Formats of what is worked out when it is asked for.
extension Operation {
    /// The formats among its answers, in their order.
    var formats: [Format] {
        answers.compactMap { answer in Format.allCases.first { $0.plainMediaType == answer.mediaType } }
    }

    /// The answers of an operation in some formats, whose JSON has a schema.
    static func answers(_ schema: JSONObject, in formats: [Format]) -> [(mediaType: String, schema: JSONObject)] {
        formats.map { format in
            switch format {
            case .json: (mediaType: format.plainMediaType, schema: schema)
            case .geojson:
                (mediaType: format.plainMediaType, schema: ["$ref": "#/components/schemas/FeatureCollection"])
            case .jsonstat: (mediaType: format.plainMediaType, schema: ["$ref": "#/components/schemas/Cube"])
            case .csv, .ndjson, .text: (mediaType: format.plainMediaType, schema: ["type": "string"])
            }
        }
    }
}

extension Format {
    /// What rows that were worked out are offered in.
    static let ofTables: [Format] = [.json, .csv, .ndjson]
    /// What figures that were worked out are offered in.
    static let ofFigures: [Format] = ofTables + [.jsonstat]
    /// What rows about records that lie somewhere are offered in.
    static let ofPlaces: [Format] = [.json, .geojson, .csv, .ndjson]
}

extension OperationParameter {
    /// The parameter `f` of an operation that answers in these formats.
    static func format(_ formats: [Format]) -> OperationParameter {
        OperationParameter(
            name: "f", meaning: "Format of the answer; wins over Accept",
            schema: ["type": "string", "enum": .array(formats.map { .string($0.rawValue) })],
            example: formats.first?.rawValue)
    }

    /// The parameter `bom` of an operation that answers with tables.
    static let byteOrderMark = OperationParameter(
        name: "bom", meaning: "With f=csv: made for spreadsheets, with a byte order mark",
        schema: ["type": "boolean", "default": false])
}

extension Format {
    /// The name that a browser saves an answer under (RFC 6266).
    func disposition(_ name: String) -> ResponseField {
        let safe = String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber || "-._".contains($0)) ? $0 : "-" })
        return ResponseField("Content-Disposition", "inline; filename=\"\(safe).\(fileExtension)\"")
    }
}
