/// The length of a leg in whole metres, so that sums are exact, and what it rests on.
package struct LegLength: Hashable, Sendable {
    package enum Basis: String, Sendable, CaseIterable {
        /// A source gives it.
        case stated
        /// It follows from what sources give, such as the difference of two kilometre points.
        case derived
        /// Computed from positions, for finding routes only.
        case estimated
    }

    package let metres: Int
    package let basis: Basis
}

/// What the wheels of a vehicle stand on. To go on by another is a transfer.
package enum Carriage: Hashable, Sendable, Comparable {
    case road
    /// With the track gauge in millimetres; nil for what is no railway in the usual sense.
    case rail(gauge: Int?)
    case water

    /// Roads, railways of whichever gauge, or waterways.
    package enum Kind: String, Sendable, CaseIterable {
        case road, rail, water
    }

    package var kind: Kind {
        switch self {
        case .road: .road
        case .rail: .rail
        case .water: .water
        }
    }

    private var order: (Int, Int) {
        switch self {
        case .road: (0, 0)
        case .rail(let gauge): (1, gauge ?? 0)
        case .water: (2, 0)
        }
    }

    package static func < (left: Self, right: Self) -> Bool { left.order < right.order }
}

/// The legs of a registry and the records they meet at, ready to be asked for routes.
///
/// Nodes and legs are known by their position; `legs` keeps the written order, `nodes` are in the order of their
/// identifiers.
package struct TransportNetwork: Sendable {
    package let nodes: [NetworkNode]
    package let legs: [NetworkLeg]
    /// Of each leg.
    package let lengths: [LegLength]
    /// The nodes that each leg joins.
    package let ends: [(from: Int, to: Int)]
    /// What each leg can be travelled by; one or more.
    package let carriages: [[Carriage]]
    /// What closes each leg: the gates it crosses at, those that these are part of, the project that builds it.
    private let closers: [Set<RecordID>]
    /// The legs at each node.
    let legsAt: [[Int]]
    /// Places of the legs in the order of their identifiers: routes of equal cost are told apart by it.
    let rank: [Int]
    private let positions: [RecordID: Int]
    private let legPositions: [RecordID: Int]

    /// The network of the legs of `registry`. Legs with an end that is no node, or without a length that can be told,
    /// are left out; a registry without faults has none.
    ///
    /// - Parameter others: nodes that are there although no leg may meet at them.
    package init(_ registry: Registry, with others: [NetworkNode] = []) {
        var ends: [(RecordID, RecordID)] = []
        var legs: [NetworkLeg] = []
        var lengths: [LegLength] = []
        var found = Dictionary(others.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let estimates = LengthEstimates(registry)
        for leg in registry.legs.all {
            guard let from = NetworkNode(leg.from, in: registry), let to = NetworkNode(leg.to, in: registry),
                let length = estimates.length(of: leg)
            else { continue }
            found[from.id] = from
            found[to.id] = to
            ends.append((from.id, to.id))
            legs.append(leg)
            lengths.append(length)
        }
        let nodes = found.values.sorted { $0.id < $1.id }
        let positions = Dictionary(uniqueKeysWithValues: nodes.enumerated().map { ($0.element.id, $0.offset) })
        var legsAt = [[Int]](repeating: [], count: nodes.count)
        let numbered = ends.map { (from: positions[$0.0] ?? 0, to: positions[$0.1] ?? 0) }
        for (leg, end) in numbered.enumerated() {
            legsAt[end.from].append(leg)
            legsAt[end.to].append(leg)
        }
        var rank = [Int](repeating: 0, count: legs.count)
        for (place, leg) in legs.indices.sorted(by: { legs[$0].header.id < legs[$1].header.id }).enumerated() {
            rank[leg] = place
        }
        self.nodes = nodes
        self.legs = legs
        self.lengths = lengths
        self.ends = numbered
        self.legsAt = legsAt
        self.rank = rank
        self.positions = positions
        legPositions = Dictionary(
            legs.enumerated().map { ($0.element.header.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
        carriages = legs.map(Self.carriages)
        closers = legs.map { leg in
            let project = leg.project.flatMap { registry.projects[$0]?.header.id }
            return Set(leg.gates.flatMap { registry.withParents($0) } + (project.map { [$0] } ?? []))
        }
    }

    private static func carriages(of leg: NetworkLeg) -> [Carriage] {
        switch leg.mode {
        case .road, .expressway: [.road]
        case .waterway: [.water]
        case .bridge: leg.gauges.isEmpty ? [.road] : leg.gauges.map { .rail(gauge: $0) }
        case .rail: leg.gauges.isEmpty ? [.rail(gauge: nil)] : leg.gauges.map { .rail(gauge: $0) }
        }
    }

    /// The position of the leg called `id`.
    package func leg(_ id: RecordID) -> Int? { legPositions[id] }

    /// The legs that close with a record: the leg itself, what crosses at a gate or a part of it, what a project
    /// builds or widens.
    package func legs(closedWith id: RecordID) -> Set<Int> {
        if let leg = leg(id) { return [leg] }
        return Set(legs.indices.filter { closers[$0].contains(id) })
    }

    /// Whether no leg meets at a node.
    package func isAlone(_ node: Int) -> Bool { legsAt[node].isEmpty }

    /// The position of the node called `id`, by its own identifier.
    package func node(_ id: RecordID) -> Int? { positions[id] }

    /// The node that stands for a record: the record itself, the seat of a province, the gate that a gate is part of.
    package func node(standingFor id: RecordID, in registry: Registry) -> Int? {
        guard let found = registry.header(of: id) else { return nil }
        if let node = positions[found.header.id] { return node }
        switch found.collection {
        case .provinces:
            return registry.provinces[id]?.seat.flatMap { seat in
                registry.places[seat].flatMap { positions[$0.header.id] }
            }
        case .gates:
            return registry.gates[id].flatMap { gate in
                registry.withParents(gate.id).compactMap { positions[$0] }.first
            }
        default: return nil
        }
    }

    /// The node nearest to a position, with the kilometres to it.
    package func nearestNode(to point: GeoPoint) -> (node: Int, kilometres: Double)? {
        var best: (node: Int, kilometres: Double)?
        for (position, node) in nodes.enumerated() {
            guard let other = node.point else { continue }
            let kilometres = GreatCircle.kilometres(from: point, to: other)
            if kilometres < best?.kilometres ?? .infinity { best = (position, kilometres) }
        }
        return best
    }
}

extension Registry {
    /// A gate, the gate it is part of, and so on, by their own identifiers.
    func withParents(_ gate: Identifier<BorderGate>) -> [RecordID] {
        var list: [RecordID] = []
        var next: Identifier<BorderGate>? = gate
        while let current = next.flatMap({ gates[$0] }), !list.contains(current.header.id) {
            list.append(current.header.id)
            next = current.parentGate
        }
        return list
    }
}

/// Lengths of legs, estimated where no source gives them.
package struct LengthEstimates: Sendable {
    private let registry: Registry
    /// For each group of legs with a known total, the sum of their straight lines.
    private var straightLines: [String: Double] = [:]

    package init(_ registry: Registry) {
        self.registry = registry
        for leg in registry.legs.all {
            if case .share(let group, _) = leg.estimate, let line = straightLine(of: leg, standIn: nil) {
                straightLines[group, default: 0] += line
            }
        }
    }

    /// Nil when a point that the estimate needs is not known.
    package func length(of leg: NetworkLeg) -> LegLength? {
        if let figure = leg.length, let kilometres = figure.central {
            let metres = Int((kilometres * 1000).rounded())
            return LegLength(metres: metres, basis: figure.derived ? .derived : .stated)
        }
        switch leg.estimate {
        case .straightLine(let factor, let standIn):
            return straightLine(of: leg, standIn: standIn).map { Self.estimate($0 * factor) }
        case .share(let group, let total):
            guard let line = straightLine(of: leg, standIn: nil), let sum = straightLines[group], sum > 0 else {
                return nil
            }
            return Self.estimate(total * line / sum)
        case nil: return nil
        }
    }

    /// Kilometres between the ends as the crow flies.
    package func straightLine(of leg: NetworkLeg, standIn: RecordID?) -> Double? {
        let other = standIn.flatMap { NetworkNode($0, in: registry)?.point }
        guard let from = NetworkNode(leg.from, in: registry)?.point ?? other,
            let to = NetworkNode(leg.to, in: registry)?.point ?? other
        else { return nil }
        return GreatCircle.kilometres(from: from, to: to)
    }

    /// No more exact than it deserves: to 100 metres, below a kilometre to ten.
    private static func estimate(_ kilometres: Double) -> LegLength {
        let step = kilometres < 1 ? 10.0 : 100
        return LegLength(metres: Int((kilometres * 1000 / step).rounded() * step), basis: .estimated)
    }
}
