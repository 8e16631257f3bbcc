package import BorderEconomy
import Glibc

extension Geometry.Position {
    /// The mean radius of the Earth (IUGG R1).
    private static let meanRadiusKilometres = 6371.0088

    /// The distance over a sphere of the Earth's mean radius, in kilometres: within 0.6 % of that on the ellipsoid.
    package func kilometres(to other: Geometry.Position) -> Double {
        let radians = Double.pi / 180
        let north = sin((other.latitude - latitude) * radians / 2)
        let east = sin((other.longitude - longitude) * radians / 2)
        let chord = north * north + cos(latitude * radians) * cos(other.latitude * radians) * east * east
        return 2 * Self.meanRadiusKilometres * asin(min(1, chord).squareRoot())
    }

    /// The greatest differences of latitude and longitude, in degrees, within `kilometres` of this place; all the way
    /// round where a pole is that near.
    func reach(kilometres: Double) -> (latitude: Double, longitude: Double) {
        let radians = Double.pi / 180
        let angle = min(kilometres / Self.meanRadiusKilometres, .pi)
        let latitudes = angle / radians
        let widest = sin(angle) / cos(latitude * radians)
        guard abs(latitude) + latitudes < 90, abs(widest) < 1 else { return (latitudes, 180) }
        return (latitudes, asin(widest) / radians)
    }

    /// The position nearest to this one on the straight line from `a` to `b`, sought on a plane that touches the Earth
    /// here: right to a thousandth for lines within some hundred kilometres.
    fileprivate func nearest(from a: Geometry.Position, to b: Geometry.Position) -> Geometry.Position {
        let width = cos(latitude * .pi / 180)
        let (dx, dy) = ((b.longitude - a.longitude) * width, b.latitude - a.latitude)
        let length = dx * dx + dy * dy
        guard length > 0 else { return a }
        let share = ((longitude - a.longitude) * width * dx + (latitude - a.latitude) * dy) / length
        if share <= 0 { return a }
        if share >= 1 { return b }
        return Geometry.Position(
            longitude: a.longitude + share * (b.longitude - a.longitude),
            latitude: a.latitude + share * (b.latitude - a.latitude))
    }
}

extension Geometry {
    /// The distance of a place from the nearest position of the shape, in kilometres: 0 for a place in it. Not a number
    /// for a shape without positions.
    package func kilometres(to place: Position) -> Double {
        switch self {
        case .point(let point): return point.kilometres(to: place)
        case .multiPoint(let points): return Self.least(points.map { $0.kilometres(to: place) })
        case .lineString(let line): return Self.kilometres(of: place, from: [line])
        case .multiLineString(let lines): return Self.kilometres(of: place, from: lines)
        case .polygon(let rings): return standing(of: place) == .exterior ? Self.kilometres(of: place, from: rings) : 0
        case .multiPolygon(let polygons): return Self.least(polygons.map { Geometry.polygon($0).kilometres(to: place) })
        case .collection(let shapes): return Self.least(shapes.map { $0.kilometres(to: place) })
        case .box(let box):
            return Self.least(
                box.crossesAntimeridian
                    ? [
                        Geometry.box(GeoBounds(west: box.west, south: box.south, east: 180, north: box.north)),
                        .box(GeoBounds(west: -180, south: box.south, east: box.east, north: box.north)),
                    ].map { $0.kilometres(to: place) } : [Geometry.polygon([positions]).kilometres(to: place)])
        }
    }

    /// The least distance between positions of two shapes, in kilometres: 0 where they meet.
    func kilometres(to other: Geometry) -> Double {
        if GeometryMeeting(self, other).meets { return 0 }
        // Lines that do not meet are nearest at an end of one of them.
        return Self.least(positions.map(other.kilometres(to:)) + other.positions.map(kilometres(to:)))
    }

    private static func kilometres(of place: Position, from lines: [[Position]]) -> Double {
        least(
            lines.flatMap { line in
                line.count == 1
                    ? [line[0].kilometres(to: place)]
                    : zip(line, line.dropFirst()).map { place.nearest(from: $0, to: $1).kilometres(to: place) }
            })
    }

    private static func least(_ distances: [Double]) -> Double { distances.min() ?? .nan }
}

/// The power of two numbers, as the `^` of CQL2 has it.
func raised(_ base: Double, to exponent: Double) -> Double { pow(base, exponent) }
