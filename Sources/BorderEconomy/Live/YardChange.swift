/// What a yard did at one event, with before and after, so that it can be written down and undone.
///
/// It never changes, and it is large: a class, so that the writer, the feed and the answers share the one there is.
package final class YardChange: Sendable {
    package enum Subject: Hashable, Sendable {
        /// `before` is nil for a declaration. `after` may be closed, and then the yard no longer has it.
        case visit(before: VehicleVisit?, after: VehicleVisit)
        /// `before` is nil for a lane that was added.
        case lane(before: LiveLane?, after: LiveLane)
        /// `before` is nil for an event that was added.
        case event(before: GateEvent?, after: GateEvent)
    }

    package let gate: Identifier<BorderGate>
    package let stamp: LiveStamp
    package let subject: Subject
    /// The tally that counted it; nil where nothing was counted. `Yard.tally` has what to store.
    package let tally: HourTally.Key?
    /// Whether that tally began with this change: undone, it is not there.
    package let beginsTally: Bool
    /// What was known last of the two directions and of the lane concerned, before.
    let observedBefore: Observed

    init(
        gate: Identifier<BorderGate>, stamp: LiveStamp, subject: Subject, tally: HourTally.Key?, beginsTally: Bool,
        observedBefore: Observed
    ) {
        self.gate = gate
        self.stamp = stamp
        self.subject = subject
        self.tally = tally
        self.beginsTally = beginsTally
        self.observedBefore = observedBefore
    }

    struct Observed: Hashable, Sendable {
        var export: Moment?
        var `import`: Moment?
        var lane: Moment?
    }

    /// The lane and quarter minute in which a vehicle was cleared; nil for everything else. `Yard.served` has the count.
    package var served: (lane: LaneID, quarterMinute: Int64)? {
        guard case .visit(_, let after) = subject, after.state == .cleared, let lane = after.lane,
            let closedAt = after.closedAt
        else { return nil }
        return (lane, ServedCount.quarterMinute(of: closedAt))
    }

    /// The step that was taken; nil for declarations, for those that lapsed, and for lanes and events.
    package var step: VisitStep.Kind? {
        guard case .visit(.some, let after) = subject else { return nil }
        return VisitStep.Kind(result: after.state)
    }

    /// Whether it was played.
    package var simulated: Bool {
        switch subject {
        case .visit(_, let after): after.simulated
        case .lane(_, let after): after.simulated
        case .event(_, let after): after.simulated
        }
    }
}
