extension Registry {
    /// What a yard is to know of each gate on a day: its lanes as built, none of them reported on, its clearance points, its
    /// opening hours, and whether it works at all.
    package func gateLayouts(on day: CalendarDay) -> [GateLayout] {
        var points: [Identifier<BorderGate>: [Identifier<BorderGate>]] = [:]
        for gate in gates.all where gate.kind == .clearancePoint {
            if let parent = gate.parentGate { points[parent, default: []].append(gate.id) }
        }
        return gates.all.map { layout(of: $0, clearancePoints: points[$0.id] ?? [], on: day) }
    }

    private func layout(
        of gate: BorderGate, clearancePoints: [Identifier<BorderGate>], on day: CalendarDay
    ) -> GateLayout {
        GateLayout(
            gate: gate.id,
            lanes: gate.lanes.compactMap { lane in
                LaneID(lane.id).map {
                    LiveLane(id: $0, direction: lane.direction, vehicleKinds: lane.vehicleKinds ?? .all)
                }
            },
            clearancePoints: clearancePoints, hours: gate.openingHours,
            idleness: GateLayout.Idleness(gate, status: preferred("status", of: gate.header, on: day)?.assertion.value))
    }
}

extension GateLayout.Idleness {
    /// Why vehicles do not pass a gate of this kind and status; nil when they may. A gate whose status no source says, and
    /// one that an agreement names as to be opened or upgraded, is taken to work.
    fileprivate init?(_ gate: BorderGate, status: String?) {
        if gate.kind == .openingGroup {
            self = .group
            return
        }
        switch status.flatMap({ GateStatus(rawValue: $0) }) {
        case .planned: self = .status(.planned)
        case .listed: self = .status(.listed)
        case .underConstruction: self = .status(.underConstruction)
        case .suspended: self = .status(.suspended)
        case .operating, .restored, .toOpen, nil: return nil
        }
    }
}
