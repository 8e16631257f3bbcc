/// Something said of a gate as a whole for a time: it is closed, takes less, or works longer than its hours.
package struct GateEvent: Hashable, Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        /// Nothing is cleared.
        case closes
        /// The vehicles named are not cleared.
        case restricts
        /// Vehicles are cleared outside the opening hours.
        case extends
    }

    /// The sequence of the event that announced it.
    package let id: GateEventID
    package let kind: Kind
    package let reason: LiveReason
    package let directions: GateDirections
    /// What a restriction concerns; all for the other kinds.
    package let vehicleKinds: VehicleKinds
    package let from: Moment
    /// The first second in which it holds no more; nil when nobody knows.
    package internal(set) var until: Moment?
    /// Played, not real.
    package let simulated: Bool
    /// The sequence of its last change.
    package internal(set) var revision: Int64

    package init(
        id: GateEventID, kind: Kind, reason: LiveReason, directions: GateDirections = .both,
        vehicleKinds: VehicleKinds = .all, from: Moment, until: Moment?, simulated: Bool, revision: Int64
    ) {
        self.id = id
        self.kind = kind
        self.reason = reason
        self.directions = directions
        self.vehicleKinds = vehicleKinds
        self.from = from
        self.until = until
        self.simulated = simulated
        self.revision = revision
    }

    package init(_ announcement: GateAnnouncement, id: GateEventID) {
        self.init(
            id: id, kind: announcement.kind, reason: announcement.reason, directions: announcement.directions,
            vehicleKinds: announcement.vehicleKinds, from: announcement.from, until: announcement.until,
            simulated: announcement.simulated, revision: id.number)
    }

    package func holds(at moment: Moment) -> Bool {
        from <= moment && until.map { moment < $0 } ?? true
    }

    package func isOver(at moment: Moment) -> Bool {
        until.map { $0 <= moment } ?? false
    }
}

/// An event of a gate that is to be added.
package struct GateAnnouncement: Hashable, Sendable {
    package var kind: GateEvent.Kind
    package var reason: LiveReason
    package var directions: GateDirections
    package var vehicleKinds: VehicleKinds
    package var from: Moment
    package var until: Moment?
    package var simulated: Bool

    package init(
        kind: GateEvent.Kind, reason: LiveReason, directions: GateDirections = .both,
        vehicleKinds: VehicleKinds = .all, from: Moment, until: Moment? = nil, simulated: Bool = false
    ) {
        self.kind = kind
        self.reason = reason
        self.directions = directions
        self.vehicleKinds = vehicleKinds
        self.from = from
        self.until = until
        self.simulated = simulated
    }

    /// What is wrong with it in itself, each with the member it concerns.
    package func faults() -> [MemberFault] {
        var faults: [MemberFault] = []
        if let until, until <= from { faults.append(MemberFault("/until", "until lies after from")) }
        if directions.isEmpty { faults.append(MemberFault("/directions", "name export, import or both")) }
        if vehicleKinds.isEmpty {
            faults.append(MemberFault("/vehicleKinds", "name at least one class of goods"))
        } else if kind == .restricts && vehicleKinds == .all {
            faults.append(MemberFault("/vehicleKinds", "a restriction of everything is a closure: use the kind closes"))
        } else if kind != .restricts && vehicleKinds != .all {
            faults.append(MemberFault("/vehicleKinds", "only a restriction names classes of goods"))
        }
        return faults
    }
}
