import Glibc

/// A position in WGS 84, in degrees (CRS84: longitude first).
package struct GeoCoordinate: Sendable, Hashable {
    /// Degrees east.
    package var longitude: Double
    /// Degrees north.
    package var latitude: Double

    package init(longitude: Double, latitude: Double) {
        self.longitude = longitude
        self.latitude = latitude
    }

    /// The mean radius of the Earth (IUGG R1).
    static let meanRadiusKilometres = 6371.0088

    /// The distance over a sphere of the Earth's mean radius, in kilometres: within 0.6 % of that on the ellipsoid.
    package func kilometres(to other: GeoCoordinate) -> Double {
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
}

/// The power of two numbers, as the `^` of CQL2 has it.
func raised(_ base: Double, to exponent: Double) -> Double { pow(base, exponent) }
