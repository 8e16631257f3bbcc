/// A record at which legs meet.
package struct NetworkNode: Hashable, Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case city, town, junction, station, gate, port, airport, bridgehead
        /// An economic zone: a route ends there but never leads through it.
        case zone
        /// Another kind of record.
        case site
    }

    package let id: RecordID
    package let collection: RecordCollection
    package let kind: Kind
    package let names: LocalizedText
    package let country: String
    package let point: GeoPoint?
}

extension NetworkNode {
    /// The node that the record called `id` is; nil when there is no such record, or none that legs can meet at.
    package init?(_ id: RecordID, in registry: Registry) {
        guard let found = registry.header(of: id) else { return nil }
        self.id = found.header.id
        collection = found.collection
        names = found.header.names
        switch found.collection {
        case .provinces:
            kind = .city
            country = "VN"
            point = registry.provinces[id]?.point
        case .gates:
            kind = .gate
            country = "VN"
            point = registry.gates[id]?.point
        case .zones:
            kind = .zone
            country = "VN"
            point = registry.zones[id]?.point
        case .projects:
            kind = registry.projects[id]?.kind == .airport ? .airport : .site
            country = "VN"
            point = registry.projects[id]?.point
        case .places:
            guard let place = registry.places[id] else { return nil }
            kind = Kind(place.kind)
            country = place.country ?? "VN"
            point = place.point
        case .legs, .corridors, .organisations, .meetings, .documents, .plans, .services, .indicators, .observations,
            .targets:
            return nil
        }
    }
}

extension NetworkNode.Kind {
    fileprivate init(_ kind: Place.Kind) {
        self =
            switch kind {
            case .city, .foreignCity, .foreignPrefecture: .city
            case .town, .foreignTown, .foreignCounty, .district, .commune: .town
            case .junction: .junction
            case .station: .station
            case .port: .port
            case .foreignGate: .gate
            case .bridgehead: .bridgehead
            case .country, .foreignProvince, .market, .region, .river, .continent, .economicSector, .statisticalScope,
                .resource, .ethnicGroup:
                .site
            }
    }
}
