/// A box of degrees, its edges included; one whose west is greater than its east reaches over the 180th meridian
/// (RFC 7946 §5.2).
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

    /// The smallest box around positions that does not reach over the 180th meridian; nil when there are none.
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

    package var crossesAntimeridian: Bool { west > east }

    /// The smallest box around both; neither may reach over the 180th meridian.
    package func union(_ other: GeoBounds) -> GeoBounds {
        GeoBounds(
            west: min(west, other.west), south: min(south, other.south), east: max(east, other.east),
            north: max(north, other.north))
    }

    /// The parts of the box on either side of the 180th meridian; the box itself when it does not reach over it.
    package var parts: [GeoBounds] {
        guard crossesAntimeridian else { return [self] }
        return [
            GeoBounds(west: west, south: south, east: 180, north: north),
            GeoBounds(west: -180, south: south, east: east, north: north),
        ]
    }

    /// The corners against the clock, the first once more at the end.
    var ring: [Geometry.Position] {
        [(west, south), (east, south), (east, north), (west, north), (west, south)].map {
            Geometry.Position(longitude: $0.0, latitude: $0.1)
        }
    }

    /// Whether it holds a position.
    package func contains(_ position: Geometry.Position) -> Bool { standing(of: position) != .exterior }

    /// Whether two boxes, neither of which reaches over the 180th meridian, have a position in common.
    func meets(_ other: GeoBounds) -> Bool {
        west <= other.east && other.west <= east && south <= other.north && other.south <= north
    }

    func standing(of position: Geometry.Position) -> Geometry.Standing {
        let longitude = position.longitude
        let isBetween =
            crossesAntimeridian ? longitude >= west || longitude <= east : longitude >= west && longitude <= east
        guard isBetween, position.latitude >= south, position.latitude <= north else { return .exterior }
        let isOnEdge =
            longitude == west || longitude == east || position.latitude == south || position.latitude == north
        return isOnEdge ? .boundary : .interior
    }
}
