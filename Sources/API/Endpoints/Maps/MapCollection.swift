import BorderEconomy
import Catalog

/// A collection whose records are features on a map.
enum MapCollection: String, CaseIterable {
    case gates, zones, projects, provinces

    /// The definition of its records.
    var definition: CollectionDefinition {
        switch self {
        case .gates: Presentation.gateDefinition
        case .zones: Presentation.zoneDefinition
        case .projects: Presentation.projectDefinition
        case .provinces: Presentation.provinceDefinition
        }
    }

    var title: LocalizedText {
        switch self {
        case .gates: LocalizedText(vietnamese: "Cửa khẩu", english: "Border gates")
        case .zones: LocalizedText(vietnamese: "Khu kinh tế", english: "Economic zones")
        case .projects: LocalizedText(vietnamese: "Dự án hạ tầng", english: "Infrastructure projects")
        case .provinces: LocalizedText(vietnamese: "Tỉnh", english: "Provinces")
        }
    }

    /// Whose work the positions are, and under which licence.
    var attribution: Attribution? { Attribution(of: rawValue) }

    /// Whether single points are shown as MultiPoints of one: where some features are at the points of several gates or
    /// places, so that a client that makes a table of one type has room for all of them.
    var gathersPoints: Bool {
        switch self {
        case .zones, .projects: true
        case .gates, .provinces: false
        }
    }

    /// The days a record is there; an open end is nil. Nil when nothing is known of it: then it is there on any day.
    func days(of id: RecordID, in registry: Registry) -> (first: CalendarDay?, last: CalendarDay?)? {
        switch self {
        case .gates: registry.gates[id]?.openedOn.map { ($0, nil) }
        case .provinces: registry.provinces[id].map { ($0.validFrom, $0.validTo) }
        case .zones, .projects: nil
        }
    }
}

/// What a map collection covers.
struct MapExtent {
    let bounds: GeoBounds?
    private(set) var first: CalendarDay?
    private(set) var last: CalendarDay?

    /// Of all records of a collection; a day is nil where one of them is open.
    init(of map: MapCollection, in collection: StoredCollection?, _ registry: Registry) {
        var firsts: [CalendarDay?] = []
        var lasts: [CalendarDay?] = []
        bounds = collection?.bounds
        for key in collection.map({ Array($0.keys) }) ?? [] {
            guard let id = RecordID(key) else { continue }
            let days = map.days(of: id, in: registry)
            firsts.append(days?.first)
            lasts.append(days?.last)
        }
        if !firsts.contains(nil) { first = firsts.compactMap(\.self).min() }
        if !lasts.contains(nil) { last = lasts.compactMap(\.self).max() }
    }
}
