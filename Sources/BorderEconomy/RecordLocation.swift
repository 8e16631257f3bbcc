/// Where a record lies, as maps show it and questions about places see it.
package struct RecordLocation: Sendable {
    /// What the shape comes from.
    package enum Basis: Sendable {
        /// The record's own point.
        case point
        /// The outline of a province.
        case outline(ProvinceOutline)
        /// A straight line between the ends of a leg.
        case ends
        /// The points of other records that it names.
        case derived(from: [RecordID])
    }

    package let geometry: Geometry
    package let basis: Basis
}

extension Registry {
    /// Where a record lies: a province in its outline, a leg between its ends, others at their point. One without a point
    /// of its own lies at those of the gates it names, else of the places. Nil when nothing says where.
    package func location(of id: RecordID, in collection: RecordCollection) -> RecordLocation? {
        switch collection {
        case .provinces:
            if let outline = outlines[id] {
                return RecordLocation(geometry: outline.geometry, basis: .outline(outline))
            }
            return location(provinces[id]?.point)
        case .gates: return location(gates[id]?.point)
        case .places: return location(places[id]?.point)
        case .zones:
            guard let zone = zones[id] else { return nil }
            return location(zone.point, gates: zone.gates, places: zone.places)
        case .projects:
            guard let project = projects[id] else { return nil }
            return location(project.point, gates: project.gates, places: project.places)
        case .legs:
            guard let leg = legs[id] else { return nil }
            let ends = [leg.from, leg.to].compactMap { NetworkNode($0, in: self)?.point }
            guard ends.count == 2 else { return location(nil, gates: leg.gates) }
            return RecordLocation(geometry: .lineString(ends.map { Geometry.Position($0) }), basis: .ends)
        case .corridors, .organisations, .meetings, .documents, .plans, .services, .indicators, .observations, .targets:
            return nil
        }
    }

    private func location(
        _ point: GeoPoint?, gates named: [Identifier<BorderGate>] = [], places others: [Identifier<Place>] = []
    ) -> RecordLocation? {
        if let point { return RecordLocation(geometry: .point(Geometry.Position(point)), basis: .point) }
        var found = named.compactMap { id in gates[id]?.point.map { (id: id.erased, point: $0) } }
        if found.isEmpty { found = others.compactMap { id in places[id]?.point.map { (id: id.erased, point: $0) } } }
        return Geometry(points: found.map { Geometry.Position($0.point) }).map {
            RecordLocation(geometry: $0, basis: .derived(from: found.map(\.id)))
        }
    }
}
