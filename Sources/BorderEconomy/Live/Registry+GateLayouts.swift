extension Registry {
    /// What a yard is to know of each gate: its lanes as built, none of them reported on, and its clearance points.
    package var gateLayouts: [GateLayout] {
        var points: [Identifier<BorderGate>: [Identifier<BorderGate>]] = [:]
        for gate in gates.all where gate.kind == .clearancePoint {
            if let parent = gate.parentGate { points[parent, default: []].append(gate.id) }
        }
        return gates.all.map { gate in
            GateLayout(
                gate: gate.id,
                lanes: gate.lanes.compactMap { lane in
                    LaneID(lane.id).map { LiveLane(id: $0, direction: lane.direction) }
                }, clearancePoints: points[gate.id] ?? [])
        }
    }
}
