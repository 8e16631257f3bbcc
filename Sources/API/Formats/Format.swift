import Catalog

/// A form in which records and figures are answered, asked for with the parameter `f` or the field `Accept`.
enum Format: String, CaseIterable, Sendable {
    /// The list envelope, or a record on its own.
    case json
    /// A FeatureCollection or Feature (RFC 7946).
    case geojson
    /// A table (RFC 4180), nested members in columns with dots in their names.
    case csv
    /// One record a line.
    case ndjson
    /// A cube of figures, JSON-stat 2.0.
    case jsonstat
    /// Lines for people, as a bulletin is read out.
    case text

    /// The value of Content-Type. GeoJSON, NDJSON and JSON-stat are UTF-8 by their own rules.
    var mediaType: String {
        switch self {
        case .json: Answer.json
        case .geojson: "application/geo+json"
        case .csv: "text/csv; charset=utf-8"
        case .ndjson: "application/x-ndjson"
        case .jsonstat: "application/json-stat+json"
        case .text: "text/plain; charset=utf-8"
        }
    }

    /// The media type without parameters, as Accept and OpenAPI name it.
    var plainMediaType: String {
        switch self {
        case .csv: "text/csv"
        case .text: "text/plain"
        case .json, .geojson, .ndjson, .jsonstat: mediaType
        }
    }

    /// The two halves of the media type, lower case.
    var mediaRange: (type: StaticString, subtype: StaticString) {
        switch self {
        case .json: ("application", "json")
        case .geojson: ("application", "geo+json")
        case .csv: ("text", "csv")
        case .ndjson: ("application", "x-ndjson")
        case .jsonstat: ("application", "json-stat+json")
        case .text: ("text", "plain")
        }
    }

    /// What a file of the format ends with.
    var fileExtension: String {
        switch self {
        case .json, .geojson, .csv, .ndjson: rawValue
        case .jsonstat: "json"
        case .text: "txt"
        }
    }

    /// Whether an answer without `limit` is the whole selection and not its first page.
    var isWhole: Bool {
        switch self {
        case .json: false
        case .geojson, .csv, .ndjson, .jsonstat, .text: true
        }
    }

    /// What the records of a collection are offered in; the first is sent to who does not say.
    static func offered(by definition: CollectionDefinition) -> [Format] {
        var formats: [Format] = [.json]
        if definition.isPlaced { formats.append(.geojson) }
        formats += [.csv, .ndjson]
        if definition.isFigures { formats.append(.jsonstat) }
        return formats
    }

    /// What one record is offered in: a cube of one figure is none.
    static func offered(byRecordOf definition: CollectionDefinition) -> [Format] {
        offered(by: definition).filter { $0 != .jsonstat }
    }
}

extension CollectionDefinition {
    /// Whether its records are figures that a cube can hold.
    var isFigures: Bool { name == "observations" || name == "targets" }
}
