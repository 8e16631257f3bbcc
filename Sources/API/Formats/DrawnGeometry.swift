import BorderEconomy
import JSONText

/// The shape of a record that is more than its point: the outline of a province, the line of a leg.
struct DrawnGeometry {
    let geometry: Geometry
    /// What is said of the shape among the properties of a feature.
    let property: (name: String, value: JSONValue)

    /// Nil for a record that has none.
    init?(of id: RecordID, in registry: Registry) {
        if let outline = registry.outlines[id] {
            geometry = outline.geometry
            property = (
                "outline",
                .object([
                    "validFrom": Self.day(outline.validFrom), "validTo": Self.day(outline.validTo),
                    "source": .string(outline.source.document.rawValue),
                    "licence": registry.documents[outline.source.document]?.licence.map { .string($0) } ?? .null,
                ])
            )
        } else if let leg = registry.legs[id], let from = NetworkNode(leg.from, in: registry)?.point,
            let to = NetworkNode(leg.to, in: registry)?.point
        {
            geometry = .lineString([Geometry.Position(from), Geometry.Position(to)])
            property = ("drawn", .string("straight, between the ends"))
        } else {
            return nil
        }
    }

    private static func day(_ day: CalendarDay?) -> JSONValue { day.map { .string($0.description) } ?? .null }
}

extension Geometry {
    /// As GeoJSON has it (RFC 7946 §3.1).
    var json: JSONValue {
        let coordinates: JSONValue =
            switch self {
            case .point(let position): position.json
            case .multiPoint(let positions), .lineString(let positions): Self.array(positions)
            case .polygon(let rings): .array(rings.map(Self.array))
            case .multiPolygon(let polygons): .array(polygons.map { .array($0.map(Self.array)) })
            }
        return .object(["type": .string(type), "coordinates": coordinates])
    }

    private static func array(_ positions: [Position]) -> JSONValue { .array(positions.map(\.json)) }
}

extension Geometry.Position {
    fileprivate var json: JSONValue { .array([.number(longitude), .number(latitude)]) }
}
