import BorderEconomy
import Testing

@testable import cuakhau

struct TrafficModelTests {
    private static func plan(
        from start: String = "2026-11-23T00:00:00+07:00", days: Double = 2, rate: Double = 40, seed: UInt64 = 1,
        gates: [String] = ["kim-thanh"]
    ) throws -> TrafficModel.Plan {
        TrafficModel.Plan(
            gates: try gates.map { TrafficGate(id: try #require(Identifier($0)), lanes: TrafficGate.standInLanes) },
            vehiclesPerHour: rate, seed: seed, start: try #require(Moment(start)), seconds: days * 86_400)
    }

    private static func events(_ plan: TrafficModel.Plan) -> [TrafficEvent] {
        var model = TrafficModel(plan)
        var list: [TrafficEvent] = []
        while let event = model.next() { list.append(event) }
        return list
    }

    private static func declared(_ events: [TrafficEvent]) -> [(at: Moment, vehicle: TrafficVehicle)] {
        events.compactMap { event in
            if case .declare(_, let vehicle) = event.what { (event.at, vehicle) } else { nil }
        }
    }

    @Test func sameSeed_playsTheSame() throws {
        let events = try Self.events(Self.plan())
        #expect(try Self.events(Self.plan()) == events)
        #expect(try Self.events(Self.plan(seed: 2)) != events)
        #expect(zip(events, events.dropFirst()).allSatisfy { $0.at <= $1.at })
    }

    /// The gate's own rules find nothing wrong with days of it.
    @Test(arguments: [1, 2, 3], [40.0, 4000])
    func everyEvent_isLegal(seed: UInt64, rate: Double) throws {
        let plan = try Self.plan(
            days: rate > 100 ? 0.4 : 4, rate: rate, seed: seed, gates: ["kim-thanh", "huu-nghi", "ban-vuoc"])
        var yards = plan.gates.map { Yard(GateLayout(gate: $0.id, lanes: [])) }
        var visits: [Int: VisitID] = [:]
        var announcements: [Int: GateEventID] = [:]
        var ends: [VisitState: Int] = [:]
        var sequence: Int64 = 0
        for event in Self.events(plan) {
            sequence += 1
            let stamp = LiveStamp(sequence: sequence, received: event.at)
            switch event.what {
            case .declare(let number, let vehicle):
                let plate = try #require(Plate(vehicle.plate), "\(vehicle.plate)")
                var hasher = Hasher()
                hasher.combine(plate.normalForm)
                _ = try yards[event.gate].declare(
                    VisitDeclaration(
                        plateDigest: PlateDigest(high: 0, low: UInt64(bitPattern: Int64(hasher.finalize()))),
                        plateEnding: plate.ending, direction: vehicle.direction, goodsClass: vehicle.goods,
                        refrigerated: vehicle.refrigerated, weightKilograms: vehicle.weightKilograms, simulated: true),
                    stamp: stamp)
                visits[number] = VisitID(number: sequence)
            case .step(let number, let step):
                let visit = try #require(visits[number])
                _ = try yards[event.gate].step(step, of: visit, stamp: stamp)
                if !step.kind.result.isOpen { ends[step.kind.result, default: 0] += 1 }
            case .lane(let lane, let direction, let state):
                _ = try yards[event.gate].setLane(
                    lane, LaneEdit(state: state, direction: direction, simulated: true), stamp: stamp)
            case .announce(let number, let announcement):
                _ = try yards[event.gate].announce(announcement, stamp: stamp)
                announcements[number] = GateEventID(number: sequence)
            case .end(let number):
                let id = try #require(announcements[number])
                _ = try yards[event.gate].changeEvent(id, GateEventEdit(ending: .at(event.at)), stamp: stamp)
            }
        }
        let all = ends.values.reduce(0, +)
        #expect(all > 500)
        // Most go through; a few in a hundred are sent back.
        #expect(Double(ends[.cleared] ?? 0) / Double(all) > 0.85)
        #expect((0.01...0.08).contains(Double(ends[.turnedBack] ?? 0) / Double(all)))
    }

    @Test func vehicles_comeInWaves_atTheRateAskedFor() throws {
        let events = try Self.events(Self.plan(days: 7, rate: 100, seed: 5))
        let hours = Self.declared(events).map { ClockHour(of: $0.at).hourOfDay }
        func count(_ hour: Int) -> Int { hours.count { $0 == hour } }
        #expect(count(8) > 8 * max(1, count(2)))
        #expect(count(14) > count(12))
        // November is a slack month.
        #expect((0.8...1.1).contains(Double(hours.count) / (7 * 24 * 100)))
    }

    @Test func june_bringsMoreFruit_thanMarch() throws {
        func fruit(_ start: String) throws -> (share: Double, count: Int) {
            let exports = try Self.declared(Self.events(Self.plan(from: start, days: 3, rate: 100))).map(\.vehicle)
                .filter { $0.direction == .export }
            return (Double(exports.count { $0.goods == .fruit }) / Double(exports.count), exports.count)
        }
        let (march, june) = (try fruit("2026-03-09T00:00:00+07:00"), try fruit("2026-06-08T00:00:00+07:00"))
        #expect(june.share > march.share + 0.2)
        #expect(june.count > march.count)
    }

    @Test func lanesRestAtNight_andFail_andGatesClose() throws {
        let events = try Self.events(Self.plan(days: 14))
        var reasons: [String: Int] = [:]
        var closures = 0
        var ends = 0
        for event in events {
            switch event.what {
            case .lane(_, _, .closed(let reason)): reasons[reason?.text ?? "", default: 0] += 1
            case .announce: closures += 1
            case .end: ends += 1
            default: break
            }
        }
        #expect((reasons["Ca đêm"] ?? 0) >= 26)
        #expect((reasons["Kiểm tra thiết bị"] ?? 0) > 5)
        #expect((1...20).contains(closures))
        #expect(ends < closures)
    }

    @Test func longQueues_sendVehiclesToOtherGates() throws {
        // Slow lanes from the first hour on: the queue is long every noon.
        let events = try Self.events(Self.plan(days: 5, gates: ["kim-thanh", "ban-vuoc"]))
        var plates: [Int: String] = [:]
        var diverted: [String] = []
        for event in events {
            switch event.what {
            case .declare(let number, let vehicle): plates[number] = vehicle.plate
            case .step(let number, .divert(let gate)):
                #expect(gate.rawValue == (event.gate == 0 ? "ban-vuoc" : "kim-thanh"))
                diverted.append(try #require(plates[number]))
            default: break
            }
        }
        #expect(!diverted.isEmpty)
        // Who is sent on is declared again where it is sent.
        for plate in diverted { #expect(plates.values.count { $0 == plate } >= 2) }
    }

    @Test func playWithoutAnEnd_goesOn() throws {
        var plan = try Self.plan()
        plan.seconds = nil
        var model = TrafficModel(plan)
        for _ in 0..<20_000 { #expect(model.next() != nil) }
        // What is over is forgotten.
        #expect(model.vehicles.count < 1000)
        #expect(model.plates.count == model.vehicles.count)
    }

    @Test func shares_addUp() throws {
        let moment = try #require(Moment("2026-06-08T03:00:00Z"))
        for direction in GateLane.Direction.allCases {
            let sum = TrafficCalendar.goods(direction, at: moment).map(\.share).reduce(0, +)
            #expect(abs(sum - 1) < 1e-9)
        }
        for weights in [TrafficCalendar.hours, TrafficCalendar.weekdays, TrafficCalendar.months] {
            #expect(abs(weights.reduce(0, +) / Double(weights.count) - 1) < 1e-9)
        }
    }

    @Test func agenda_isInOrderOfTime_thenOfPlanning() {
        var numbers = SystemRandomNumberGenerator()
        var agenda = TrafficAgenda<Int>()
        var expected: [(time: Double, order: Int)] = []
        for order in 0..<500 {
            let time = Double(Int.random(in: 0..<50, using: &numbers))
            agenda.plan(order, at: time)
            expected.append((time, order))
        }
        expected.sort { ($0.time, $0.order) < ($1.time, $1.order) }
        for entry in expected { #expect(agenda.next()?.element == entry.order) }
        #expect(agenda.next() == nil)
    }
}
