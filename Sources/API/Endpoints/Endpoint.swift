import BorderEconomy
import Catalog
import HTTPEngine

/// An operation at an address that is neither a list or record of a collection nor a page of the service: something that
/// is worked out when it is asked for.
///
/// An object, because each request is handed its endpoint and describes itself by it.
final class Endpoint: Sendable {
    let path: PathTemplate
    /// GET, which HEAD comes with, POST or PATCH.
    let method: HTTPMethod
    let operation: Operation
    /// Whether the work grows with the figures of the data set: it is then done off the loop when there are many.
    let goesThroughFigures: Bool
    /// Answers a question that fits the operation. Runs on the loop; what takes long answers `.later`.
    let answer: @Sendable (Question) throws(Problem) -> Answer

    init(
        path: PathTemplate, method: HTTPMethod, operation: Operation, goesThroughFigures: Bool = false,
        answer: @escaping @Sendable (Question) throws(Problem) -> Answer
    ) {
        self.path = path
        self.method = method
        self.operation = operation
        self.goesThroughFigures = goesThroughFigures
        self.answer = answer
    }

    /// Figures that a loop goes through itself; through more it is gone off it, so that it delays nobody else.
    static let greatestLoopCount = 20_000

    /// Whether a question is to be worked out off the loop.
    func leavesLoop(with snapshot: Snapshot) -> Bool {
        goesThroughFigures && snapshot.registry.observations.count > Self.greatestLoopCount
    }
}

/// The endpoints by address: the one list that routing, counting and the description read.
struct EndpointTable: Sendable {
    /// What is served at one address.
    struct Place: Sendable {
        let path: PathTemplate
        private(set) var endpoints: [Endpoint]

        fileprivate init(path: PathTemplate) {
            self.path = path
            endpoints = []
        }

        fileprivate mutating func add(_ endpoint: Endpoint) { endpoints.append(endpoint) }

        /// The endpoint that answers a method; HEAD is answered as GET is.
        func endpoint(for method: HTTPMethod) -> Endpoint? {
            endpoints.first { $0.method == (method == .head ? .get : method) }
        }

        /// The methods, as Allow lists them.
        var allowed: String {
            let methods = endpoints.flatMap { $0.method == .get ? ["GET", "HEAD"] : ["\($0.method.name)"] }
            return (methods + ["OPTIONS"]).joined(separator: ", ")
        }
    }

    /// In the order in which descriptions list them.
    let places: [Place]
    /// Positions in `places` by number of segments, those without variables first: a literal segment wins over one that
    /// varies.
    private let bySegmentCount: [Int: [Int]]

    init(_ endpoints: [Endpoint]) {
        var places: [Place] = []
        for endpoint in endpoints {
            let known = places.firstIndex { $0.path == endpoint.path }
            if known == nil { places.append(Place(path: endpoint.path)) }
            places[known ?? places.count - 1].add(endpoint)
        }
        self.places = places
        bySegmentCount = Dictionary(grouping: places.indices) { places[$0].path.segmentCount }.mapValues { positions in
            positions.sorted { places[$0].path.variables.count < places[$1].path.variables.count }
        }
    }

    /// The place of an address, by its position in `places`, with the values of its variables.
    func match(_ segments: [String]) -> (place: Int, values: [String])? {
        for position in bySegmentCount[segments.count] ?? [] {
            if let values = places[position].path.values(in: segments) { return (position, values) }
        }
        return nil
    }

    /// What this service serves.
    static let served = EndpointTable(
        Analysis.endpoints + Changes.endpoints + CorridorEndpoint.endpoints + DatasetVersions.endpoints
            + Downloads.endpoints
            + LiveEndpoints.all + MapEndpoint.endpoints + NetworkEndpoint.endpoints + PlanningEndpoints.all
            + QueryablesEndpoint.endpoints
            + SearchEndpoint.endpoints)
}
