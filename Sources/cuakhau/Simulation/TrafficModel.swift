import BorderEconomy
import Catalog
import Glibc

/// Made-up traffic at some gates: who comes when, who is called and cleared, what closes. The same plan and seed give the
/// same events.
///
/// It plays on its own and asks no server: vehicles come in waves (`TrafficCalendar`), wait in queues as the gate's rule
/// has it, are cleared lane by lane at a pace that keeps up with the rate in the mean but not at noon, and now and then a
/// lane, a direction or a class of goods is closed.
struct TrafficModel: Sendable {
    struct Plan: Hashable, Sendable {
        var gates: [TrafficGate]
        /// Vehicles declared an hour at each gate, in the mean over a year.
        var vehiclesPerHour: Double
        var seed: UInt64
        var start: Moment
        /// In the time of the simulation; nil for no end.
        var seconds: Double?
    }

    enum Plot: Sendable {
        case nextDeclaration
        case arrival(Int)
        case noShow(Int)
        case impatience(Int)
        case diversion(Int)
        case beginning(Int, lane: Int)
        case leaving(Int, lane: Int)
        case shift
        case laneFailure(lane: Int)
        case laneRepair(lane: Int)
        case closure
        case reopening(Int)
        case work
    }

    let plan: Plan
    var numbers: SplitMix
    var agenda = TrafficAgenda<(gate: Int, plot: Plot)>()
    var yards: [PlayedYard]
    var vehicles: [Int: PlayedVehicle] = [:]
    var plates: Set<String> = []
    var vehicleCount = 0
    var announcementCount = 0
    /// Told and not yet taken.
    private var told: [TrafficEvent] = []
    private var taken = 0
    /// Seconds since the start.
    var time = 0.0

    init(_ plan: Plan) {
        self.plan = plan
        numbers = SplitMix(seed: plan.seed)
        yards = plan.gates.map { PlayedYard(lanes: $0.lanes) }
        for gate in plan.gates.indices { open(gate) }
    }

    /// The next event; nil at the end.
    mutating func next() -> TrafficEvent? {
        while taken == told.count {
            told.removeAll(keepingCapacity: true)
            taken = 0
            guard let (time, (gate, plot)) = agenda.next() else { return nil }
            if let end = plan.seconds, time >= end { return nil }
            self.time = time
            happen(plot, at: gate)
        }
        taken += 1
        return told[taken - 1]
    }

    var moment: Moment { plan.start.advanced(bySeconds: Int64(time)) }

    mutating func tell(_ gate: Int, _ what: TrafficEvent.What) {
        told.append(TrafficEvent(at: moment, gate: gate, what: what))
    }

    mutating func plan(_ plot: Plot, at gate: Int, in seconds: Double) {
        agenda.plan((gate, plot), at: time + max(0, seconds))
    }

    // Numbers.

    mutating func chance(_ share: Double) -> Bool { numbers.unit() < share }

    mutating func uniform(_ low: Double, _ high: Double) -> Double { low + numbers.unit() * (high - low) }

    /// A span of an exponential law: what comes at random comes so.
    mutating func exponential(_ mean: Double) -> Double { -log(1 - numbers.unit()) * mean }

    /// The mean seconds that a lane has for a vehicle, so that all lanes of a direction are busy for 85 % of the time.
    func pace(_ gate: Int, _ direction: GateLane.Direction) -> Double {
        let lanes = plan.gates[gate].lanes.count { $0.direction == direction }
        let share = direction == .export ? Self.exportShare : 1 - Self.exportShare
        return Double(lanes) * 3600 * 0.85 / (plan.vehiclesPerHour * share)
    }

    static let exportShare = 0.58
}

extension SplitMix {
    /// A number from 0 up to, not including, 1, with 53 bits: the same on every machine.
    mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
}

/// The state of a played gate.
struct PlayedYard: Sendable {
    struct Lane: Sendable {
        let lane: TrafficGate.Lane
        var isOpen = false
        var isBroken = false
        /// Who was called to it or is in it.
        var vehicle: Int?
    }

    var lanes: [Lane]
    /// Waiting vehicles a direction: refrigerated fruit, then the others.
    var waiting: [[[Int]]] = [[[], []], [[], []]]
    /// Until when, in seconds of the simulation, nothing of a direction or a class passes; and the event's number.
    var closures: [(number: Int, directions: GateDirections, kinds: VehicleKinds, until: Double)] = []

    init(lanes: [TrafficGate.Lane]) {
        self.lanes = lanes.map { Lane(lane: $0) }
    }

    func isClosed(_ vehicle: TrafficVehicle, at time: Double) -> Bool {
        closures.contains {
            $0.until > time && $0.directions.contains(vehicle.direction) && $0.kinds.takes(vehicle.goods)
        }
    }

    func waitingCount(_ direction: GateLane.Direction) -> Int {
        waiting[direction == .export ? 0 : 1].reduce(0) { $0 + $1.count }
    }

    /// Takes a vehicle out of the queue; false when it does not wait.
    mutating func leave(_ number: Int, _ vehicle: TrafficVehicle) -> Bool {
        let side = vehicle.direction == .export ? 0 : 1
        for line in 0..<2 {
            if let index = waiting[side][line].firstIndex(of: number) {
                waiting[side][line].remove(at: index)
                return true
            }
        }
        return false
    }
}

/// A vehicle on its way through a played gate.
struct PlayedVehicle: Sendable {
    let vehicle: TrafficVehicle
    /// Whether it is at its first gate: who was sent on once is not sent on again.
    let isFirstGate: Bool
}
