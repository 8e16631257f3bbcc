import HTTPEngine

/// Every address the service answers, read from the segments of a path and printable back to it.
enum Route: Hashable {
    case home
    case directory
    case dataset
    case collection(String)
    case record(collection: String, id: String)
    case subcollection(Subcollection, id: String)
    case datasetCollection(String)
    case openAPI
    case documentation
    case health
    case readiness
    case metrics
    case apiCatalog
    case securityText
    /// An endpoint's address, by its position in the table, with the values of its variables.
    case endpoint(Int, values: [String])

    /// Nil when nothing is served there.
    init?(_ segments: [String]) {
        // Clients of maps put a slash behind the address of the landing page.
        let address = segments == ["ogc", ""] ? ["ogc"] : segments
        if let found = EndpointTable.served.match(address) {
            self = .endpoint(found.place, values: found.values)
            return
        }
        switch segments {
        case []: self = .home
        case ["v1"]: self = .directory
        case ["v1", "dataset"]: self = .dataset
        case ["openapi.json"]: self = .openAPI
        case ["docs"]: self = .documentation
        case ["healthz"]: self = .health
        case ["readyz"]: self = .readiness
        case ["metrics"]: self = .metrics
        case [".well-known", "api-catalog"]: self = .apiCatalog
        case [".well-known", "security.txt"]: self = .securityText
        default:
            guard let route = Self.underV1(segments) else { return nil }
            self = route
        }
    }

    private static func underV1(_ segments: [String]) -> Route? {
        guard segments.count >= 2, segments[0] == "v1" else { return nil }
        if segments[1] == "dataset" {
            guard segments.count == 3, RouteTable.datasetCollections.contains(segments[2]) else { return nil }
            return .datasetCollection(segments[2])
        }
        guard RouteTable.collections.contains(segments[1]) else { return nil }
        switch segments.count {
        case 2: return .collection(segments[1])
        case 3: return segments[2].isEmpty ? nil : .record(collection: segments[1], id: segments[2])
        case 4:
            return RouteTable.subcollection(segments[3], of: segments[1]).map { .subcollection($0, id: segments[2]) }
        default: return nil
        }
    }

    /// The path, with segments as they stand in addresses.
    var path: String {
        switch self {
        case .endpoint(let place, let values): EndpointTable.served.places[place].path.path(with: values)
        case .home: "/"
        case .directory: "/v1"
        case .dataset: "/v1/dataset"
        case .collection(let name): "/v1/\(name)"
        case .record(let collection, let id): "/v1/\(collection)/\(URIText.encoded(id))"
        case .subcollection(let subcollection, let id):
            "/v1/\(subcollection.parent)/\(URIText.encoded(id))/\(subcollection.name)"
        case .datasetCollection(let name): "/v1/dataset/\(name)"
        case .openAPI: "/openapi.json"
        case .documentation: "/docs"
        case .health: "/healthz"
        case .readiness: "/readyz"
        case .metrics: "/metrics"
        case .apiCatalog: "/.well-known/api-catalog"
        case .securityText: "/.well-known/security.txt"
        }
    }
}

extension Route {
    /// Whether a request of this method is answered; OPTIONS is, everywhere.
    func offers(_ method: HTTPMethod) -> Bool {
        switch self {
        case .endpoint(let place, _): EndpointTable.served.places[place].endpoint(for: method) != nil
        default: method == .get || method == .head || writing?.place.endpoint(for: method) != nil
        }
    }

    /// The writes that are taken at the address of a collection or a record, with the values of its variables.
    var writing: (place: EndpointTable.Place, values: [String])? {
        let segments: [String]
        switch self {
        case .collection(let name): segments = ["v1", name]
        case .record(let collection, let id): segments = ["v1", collection, id]
        default: return nil
        }
        return RouteTable.writes.match(segments).map { (RouteTable.writes.places[$0.place], $0.values) }
    }

    /// The endpoint that a request of this method is for; nil where pages, lists and records are read.
    func endpoint(for method: HTTPMethod) -> Endpoint? {
        if case .endpoint(let place, _) = self { return EndpointTable.served.places[place].endpoint(for: method) }
        return writing?.place.endpoint(for: method)
    }

    /// The methods offered, as Allow lists them.
    var allowed: String {
        switch self {
        case .endpoint(let place, _): EndpointTable.served.places[place].allowed
        default: writing.map { "GET, HEAD, \($0.place.allowed)" } ?? Answer.allowed
        }
    }
}

/// A list under a record: those of a collection whose field names the record.
struct Subcollection: Hashable {
    let parent: String
    let name: String
    /// The collection its records are of.
    let collection: String
    /// The field that names the parent.
    let field: String
}

/// The collections and what hangs under them: the one list that routing and documentation read.
enum RouteTable {
    static let collections = [
        "provinces", "gates", "zones", "projects", "corridors", "legs", "places", "organisations", "meetings",
        "documents",
        "plans", "services", "indicators", "observations", "targets",
    ]

    static let datasetCollections = ["checks", "conflicts"]

    /// What is written at the addresses of collections and records.
    static let writes = EndpointTable(PlanningEndpoints.atRecords)

    static let subcollections: [Subcollection] = [
        Subcollection(parent: "provinces", name: "gates", collection: "gates", field: "province"),
        Subcollection(parent: "provinces", name: "zones", collection: "zones", field: "province"),
        Subcollection(parent: "provinces", name: "projects", collection: "projects", field: "provinces"),
        Subcollection(parent: "provinces", name: "plans", collection: "plans", field: "provinces"),
        Subcollection(parent: "provinces", name: "observations", collection: "observations", field: "subject"),
        Subcollection(parent: "provinces", name: "targets", collection: "targets", field: "subject"),
        Subcollection(parent: "provinces", name: "services", collection: "services", field: "province"),
        Subcollection(parent: "gates", name: "lanes", collection: "lanes", field: "gate"),
        Subcollection(parent: "gates", name: "projects", collection: "projects", field: "gates"),
        Subcollection(parent: "gates", name: "services", collection: "services", field: "gates"),
        Subcollection(parent: "gates", name: "legs", collection: "legs", field: "gates"),
        Subcollection(parent: "gates", name: "observations", collection: "observations", field: "subject"),
        Subcollection(parent: "zones", name: "areas", collection: "zones", field: "parentZone"),
        Subcollection(parent: "zones", name: "projects", collection: "projects", field: "zone"),
        Subcollection(parent: "zones", name: "observations", collection: "observations", field: "subject"),
        Subcollection(parent: "zones", name: "targets", collection: "targets", field: "subject"),
        Subcollection(parent: "projects", name: "legs", collection: "legs", field: "project"),
        Subcollection(parent: "projects", name: "observations", collection: "observations", field: "subject"),
        Subcollection(parent: "projects", name: "targets", collection: "targets", field: "subject"),
        Subcollection(parent: "corridors", name: "observations", collection: "observations", field: "subject"),
        Subcollection(parent: "corridors", name: "projects", collection: "projects", field: "corridors"),
        Subcollection(parent: "places", name: "observations", collection: "observations", field: "subject"),
        Subcollection(parent: "places", name: "targets", collection: "targets", field: "subject"),
        Subcollection(parent: "organisations", name: "documents", collection: "documents", field: "issuer"),
        Subcollection(parent: "organisations", name: "meetings", collection: "meetings", field: "organiser"),
        Subcollection(parent: "organisations", name: "observations", collection: "observations", field: "subject"),
        Subcollection(parent: "documents", name: "facts", collection: "facts", field: "document"),
        Subcollection(parent: "plans", name: "targets", collection: "targets", field: "plan"),
        Subcollection(parent: "plans", name: "tasks", collection: "tasks", field: "plan"),
        Subcollection(parent: "plans", name: "projects", collection: "projects", field: "plans"),
        Subcollection(parent: "plans", name: "observations", collection: "observations", field: "subject"),
        Subcollection(parent: "indicators", name: "observations", collection: "observations", field: "indicator"),
        Subcollection(parent: "indicators", name: "targets", collection: "targets", field: "indicator"),
    ]

    static func subcollection(_ name: String, of parent: String) -> Subcollection? {
        subcollections.first { $0.parent == parent && $0.name == name }
    }
}
