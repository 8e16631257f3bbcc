import BorderEconomy
import HTTPEngine
import JSONText
import Journal

extension Refusal {
    /// The refusal as an answer.
    var problem: Problem {
        switch self {
        case .unknownGate(let gate):
            Problem(
                kind: .notFound, detail: "nothing is kept of \(gate) here; /v1/live lists the gates that have a board")
        case .unknownVisit(let id):
            Problem(kind: .notFound, detail: "there is no visit \"\(id)\"; its id is in the answer to its declaration")
        case .notPermitted(let gate):
            .forbidden("the access token may not write what happens at \(gate)", role: "operator of \(gate)")
        case .notOwn(let visit):
            .forbidden(
                "a declarant cancels (turn-back) its own declarations alone, and before the vehicle arrives; visit \(visit) "
                    + "is none of these", role: "operator of the gate")
        case .rule(let refusal): refusal.problem
        case .edit(let refusal): refusal.problem
        case .editsNotTaken: Problem(kind: .readOnly, detail: "this server takes no edits of plans and figures")
        case .otherRevision(let lane):
            Problem(
                kind: .preconditionFailed,
                detail: "lane \(lane.id) was changed meanwhile; it is \(lane.state.name) now. Read it again")
        case .otherEventRevision(let event):
            Problem(
                kind: .preconditionFailed, detail: "the event \(event.id) was changed meanwhile. Read it again")
        case .nothingKept: Problem(kind: .notFound, detail: "nothing was written under this Idempotency-Key")
        case .keyReused:
            Problem(
                kind: .keyReused,
                detail: "this Idempotency-Key came with another request in the last 24 hours; take a new one")
        case .overloaded:
            Problem(
                kind: .overloaded, detail: "more writes wait than the disk can take; send it again in a moment",
                fields: [ResponseField("Retry-After", "1")])
        }
    }
}

extension YardRefusal {
    /// The refusal as an answer: 409 where another moment or another state would do, 422 where the request says what
    /// cannot be, 403 where the server is not set to take it.
    var problem: Problem {
        if case .faults(let faults) = self {
            return Problem(
                .unprocessable,
                faults.map {
                    ProblemFault(parameter: nil, reason: $0.reason, remedy: $0.remedy ?? remedy, pointer: $0.member)
                })
        }
        return Problem(
            kind, [ProblemFault(parameter: nil, reason: reason, remedy: remedy, pointer: member)])
    }

    private var kind: ProblemKind {
        switch self {
        case .plateInYard: .plateInYard
        case .illegalStep: .illegalStep
        case .laneClosed, .laneUnreported: .laneClosed
        case .gateClosed, .goodsRestricted, .outsideHours, .gateNotOperating: .gateClosed
        case .laneOfOtherDirection, .laneDoesNotTake, .laneDirectionFixed, .laneIsBuilt, .laneInUse, .tooManyLanes,
            .tooManyEvents:
            .conflict
        case .simulationNotTaken: .forbidden
        case .unknownVisit: .illegalStep
        case .inFuture: .clockAhead
        case .unknownEvent, .unknownPlate: .notFound
        case .eventOver: .eventOver
        case .unknownClearancePoint, .unknownLane, .emptyLaneEdit, .laneTakesNothing, .divertedToItself,
            .eventEndsBeforeItBegins, .faults, .tooLate, .closureWithoutReason, .beforeLastStep, .beforeLaneState:
            .unprocessable
        }
    }
}

extension JournalFault {
    /// What whoever writes is told; the rest of the service goes on.
    var problem: Problem {
        Problem(
            kind: .storageUnavailable,
            detail: "the journal \(reason). Nothing was changed; reads go on",
            fields: [ResponseField("Retry-After", "5")])
    }
}
