import DomainTesting

@testable import BorderEconomy

/// A yard with a clock and a sequence of its own: two export lanes, the second for fruit only, and one import lane.
struct SampleYard {
    static let layout = GateLayout(
        gate: "kim-thanh",
        lanes: [
            LiveLane(id: "export-1", direction: .export),
            LiveLane(id: "export-2", direction: .export, vehicleKinds: .fruit),
            LiveLane(id: "import-1", direction: .import),
        ], clearancePoints: ["point-1"])

    var yard: Yard
    var clock: Moment = "2026-11-28T01:00:00Z"
    var sequence: Int64 = 0

    init(_ layout: GateLayout = Self.layout, rules: YardRules = YardRules()) {
        yard = Yard(layout, rules: rules)
    }

    /// Every lane open.
    static func open(_ layout: GateLayout = Self.layout, rules: YardRules = YardRules()) throws -> SampleYard {
        var sample = SampleYard(layout, rules: rules)
        for lane in layout.lanes { try sample.set(lane.id, .open) }
        return sample
    }

    mutating func wait(_ seconds: Int64) { clock = clock.advanced(bySeconds: seconds) }

    mutating func stamp(_ reported: Moment? = nil) -> LiveStamp {
        sequence += 1
        return LiveStamp(sequence: sequence, received: clock, reported: reported)
    }

    @discardableResult
    mutating func declare(
        _ plate: UInt64, _ goods: GoodsClass = .general, _ direction: GateLane.Direction = .export,
        refrigerated: Bool = false, simulated: Bool = false
    ) throws -> VisitID {
        let declaration = VisitDeclaration(
            plateDigest: PlateDigest(high: 7, low: plate), plateEnding: PlateEnding(lastOf: "24C-123.45"),
            direction: direction, goodsClass: goods, refrigerated: refrigerated, simulated: simulated)
        let change = try yard.declare(declaration, stamp: stamp())
        return VisitID(number: change.stamp.sequence)
    }

    @discardableResult
    mutating func take(_ step: VisitStep, _ id: VisitID, reported: Moment? = nil) throws -> YardChange {
        try yard.step(step, of: id, stamp: stamp(reported))
    }

    @discardableResult
    mutating func arrive(
        _ plate: UInt64, _ goods: GoodsClass = .general, _ direction: GateLane.Direction = .export,
        refrigerated: Bool = false, simulated: Bool = false
    ) throws -> VisitID {
        let id = try declare(plate, goods, direction, refrigerated: refrigerated, simulated: simulated)
        try take(.arrive, id)
        return id
    }

    mutating func clear(_ id: VisitID, lane: LaneID = "export-1") throws {
        try take(.call, id)
        try take(.beginClearing(lane: lane), id)
        try take(.clear, id)
    }

    @discardableResult
    mutating func set(_ lane: LaneID, _ state: LaneState) throws -> YardChange {
        try yard.setLane(lane, LaneEdit(state: state), stamp: stamp())
    }

    @discardableResult
    mutating func announce(
        _ kind: GateEvent.Kind, _ kinds: VehicleKinds = .all, directions: GateDirections = .both,
        from: Moment? = nil, until: Moment? = nil
    ) throws -> GateEventID {
        let announcement = GateAnnouncement(
            kind: kind, reason: "lũ trên sông Hồng", directions: directions, vehicleKinds: kinds, from: from ?? clock,
            until: until)
        let change = try yard.announce(announcement, stamp: stamp())
        return GateEventID(number: change.stamp.sequence)
    }

    /// The waiting visits of a direction by their positions.
    func queue(_ direction: GateLane.Direction = .export) -> [VisitID] {
        let waiting = yard.openVisits().filter { $0.direction == direction && $0.state == .arrived }
        let placed = waiting.compactMap { visit in
            position(visit.id).map { (visit.id, $0.position) }
        }
        return placed.sorted { $0.1 < $1.1 }.map(\.0)
    }

    func position(_ id: VisitID) -> QueuePosition? { yard.queuePosition(of: id, at: clock) }

    func figures(_ direction: GateLane.Direction = .export) -> BoardFigures {
        yard.board(at: clock).directions[direction.index].figures
    }

    func state(_ direction: GateLane.Direction = .export) -> PassageState {
        yard.board(at: clock).directions[direction.index].state
    }
}

extension VehicleKinds {
    static let fruit = VehicleKinds([GoodsClass.fruit])
}

/// Everything a yard holds, to compare.
struct YardPicture: Hashable {
    let visits: [VisitID: VehicleVisit]
    let plates: [PlateDigest: VisitID]
    /// Waiting visits with their positions.
    let positions: [VisitID: Int]
    let earliest: [[Moment?]]
    let waitingByGoods: [[Int32]]
    let stateCounts: [Int32]
    let stock: [YardStock]
    let simulatedOpen: Int
    let lanes: [Yard.LaneRecord]
    let events: [GateEvent]
    let tallies: [HourTally.Key: HourTally]
    let observed: [Moment?]

    init(_ yard: Yard) {
        visits = yard.visits
        plates = yard.plates
        positions = yard.visits.compactMapValues { yard.queuePosition(of: $0.id, at: $0.declaredAt)?.position }
        earliest = yard.queues.map { $0.lines.map(\.earliestArrival) }
        waitingByGoods = yard.queues.map(\.byGoods)
        stateCounts = yard.stateCounts
        stock = yard.stock
        simulatedOpen = yard.simulatedOpen
        lanes = yard.laneRecords
        events = yard.eventList
        tallies = yard.tallies
        observed = yard.observed
    }
}
