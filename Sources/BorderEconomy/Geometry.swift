/// A shape on the map in WGS 84, as GeoJSON has them (RFC 7946).
package enum Geometry: Hashable, Sendable {
    /// Degrees, east before north.
    package struct Position: Hashable, Sendable {
        package let longitude: Double
        package let latitude: Double

        package init(longitude: Double, latitude: Double) {
            self.longitude = longitude
            self.latitude = latitude
        }

        package init(_ point: GeoPoint) {
            self.init(longitude: point.longitude, latitude: point.latitude)
        }
    }

    case point(Position)
    case multiPoint([Position])
    case lineString([Position])
    /// The outer ring, then holes; each ring ends where it begins.
    case polygon([[Position]])
    case multiPolygon([[[Position]]])

    /// The kind of shape, as GeoJSON names it.
    package var type: String {
        switch self {
        case .point: "Point"
        case .multiPoint: "MultiPoint"
        case .lineString: "LineString"
        case .polygon: "Polygon"
        case .multiPolygon: "MultiPolygon"
        }
    }

    /// Every position of the shape.
    package var positions: [Position] {
        switch self {
        case .point(let position): [position]
        case .multiPoint(let positions), .lineString(let positions): positions
        case .polygon(let rings): rings.flatMap(\.self)
        case .multiPolygon(let polygons): polygons.flatMap { $0.flatMap(\.self) }
        }
    }

    /// The smallest box around the shape; nil when it has no position. No shape here reaches over the 180th meridian.
    package var bounds: GeoBounds? { GeoBounds(around: positions) }

    /// What is wrong with the shape, each with the place in `coordinates`.
    package func faults() -> [MemberFault] {
        var faults: [MemberFault] = []
        if positions.isEmpty { faults.append(MemberFault("", "a shape has positions")) }
        if let wrong = positions.first(where: { !$0.isOnEarth }) {
            faults.append(
                MemberFault("", "there is no position \(wrong.longitude), \(wrong.latitude): longitude, then latitude"))
        }
        switch self {
        case .point, .multiPoint: break
        case .lineString(let line):
            if line.count < 2 { faults.append(MemberFault("", "a line has two positions or more")) }
        case .polygon(let rings): faults += Self.faults(of: rings, at: "")
        case .multiPolygon(let polygons):
            for (index, rings) in polygons.enumerated() { faults += Self.faults(of: rings, at: "/\(index)") }
        }
        return faults
    }

    private static func faults(of rings: [[Position]], at member: String) -> [MemberFault] {
        if rings.isEmpty { return [MemberFault(member, "a polygon has an outer ring")] }
        return rings.enumerated().compactMap { index, ring in
            guard ring.count >= 4, ring.first == ring.last else {
                return MemberFault("\(member)/\(index)", "a ring has four positions or more and ends where it begins")
            }
            return nil
        }
    }
}

extension Geometry.Position {
    var isOnEarth: Bool { (-180...180).contains(longitude) && (-90...90).contains(latitude) }
}

/// A box of degrees, its edges included; one whose west is greater than its east reaches over the 180th meridian.
package struct GeoBounds: Hashable, Sendable {
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

    package init?(around positions: [Geometry.Position]) {
        guard let first = positions.first else { return nil }
        var (west, south, east, north) = (first.longitude, first.latitude, first.longitude, first.latitude)
        for position in positions {
            west = min(west, position.longitude)
            east = max(east, position.longitude)
            south = min(south, position.latitude)
            north = max(north, position.latitude)
        }
        self.init(west: west, south: south, east: east, north: north)
    }

    /// The smallest box around both; neither may reach over the 180th meridian.
    package func union(_ other: GeoBounds) -> GeoBounds {
        GeoBounds(
            west: min(west, other.west), south: min(south, other.south), east: max(east, other.east),
            north: max(north, other.north))
    }

    /// The parts of the box on either side of the 180th meridian; the box itself when it does not reach over it.
    private var parts: [GeoBounds] {
        guard west > east else { return [self] }
        return [
            GeoBounds(west: west, south: south, east: 180, north: north),
            GeoBounds(west: -180, south: south, east: east, north: north),
        ]
    }

    func contains(_ position: Geometry.Position) -> Bool {
        (south...north).contains(position.latitude)
            && parts.contains { ($0.west...$0.east).contains(position.longitude) }
    }

    /// Whether the box and a shape have a position in common.
    package func intersects(_ geometry: Geometry) -> Bool {
        parts.contains { part in
            switch geometry {
            case .point(let position): part.contains(position)
            case .multiPoint(let positions): positions.contains { part.contains($0) }
            case .lineString(let line): part.crosses(line)
            case .polygon(let rings): part.intersects(polygon: rings)
            case .multiPolygon(let polygons): polygons.contains { part.intersects(polygon: $0) }
            }
        }
    }

    /// The box has a position of a polygon, a ring runs through it, or it lies inside the polygon.
    private func intersects(polygon rings: [[Geometry.Position]]) -> Bool {
        guard let bounds = rings.first.flatMap({ GeoBounds(around: $0) }), bounds.west <= east, west <= bounds.east,
            bounds.south <= north, south <= bounds.north
        else { return false }
        if rings.contains(where: { crosses($0) }) { return true }
        return Self.isInside(Geometry.Position(longitude: west, latitude: south), rings)
    }

    /// Whether a line of the path has a position in the box.
    private func crosses(_ path: [Geometry.Position]) -> Bool {
        if path.count == 1 { return contains(path[0]) }
        return zip(path, path.dropFirst()).contains { a, b in clips(a, b) }
    }

    /// Whether some of the line from `a` to `b` lies in the box (Liang–Barsky).
    private func clips(_ a: Geometry.Position, _ b: Geometry.Position) -> Bool {
        let dx = b.longitude - a.longitude
        let dy = b.latitude - a.latitude
        var first = 0.0
        var last = 1.0
        let sides = [
            (-dx, a.longitude - west), (dx, east - a.longitude), (-dy, a.latitude - south), (dy, north - a.latitude),
        ]
        for (direction, distance) in sides {
            if direction == 0 {
                if distance < 0 { return false }
            } else if direction < 0 {
                first = max(first, distance / direction)
            } else {
                last = min(last, distance / direction)
            }
            if first > last { return false }
        }
        return true
    }

    /// Even-odd rule, holes included.
    private static func isInside(_ position: Geometry.Position, _ rings: [[Geometry.Position]]) -> Bool {
        var isInside = false
        for ring in rings {
            for (a, b) in zip(ring, ring.dropFirst())
            where (a.latitude > position.latitude) != (b.latitude > position.latitude) {
                let share = (position.latitude - a.latitude) / (b.latitude - a.latitude)
                if position.longitude < a.longitude + share * (b.longitude - a.longitude) { isInside.toggle() }
            }
        }
        return isInside
    }
}
