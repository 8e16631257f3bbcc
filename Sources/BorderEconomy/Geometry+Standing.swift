extension Geometry {
    /// How a position stands to a shape (OGC 06-103r4 §6.1.15): a line's boundary is its two ends, a point has none.
    package enum Standing: Equatable, Sendable {
        case interior, boundary, exterior

        /// The strongest of some: inside one of them is inside all.
        static func strongest(_ standings: some Sequence<Standing>) -> Standing {
            var strongest = Standing.exterior
            for standing in standings {
                if standing == .interior { return .interior }
                if standing == .boundary { strongest = .boundary }
            }
            return strongest
        }
    }

    /// How `place` stands to the shape.
    package func standing(of place: Position) -> Standing {
        switch self {
        case .point(let point): point == place ? .interior : .exterior
        case .multiPoint(let points): points.contains(place) ? .interior : .exterior
        case .lineString(let line): Self.standing(of: place, onLines: [line])
        case .multiLineString(let lines): Self.standing(of: place, onLines: lines)
        case .polygon(let rings): Self.standing(of: place, inRings: rings)
        case .multiPolygon(let polygons):
            Standing.strongest(polygons.lazy.map { Self.standing(of: place, inRings: $0) })
        case .collection(let shapes): Standing.strongest(shapes.lazy.map { $0.standing(of: place) })
        case .box(let box): box.standing(of: place)
        }
    }

    /// The end of a line is boundary when an odd number of lines end there.
    static func standing(of place: Position, onLines lines: [[Position]]) -> Standing {
        let ends = lines.reduce(0) { $0 + ($1.first == place ? 1 : 0) + ($1.last == place ? 1 : 0) }
        if ends % 2 == 1 { return .boundary }
        return lines.contains { line in zip(line, line.dropFirst()).contains { lies(place, between: $0, and: $1) } }
            ? .interior : .exterior
    }

    /// Even-odd: a ray to the east crosses the rings an odd number of times from inside.
    static func standing(of place: Position, inRings rings: [[Position]]) -> Standing {
        var isInside = false
        for ring in rings {
            for index in ring.indices.dropFirst() {
                let (a, b) = (ring[index - 1], ring[index])
                if lies(place, between: a, and: b) { return .boundary }
                guard (a.latitude > place.latitude) != (b.latitude > place.latitude) else { continue }
                let share = (place.latitude - a.latitude) / (b.latitude - a.latitude)
                if place.longitude < a.longitude + share * (b.longitude - a.longitude) { isInside.toggle() }
            }
        }
        return isInside ? .interior : .exterior
    }

    private static func lies(_ place: Position, between a: Position, and b: Position) -> Bool {
        guard min(a.longitude, b.longitude) <= place.longitude, place.longitude <= max(a.longitude, b.longitude),
            min(a.latitude, b.latitude) <= place.latitude, place.latitude <= max(a.latitude, b.latitude)
        else { return false }
        return (b.longitude - a.longitude) * (place.latitude - a.latitude)
            == (b.latitude - a.latitude) * (place.longitude - a.longitude)
    }

    /// Whether the shape is nothing but the one position.
    package func isNothingBut(_ place: Position) -> Bool { positions.allSatisfy { $0 == place } }
}
