/// The positions, lines and areas that a shape is made of.
struct GeometryParts {
    /// A straight line between two positions that differ, of a line or of the ring of an area.
    struct Edge {
        let start: Geometry.Position
        let end: Geometry.Position
        let isRing: Bool
        let bounds: GeoBounds

        init(_ start: Geometry.Position, _ end: Geometry.Position, isRing: Bool) {
            self.start = start
            self.end = end
            self.isRing = isRing
            bounds = GeoBounds(
                west: min(start.longitude, end.longitude), south: min(start.latitude, end.latitude),
                east: max(start.longitude, end.longitude), north: max(start.latitude, end.latitude))
        }
    }

    /// An area: its outer ring, then holes.
    struct Area {
        let rings: [[Geometry.Position]]
    }

    private(set) var points: [Geometry.Position] = []
    private(set) var areas: [Area] = []
    private(set) var edges: [Edge] = []
    private(set) var bounds: GeoBounds?
    private var lines: [[Geometry.Position]] = []
    /// How many lines end at a position.
    private var ends: [Geometry.Position: Int] = [:]

    init(_ geometry: Geometry) {
        add(geometry)
    }

    /// The greatest dimension of the parts.
    var dimension: Int { !areas.isEmpty ? 2 : !lines.isEmpty ? 1 : 0 }

    private mutating func add(_ geometry: Geometry) {
        switch geometry {
        case .point(let position): add(point: position)
        case .multiPoint(let positions): for position in positions { add(point: position) }
        case .lineString(let line): add(line: line)
        case .multiLineString(let lines): for line in lines { add(line: line) }
        case .polygon(let rings): add(area: rings)
        case .multiPolygon(let polygons): for rings in polygons { add(area: rings) }
        case .collection(let shapes): for shape in shapes { add(shape) }
        case .box(let box): for part in box.parts { add(box: part) }
        }
    }

    private mutating func widen(_ positions: [Geometry.Position]) {
        guard let own = GeoBounds(around: positions) else { return }
        bounds = bounds?.union(own) ?? own
    }

    private mutating func add(point: Geometry.Position) {
        widen([point])
        points.append(point)
    }

    /// A line all of whose positions are one is a point.
    private mutating func add(line: [Geometry.Position]) {
        guard let first = line.first, let last = line.last else { return }
        if line.allSatisfy({ $0 == first }) { return add(point: first) }
        widen(line)
        lines.append(line)
        ends[first, default: 0] += 1
        ends[last, default: 0] += 1
        addEdges(line, isRing: false)
    }

    private mutating func add(area rings: [[Geometry.Position]]) {
        widen(rings.flatMap(\.self))
        areas.append(Area(rings: rings))
        for ring in rings { addEdges(ring, isRing: true) }
    }

    /// A box without breadth or height is a line, one without both a point.
    private mutating func add(box: GeoBounds) {
        let ring = box.ring
        if box.west == box.east || box.south == box.north {
            add(line: [ring[0], ring[2]])
        } else {
            add(area: [ring])
        }
    }

    private mutating func addEdges(_ path: [Geometry.Position], isRing: Bool) {
        for (a, b) in zip(path, path.dropFirst()) where a != b { edges.append(Edge(a, b, isRing: isRing)) }
    }

    /// Whether a position is boundary of the lines: an odd number of them ends there.
    func isEnd(_ position: Geometry.Position) -> Bool { (ends[position] ?? 0) % 2 == 1 }

    func standingInAreas(of place: Geometry.Position) -> Geometry.Standing {
        Geometry.Standing.strongest(areas.lazy.map { Geometry.standing(of: place, inRings: $0.rings) })
    }

    func standing(of place: Geometry.Position) -> Geometry.Standing {
        if points.contains(place) { return .interior }
        let standings = [standingInAreas(of: place), Geometry.standing(of: place, onLines: lines)]
        return Geometry.Standing.strongest(standings)
    }
}

extension GeometryParts.Area {
    /// A position in the interior: the middle of the widest stretch at a latitude between two of its positions; nil when
    /// the area has no breadth.
    var innerPosition: Geometry.Position? {
        let latitudes = Set(rings.flatMap { $0.map(\.latitude) }).sorted()
        let gaps = zip(latitudes, latitudes.dropFirst())
        guard let gap = gaps.max(by: { $0.1 - $0.0 < $1.1 - $1.0 }) else { return nil }
        let latitude = (gap.0 + gap.1) / 2
        var crossings: [Double] = []
        for ring in rings {
            for (a, b) in zip(ring, ring.dropFirst()) where (a.latitude > latitude) != (b.latitude > latitude) {
                let share = (latitude - a.latitude) / (b.latitude - a.latitude)
                crossings.append(a.longitude + share * (b.longitude - a.longitude))
            }
        }
        crossings.sort()
        let stretches = stride(from: 0, to: crossings.count - 1, by: 2).map { (crossings[$0], crossings[$0 + 1]) }
        guard let widest = stretches.max(by: { $0.1 - $0.0 < $1.1 - $1.0 }), widest.0 < widest.1 else { return nil }
        return Geometry.Position(longitude: (widest.0 + widest.1) / 2, latitude: latitude)
    }
}

extension GeometryParts.Edge {
    /// Where two edges meet, as shares of the length of each.
    enum Meeting {
        case nowhere
        case at(Double, Double)
        case along(ClosedRange<Double>, ClosedRange<Double>)
    }

    func position(_ share: Double) -> Geometry.Position {
        if share == 0 { return start }
        if share == 1 { return end }
        return Geometry.Position(
            longitude: start.longitude + share * (end.longitude - start.longitude),
            latitude: start.latitude + share * (end.latitude - start.latitude))
    }

    func meeting(_ other: Self) -> Meeting {
        let otherStart = side(of: other.start)
        let otherEnd = side(of: other.end)
        let ownStart = other.side(of: start)
        let ownEnd = other.side(of: end)
        if otherStart == 0, otherEnd == 0 { return collinear(other) }
        guard otherStart * otherEnd <= 0, ownStart * ownEnd <= 0, ownStart != ownEnd else { return .nowhere }
        let own = ownStart == 0 ? 0 : ownEnd == 0 ? 1 : ownStart / (ownStart - ownEnd)
        let others = otherStart == 0 ? 0 : otherEnd == 0 ? 1 : otherStart / (otherStart - otherEnd)
        return .at(own, others)
    }

    /// Greater than 0 to the left of the edge, less to the right, 0 on its line.
    private func side(of place: Geometry.Position) -> Double {
        (end.longitude - start.longitude) * (place.latitude - start.latitude)
            - (end.latitude - start.latitude) * (place.longitude - start.longitude)
    }

    /// The share of the length at which a position of the edge's line lies.
    private func share(of place: Geometry.Position) -> Double {
        if place == start { return 0 }
        if place == end { return 1 }
        let (east, north) = (end.longitude - start.longitude, end.latitude - start.latitude)
        return abs(east) >= abs(north)
            ? (place.longitude - start.longitude) / east : (place.latitude - start.latitude) / north
    }

    private func collinear(_ other: Self) -> Meeting {
        guard let own = stretch(other.start, other.end), let others = other.stretch(start, end) else { return .nowhere }
        return own.lowerBound < own.upperBound && others.lowerBound < others.upperBound
            ? .along(own, others) : .at(own.lowerBound, others.lowerBound)
    }

    /// The stretch of the edge between two positions of its line.
    private func stretch(_ a: Geometry.Position, _ b: Geometry.Position) -> ClosedRange<Double>? {
        let (first, last) = (share(of: a), share(of: b))
        let low = max(0, min(first, last))
        let high = min(1, max(first, last))
        return low <= high ? low...high : nil
    }
}
