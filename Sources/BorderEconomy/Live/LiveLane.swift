package typealias LaneID = Identifier<LiveLane>

/// What a lane does now, as far as it was reported.
package enum LaneState: Hashable, Sendable {
    case open
    case closed(LiveReason?)
    /// Nobody has said.
    case unreported
    /// It was added, and is there no more.
    case removed

    /// The state's name in requests and answers.
    package var name: String {
        switch self {
        case .open: "open"
        case .closed: "closed"
        case .unreported: "unreported"
        case .removed: "removed"
        }
    }

    package var reason: LiveReason? {
        if case .closed(let reason) = self { reason } else { nil }
    }
}

/// A lane of a gate as it is now.
package struct LiveLane: Hashable, Sendable {
    /// That of the lane in the gate's record, such as `export-1`, or one that an operator gave.
    package let id: LaneID
    package let direction: GateLane.Direction
    /// What it takes; all until somebody says otherwise.
    package var vehicleKinds: VehicleKinds
    package var state: LaneState
    /// Since when it is in this state; nil while it is unreported.
    package var since: Moment?
    /// Last told of by a simulation.
    package var simulated: Bool
    /// The sequence of the last change, another for every version of the lane; 0 when nothing was ever said of it.
    package var revision: Int64

    package init(
        id: LaneID, direction: GateLane.Direction, vehicleKinds: VehicleKinds = .all, state: LaneState = .unreported,
        since: Moment? = nil, simulated: Bool = false, revision: Int64 = 0
    ) {
        self.id = id
        self.direction = direction
        self.vehicleKinds = vehicleKinds
        self.state = state
        self.since = since
        self.simulated = simulated
        self.revision = revision
    }
}

/// What is to be changed about a lane; what is nil stays.
package struct LaneEdit: Hashable, Sendable {
    package var state: LaneState?
    package var vehicleKinds: VehicleKinds?
    /// Needed for a lane that the gate does not have yet, which is added; a lane that is there never turns round.
    package var direction: GateLane.Direction?
    package var simulated: Bool

    package init(
        state: LaneState? = nil, vehicleKinds: VehicleKinds? = nil, direction: GateLane.Direction? = nil,
        simulated: Bool = false
    ) {
        self.state = state
        self.vehicleKinds = vehicleKinds
        self.direction = direction
        self.simulated = simulated
    }
}
