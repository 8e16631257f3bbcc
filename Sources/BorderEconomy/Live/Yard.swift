/// The live state of one gate: its lanes, what holds of it as a whole, and every vehicle that is declared or in the yard.
///
/// Whoever keeps a yard tells it what happens, in the order of the sequence, and writes down each `YardChange`. A refusal
/// changes nothing. A change that could not be written is taken back with `revert`, the last one first. The yard keeps
/// what is open, eight days of tallies and the last hour's clearances: it does not grow with history.
package struct Yard: Sendable {
    package let layout: GateLayout
    package let rules: YardRules

    var visits: [VisitID: VehicleVisit] = [:]
    var plates: [PlateDigest: VisitID] = [:]
    /// One a direction.
    var queues: [GateQueue]
    /// Open visits by direction and state.
    var stateCounts: [Int32]
    /// Vehicles in the yard, real ones and played ones.
    var stock: [YardStock]
    var simulatedOpen = 0
    var laneRecords: [LaneRecord]
    var eventList: [GateEvent] = []
    var tallies: [HourTally.Key: HourTally] = [:]
    var observed: [Moment?]

    /// A lane with what the yard counts of it. One that was removed stays until its last clearances are an hour old.
    struct LaneRecord: Hashable, Sendable {
        var lane: LiveLane
        var clearing: Int32 = 0
        /// In the order of time.
        var served: [ServedCount] = []
        var observedAt: Moment?
    }

    /// An empty yard: no vehicle, every lane of the layout unreported.
    package init(_ layout: GateLayout, rules: YardRules = YardRules()) {
        self.layout = layout
        self.rules = rules
        queues = Array(repeating: GateQueue(classes: rules.queue.classes.count), count: GateLane.Direction.count)
        stateCounts = Array(repeating: 0, count: GateLane.Direction.count * VisitState.openCount)
        stock = [YardStock(), YardStock()]
        laneRecords = layout.lanes.map { LaneRecord(lane: $0) }
        observed = Array(repeating: nil, count: GateLane.Direction.count)
    }

    package var gate: Identifier<BorderGate> { layout.gate }

    /// The open visit of this id; nil when there is none here.
    package func visit(_ id: VisitID) -> VehicleVisit? { visits[id] }

    /// The open visit of a plate; nil when it has none here.
    package func visit(of plate: PlateDigest) -> VehicleVisit? { plates[plate].flatMap { visits[$0] } }

    /// All open visits, the oldest first. It puts them in order: not for the path of a request.
    package func openVisits() -> [VehicleVisit] { visits.values.sorted { $0.id < $1.id } }

    package var openVisitCount: Int { visits.count }

    /// All lanes: those of the layout in its order, then those that were added.
    package var lanes: [LiveLane] { laneRecords.map(\.lane).filter { $0.state != .removed } }

    /// The lane of this id; nil when there is none, or none any more.
    package func lane(_ id: LaneID) -> LiveLane? {
        laneRecords.first { $0.lane.id == id && $0.lane.state != .removed }?.lane
    }

    /// Events that are not over, in the order they were announced.
    package var events: [GateEvent] { eventList }

    /// The tally to be stored; nil when nothing was counted under the key.
    package func tally(_ key: HourTally.Key) -> HourTally? { tallies[key] }

    /// The tallies in memory, real before simulated ones of an hour, the earliest hour first.
    package func recentTallies() -> [HourTally] {
        tallies.values.sorted { ($0.hour, $0.simulated ? 1 : 0) < ($1.hour, $1.simulated ? 1 : 0) }
    }

    /// The count of clearances of a lane in a quarter minute; nil when it has none.
    package func served(_ lane: LaneID, _ quarterMinute: Int64) -> ServedCount? {
        laneRecords.first { $0.lane.id == lane }?.served.last { $0.quarterMinute == quarterMinute }
    }

    /// The vehicles in the yard, played ones among them.
    package var currentStock: YardStock {
        YardStock(counts: zip(stock[0].counts, stock[1].counts).map { $0 + $1 })
    }

    /// When something was told of a direction last; nil when nothing ever was.
    package func observedAt(_ direction: GateLane.Direction) -> Moment? { observed[direction.index] }

    /// When something was told of a lane last; nil when nothing ever was.
    package func observedAt(_ lane: LaneID) -> Moment? { laneRecords.first { $0.lane.id == lane }?.observedAt }

    /// How many open visits of a direction are in a state.
    package func count(_ direction: GateLane.Direction, _ state: VisitState) -> Int {
        state.isOpen ? Int(stateCounts[direction.index * VisitState.openCount + state.index]) : 0
    }
}
