/// What the registry says of a gate and the yard needs to know.
package struct GateLayout: Hashable, Sendable {
    package let gate: Identifier<BorderGate>
    /// Lanes as built, none of them reported on.
    package let lanes: [LiveLane]
    /// Where a declaration may make for: the gate's clearance points.
    package let clearancePoints: [Identifier<BorderGate>]
    /// Nil where no source states them.
    package let hours: OpeningHours?

    package init(
        gate: Identifier<BorderGate>, lanes: [LiveLane], clearancePoints: [Identifier<BorderGate>] = [],
        hours: OpeningHours? = nil
    ) {
        self.gate = gate
        self.lanes = lanes
        self.clearancePoints = clearancePoints
        self.hours = hours
    }

    /// What the registry says; nil when it has no such gate.
    package init?(of id: Identifier<BorderGate>, in registry: Registry) {
        guard let gate = registry.gates[id.erased] else { return nil }
        let points = registry.gates.all.filter { $0.kind == .clearancePoint && $0.parentGate == gate.id }
        self.init(
            gate: gate.id,
            lanes: gate.lanes.compactMap { lane in
                LaneID(lane.id).map {
                    LiveLane(id: $0, direction: lane.direction, vehicleKinds: lane.vehicleKinds ?? .all)
                }
            },
            clearancePoints: points.map(\.id), hours: gate.openingHours)
    }
}
