import BorderEconomy
import JSONText

extension RecordLocation {
    /// What is said of the shape among the properties of a feature; nil when it is the record's own point.
    func property(in registry: Registry) -> (name: String, value: JSONValue)? {
        switch basis {
        case .point: nil
        case .outline(let outline):
            (
                "outline",
                .object([
                    "validFrom": Self.day(outline.validFrom), "validTo": Self.day(outline.validTo),
                    "source": .string(outline.source.document.rawValue),
                    "licence": registry.documents[outline.source.document]?.licence.map { .string($0) } ?? .null,
                ])
            )
        case .ends: ("drawn", .string("straight, between the ends"))
        case .derived(let records): ("geometryDerivedFrom", .array(records.map { .string($0.rawValue) }))
        }
    }

    private static func day(_ day: CalendarDay?) -> JSONValue { day.map { .string($0.description) } ?? .null }
}

extension Geometry {
    /// As GeoJSON has it (RFC 7946 §3.1); a box as the polygon of its edges.
    var json: JSONValue {
        switch self {
        case .point(let position): Self.object("Point", position.json)
        case .multiPoint(let positions): Self.object("MultiPoint", Self.array(positions))
        case .lineString(let line): Self.object("LineString", Self.array(line))
        case .multiLineString(let lines): Self.object("MultiLineString", .array(lines.map(Self.array)))
        case .polygon(let rings): Self.object("Polygon", .array(rings.map(Self.array)))
        case .multiPolygon(let polygons):
            Self.object("MultiPolygon", .array(polygons.map { .array($0.map(Self.array)) }))
        case .collection(let shapes):
            ["type": "GeometryCollection", "geometries": .array(shapes.map(\.json))]
        case .box: Self.object("Polygon", .array([Self.array(positions)]))
        }
    }

    private static func object(_ type: String, _ coordinates: JSONValue) -> JSONValue {
        ["type": .string(type), "coordinates": coordinates]
    }

    private static func array(_ positions: [Position]) -> JSONValue { .array(positions.map(\.json)) }
}

extension Geometry.Position {
    fileprivate var json: JSONValue { .array([.number(longitude), .number(latitude)]) }
}
