package import BorderEconomy

extension Geometry {
    /// Whether a position stands in `relation` to the shape, in this order.
    package func holds(_ relation: SpatialRelation, for place: Position) -> Bool {
        switch relation {
        case .intersects: standing(of: place) != .exterior
        case .disjoint: standing(of: place) == .exterior
        case .within: standing(of: place) == .interior
        case .touches: standing(of: place) == .boundary
        case .equals, .contains: isNothingBut(place)
        // A single position has no part inside and another outside.
        case .overlaps, .crosses: false
        }
    }

    /// Whether another shape stands in `relation` to this one, in this order.
    package func holds(_ relation: SpatialRelation, for other: Geometry) -> Bool {
        if case .point(let place) = other { return holds(relation, for: place) }
        if case .point(let place) = self { return other.holds(relation.mirrored, for: place) }
        return relation.holds(GeometryMeeting(other, self))
    }
}

extension SpatialRelation {
    /// Whether it holds between two shapes that meet so (OGC 06-103r4 §6.1.15).
    func holds(_ meeting: GeometryMeeting) -> Bool {
        let (first, second) = (meeting.firstDimension, meeting.secondDimension)
        switch self {
        case .intersects: return meeting.meets
        case .disjoint: return !meeting.meets
        case .within: return meeting.interiors != nil && !meeting.firstLeaves
        case .contains: return meeting.interiors != nil && !meeting.secondLeaves
        case .equals: return meeting.interiors != nil && !meeting.firstLeaves && !meeting.secondLeaves
        case .touches: return meeting.meets && meeting.interiors == nil
        case .overlaps:
            guard first == second, let interiors = meeting.interiors else { return false }
            return interiors == first && meeting.firstLeaves && meeting.secondLeaves
        case .crosses:
            guard let interiors = meeting.interiors else { return false }
            if first == second { return first == 1 && interiors == 0 }
            return first < second ? meeting.firstLeaves : meeting.secondLeaves
        }
    }
}
