/// A shape in WGS 84 (CRS84: longitude first), as GeoJSON (RFC 7946) and well-known text have them.
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

        var isOnEarth: Bool { (-180...180).contains(longitude) && (-90...90).contains(latitude) }
    }

    case point(Position)
    case multiPoint([Position])
    case lineString([Position])
    case multiLineString([[Position]])
    /// The outer ring, then holes; each ring ends where it begins.
    case polygon([[Position]])
    case multiPolygon([[[Position]]])
    case collection([Geometry])
    /// A box; only questions have it.
    case box(GeoBounds)

    /// One position as a Point, several as a MultiPoint; nil when there are none.
    package init?(points: [Position]) {
        guard let first = points.first else { return nil }
        self = points.count == 1 ? .point(first) : .multiPoint(points)
    }

    /// Every position of the shape; of a box its corners.
    package var positions: [Position] {
        switch self {
        case .point(let position): [position]
        case .multiPoint(let positions), .lineString(let positions): positions
        case .polygon(let lines), .multiLineString(let lines): lines.flatMap(\.self)
        case .multiPolygon(let polygons): polygons.flatMap { $0.flatMap(\.self) }
        case .collection(let shapes): shapes.flatMap(\.positions)
        case .box(let box): box.ring
        }
    }

    /// How many positions it has, a measure of what a test against it costs.
    package var positionCount: Int {
        switch self {
        case .point: 1
        case .multiPoint(let positions), .lineString(let positions): positions.count
        case .polygon(let lines), .multiLineString(let lines): lines.reduce(0) { $0 + $1.count }
        case .multiPolygon(let polygons): polygons.reduce(0) { $0 + $1.reduce(0) { $0 + $1.count } }
        case .collection(let shapes): shapes.reduce(0) { $0 + $1.positionCount }
        case .box: 2
        }
    }

    /// The smallest box around the shape; nil when it has no position. Of shapes only a box reaches over the 180th
    /// meridian, and what holds such a one is taken to reach all the way round.
    package var bounds: GeoBounds? {
        switch self {
        case .box(let box):
            box.crossesAntimeridian ? GeoBounds(west: -180, south: box.south, east: 180, north: box.north) : box
        case .collection(let shapes):
            shapes.reduce(nil as GeoBounds?) { joined, shape in
                guard let own = shape.bounds else { return joined }
                return joined?.union(own) ?? own
            }
        default: GeoBounds(around: positions)
        }
    }
}

extension Geometry {
    /// What is wrong with the shape, each with the place in `coordinates`.
    package func faults() -> [MemberFault] {
        var faults: [MemberFault] = []
        if positions.isEmpty { faults.append(MemberFault("", "a shape has positions")) }
        if let wrong = positions.first(where: { !$0.isOnEarth }) {
            faults.append(
                MemberFault("", "there is no position \(wrong.longitude), \(wrong.latitude): longitude, then latitude"))
        }
        switch self {
        case .point, .multiPoint, .box: break
        case .lineString(let line): faults += Self.faults(of: line, at: "")
        case .multiLineString(let lines):
            for (index, line) in lines.enumerated() { faults += Self.faults(of: line, at: "/\(index)") }
        case .polygon(let rings): faults += Self.faults(of: rings, at: "")
        case .multiPolygon(let polygons):
            for (index, rings) in polygons.enumerated() { faults += Self.faults(of: rings, at: "/\(index)") }
        case .collection(let shapes): faults += shapes.flatMap { $0.faults() }
        }
        return faults
    }

    private static func faults(of line: [Position], at member: String) -> [MemberFault] {
        line.count < 2 ? [MemberFault(member, "a line has two positions or more")] : []
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
