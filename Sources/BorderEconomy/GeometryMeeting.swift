/// How two shapes meet: what the relations between them (OGC 06-103r4 §6.1.15) are decided by.
///
/// Every edge of one shape is cut where it meets edges of the other; each piece then lies inside, on the boundary or
/// outside of the other shape from end to end, and its middle tells which. An area whose boundary is nowhere inside the
/// other lies in it wholly or not at all, and one position within tells which. Shapes are taken to be valid (rings do not
/// cross), and degrees to be a plane.
package struct GeometryMeeting: Equatable, Sendable {
    /// Whether the shapes have a position in common.
    package private(set) var meets = false
    /// The dimension of what their interiors have in common: 0 for positions, 1 for lines, 2 for areas; nil for nothing.
    package private(set) var interiors: Int?
    /// Whether some of the first one's interior lies outside the second.
    package private(set) var firstLeaves = false
    /// Whether some of the second one's interior lies outside the first.
    package private(set) var secondLeaves = false
    /// The greatest dimension of the parts of either.
    package let firstDimension: Int
    package let secondDimension: Int

    package init(_ first: Geometry, _ second: Geometry) {
        let (a, b) = (GeometryParts(first), GeometryParts(second))
        firstDimension = a.dimension
        secondDimension = b.dimension
        guard let boundsA = a.bounds, let boundsB = b.bounds, boundsA.meets(boundsB) else {
            firstLeaves = true
            secondLeaves = true
            return
        }
        var cutsA = a.edges.map { _ in EdgeCuts() }
        var cutsB = b.edges.map { _ in EdgeCuts() }
        cut(a, &cutsA, by: b, &cutsB)
        let one = Self.half(of: a, cutsA, against: b)
        let other = Self.half(of: b, cutsB, against: a)
        join(one.interiors)
        join(other.interiors)
        meets = meets || one.meets || other.meets || interiors != nil
        firstLeaves = one.leaves || other.isCrossedInside
        secondLeaves = other.leaves || one.isCrossedInside
    }

    private mutating func join(_ dimension: Int?) {
        if let dimension { interiors = max(interiors ?? 0, dimension) }
    }

    /// Cuts the edges of both where they meet, and notes where the insides of lines cross.
    private mutating func cut(
        _ a: GeometryParts, _ cutsA: inout [EdgeCuts], by b: GeometryParts, _ cutsB: inout [EdgeCuts]
    ) {
        for (i, edge) in a.edges.enumerated() {
            for (j, other) in b.edges.enumerated() where edge.bounds.meets(other.bounds) {
                switch edge.meeting(other) {
                case .nowhere: continue
                case .at(let own, let others):
                    meets = true
                    cutsA[i].places.append(own)
                    cutsB[j].places.append(others)
                    if !edge.isRing, !other.isRing, !a.isEnd(edge.position(own)), !b.isEnd(other.position(others)) {
                        join(0)
                    }
                case .along(let own, let others):
                    meets = true
                    cutsA[i].add(own, isRing: other.isRing)
                    cutsB[j].add(others, isRing: edge.isRing)
                }
            }
        }
    }

    /// What the parts of one shape show about the other.
    private struct Half {
        var meets = false
        var interiors: Int?
        /// Its interior is seen outside the other.
        var leaves = false
        /// The boundary of one of its areas runs inside an area of the other, which is therefore on both sides of it.
        var isCrossedInside = false

        mutating func join(_ dimension: Int) { interiors = max(interiors ?? 0, dimension) }
    }

    private static func half(of shape: GeometryParts, _ cuts: [EdgeCuts], against other: GeometryParts) -> Half {
        var half = Half()
        for point in shape.points {
            switch other.standing(of: point) {
            case .interior: half.join(0)
            case .boundary: half.meets = true
            case .exterior: half.leaves = true
            }
        }
        for (edge, cuts) in zip(shape.edges, cuts) {
            for piece in cuts.pieces { look(at: edge, piece, cuts, against: other, &half) }
        }
        for area in shape.areas {
            guard !other.areas.isEmpty else {
                half.leaves = true
                continue
            }
            switch area.innerPosition.map({ other.standingInAreas(of: $0) }) {
            case .interior: half.join(2)
            case .exterior: half.leaves = true
            case .boundary, nil: break
            }
        }
        return half
    }

    /// Looks where the middle of a piece of an edge lies.
    private static func look(
        at edge: GeometryParts.Edge, _ piece: (Double, Double), _ cuts: EdgeCuts, against other: GeometryParts,
        _ half: inout Half
    ) {
        let middle = (piece.0 + piece.1) / 2
        let standing = cuts.isAlongRing(middle) ? .boundary : other.standingInAreas(of: edge.position(middle))
        switch (standing, edge.isRing) {
        case (.interior, true):
            half.join(2)
            half.isCrossedInside = true
        case (.interior, false): half.join(1)
        case (_, false) where cuts.isAlongLine(middle): half.join(1)
        case (.boundary, _): half.meets = true
        case (.exterior, _): half.leaves = true
        }
    }
}

/// Where an edge is cut by another shape, as shares of its length.
private struct EdgeCuts {
    var places: [Double] = []
    private var ringStretches: [ClosedRange<Double>] = []
    private var lineStretches: [ClosedRange<Double>] = []

    /// Adds a stretch that runs along an edge of the other shape.
    mutating func add(_ stretch: ClosedRange<Double>, isRing: Bool) {
        places += [stretch.lowerBound, stretch.upperBound]
        if isRing { ringStretches.append(stretch) } else { lineStretches.append(stretch) }
    }

    func isAlongRing(_ place: Double) -> Bool { ringStretches.contains { $0.contains(place) } }

    func isAlongLine(_ place: Double) -> Bool { lineStretches.contains { $0.contains(place) } }

    /// The pieces between the cuts; those too short to have a middle are left out.
    var pieces: [(Double, Double)] {
        if places.isEmpty { return [(0, 1)] }
        let ends = (places + [0, 1]).sorted()
        return zip(ends, ends.dropFirst()).filter { $1 - $0 > 1e-12 }
    }
}

extension Geometry {
    /// A position where a ring of the shape crosses or touches itself, which makes no area; nil for a valid shape.
    package var selfCrossing: Position? {
        switch self {
        case .point, .multiPoint, .lineString, .multiLineString, .box: nil
        case .polygon(let rings): rings.lazy.compactMap(Self.crossing).first
        case .multiPolygon(let polygons): polygons.lazy.flatMap(\.self).compactMap(Self.crossing).first
        case .collection(let shapes): shapes.lazy.compactMap(\.selfCrossing).first
        }
    }

    /// Edges of a ring meet only where one follows the other.
    private static func crossing(of ring: [Position]) -> Position? {
        let edges = zip(ring, ring.dropFirst()).filter { $0 != $1 }.map { GeometryParts.Edge($0, $1, isRing: true) }
        guard edges.count > 2 else { return ring.first }
        // Along the axis on which edges are short, each is held against those that begin before it ends.
        let width = edges.reduce(0) { $0 + $1.bounds.east - $1.bounds.west }
        let height = edges.reduce(0) { $0 + $1.bounds.north - $1.bounds.south }
        let isByLongitude = width <= height
        func start(_ index: Int) -> Double { isByLongitude ? edges[index].bounds.west : edges[index].bounds.south }
        func end(_ index: Int) -> Double { isByLongitude ? edges[index].bounds.east : edges[index].bounds.north }
        let order = edges.indices.sorted { start($0) < start($1) }
        for (place, index) in order.enumerated() {
            for other in order[(place + 1)...] {
                if start(other) > end(index) { break }
                let (first, second) = (min(index, other), max(index, other))
                if let crossing = crossing(of: edges, first, second) { return crossing }
            }
        }
        return nil
    }

    /// Where two edges of a ring, the first before the second, meet although neither follows the other there.
    private static func crossing(of edges: [GeometryParts.Edge], _ first: Int, _ second: Int) -> Position? {
        let edge = edges[first]
        guard edge.bounds.meets(edges[second].bounds) else { return nil }
        switch edge.meeting(edges[second]) {
        case .nowhere: return nil
        case .along(let stretch, _): return edge.position(stretch.lowerBound)
        case .at(let share, _):
            let place = edge.position(share)
            let isNext = second == first + 1 && place == edge.end
            let isLast = first == 0 && second == edges.count - 1 && place == edge.start
            return isNext || isLast ? nil : place
        }
    }
}
