import BorderEconomy
import Catalog
import Foundation
import JSONText
import Testing

@testable import API

struct RouteTests {
    /// Identifiers that must not break the path apart when it is printed.
    private static let ids = ["kim-thanh", "kim-thanh--bac-son", "a b", "a/b", "Hữu Nghị", "100%", "?", "#"]

    private static let routes: [Route] =
        [
            .home, .directory, .dataset, .openAPI, .documentation, .health, .readiness, .metrics, .apiCatalog,
            .securityText,
        ] + RouteTable.collections.map { .collection($0) }
        + RouteTable.datasetCollections.map { .datasetCollection($0) }
        + ids.flatMap { id in
            RouteTable.collections.map { .record(collection: $0, id: id) }
                + RouteTable.subcollections.map { .subcollection($0, id: id) }
        }

    private func segments(of path: String) -> [String] {
        path == "/"
            ? []
            : path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
                .map { String($0).removingPercentEncoding ?? "" }
    }

    @Test func path_OfEveryRoute_IsReadBackAsTheRoute() {
        #expect(Self.routes.filter { Route(segments(of: $0.path)) != $0 }.map(\.path) == [])
        #expect(Set(Self.routes.map(\.path)).count == Self.routes.count)
    }

    @Test(arguments: [
        [""], ["v1", ""], ["v2"], ["V1"], ["v1", "gats"], ["v1", "Gates"], ["v1", "gates", ""],
        ["v1", "gates", "kim-thanh", ""], ["v1", "gates", "kim-thanh", "tasks"], ["v1", "dataset", "facts"],
        ["v1", "gates", "kim-thanh", "lanes", "export-1", "state"], ["v1", "dataset", "checks", "check-c1"],
        ["docs", ""], ["docs", "v1"], [".well-known"], [".well-known", "security"], ["gates"], ["v1", "lanes"],
    ])
    func segments_OfNothingServed_AreNoRoute(segments: [String]) {
        #expect(Route(segments) == nil)
    }

    @Test func table_NamesCollectionsAndFieldsThatAreThere() throws {
        let snapshot = try SeedFixture.shared().snapshot
        for name in RouteTable.collections + RouteTable.datasetCollections {
            #expect(snapshot[name] != nil, "\(name)")
        }
        for subcollection in RouteTable.subcollections {
            let definition = snapshot[subcollection.collection]?.definition
            #expect(RouteTable.collections.contains(subcollection.parent), "\(subcollection)")
            #expect(definition?.field(subcollection.field)?.filterable == true, "\(subcollection)")
        }
        let addresses = RouteTable.subcollections.map { "\($0.parent)/\($0.name)" }
        #expect(Set(addresses).count == addresses.count)
    }

    @Test func table_HasEveryCollectionOfTheRegistry() {
        #expect(RouteTable.collections == RecordCollection.allCases.map(\.rawValue))
    }
}
