import BorderEconomy
import JSONText

/// Reads CQL2 JSON (OGC 21-065, the schema cql2.json) into a tree.
package struct FilterJSONParser {
    private let limits: FilterLimits
    private var depth = 0
    private var nodes = 0

    /// Reads a whole filter, or says what is wrong with it, by JSON pointer.
    package static func parse(
        _ bytes: [UInt8], limits: FilterLimits = FilterLimits()
    ) throws(FilterFaults) -> FilterExpression {
        // An operator takes three levels of JSON at most: its object, its arguments, a list among them.
        let reading = JSONLimits(depth: 3 * limits.depth + 8, byteCount: limits.bytes, faultCount: 10)
        let document: JSONDocument
        do {
            document = try JSONDocument(parsing: bytes, limits: reading)
        } catch {
            throw FilterFaults(
                error.faults.map { fault in
                    FilterFault(
                        at: .pointer(fault.pointer),
                        reason: "line \(fault.position.line), column \(fault.position.column): \(fault.reason)",
                        remedy: "give the filter as a JSON object; CQL2 text needs filter-lang=cql2-text")
                })
        }
        var parser = FilterJSONParser(limits: limits)
        do {
            return try parser.expression(document.root, JSONPointer())
        } catch {
            throw FilterFaults([error])
        }
    }

    private init(limits: FilterLimits) { self.limits = limits }

    private func wrong(_ place: JSONPointer, _ reason: String, _ remedy: String) -> FilterFault {
        FilterFault(at: .pointer(place), reason: reason, remedy: remedy)
    }

    private mutating func make(
        _ form: FilterExpression.Form, _ place: JSONPointer
    ) throws(FilterFault) -> FilterExpression {
        nodes += 1
        guard nodes <= limits.nodes else {
            throw wrong(place, "the filter has more than \(limits.nodes) parts", "ask for less at once")
        }
        return FilterExpression(form, at: .pointer(place))
    }

    private mutating func expression(_ node: JSONNode, _ place: JSONPointer) throws(FilterFault) -> FilterExpression {
        depth += 1
        defer { depth -= 1 }
        guard depth <= limits.depth else {
            throw wrong(place, "the filter nests deeper than \(limits.depth) levels", "say it with fewer levels")
        }
        switch node.kind {
        case .string: return try make(.text(node.string ?? ""), place)
        case .number:
            guard let number = node.double, number.isFinite else {
                throw wrong(place, "this number is too great", "give a number that a Double holds")
            }
            return try make(.number(number), place)
        case .bool: return try make(.boolean(node.bool ?? false), place)
        case .null:
            throw wrong(
                place, "expected a value or a condition, found null", #"ask with {"op": "isNull", "args": […]}"#)
        case .array: return try make(.array(try expressions(node.elements, place)), place)
        case .object: return try object(node, place)
        }
    }

    private mutating func expressions(
        _ nodes: some Sequence<JSONNode>, _ place: JSONPointer
    ) throws(FilterFault) -> [FilterExpression] {
        var list: [FilterExpression] = []
        for (index, node) in nodes.enumerated() { list.append(try expression(node, place.appending(index: index))) }
        return list
    }

    private static let leaders = ["op", "property", "date", "timestamp", "interval", "bbox", "type"]

    private mutating func object(_ node: JSONNode, _ place: JSONPointer) throws(FilterFault) -> FilterExpression {
        guard let leader = Self.leaders.first(where: { node[$0] != nil }), let value = node[leader] else {
            throw wrong(
                place, "expected an operator, a property or a value",
                #"give {"op": …, "args": […]}, {"property": …}, {"date": …}, {"interval": […]} or a GeoJSON geometry"#)
        }
        let known: Set<String> =
            switch leader {
            case "op": ["op", "args"]
            case "type": ["type", "coordinates", "geometries", "bbox"]
            default: [leader]
            }
        if let stranger = node.members.first(where: { !known.contains($0.key) }) {
            throw wrong(
                place.appending(key: stranger.key), "there is no member \"\(stranger.key)\" beside \"\(leader)\"",
                "leave it out; known are \(known.sorted().joined(separator: ", "))")
        }
        let inside = place.appending(key: leader)
        switch leader {
        case "op": return try operation(try string(value, inside, "the name of an operator"), node, place)
        case "property": return try make(.property(try string(value, inside, "the name of a property")), place)
        case "date", "timestamp":
            return try instant(try string(value, inside, "an instant"), inside, at: place, isDate: leader == "date")
        case "interval": return try interval(value, inside, at: place)
        case "bbox": return try make(.shape(.box(try box(value, inside))), place)
        default: return try make(.shape(try shape(node, place, allowsCollection: true)), place)
        }
    }

    private static let operators =
        ["and", "or", "not", "like", "between", "in", "isNull"] + Comparator.allCases.map(\.rawValue)
        + Arithmetic.allCases.map(\.rawValue) + Folding.allCases.map(\.rawValue)
        + SpatialRelation.allCases.map(\.rawValue) + TemporalRelation.allCases.map(\.rawValue)
        + ArrayRelation.allCases.map(\.rawValue)

    private func string(_ node: JSONNode, _ place: JSONPointer, _ what: String) throws(FilterFault) -> String {
        guard let text = node.string else {
            throw wrong(place, "expected \(what), found \(node.kind)", "give it as a string")
        }
        return text
    }

    private mutating func operation(
        _ name: String, _ node: JSONNode, _ place: JSONPointer
    ) throws(FilterFault) -> FilterExpression {
        let argumentsPlace = place.appending(key: "args")
        guard let list = node["args"], list.kind == .array else {
            throw wrong(argumentsPlace, "expected the arguments of \"\(name)\"", #"give them as an array under "args""#)
        }
        if name == "in", list.count == 2 {
            let parts = Array(list.elements)
            let value = try expression(parts[0], argumentsPlace.appending(index: 0))
            let choices = parts[1]
            let choicesPlace = argumentsPlace.appending(index: 1)
            guard choices.kind == .array, choices.count > 0 else {
                throw wrong(choicesPlace, "expected the values to choose from", "give an array of one value or more")
            }
            return try make(.isIn(value, try expressions(choices.elements, choicesPlace)), place)
        }
        let arguments = try expressions(list.elements, argumentsPlace)
        func count(_ range: ClosedRange<Int>) throws(FilterFault) {
            guard !range.contains(arguments.count) else { return }
            let wanted = range.upperBound == .max ? "\(range.lowerBound) arguments or more" : "\(range.lowerBound)"
            throw wrong(
                argumentsPlace, "\"\(name)\" takes \(wanted), found \(arguments.count)", "give as many as it takes")
        }
        if let comparator = Comparator(rawValue: name) {
            try count(2...2)
            return try make(.comparison(comparator, arguments[0], arguments[1]), place)
        }
        if let arithmetic = Arithmetic(rawValue: name) {
            try count(2...2)
            return try make(.arithmetic(arithmetic, arguments[0], arguments[1]), place)
        }
        if let folding = Folding(rawValue: name) {
            try count(1...1)
            return try make(.folded(folding, arguments[0]), place)
        }
        if let form = relation(name, arguments) {
            try count(2...2)
            return try make(form, place)
        }
        switch name {
        case "and", "or":
            try count(2...Int.max)
            return try make(name == "and" ? .and(arguments) : .or(arguments), place)
        case "not", "isNull":
            try count(1...1)
            return try make(name == "not" ? .not(arguments[0]) : .isNull(arguments[0]), place)
        case "like":
            try count(2...2)
            return try make(.like(arguments[0], pattern: arguments[1]), place)
        case "between":
            try count(3...3)
            return try make(.between(arguments[0], low: arguments[1], high: arguments[2]), place)
        case "in":
            try count(2...2)
            return try make(.isIn(arguments[0], arguments), place)
        default:
            guard !FilterTextParser.builtIn.contains(name.uppercased()) else {
                throw wrong(
                    place.appending(key: "op"), "there is no operator \"\(name)\"",
                    Suggestion.phrase(for: name, among: Self.operators))
            }
            return try make(.function(name, arguments), place)
        }
    }

    /// A spatial, temporal or array relation; what it holds is counted by the caller.
    private func relation(_ name: String, _ arguments: [FilterExpression]) -> FilterExpression.Form? {
        guard let first = arguments.first, let last = arguments.last else { return nil }
        if let relation = SpatialRelation(rawValue: name) { return .spatial(relation, first, last) }
        if let relation = TemporalRelation(rawValue: name) { return .temporal(relation, first, last) }
        if let relation = ArrayRelation(rawValue: name) { return .arrays(relation, first, last) }
        return nil
    }

    private mutating func instant(
        _ text: String, _ textPlace: JSONPointer, at place: JSONPointer, isDate: Bool
    ) throws(FilterFault) -> FilterExpression {
        if isDate, let day = CalendarDay(text) { return try make(.date(day), place) }
        if !isDate, let instant = FilterTimestamp(text) { return try make(.timestamp(instant), place) }
        throw wrong(
            textPlace, "there is no instant \"\(text)\"",
            "write it as \(isDate ? "2024-12-15" : "2024-12-15T08:30:00Z")")
    }

    private mutating func interval(
        _ node: JSONNode, _ inside: JSONPointer, at place: JSONPointer
    ) throws(FilterFault) -> FilterExpression {
        guard node.kind == .array, node.count == 2 else {
            throw wrong(inside, "expected the two ends of an interval", #"give ["2024-01-01", "2024-12-31"]"#)
        }
        var bounds: [FilterExpression] = []
        for (index, end) in node.elements.enumerated() {
            let endPlace = inside.appending(index: index)
            guard let text = end.string else {
                let bound = try expression(end, endPlace)
                switch bound.form {
                case .property, .function: bounds.append(bound)
                default:
                    throw wrong(endPlace, "expected an end of the interval", #"give a day, ".." or a property"#)
                }
                continue
            }
            if text == ".." {
                bounds.append(try make(.open, endPlace))
            } else {
                bounds.append(try instant(text, endPlace, at: endPlace, isDate: text.utf8.count == 10))
            }
        }
        return try make(.interval(bounds[0], bounds[1]), place)
    }

    // Geometries: GeoJSON (RFC 7946 §3.1), within CRS84.

    private func shape(
        _ node: JSONNode, _ place: JSONPointer, allowsCollection: Bool
    ) throws(FilterFault) -> Geometry {
        let typePlace = place.appending(key: "type")
        let type = try string(node["type"] ?? node, typePlace, "the type of a geometry")
        if type == "GeometryCollection", allowsCollection {
            let inside = place.appending(key: "geometries")
            let parts = try elements(node["geometries"], inside, atLeast: 1)
            var shapes: [Geometry] = []
            for (index, part) in parts.enumerated() {
                shapes.append(try shape(part, inside.appending(index: index), allowsCollection: false))
            }
            return .collection(shapes)
        }
        let inside = place.appending(key: "coordinates")
        guard let coordinates = node["coordinates"] else {
            throw wrong(inside, "expected the coordinates of the geometry", "give them as RFC 7946 has them")
        }
        switch type {
        case "Point": return .point(try position(coordinates, inside))
        case "MultiPoint": return .multiPoint(try positions(coordinates, inside, atLeast: 1))
        case "LineString": return .lineString(try positions(coordinates, inside, atLeast: 2))
        case "MultiLineString":
            var lines: [[Geometry.Position]] = []
            for (index, line) in try elements(coordinates, inside, atLeast: 1).enumerated() {
                lines.append(try positions(line, inside.appending(index: index), atLeast: 2))
            }
            return .multiLineString(lines)
        case "Polygon": return .polygon(try rings(coordinates, inside))
        case "MultiPolygon":
            var polygons: [[[Geometry.Position]]] = []
            for (index, polygon) in try elements(coordinates, inside, atLeast: 1).enumerated() {
                polygons.append(try rings(polygon, inside.appending(index: index)))
            }
            return .multiPolygon(polygons)
        default:
            let known = [
                "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection",
            ]
            throw wrong(typePlace, "there is no geometry \"\(type)\" here", Suggestion.phrase(for: type, among: known))
        }
    }

    private func elements(
        _ node: JSONNode?, _ place: JSONPointer, atLeast count: Int
    ) throws(FilterFault) -> [JSONNode] {
        guard let node, node.kind == .array, node.count >= count else {
            throw wrong(place, "expected an array of \(count) or more", "give them as RFC 7946 has them")
        }
        return Array(node.elements)
    }

    private func rings(_ node: JSONNode, _ place: JSONPointer) throws(FilterFault) -> [[Geometry.Position]] {
        var rings: [[Geometry.Position]] = []
        for (index, ring) in try elements(node, place, atLeast: 1).enumerated() {
            let ringPlace = place.appending(index: index)
            let line = try positions(ring, ringPlace, atLeast: 4)
            guard line.first == line.last else {
                throw wrong(ringPlace, "the ring is open", "end it with the position it begins with")
            }
            rings.append(line)
        }
        return rings
    }

    private func positions(
        _ node: JSONNode, _ place: JSONPointer, atLeast count: Int
    ) throws(FilterFault) -> [Geometry.Position] {
        var places: [Geometry.Position] = []
        for (index, element) in try elements(node, place, atLeast: count).enumerated() {
            places.append(try position(element, place.appending(index: index)))
        }
        return places
    }

    private func position(_ node: JSONNode, _ place: JSONPointer) throws(FilterFault) -> Geometry.Position {
        let numbers = node.elements.compactMap(\.double)
        // A height behind them does not matter here (RFC 7946 §3.1.1).
        guard node.kind == .array, numbers.count == node.count, (2...3).contains(numbers.count) else {
            throw wrong(place, "expected a longitude and a latitude", "give two numbers: [104.0, 22.5]")
        }
        guard abs(numbers[0]) <= 180, abs(numbers[1]) <= 90 else {
            throw wrong(
                place, "there is no such place", "longitude, -180 to 180, stands before latitude, -90 to 90")
        }
        return Geometry.Position(longitude: numbers[0], latitude: numbers[1])
    }

    private func box(_ node: JSONNode, _ place: JSONPointer) throws(FilterFault) -> GeoBounds {
        var numbers = node.elements.compactMap(\.double)
        guard node.kind == .array, numbers.count == node.count else {
            throw wrong(place, "expected a box of degrees", "give [west, south, east, north]")
        }
        // The third and the sixth are heights, which do not matter here.
        if numbers.count == 6 { numbers = [numbers[0], numbers[1], numbers[3], numbers[4]] }
        guard numbers.count == 4, abs(numbers[0]) <= 180,
            abs(numbers[2]) <= 180, numbers[1] >= -90, numbers[3] <= 90, numbers[1] <= numbers[3]
        else {
            throw wrong(place, "expected a box of degrees", "give [west, south, east, north]")
        }
        return GeoBounds(west: numbers[0], south: numbers[1], east: numbers[2], north: numbers[3])
    }
}
