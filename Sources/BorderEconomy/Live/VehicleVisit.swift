/// One passage of one vehicle through one gate, from its declaration until it is cleared, turned back or diverted, or until
/// the declaration lapses.
///
/// It holds no plate and nothing about the driver. A visit is 120 bytes at most, and a yard keeps only those that
/// are open.
package struct VehicleVisit: Hashable, Sendable {
    /// The sequence of its declaration.
    package let id: VisitID
    package let plateDigest: PlateDigest
    package let plateEnding: PlateEnding
    package let direction: GateLane.Direction
    package let goodsClass: GoodsClass
    package let refrigerated: Bool
    /// Played, not real.
    package let simulated: Bool
    package internal(set) var state: VisitState
    package let weightKilograms: Int32?
    package let declaredAt: Moment
    private var arrival: MomentOrNone
    private var call: MomentOrNone
    private var clearing: MomentOrNone
    private var closing: MomentOrNone
    private var remarks: VisitRemarks?
    /// The sequence of its arrival, by which it stands in the queue; 0 before it has arrived.
    package internal(set) var arrivalSequence: Int64
    /// The sequence of what happened to it last: another for every version of the visit.
    package internal(set) var revision: Int64

    package var arrivedAt: Moment? {
        get { arrival.moment }
        set { arrival = MomentOrNone(newValue) }
    }
    package var calledAt: Moment? {
        get { call.moment }
        set { call = MomentOrNone(newValue) }
    }
    package var clearingSince: Moment? {
        get { clearing.moment }
        set { clearing = MomentOrNone(newValue) }
    }
    /// When it was cleared, turned back or diverted, or lapsed; nil while it is open.
    package var closedAt: Moment? {
        get { closing.moment }
        set { closing = MomentOrNone(newValue) }
    }

    package var clearancePoint: Identifier<BorderGate>? { remarks?.clearancePoint }
    /// The lane it is or was cleared in; nil before.
    package internal(set) var lane: LaneID? {
        get { remarks?.lane }
        set { remarks = VisitRemarks(clearancePoint, lane: newValue, turnBackReason, divertedTo: divertedTo) }
    }
    /// Why it was turned back; nil otherwise.
    package internal(set) var turnBackReason: LiveReason? {
        get { remarks?.turnBackReason }
        set { remarks = VisitRemarks(clearancePoint, lane: lane, newValue, divertedTo: divertedTo) }
    }
    /// The gate it was sent to; nil when it was not diverted.
    package internal(set) var divertedTo: Identifier<BorderGate>? {
        get { remarks?.divertedTo }
        set { remarks = VisitRemarks(clearancePoint, lane: lane, turnBackReason, divertedTo: newValue) }
    }

    /// A visit that is only declared.
    package init(_ declaration: VisitDeclaration, id: VisitID, at moment: Moment) {
        self.init(
            id: id, declaration: declaration, state: .declared, declaredAt: moment, revision: id.number)
    }

    /// A visit as it was stored. Whether state and times agree is the storer's to have kept.
    package init(
        id: VisitID, declaration: VisitDeclaration, state: VisitState, lane: LaneID? = nil,
        turnBackReason: LiveReason? = nil, divertedTo: Identifier<BorderGate>? = nil, declaredAt: Moment,
        arrivedAt: Moment? = nil, calledAt: Moment? = nil, clearingSince: Moment? = nil, closedAt: Moment? = nil,
        arrivalSequence: Int64 = 0, revision: Int64
    ) {
        self.id = id
        plateDigest = declaration.plateDigest
        plateEnding = declaration.plateEnding
        direction = declaration.direction
        goodsClass = declaration.goodsClass
        refrigerated = declaration.refrigerated
        simulated = declaration.simulated
        weightKilograms = declaration.weightKilograms
        self.state = state
        remarks = VisitRemarks(
            declaration.clearancePoint, lane: lane, turnBackReason, divertedTo: divertedTo)
        self.declaredAt = declaredAt
        arrival = MomentOrNone(arrivedAt)
        call = MomentOrNone(calledAt)
        clearing = MomentOrNone(clearingSince)
        closing = MomentOrNone(closedAt)
        self.arrivalSequence = arrivalSequence
        self.revision = revision
    }

    /// When something happened to it last.
    package var lastMoment: Moment { closedAt ?? clearingSince ?? calledAt ?? arrivedAt ?? declaredAt }

    /// Seconds from arrival to clearance; nil unless it was cleared.
    package var clearanceSeconds: Int64? {
        guard state == .cleared, let arrivedAt, let closedAt else { return nil }
        return closedAt.secondsSince1970 - arrivedAt.secondsSince1970
    }
}

/// A moment or none in eight bytes; the earliest number stands for none.
private struct MomentOrNone: Hashable, Sendable {
    private let seconds: Int64

    init(_ moment: Moment?) {
        seconds = moment?.secondsSince1970 ?? .min
    }

    var moment: Moment? { seconds == .min ? nil : Moment(secondsSince1970: seconds) }
}

/// What is said of few visits: an object, so that the others, which are copied a hundred thousand times a second, are copied
/// without it.
private final class VisitRemarks: Hashable, Sendable {
    let clearancePoint: Identifier<BorderGate>?
    let lane: LaneID?
    let turnBackReason: LiveReason?
    let divertedTo: Identifier<BorderGate>?

    /// Nil when nothing is said.
    init?(
        _ clearancePoint: Identifier<BorderGate>?, lane: LaneID?, _ turnBackReason: LiveReason?,
        divertedTo: Identifier<BorderGate>?
    ) {
        if clearancePoint == nil && lane == nil && turnBackReason == nil && divertedTo == nil { return nil }
        self.clearancePoint = clearancePoint
        self.lane = lane
        self.turnBackReason = turnBackReason
        self.divertedTo = divertedTo
    }

    static func == (left: VisitRemarks, right: VisitRemarks) -> Bool {
        left.clearancePoint == right.clearancePoint && left.lane == right.lane
            && left.turnBackReason == right.turnBackReason && left.divertedTo == right.divertedTo
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(clearancePoint)
        hasher.combine(lane)
        hasher.combine(turnBackReason)
        hasher.combine(divertedTo)
    }
}
