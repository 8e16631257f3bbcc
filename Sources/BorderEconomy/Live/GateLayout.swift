/// What the registry says of a gate and the yard needs to know.
package struct GateLayout: Hashable, Sendable {
    /// Why no vehicle can be declared at a gate.
    package enum Idleness: Hashable, Sendable {
        /// It stands for several openings and is none itself.
        case group
        /// The registry does not say that it works: it is planned, listed, being built or suspended.
        case status(GateStatus)
    }

    package let gate: Identifier<BorderGate>
    /// Lanes as built, none of them reported on.
    package let lanes: [LiveLane]
    /// Where a declaration may make for: the gate's clearance points.
    package let clearancePoints: [Identifier<BorderGate>]
    /// Nil where no source states them.
    package let hours: OpeningHours?
    /// Nil when vehicles may be declared.
    package let idleness: Idleness?

    package init(
        gate: Identifier<BorderGate>, lanes: [LiveLane], clearancePoints: [Identifier<BorderGate>] = [],
        hours: OpeningHours? = nil, idleness: Idleness? = nil
    ) {
        self.gate = gate
        self.lanes = lanes
        self.clearancePoints = clearancePoints
        self.hours = hours
        self.idleness = idleness
    }
}
