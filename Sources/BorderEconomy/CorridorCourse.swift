/// What a corridor is on the network on a day: the ways in use between its places, and what is not there yet.
///
/// No source says which roads and railways a corridor is made of. This is derived from the order of its places and the
/// legs of the network, and says so wherever it is shown.
package struct CorridorCourse: Sendable {
    /// The shortest way in use by one kind of carriage between two neighbouring places.
    package struct Way: Hashable, Sendable {
        package let kind: Carriage.Kind
        /// Nil when there is no way.
        package let metres: Int?
        /// Positions of its legs in order; ways inside towns that join stations and roads are among them.
        package let legs: [Int]
    }

    /// What lies between two neighbouring places of the corridor.
    package struct Stretch: Hashable, Sendable {
        /// Positions of nodes.
        package let from: Int
        package let to: Int
        package let ways: [Way]
    }

    package let stretches: [Stretch]
    /// What is not there yet between any two places of the corridor, the least detour first.
    package let unfinished: [UnfinishedLeg]
    /// Places of the corridor that no leg of the network meets at.
    package let placesOff: [RecordID]

    package init(_ corridor: Corridor, over network: TransportNetwork, in registry: Registry, on day: CalendarDay) {
        var places: [Int] = []
        var off: [RecordID] = []
        for id in corridor.nodes {
            if let node = network.node(standingFor: id, in: registry) {
                if places.last != node { places.append(node) }
            } else {
                off.append(id)
            }
        }
        placesOff = off
        guard places.count > 1 else {
            stretches = []
            unfinished = []
            return
        }
        let question = RouteQuestion(from: places[0], to: places[places.count - 1], on: day)
        stretches = zip(places, places.dropFirst()).map { from, to in
            Stretch(from: from, to: to, ways: Carriage.Kind.allCases.map { network.way($0, question, from, to) })
        }
        unfinished = network.unfinished(question, between: places)
    }

    /// The legs in use, in order and each once, with the kinds of carriage whose shortest way they are on.
    package var legsInUse: [(leg: Int, kinds: [Carriage.Kind], stretch: Stretch)] {
        var order: [(leg: Int, stretch: Stretch)] = []
        var kinds: [Int: [Carriage.Kind]] = [:]
        for stretch in stretches {
            for way in stretch.ways {
                for leg in way.legs {
                    if kinds[leg] == nil { order.append((leg, stretch)) }
                    if kinds[leg]?.contains(way.kind) != true { kinds[leg, default: []].append(way.kind) }
                }
            }
        }
        return order.map { (leg: $0.leg, kinds: kinds[$0.leg] ?? [], stretch: $0.stretch) }
    }
}

extension TransportNetwork {
    /// The shortest way in use between two nodes by one kind of carriage, short ways inside towns included.
    fileprivate func way(_ kind: Carriage.Kind, _ question: RouteQuestion, _ from: Int, _ to: Int) -> CorridorCourse.Way
    {
        let admitted = legs.indices.map { leg in
            admits(leg, question) && (legs[leg].isConnector || carriages[leg].contains { $0.kind == kind })
        }
        let ways = ShortestWays(self, from: from, over: admitted)
        let found = Array(ways.legs(to: to).reversed())
        guard let metres = ways.metres[to], found.contains(where: { !legs[$0].isConnector || kind == .road }) else {
            return CorridorCourse.Way(kind: kind, metres: nil, legs: [])
        }
        return CorridorCourse.Way(kind: kind, metres: metres, legs: found)
    }
}

/// Which corridors projects are on.
package struct ProjectCorridors: Sendable {
    private var corridors: [RecordID: [RecordID]] = [:]

    /// The corridor that a project names and those this is a part of; those whose course on `day` has a leg that the
    /// project builds or widens; those that cross the border at a gate it serves. The first is stated, the others are
    /// derived.
    package init(_ registry: Registry, on day: CalendarDay) {
        let network = TransportNetwork(registry)
        for corridor in registry.corridors.all {
            let course = CorridorCourse(corridor, over: network, in: registry, on: day)
            let legs = course.legsInUse.map(\.leg) + course.unfinished.map(\.leg)
            for leg in legs {
                guard let project = network.legs[leg].project.flatMap({ registry.projects[$0] }) else { continue }
                add(corridor, of: project.header.id)
            }
        }
        let crossings = registry.corridors.all.map { corridor in
            (corridor: corridor, gates: Set(corridor.gates.compactMap { registry.gates[$0]?.header.id }))
        }
        for project in registry.projects.all {
            var next = project.corridor
            var seen: Set<RecordID> = []
            while let corridor = next.flatMap({ registry.corridors[$0] }), seen.insert(corridor.header.id).inserted {
                add(corridor, of: project.header.id)
                next = corridor.parentCorridor
            }
            guard !project.gates.isEmpty else { continue }
            let gates = Set(project.gates.flatMap { registry.withParents($0) })
            for (corridor, own) in crossings where !own.isDisjoint(with: gates) {
                add(corridor, of: project.header.id)
            }
        }
        for id in corridors.keys { corridors[id]?.sort() }
    }

    private mutating func add(_ corridor: Corridor, of project: RecordID) {
        if corridors[project]?.contains(corridor.header.id) != true {
            corridors[project, default: []].append(corridor.header.id)
        }
    }

    /// In the order of their identifiers.
    package func corridors(of project: RecordID) -> [RecordID] { corridors[project] ?? [] }
}
