/// Routes as patterns, such as `/v1/gates/{id}`: what requests are counted by, so that no client can make more of them.
package enum RoutePattern {
    /// Every pattern; its position is the number that `ResponseWriter.route` carries. The first stands for all addresses
    /// that are none of ours, and for requests that were refused before they were read.
    package static let all: [String] = {
        var patterns = ["unmatched", "*"] + ServicePage.all.map(\.path)
        for name in RouteTable.collections { patterns += ["/v1/\(name)", "/v1/\(name)/{id}"] }
        patterns += RouteTable.subcollections.map { "/v1/\($0.parent)/{id}/\($0.name)" }
        patterns += RouteTable.datasetCollections.map { "/v1/dataset/\($0)" }
        return patterns + EndpointTable.served.places.map(\.path.text)
    }()

    /// The number of `OPTIONS *`.
    static let asterisk: UInt16 = 1

    private static let numbers = Dictionary(
        uniqueKeysWithValues: all.enumerated().map { ($0.element, UInt16($0.offset)) })

    static func number(of route: Route) -> UInt16 { numbers[route.pattern] ?? 0 }
}

extension Route {
    /// The path with `{id}` where an identifier stands.
    var pattern: String {
        switch self {
        case .endpoint(let place, _): EndpointTable.served.places[place].path.text
        case .record(let collection, _): "/v1/\(collection)/{id}"
        case .subcollection(let subcollection, _): "/v1/\(subcollection.parent)/{id}/\(subcollection.name)"
        case .home, .directory, .dataset, .collection, .datasetCollection, .openAPI, .documentation, .health,
            .readiness, .metrics, .apiCatalog, .securityText:
            path
        }
    }
}
