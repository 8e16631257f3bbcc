extension Geometry {
    /// On which side of the line from `a` to `b` a place lies: greater than 0 to the left, less to the right, 0 on it.
    ///
    /// The sign is right for any degrees: where rounding could change it, the products are taken with twice the digits
    /// (Dekker 1971), as GEOS does.
    static func side(from a: Position, to b: Position, of place: Position) -> Double {
        let left = (b.longitude - a.longitude) * (place.latitude - a.latitude)
        let right = (b.latitude - a.latitude) * (place.longitude - a.longitude)
        let side = left - right
        // Shewchuk 1997, §4.1: (3 + 16 ε) ε with ε = 2^-53.
        if abs(side) > 3.330_669_073_875_472e-16 * (abs(left) + abs(right)) { return side }
        let east = DoubledNumber(b.longitude, minus: a.longitude)
        let north = DoubledNumber(b.latitude, minus: a.latitude)
        let placeEast = DoubledNumber(place.longitude, minus: a.longitude)
        let placeNorth = DoubledNumber(place.latitude, minus: a.latitude)
        return (east * placeNorth).less(north * placeEast)
    }
}

/// A number as the sum of two: one rounded to 53 digits, and what rounding left out.
private struct DoubledNumber {
    let high: Double
    let low: Double

    private init(high: Double, low: Double) {
        self.high = high
        self.low = low
    }

    /// The difference of two numbers, without rounding.
    init(_ a: Double, minus b: Double) {
        let difference = a - b
        let back = a - difference
        self.init(high: difference, low: (a - (difference + back)) + (back - b))
    }

    static func * (a: DoubledNumber, b: DoubledNumber) -> DoubledNumber {
        let product = a.high * b.high
        let rest = (-product).addingProduct(a.high, b.high)
        return DoubledNumber(high: product, low: rest + (a.high * b.low + a.low * b.high))
    }

    /// This number less another.
    func less(_ other: DoubledNumber) -> Double {
        let highs = DoubledNumber(high, minus: other.high)
        return highs.high + (highs.low + (low - other.low))
    }
}
