/// A geometry in CRS84 as a filter writes it: well-known text, or a GeoJSON object.
package enum SpatialShape: Sendable, Hashable {
    case point(GeoCoordinate)
    case multiPoint([GeoCoordinate])
    case lineString([GeoCoordinate])
    case multiLineString([[GeoCoordinate]])
    /// The outer ring, then the holes; each ends where it begins.
    case polygon([[GeoCoordinate]])
    case multiPolygon([[[GeoCoordinate]]])
    case collection([SpatialShape])
    /// A box; one whose west is greater than its east crosses the antimeridian (RFC 7946 §5.2).
    case box(GeoBox)

    /// How a position stands to a geometry.
    enum Standing: Equatable {
        case interior, boundary, exterior
    }

    /// How `place` stands to the geometry (OGC 06-103r4 §6.1.15): a line's boundary is its two ends, a point has none.
    func standing(of place: GeoCoordinate) -> Standing {
        switch self {
        case .point(let point): return point == place ? .interior : .exterior
        case .multiPoint(let points): return points.contains(place) ? .interior : .exterior
        case .lineString(let line): return Self.standing(of: place, onLines: [line])
        case .multiLineString(let lines): return Self.standing(of: place, onLines: lines)
        case .polygon(let rings): return Self.standing(of: place, inRings: rings)
        case .multiPolygon(let polygons):
            return Self.strongest(polygons.lazy.map { Self.standing(of: place, inRings: $0) })
        case .collection(let shapes): return Self.strongest(shapes.lazy.map { $0.standing(of: place) })
        case .box(let box): return box.standing(of: place)
        }
    }

    private static func strongest(_ standings: some Sequence<Standing>) -> Standing {
        var strongest = Standing.exterior
        for standing in standings {
            if standing == .interior { return .interior }
            if standing == .boundary { strongest = .boundary }
        }
        return strongest
    }

    /// The end of a line is boundary when an odd number of lines end there.
    private static func standing(of place: GeoCoordinate, onLines lines: [[GeoCoordinate]]) -> Standing {
        let ends = lines.reduce(0) { $0 + ($1.first == place ? 1 : 0) + ($1.last == place ? 1 : 0) }
        if ends % 2 == 1 { return .boundary }
        return lines.contains { line in zip(line, line.dropFirst()).contains { lies(place, between: $0, and: $1) } }
            ? .interior : .exterior
    }

    /// Even-odd: a ray to the east crosses the rings an odd number of times from inside.
    private static func standing(of place: GeoCoordinate, inRings rings: [[GeoCoordinate]]) -> Standing {
        var isInside = false
        for ring in rings {
            for (a, b) in zip(ring, ring.dropFirst()) {
                if lies(place, between: a, and: b) { return .boundary }
                guard (a.latitude > place.latitude) != (b.latitude > place.latitude) else { continue }
                let share = (place.latitude - a.latitude) / (b.latitude - a.latitude)
                if place.longitude < a.longitude + share * (b.longitude - a.longitude) { isInside.toggle() }
            }
        }
        return isInside ? .interior : .exterior
    }

    private static func lies(_ place: GeoCoordinate, between a: GeoCoordinate, and b: GeoCoordinate) -> Bool {
        guard (min(a.longitude, b.longitude)...max(a.longitude, b.longitude)).contains(place.longitude),
            (min(a.latitude, b.latitude)...max(a.latitude, b.latitude)).contains(place.latitude)
        else { return false }
        return (b.longitude - a.longitude) * (place.latitude - a.latitude)
            == (b.latitude - a.latitude) * (place.longitude - a.longitude)
    }

    /// Whether the geometry is nothing but the one position.
    private func isNothingBut(_ place: GeoCoordinate) -> Bool {
        switch self {
        case .point(let point): point == place
        case .multiPoint(let points): points.allSatisfy { $0 == place }
        case .collection(let shapes): shapes.allSatisfy { $0.isNothingBut(place) }
        case .box(let box):
            box.west == place.longitude && box.east == place.longitude && box.south == place.latitude
                && box.north == place.latitude
        case .lineString(let line): line.allSatisfy { $0 == place }
        case .multiLineString(let lines), .polygon(let lines): lines.allSatisfy { $0.allSatisfy { $0 == place } }
        case .multiPolygon(let polygons): polygons.allSatisfy { $0.allSatisfy { $0.allSatisfy { $0 == place } } }
        }
    }

    /// Whether the position stands in `relation` to the geometry, in this order.
    func holds(_ relation: SpatialRelation, for place: GeoCoordinate) -> Bool {
        switch relation {
        case .intersects: standing(of: place) != .exterior
        case .disjoint: standing(of: place) == .exterior
        case .within: standing(of: place) == .interior
        case .touches: standing(of: place) == .boundary
        case .equals, .contains: isNothingBut(place)
        // A single position has no part inside and another outside.
        case .overlaps, .crosses: false
        }
    }

    /// Positions in it, a measure of what a test against it costs.
    var vertexCount: Int {
        switch self {
        case .point: 1
        case .multiPoint(let points), .lineString(let points): points.count
        case .multiLineString(let lines), .polygon(let lines): lines.reduce(0) { $0 + $1.count }
        case .multiPolygon(let polygons): polygons.reduce(0) { $0 + $1.reduce(0) { $0 + $1.count } }
        case .collection(let shapes): shapes.reduce(0) { $0 + $1.vertexCount }
        case .box: 2
        }
    }

    /// The least box around it; nil when it may lie on both sides of the antimeridian.
    var bounds: GeoBox? {
        switch self {
        case .point(let point): GeoBox(around: [point])
        case .multiPoint(let points), .lineString(let points): GeoBox(around: points)
        case .multiLineString(let lines), .polygon(let lines): GeoBox(around: lines.flatMap(\.self))
        case .multiPolygon(let polygons): GeoBox(around: polygons.flatMap { $0.flatMap(\.self) })
        case .collection(let shapes):
            shapes.reduce(nil as GeoBox??) { joined, shape in
                guard let joined else { return .some(shape.bounds) }
                guard let a = joined, let b = shape.bounds else { return .some(nil) }
                return .some(
                    GeoBox(
                        west: min(a.west, b.west), south: min(a.south, b.south), east: max(a.east, b.east),
                        north: max(a.north, b.north)))
            } ?? nil
        case .box(let box): box.crossesAntimeridian ? nil : box
        }
    }
}

/// A box of degrees, its edges included.
package struct GeoBox: Sendable, Hashable {
    package let west: Double
    package let south: Double
    package let east: Double
    package let north: Double

    package init(west: Double, south: Double, east: Double, north: Double) {
        self.west = west
        self.south = south
        self.east = east
        self.north = north
    }

    /// The least box around positions; nil when there are none.
    init?(around places: [GeoCoordinate]) {
        guard let first = places.first else { return nil }
        var (west, south, east, north) = (first.longitude, first.latitude, first.longitude, first.latitude)
        for place in places {
            west = min(west, place.longitude)
            east = max(east, place.longitude)
            south = min(south, place.latitude)
            north = max(north, place.latitude)
        }
        self.init(west: west, south: south, east: east, north: north)
    }

    /// Whether it reaches over the 180th meridian: its west is then greater than its east (RFC 7946 §5.2).
    package var crossesAntimeridian: Bool { west > east }

    /// Whether it holds a position.
    package func contains(_ place: GeoCoordinate) -> Bool { standing(of: place) != .exterior }

    func standing(of place: GeoCoordinate) -> SpatialShape.Standing {
        let longitude = place.longitude
        let isBetween =
            crossesAntimeridian ? longitude >= west || longitude <= east : longitude >= west && longitude <= east
        guard isBetween, place.latitude >= south, place.latitude <= north else { return .exterior }
        let isOnEdge = longitude == west || longitude == east || place.latitude == south || place.latitude == north
        return isOnEdge ? .boundary : .interior
    }
}
