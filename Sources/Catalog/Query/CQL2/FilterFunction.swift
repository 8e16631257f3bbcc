/// The functions that filters may call besides those of CQL2.
package enum FilterFunction: String, Sendable, CaseIterable {
    case distanceKm
    case year

    /// What it takes, in order.
    package var arguments: [(name: String, type: String)] {
        switch self {
        case .distanceKm: [("a", "geometry"), ("b", "geometry")]
        case .year: [("day", "date")]
        }
    }

    package var meaning: String {
        switch self {
        case .distanceKm: "Kilometres between two positions over a sphere of the Earth's mean radius"
        case .year: "The year of a day"
        }
    }

    /// An example of a call.
    package var usage: String {
        switch self {
        case .distanceKm: "distanceKm(point, POINT(103.97 22.5)) <= 20"
        case .year: "year(deadline) = 2030"
        }
    }

    /// What may be called, of the kind that a wrong name seems to be: spatial, temporal and array functions begin with a
    /// letter and an underscore.
    static func names(like name: String) -> [String] {
        switch name.uppercased().prefix(2) {
        case "S_": SpatialRelation.allCases.map { $0.rawValue.uppercased() }
        case "T_": TemporalRelation.allCases.map { $0.rawValue.uppercased() }
        case "A_": ArrayRelation.allCases.map { $0.rawValue.uppercased() }
        default: allCases.map(\.rawValue)
        }
    }
}
