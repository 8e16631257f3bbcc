import BorderEconomy
package import JSONText

/// Writes an expression as CQL2 JSON that reads back as the same tree.
package enum FilterJSONWriter {
    package static func value(of expression: FilterExpression) -> JSONValue {
        switch expression.form {
        case .property(let name): ["property": .string(name)]
        case .text(let text): .string(text)
        case .number(let number): self.number(number)
        case .boolean(let value): .bool(value)
        case .date(let day): ["date": .string(day.description)]
        case .timestamp(let instant): ["timestamp": .string(instant.text)]
        case .interval(let first, let last): ["interval": .array([bound(first), bound(last)])]
        case .open: ".."
        case .shape(let shape): self.shape(shape)
        case .array(let elements): .array(elements.map(value))
        case .and(let terms): operation("and", terms)
        case .or(let terms): operation("or", terms)
        case .not(let inner): operation("not", [inner])
        case .comparison(let comparator, let left, let right): operation(comparator.rawValue, [left, right])
        case .between(let value, let low, let high): operation("between", [value, low, high])
        case .isIn(let item, let list): ["op": "in", "args": .array([value(of: item), .array(list.map(value))])]
        case .like(let value, let pattern): operation("like", [value, pattern])
        case .isNull(let inner): operation("isNull", [inner])
        case .folded(let folding, let inner): operation(folding.rawValue, [inner])
        case .arithmetic(let arithmetic, let left, let right): operation(arithmetic.rawValue, [left, right])
        case .spatial(let relation, let a, let b): operation(relation.rawValue, [a, b])
        case .temporal(let relation, let a, let b): operation(relation.rawValue, [a, b])
        case .arrays(let relation, let a, let b): operation(relation.rawValue, [a, b])
        case .function(let name, let arguments): operation(name, arguments)
        }
    }

    private static func operation(_ name: String, _ arguments: [FilterExpression]) -> JSONValue {
        ["op": .string(name), "args": .array(arguments.map(value))]
    }

    private static func number(_ value: Double) -> JSONValue {
        Int64(exactly: value).map { .integer($0) } ?? .number(value)
    }

    private static func bound(_ expression: FilterExpression) -> JSONValue {
        switch expression.form {
        case .date(let day): .string(day.description)
        case .timestamp(let instant): .string(instant.text)
        default: value(of: expression)
        }
    }

    private static func shape(_ shape: Geometry) -> JSONValue {
        switch shape {
        case .point(let point): geometry("Point", position(point))
        case .multiPoint(let points): geometry("MultiPoint", path(points))
        case .lineString(let line): geometry("LineString", path(line))
        case .multiLineString(let lines): geometry("MultiLineString", .array(lines.map(path)))
        case .polygon(let rings): geometry("Polygon", .array(rings.map(path)))
        case .multiPolygon(let polygons):
            geometry("MultiPolygon", .array(polygons.map { .array($0.map(path)) }))
        case .collection(let shapes):
            ["type": "GeometryCollection", "geometries": .array(shapes.map(self.shape))]
        case .box(let box): ["bbox": .array([box.west, box.south, box.east, box.north].map(number))]
        }
    }

    private static func geometry(_ type: String, _ coordinates: JSONValue) -> JSONValue {
        ["type": .string(type), "coordinates": coordinates]
    }

    private static func path(_ line: [Geometry.Position]) -> JSONValue { .array(line.map(position)) }

    private static func position(_ place: Geometry.Position) -> JSONValue {
        .array([number(place.longitude), number(place.latitude)])
    }
}
