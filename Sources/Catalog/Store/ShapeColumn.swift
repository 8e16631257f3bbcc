package import BorderEconomy

/// Where the records of a collection lie: most at one position, some in a shape.
package struct ShapeColumn: Sendable {
    /// Degrees; not a number where a record lies at no single position.
    let longitudes: [Double]
    let latitudes: [Double]
    /// The shapes of records that are more than one position.
    let shapes: [Int: Geometry]
    /// How many positions all shapes have.
    let positionCount: Int

    /// Positions alone.
    init(longitudes: [Double], latitudes: [Double]) {
        self.longitudes = longitudes
        self.latitudes = latitudes
        shapes = [:]
        positionCount = 0
    }

    /// - Parameter geometries: of each record; nil where it lies nowhere.
    package init(_ geometries: [Geometry?]) {
        var longitudes = [Double](repeating: .nan, count: geometries.count)
        var latitudes = longitudes
        var shapes: [Int: Geometry] = [:]
        for (row, geometry) in geometries.enumerated() {
            switch geometry {
            case .point(let position)?:
                longitudes[row] = position.longitude
                latitudes[row] = position.latitude
            case let shape?: shapes[row] = shape
            case nil: break
            }
        }
        self.longitudes = longitudes
        self.latitudes = latitudes
        self.shapes = shapes
        positionCount = shapes.values.reduce(0) { $0 + $1.positionCount }
    }

    package var count: Int { longitudes.count }

    package func isNull(at row: Int) -> Bool { longitudes[row].isNaN && shapes[row] == nil }

    /// The single position of a record; nil for null and for a shape.
    func position(at row: Int) -> Geometry.Position? {
        let longitude = longitudes[row]
        return longitude.isNaN ? nil : Geometry.Position(longitude: longitude, latitude: latitudes[row])
    }

    /// The shape of a record; nil for null.
    package subscript(row: Int) -> Geometry? { position(at: row).map { .point($0) } ?? shapes[row] }

    /// Whether a record's shape stands in `relation` to another; nil for null.
    func holds(_ relation: SpatialRelation, _ row: Int, _ other: Geometry) -> Bool? {
        if let position = position(at: row) { return other.holds(relation, for: position) }
        return shapes[row].map { other.holds(relation, for: $0) }
    }

    /// The smallest box around all of them; nil when no record lies anywhere.
    package var bounds: GeoBounds? {
        (0..<count).reduce(nil as GeoBounds?) { joined, row in
            guard let own = self[row]?.bounds else { return joined }
            return joined?.union(own) ?? own
        }
    }

    /// Kilometres of a record from a place; nil for null.
    func kilometres(_ row: Int, to place: Geometry.Position) -> Double? {
        if let position = position(at: row) { return position.kilometres(to: place) }
        return shapes[row]?.kilometres(to: place)
    }
}

extension ShapeColumn: Equatable {
    /// Whether all records lie where those of the other do.
    package static func == (left: ShapeColumn, right: ShapeColumn) -> Bool {
        left.count == right.count && left.shapes == right.shapes
            && left.longitudes.indices.allSatisfy { left.position(at: $0) == right.position(at: $0) }
    }
}
