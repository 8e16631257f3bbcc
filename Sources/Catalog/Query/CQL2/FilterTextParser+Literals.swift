import BorderEconomy

extension FilterTextParser {

    /// `DATE('…')`, `TIMESTAMP('…')`, `INTERVAL(…, …)`; nil when `keyword` begins none of them.
    mutating func instant(_ keyword: String) throws(FilterFault) -> FilterExpression? {
        let start = token
        switch keyword {
        case "DATE":
            let (text, place) = try quoted("the day as 'YYYY-MM-DD'")
            guard let day = CalendarDay(text) else { throw wrongInstant(text, place, "DATE('2024-12-15')") }
            return try make(.date(day), at: start)
        case "TIMESTAMP":
            let (text, place) = try quoted("the instant as 'YYYY-MM-DDThh:mm:ssZ'")
            guard let instant = FilterTimestamp(text) else {
                throw wrongInstant(text, place, "TIMESTAMP('2024-12-15T08:30:00Z')")
            }
            return try make(.timestamp(instant), at: start)
        case "INTERVAL":
            advance()
            try expect("(", "")
            let first = try bound()
            try expect(",", "between the two ends of the interval")
            let last = try bound()
            try expect(")", "after the second end of the interval")
            return try make(.interval(first, last), at: start)
        default: return nil
        }
    }

    private mutating func quoted(_ what: String) throws(FilterFault) -> (String, FilterToken) {
        advance()
        try expect("(", "")
        let place = token
        guard case .text(let text) = token.kind else { throw expected("\(what) in single quotes") }
        advance()
        try expect(")", "after the text")
        return (text, place)
    }

    private func wrongInstant(_ text: String, _ token: FilterToken, _ example: String) -> FilterFault {
        FilterFault(at: place(token), reason: "there is no instant '\(text)'", remedy: "write it as \(example)")
    }

    private mutating func bound() throws(FilterFault) -> FilterExpression {
        let start = token
        guard case .text(let text) = start.kind else {
            let expression: FilterExpression? =
                switch start.kind {
                case .word, .quotedName: try expression()
                default: nil
                }
            switch expression?.form {
            case .property?, .function?: if let expression { return expression }
            default: break
            }
            throw FilterFault(
                at: place(start), reason: "expected an end of the interval",
                remedy: "write a day as '2024-12-15', the open end '..' or a field")
        }
        advance()
        if text == ".." { return try make(.open, at: start) }
        if let day = CalendarDay(text) { return try make(.date(day), at: start) }
        if let instant = FilterTimestamp(text) { return try make(.timestamp(instant), at: start) }
        throw wrongInstant(text, start, "'2024-12-15', '2024-12-15T08:30:00Z' or '..'")
    }

    /// A geometry in well-known text; nil when `keyword` begins none.
    mutating func shape(_ keyword: String) throws(FilterFault) -> Geometry? {
        switch keyword {
        case "POINT":
            beginShape()
            return .point(try enclosedPosition())
        case "MULTIPOINT":
            beginShape()
            return .multiPoint(try list { parser throws(FilterFault) in try parser.enclosedPosition() })
        case "LINESTRING":
            beginShape()
            return .lineString(try line())
        case "MULTILINESTRING":
            beginShape()
            return .multiLineString(try list { parser throws(FilterFault) in try parser.line() })
        case "POLYGON":
            beginShape()
            return .polygon(try rings())
        case "MULTIPOLYGON":
            beginShape()
            return .multiPolygon(try list { parser throws(FilterFault) in try parser.rings() })
        case "GEOMETRYCOLLECTION":
            beginShape()
            return .collection(try list { parser throws(FilterFault) in try parser.member() })
        case "BBOX":
            advance()
            return .box(try box())
        default: return nil
        }
    }

    /// Passes the name of a geometry and the `Z` that says its positions have heights.
    private mutating func beginShape() {
        advance()
        _ = takes(keyword: "Z")
    }

    private mutating func member() throws(FilterFault) -> Geometry {
        guard case .word(let word) = token.kind, !["GEOMETRYCOLLECTION", "BBOX"].contains(word.uppercased()),
            let shape = try shape(word.uppercased())
        else { throw expected("a geometry such as POINT(104.0 22.5)") }
        return shape
    }

    private mutating func list<Element>(
        _ element: (inout FilterTextParser) throws(FilterFault) -> Element
    ) throws(FilterFault) -> [Element] {
        try expect("(", "")
        var elements = [try element(&self)]
        while takes(",") { elements.append(try element(&self)) }
        try expect(")", "after the last part of the geometry")
        return elements
    }

    private mutating func enclosedPosition() throws(FilterFault) -> Geometry.Position {
        try expect("(", "")
        let place = try position()
        try expect(")", "after longitude and latitude")
        return place
    }

    private mutating func line() throws(FilterFault) -> [Geometry.Position] {
        let start = token
        let line = try list { parser throws(FilterFault) in try parser.position() }
        guard line.count >= 2 else { throw wrongLine(start, "a line has two positions at least") }
        return line
    }

    private mutating func rings() throws(FilterFault) -> [[Geometry.Position]] {
        try list { parser throws(FilterFault) in
            let start = parser.token
            let ring = try parser.line()
            guard ring.count >= 4, ring.first == ring.last else {
                throw parser.wrongLine(start, "a ring has four positions at least and ends where it begins")
            }
            return ring
        }
    }

    private func wrongLine(_ token: FilterToken, _ rule: String) -> FilterFault {
        FilterFault(at: place(token), reason: "this is too short or open: \(rule)", remedy: "add the missing positions")
    }

    /// Longitude and latitude. A height behind them does not matter here: what lies on the map has none.
    private mutating func position() throws(FilterFault) -> Geometry.Position {
        let longitude = try degrees(180, "a longitude")
        let latitude = try degrees(90, "a latitude after the longitude")
        switch token.kind {
        case .number, .symbol("-"), .symbol("+"): try height()
        default: break
        }
        return Geometry.Position(longitude: longitude, latitude: latitude)
    }

    /// Passes a height in metres.
    private mutating func height() throws(FilterFault) {
        if !takes("-") { _ = takes("+") }
        guard case .number = token.kind else { throw expected("a height", remedy: "leave out the height") }
        advance()
    }

    /// West, south, east, north; or six numbers, a height behind each of the two corners.
    private mutating func box() throws(FilterFault) -> GeoBounds {
        let hasHeights = tokens[index...].prefix { $0.kind != .symbol(")") }.count { $0.kind == .symbol(",") } == 5
        try expect("(", "")
        let west = try degrees(180, "the western longitude")
        try expect(",", "after the western longitude")
        let south = try degrees(90, "the southern latitude")
        try expect(",", "after the southern latitude")
        if hasHeights {
            try height()
            try expect(",", "after the lower height")
        }
        let east = try degrees(180, "the eastern longitude")
        try expect(",", "after the eastern longitude")
        let start = token
        let north = try degrees(90, "the northern latitude")
        if hasHeights {
            try expect(",", "after the northern latitude")
            try height()
        }
        guard south <= north else {
            throw FilterFault(
                at: place(start), reason: "the northern latitude lies south of the southern one",
                remedy: "write BBOX(west, south, east, north)")
        }
        try expect(")", hasHeights ? "after the upper height" : "after the northern latitude")
        return GeoBounds(west: west, south: south, east: east, north: north)
    }

    private mutating func degrees(_ bound: Double, _ what: String) throws(FilterFault) -> Double {
        let start = token
        let sign: Double = takes("-") ? -1 : 1
        if sign > 0 { _ = takes("+") }
        guard case .number(let number) = token.kind else {
            throw expected("\(what) in degrees", remedy: "write longitude and latitude as numbers: POINT(104.0 22.5)")
        }
        guard number <= bound else {
            throw FilterFault(
                at: place(start), reason: "\(FilterTextWriter.number(sign * number)) degrees is no place for \(what)",
                remedy: "longitude, -180 to 180, stands before latitude, -90 to 90")
        }
        advance()
        return sign * number
    }
}
