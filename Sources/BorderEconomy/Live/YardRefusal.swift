/// Why a yard does not do what it is told. Nothing was changed.
package enum YardRefusal: Error, Hashable, Sendable {
    /// A vehicle of this plate has an open visit here.
    case plateInYard(VisitID, VisitState)
    /// No open visit of this id: it never was, or it is closed.
    case unknownVisit(VisitID)
    /// No open visit is of the plate.
    case unknownPlate
    case illegalStep(VisitStep.Kind, from: VisitState, legal: [VisitStep.Kind])
    case unknownClearancePoint(Identifier<BorderGate>, known: [Identifier<BorderGate>])
    case unknownLane(LaneID, known: [LaneID])
    case laneClosed(LaneID, LiveReason?)
    case laneUnreported(LaneID)
    case laneOfOtherDirection(LaneID, GateLane.Direction)
    case laneDoesNotTake(LaneID, GoodsClass, takes: VehicleKinds)
    case laneDirectionFixed(LaneID, GateLane.Direction)
    case emptyLaneEdit(LaneID)
    case laneTakesNothing(LaneID)
    case closureWithoutReason(LaneID)
    /// A lane of the gate's record is closed, not removed.
    case laneIsBuilt(LaneID)
    /// A vehicle is being cleared in it.
    case laneInUse(LaneID)
    case tooManyLanes(Int)
    case tooManyEvents(Int)
    case gateNotOperating(Identifier<BorderGate>, GateLayout.Idleness)
    /// It is marked as played, and only real ones are taken.
    case simulationNotTaken
    case gateClosed(GateEventID, LiveReason, until: Moment?)
    case goodsRestricted(GateEventID, LiveReason, GoodsClass, until: Moment?)
    case outsideHours(opens: Moment?)
    case divertedToItself(Identifier<BorderGate>)
    /// No event of this id was announced here, as far as the yard knows.
    case unknownEvent(GateEventID)
    case eventOver(GateEventID, since: Moment)
    case eventEndsBeforeItBegins(GateEventID, from: Moment)
    /// The declaration or announcement is wrong in itself.
    case faults([MemberFault])
    case inFuture(reported: Moment, clock: Moment)
    case tooLate(reported: Moment, oldest: Moment)
    /// The visit came into its state after the moment that is reported for the next step.
    case beforeLastStep(reported: Moment, VisitState, at: Moment)
    /// The lane came into its state after the moment that is reported for the next one.
    case beforeLaneState(LaneID, reported: Moment, since: Moment)

    /// A name for programs that never changes.
    package var code: String {
        switch self {
        case .plateInYard: "plate-in-yard"
        case .unknownVisit: "unknown-visit"
        case .unknownPlate: "unknown-plate"
        case .illegalStep: "illegal-step"
        case .unknownClearancePoint: "unknown-clearance-point"
        case .unknownLane: "unknown-lane"
        case .laneClosed: "lane-closed"
        case .laneUnreported: "lane-unreported"
        case .laneOfOtherDirection: "lane-direction"
        case .laneDoesNotTake: "lane-goods"
        case .laneDirectionFixed: "lane-direction-fixed"
        case .emptyLaneEdit: "lane-edit-empty"
        case .laneTakesNothing: "lane-takes-nothing"
        case .closureWithoutReason: "lane-closed-without-reason"
        case .laneIsBuilt: "lane-built"
        case .laneInUse: "lane-in-use"
        case .tooManyLanes: "too-many-lanes"
        case .tooManyEvents: "too-many-events"
        case .gateNotOperating: "gate-not-operating"
        case .simulationNotTaken: "simulation-not-taken"
        case .gateClosed: "gate-closed"
        case .goodsRestricted: "goods-restricted"
        case .outsideHours: "outside-hours"
        case .divertedToItself: "diverted-to-itself"
        case .unknownEvent: "unknown-event"
        case .eventOver: "event-over"
        case .eventEndsBeforeItBegins: "event-ends-before-it-begins"
        case .faults: "bad-values"
        case .inFuture: "time-in-future"
        case .tooLate: "report-too-late"
        case .beforeLastStep: "time-before-last-step"
        case .beforeLaneState: "time-before-lane-state"
        }
    }

    /// The member of the request that is to blame, as a JSON pointer; nil where it is the state of the gate. `faults`
    /// have their own.
    package var member: String? {
        switch self {
        case .unknownClearancePoint: "/clearancePoint"
        case .unknownLane, .laneOfOtherDirection, .laneDoesNotTake, .laneClosed, .laneUnreported: "/lane"
        case .laneDirectionFixed: "/direction"
        case .laneTakesNothing: "/vehicleKinds"
        case .closureWithoutReason: "/reason"
        case .laneIsBuilt, .laneInUse: "/state"
        case .simulationNotTaken: "/simulated"
        case .divertedToItself: "/to"
        case .eventEndsBeforeItBegins: "/until"
        case .inFuture, .tooLate, .beforeLastStep, .beforeLaneState: "/at"
        case .illegalStep: "/step"
        case .plateInYard, .unknownPlate: "/plate"
        case .unknownVisit, .emptyLaneEdit, .gateClosed, .goodsRestricted, .outsideHours, .unknownEvent, .eventOver,
            .faults, .tooManyLanes, .tooManyEvents, .gateNotOperating:
            nil
        }
    }
}

extension YardRefusal {
    /// What is wrong, in one English sentence without a full stop.
    package var reason: String {
        switch self {
        case .plateInYard(_, let state): "a vehicle of this plate has an open visit here, which is \(state.rawValue)"
        case .unknownVisit(let id): "there is no open visit \(id) here"
        case .unknownPlate: "no vehicle of this plate has an open visit here"
        case .illegalStep(let step, let state, _):
            "the step \(step.rawValue) is not legal for a visit that is \(state.rawValue)"
        case .unknownClearancePoint(let point, _): "\(point) is no clearance point of this gate"
        case .unknownLane(let lane, _): "the gate has no lane \(lane)"
        case .laneClosed(let lane, let reason): "lane \(lane) is closed" + (reason.map { ": \($0)" } ?? "")
        case .laneUnreported(let lane): "nobody has reported lane \(lane) open"
        case .laneOfOtherDirection(let lane, let direction): "lane \(lane) is for \(direction.rawValue)"
        case .laneDoesNotTake(let lane, let goods, _): "lane \(lane) does not take \(goods.rawValue)"
        case .laneDirectionFixed(let lane, let direction): "lane \(lane) is for \(direction.rawValue) and stays so"
        case .emptyLaneEdit(let lane): "nothing is said of lane \(lane)"
        case .laneTakesNothing(let lane): "lane \(lane) would take no vehicle"
        case .closureWithoutReason(let lane): "lane \(lane) is closed for no reason"
        case .laneIsBuilt(let lane): "lane \(lane) is in the gate's record and cannot be removed"
        case .laneInUse(let lane): "a vehicle is being cleared in lane \(lane)"
        case .tooManyLanes(let most): "the gate has \(most) lanes, and no more are kept"
        case .tooManyEvents(let most): "the gate has \(most) events that are not over, and no more are kept"
        case .gateNotOperating(let gate, .group): "\(gate) stands for several openings and is none itself"
        case .gateNotOperating(let gate, .status(let status)):
            "no vehicle passes \(gate): its status is \(status.rawValue)"
        case .simulationNotTaken: "this server takes nothing that is played"
        case .gateClosed(_, let reason, let until): "the gate is closed\(Self.until(until)): \(reason)"
        case .goodsRestricted(_, let reason, let goods, let until):
            "\(goods.rawValue) is not cleared\(Self.until(until)): \(reason)"
        case .outsideHours(let opens): "the gate is outside its hours" + (opens.map { " and opens at \($0)" } ?? "")
        case .divertedToItself(let gate): "\(gate) is this gate"
        case .unknownEvent(let id): "no event \(id) was announced here"
        case .eventOver(let id, let since): "the event \(id) is over since \(since)"
        case .eventEndsBeforeItBegins(_, let from): "the event begins at \(from)"
        case .faults(let faults): faults.map(\.reason).joined(separator: "; ")
        case .inFuture(let reported, let clock): "\(reported) is ahead of the server's clock, which shows \(clock)"
        case .tooLate(let reported, let oldest): "\(reported) is too long ago: hours before \(oldest) are settled"
        case .beforeLastStep(let reported, let state, let last):
            "\(reported) is before the visit was \(state.rawValue), which it is since \(last)"
        case .beforeLaneState(let lane, let reported, let since):
            "\(reported) is before lane \(lane) came into its state, at \(since)"
        }
    }

    /// What can be done about it.
    package var remedy: String {
        switch self {
        case .plateInYard(let id, _): "go on with visit \(id), or turn it back first"
        case .unknownVisit:
            "a visit that is cleared, turned back, diverted or expired stays as it is; declare a new one"
        case .unknownPlate: "declare the vehicle, or look whether it is at another gate"
        case .illegalStep(_, _, let legal):
            legal.isEmpty ? "the visit is closed; declare a new one" : "legal now: \(Self.list(legal.map(\.rawValue)))"
        case .unknownClearancePoint(_, let known):
            known.isEmpty ? "leave clearancePoint out" : "one of \(Self.list(known.map(\.rawValue)))"
        case .unknownLane(_, let known):
            (known.isEmpty ? "it has no lanes yet" : "it has \(Self.list(known.map(\.rawValue)))")
                + "; to add a lane, say its direction"
        case .laneClosed, .laneUnreported: "open the lane, or take another one"
        case .laneOfOtherDirection: "take a lane of the vehicle's direction"
        case .laneDoesNotTake(_, _, let takes): "it takes \(Self.list(takes.classes.map(\.rawValue)))"
        case .laneDirectionFixed: "leave direction out, or add another lane"
        case .emptyLaneEdit: "give a state or vehicleKinds"
        case .laneTakesNothing: "name at least one class of goods, or close the lane"
        case .closureWithoutReason: "give reason, in 1 to \(LiveReason.longest) characters"
        case .laneIsBuilt: "close it, with the reason"
        case .laneInUse: "clear the vehicle or turn it back first"
        case .tooManyLanes: "remove lanes that are no more (state removed)"
        case .tooManyEvents: "end those that are over"
        case .gateNotOperating:
            "declare it at the gate that it passes; a gate that has begun to work is said so in the seeds"
        case .simulationNotTaken: "play against a server with the setting allowSimulation on"
        case .gateClosed: "wait, or end the closure"
        case .goodsRestricted: "wait, or end the restriction"
        case .outsideHours: "wait, or announce that the gate works longer (kind extends)"
        case .divertedToItself: "name another gate"
        case .unknownEvent: "take the id of one that the gate lists, or announce a new one"
        case .eventOver: "announce a new one"
        case .eventEndsBeforeItBegins: "end it later than that"
        case .faults: "mend what is named"
        case .inFuture: "set the clock right, or leave at out"
        case .tooLate: "leave at out"
        case .beforeLastStep, .beforeLaneState: "give a later at, or leave it out"
        }
    }

    private static func until(_ moment: Moment?) -> String { moment.map { " until \($0)" } ?? "" }

    private static func list(_ names: [String]) -> String { names.joined(separator: ", ") }
}
