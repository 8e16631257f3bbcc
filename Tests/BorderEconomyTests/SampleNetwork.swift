import BorderEconomy
import DomainTesting

extension NetworkLeg {
    /// A road that is there, of the given length; changed as the test needs.
    static func of(
        _ id: RecordID, from: RecordID, to: RecordID, kilometres: Double = 10,
        _ change: (inout NetworkLeg) -> Void = { _ in }
    ) -> NetworkLeg {
        var leg = NetworkLeg(header: .named(id), from: from, to: to, mode: .road, status: .operating)
        leg.length = .of(kilometres, .kilometre)
        change(&leg)
        return leg
    }
}

/// A network of places, each named by its identifier.
struct SampleNetwork {
    let registry: Registry
    let network: TransportNetwork

    /// - Parameters:
    ///   - gates: gates that legs cross at, with the gate each is part of.
    ///   - points: positions of places, in degrees north and east.
    init(
        _ legs: [NetworkLeg], gates: [RecordID: RecordID?] = [:], zones: [RecordID] = [],
        points: [RecordID: (Double, Double)] = [:]
    ) {
        var registry = Registry()
        registry.provinces.append(Province(header: .named("lao-cai")), ids: ["lao-cai"])
        for (id, parent) in gates.sorted(by: { $0.key < $1.key }) {
            var gate = BorderGate(header: .named(id), kind: .borderGate, province: "lao-cai")
            gate.parentGate = parent?.naming(BorderGate.self)
            registry.gates.append(gate, ids: [id])
        }
        for id in zones {
            let zone = EconomicZone(header: .named(id), kind: .borderGateEconomicZone, province: "lao-cai")
            registry.zones.append(zone, ids: [id])
        }
        for id in Set(legs.flatMap { [$0.from, $0.to] }).sorted()
        where registry.gates[id] == nil && registry.zones[id] == nil {
            var place = Place(header: .named(id), kind: .town)
            place.point = points[id].map {
                GeoPoint(
                    latitude: $0.0, longitude: $0.1, precisionKilometres: 1, derived: false, confidence: .high,
                    note: nil, source: .line())
            }
            registry.places.append(place, ids: [id])
        }
        for leg in legs { registry.legs.append(leg, ids: [leg.header.id]) }
        self.registry = registry
        network = TransportNetwork(registry)
    }

    /// A question between two places, on a day of 2026.
    func question(
        _ from: RecordID, _ to: RecordID, on day: CalendarDay = "2026-11-21", by order: RouteQuestion.Order = .length,
        planned: Bool = false, _ change: (inout RouteQuestion) -> Void = { _ in }
    ) -> RouteQuestion {
        var question = RouteQuestion(
            from: network.node(from) ?? -1, to: network.node(to) ?? -1, on: day, by: order, includingPlanned: planned)
        change(&question)
        return question
    }

    /// The identifiers of the legs of a route; nil when there is none.
    func legs(_ question: RouteQuestion) -> [String]? { network.route(question).map(names) }

    func names(_ route: NetworkRoute) -> [String] { route.legs.map { "\(network.legs[$0].header.id)" } }
}

/// Random numbers that are the same in every run (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
