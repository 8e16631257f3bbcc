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
    package internal(set) var reason: LiveReason
    package let directions: GateDirections
    /// What a restriction concerns; all for the other kinds.
    package let vehicleKinds: VehicleKinds
    package let from: Moment
    /// The first second in which it holds no more; nil when nobody knows. Not after `from` when it was called off before it
    /// began.
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

    /// Whether it holds neither at a moment nor later.
    package func isOver(at moment: Moment) -> Bool {
        until.map { $0 <= max(moment, from) } ?? false
    }
}

/// What is to be changed about an event of a gate.
package struct GateEventEdit: Hashable, Sendable {
    /// When an event ends.
    package enum Ending: Hashable, Sendable {
        case at(Moment)
        /// Nobody knows.
        case open
    }

    /// Nil to leave it as it is.
    package var ending: Ending?
    /// Nil to leave it as it is.
    package var reason: LiveReason?

    package init(ending: Ending? = nil, reason: LiveReason? = nil) {
        self.ending = ending
        self.reason = reason
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
        if let until, until <= from {
            faults.append(
                MemberFault(
                    "/until", "until lies after from, \(from)", remedy: "give a later moment, or leave it out"))
        }
        if directions.isEmpty {
            faults.append(
                MemberFault(
                    "/directions", "no direction is named", remedy: "name export, import or both, or leave it out"))
        }
        if vehicleKinds.isEmpty {
            faults.append(
                MemberFault("/vehicleKinds", "no class of goods is named", remedy: "name one, or leave it out for all"))
        } else if kind == .restricts && vehicleKinds == .all {
            faults.append(
                MemberFault(
                    "/vehicleKinds", "a restriction of everything is a closure",
                    remedy: "name the classes that are not cleared, or give the kind closes"))
        } else if kind != .restricts && vehicleKinds != .all {
            faults.append(
                MemberFault(
                    "/vehicleKinds", "only a restriction names classes of goods",
                    remedy: "leave it out, or give the kind restricts"))
        }
        return faults
    }
}
