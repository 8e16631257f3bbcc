/// Distances on a sphere, with the few functions of angles that they need: the standard library has none.
package enum GreatCircle {
    /// Mean radius of the Earth (IUGG).
    static let radiusKilometres = 6371.0088

    /// Kilometres between two positions along the surface; within 0.6% of the distance on the ellipsoid.
    package static func kilometres(from a: GeoPoint, to b: GeoPoint) -> Double {
        kilometres(
            fromLatitude: a.latitude, longitude: a.longitude, toLatitude: b.latitude, longitude: b.longitude)
    }

    /// Kilometres between two positions in degrees (haversine formula).
    package static func kilometres(
        fromLatitude latitude: Double, longitude: Double, toLatitude: Double, longitude toLongitude: Double
    ) -> Double {
        let halfLatitude = sine(radians(toLatitude - latitude) / 2)
        let halfLongitude = sine(radians(toLongitude - longitude) / 2)
        let chord =
            halfLatitude * halfLatitude
            + cosine(radians(latitude)) * cosine(radians(toLatitude)) * halfLongitude * halfLongitude
        return 2 * radiusKilometres * arcSine(min(1, chord.squareRoot()))
    }

    private static func radians(_ degrees: Double) -> Double { degrees * .pi / 180 }

    /// Of any angle in radians; to 15 digits within a turn.
    static func sine(_ angle: Double) -> Double {
        let quarters = (angle / (.pi / 2)).rounded()
        let rest = angle - quarters * (.pi / 2)
        return switch Int(quarters) & 3 {
        case 0: sineSeries(rest)
        case 1: cosineSeries(rest)
        case 2: -sineSeries(rest)
        default: -cosineSeries(rest)
        }
    }

    static func cosine(_ angle: Double) -> Double { sine(angle + .pi / 2) }

    /// Of a number between -1 and 1.
    static func arcSine(_ value: Double) -> Double {
        if value < 0 { return -arcSine(-value) }
        if value > 0.5 { return .pi / 2 - 2 * arcSine(((1 - value) / 2).squareRoot()) }
        var term = value
        var sum = value
        var n = 1.0
        // Each term is less than a quarter of the one before it.
        while abs(term) > 1e-17 {
            term *= value * value * (2 * n - 1) / (2 * n)
            sum += term / (2 * n + 1)
            n += 1
        }
        return sum
    }

    /// Taylor series, for angles up to an eighth of a turn.
    private static func sineSeries(_ angle: Double) -> Double { series(from: angle, over: angle, firstFactor: 2) }

    private static func cosineSeries(_ angle: Double) -> Double { series(from: 1, over: angle, firstFactor: 1) }

    private static func series(from first: Double, over angle: Double, firstFactor: Double) -> Double {
        var term = first
        var sum = first
        var factor = firstFactor
        while abs(term) > 1e-18 {
            term *= -angle * angle / (factor * (factor + 1))
            sum += term
            factor += 2
        }
        return sum
    }
}
