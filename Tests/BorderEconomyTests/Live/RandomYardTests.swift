import DomainTesting
import Testing

@testable import BorderEconomy

/// A yard after thousands of random events against plain lists, searched from end to end.
struct RandomYardTests {
    /// The visits as a list, and rules written out once more.
    private struct Model {
        var visits: [VehicleVisit] = []

        var open: [VehicleVisit] { visits.filter { $0.closedAt == nil } }

        func queue(_ direction: GateLane.Direction) -> [VehicleVisit] {
            let waiting = open.filter { $0.direction == direction && $0.arrivedAt != nil && $0.calledAt == nil }
            func isFirst(_ visit: VehicleVisit) -> Bool { visit.goodsClass == .fruit && visit.refrigerated }
            let inOrder = waiting.sorted { $0.arrivalSequence < $1.arrivalSequence }
            return inOrder.filter(isFirst) + inOrder.filter { !isFirst($0) }
        }

        func inYard(_ direction: GateLane.Direction, _ goods: GoodsClass) -> Int {
            open.count { $0.direction == direction && $0.goodsClass == goods && $0.arrivedAt != nil }
        }

        func served(_ lane: LaneID, after moment: Moment) -> Int {
            let quarter = ServedCount.quarterMinute(of: moment)
            return visits.count {
                $0.lane == lane && $0.state == .cleared && $0.closedAt.map(ServedCount.quarterMinute) ?? 0 > quarter
            }
        }

        mutating func put(_ visit: VehicleVisit) {
            if let index = visits.firstIndex(where: { $0.id == visit.id }) {
                visits[index] = visit
            } else {
                visits.append(visit)
            }
        }
    }

    private var sample: SampleYard
    private var model = Model()
    private var numbers: SeededNumbers

    init() throws {
        numbers = SeededNumbers(seed: 1)
        sample = try SampleYard.open()
    }

    /// One random event; nil when it was refused.
    private mutating func event() -> YardChange? {
        sample.clock = sample.clock.advanced(bySeconds: Int64.random(in: -20..<60, using: &numbers))
        let late = Int.random(in: 0..<10, using: &numbers) == 0
        let reported =
            late
            ? sample.clock.advanced(bySeconds: -Int64.random(in: 0..<9000, using: &numbers)) : nil
        let stamp = sample.stamp(reported)
        do throws(YardRefusal) {
            switch Int.random(in: 0..<40, using: &numbers) {
            case 0:
                let lane = sample.yard.lanes.randomElement(using: &numbers)?.id ?? "export-1"
                let state: LaneState = Bool.random(using: &numbers) ? .open : .closed("nghỉ trưa")
                return try sample.yard.setLane(lane, LaneEdit(state: state), stamp: stamp)
            case 1:
                let lane = LaneID("extra-\(Int.random(in: 0..<3, using: &numbers))") ?? "extra"
                return try sample.yard.setLane(
                    lane, LaneEdit(state: .open, direction: .import, simulated: true), stamp: stamp)
            case 2:
                let announcement = GateAnnouncement(
                    kind: GateEvent.Kind.allCases.randomElement(using: &numbers) ?? .closes, reason: "diễn tập",
                    vehicleKinds: Bool.random(using: &numbers) ? .all : .fruit, from: sample.clock,
                    until: sample.clock.advanced(bySeconds: 300))
                return try sample.yard.announce(announcement, stamp: stamp)
            case 3:
                guard let event = sample.yard.events.randomElement(using: &numbers) else { return nil }
                return try sample.yard.changeEvent(event.id, GateEventEdit(ending: .at(sample.clock)), stamp: stamp)
            case 4:
                guard let visit = model.open.randomElement(using: &numbers) else { return nil }
                return sample.yard.expire(visit.id, stamp: stamp)
            case 5..<15: return try sample.yard.declare(declaration(), stamp: stamp)
            default: return try step(stamp)
            }
        } catch {
            return nil
        }
    }

    private mutating func declaration() -> VisitDeclaration {
        let goods = GoodsClass.allCases.randomElement(using: &numbers) ?? .fruit
        return VisitDeclaration(
            plateDigest: PlateDigest(high: 0, low: UInt64.random(in: 0..<400, using: &numbers)),
            plateEnding: PlateEnding(lastOf: "999"),
            direction: GateLane.Direction.allCases.randomElement(using: &numbers) ?? .export, goodsClass: goods,
            refrigerated: goods != .empty && Bool.random(using: &numbers),
            simulated: Int.random(in: 0..<4, using: &numbers) == 0)
    }

    private mutating func step(_ stamp: LiveStamp) throws(YardRefusal) -> YardChange? {
        guard let visit = model.open.randomElement(using: &numbers) else { return nil }
        let step: VisitStep
        switch (visit.state, Int.random(in: 0..<12, using: &numbers)) {
        case (_, 0): step = .turnBack("thiếu giấy tờ")
        case (_, 1): step = .divert(to: "ban-vuoc")
        case (_, 2): step = .clear
        case (.declared, _): step = .arrive
        case (.arrived, _): step = .call
        case (.called, _):
            step = .beginClearing(lane: sample.yard.lanes.randomElement(using: &numbers)?.id ?? "export-1")
        default: step = .clear
        }
        return try sample.yard.step(step, of: visit.id, stamp: stamp)
    }

    private mutating func play(_ events: Int) -> [YardChange] {
        var changes: [YardChange] = []
        for _ in 0..<events {
            guard let change = event() else { continue }
            changes.append(change)
            if case .visit(_, let after) = change.subject { model.put(after) }
        }
        return changes
    }

    private func expectAgreement() {
        let yard = sample.yard
        #expect(yard.openVisits() == model.open)
        for direction in GateLane.Direction.allCases {
            let queue = model.queue(direction)
            #expect(sample.queue(direction) == queue.map(\.id))
            for (index, visit) in queue.enumerated() {
                #expect(yard.queuePosition(of: visit.id, at: sample.clock)?.position == index + 1)
            }
            for state in VisitState.allCases where state.isOpen {
                #expect(
                    yard.count(direction, state) == model.open.count { $0.direction == direction && $0.state == state })
            }
            for goods in GoodsClass.allCases {
                #expect(Int(yard.currentStock[direction, goods]) == model.inYard(direction, goods))
            }
        }
        let board = yard.board(at: sample.clock)
        for lane in board.lanes where lane.figures.observedAt != nil {
            #expect(lane.figures.served60 == model.served(lane.lane.id, after: board.at.advanced(bySeconds: -3600)))
            #expect(lane.figures.served15 == model.served(lane.lane.id, after: board.at.advanced(bySeconds: -900)))
            #expect(
                lane.figures.clearing == model.open.count { $0.lane == lane.lane.id })
            let waiting = model.queue(lane.lane.direction).filter { lane.lane.vehicleKinds.takes($0.goodsClass) }
            #expect(lane.figures.waiting == waiting.count)
            #expect(
                lane.figures.oldestSince == waiting.compactMap(\.arrivedAt).min())
        }
    }

    @Test(arguments: 0..<6)
    mutating func yard_agreesWithPlainLists(seed: UInt64) {
        numbers = SeededNumbers(seed: seed)
        for _ in 0..<12 {
            _ = play(150)
            expectAgreement()
            if seed % 2 == 0 { sample.yard.settle(at: sample.clock) }
        }
    }

    @Test(arguments: 0..<6)
    mutating func revert_restoresExactly(seed: UInt64) {
        numbers = SeededNumbers(seed: seed)
        _ = play(300)
        for _ in 0..<10 {
            let picture = YardPicture(sample.yard)
            let kept = model
            let changes = play(120)
            #expect(YardPicture(sample.yard) != picture)
            for change in changes.reversed() { sample.yard.revert(change) }
            #expect(YardPicture(sample.yard) == picture)
            model = kept
            expectAgreement()
            _ = play(40)
        }
    }

    @Test(arguments: 0..<4)
    mutating func storedYard_isTheSameYard(seed: UInt64) {
        numbers = SeededNumbers(seed: seed)
        var lanes: [LaneID: LiveLane] = [:]
        var events: [GateEventID: GateEvent] = [:]
        var visits: [VisitID: VehicleVisit] = [:]
        var tallies: [HourTally.Key: HourTally] = [:]
        var served: [[String]: ServedCount] = [:]
        for lane in sample.yard.lanes { lanes[lane.id] = lane }
        // What a journal does: after each change it writes what the change names.
        for _ in 0..<1500 {
            guard let change = event() else { continue }
            switch change.subject {
            case .visit(_, let after):
                model.put(after)
                visits[after.id] = after
            case .lane(_, let after): lanes[after.id] = after
            case .event(_, let after): events[after.id] = after
            }
            if let key = change.tally { tallies[key] = sample.yard.tally(key) }
            if let key = change.served {
                served[["\(key.lane)", "\(key.quarterMinute)"]] = sample.yard.served(key.lane, key.quarterMinute)
            }
        }
        let added = lanes.values.filter { lane in !SampleYard.layout.lanes.contains { $0.id == lane.id } }
        let order = SampleYard.layout.lanes.compactMap { lanes[$0.id] } + added.sorted { $0.revision < $1.revision }
        var stored = Yard(
            SampleYard.layout, rules: YardRules(), openVisits: visits.values.filter(\.state.isOpen), lanes: order,
            events: events.values.sorted { $0.id < $1.id }, tallies: tallies.values, served: served.values)
        sample.yard.settle(at: sample.clock)
        stored.settle(at: sample.clock)
        let (kept, restored) = (YardPicture(sample.yard), YardPicture(stored))
        #expect(restored.visits == kept.visits)
        #expect(restored.plates == kept.plates)
        #expect(restored.positions == kept.positions)
        #expect(restored.earliest == kept.earliest)
        #expect(restored.stateCounts == kept.stateCounts)
        #expect(restored.stock == kept.stock)
        #expect(restored.simulatedOpen == kept.simulatedOpen)
        #expect(restored.events == kept.events)
        #expect(restored.tallies == kept.tallies)
        for record in kept.lanes {
            let other = restored.lanes.first { $0.lane.id == record.lane.id }
            #expect(other?.lane == record.lane)
            #expect(other?.clearing == record.clearing)
            #expect(other?.served == record.served)
        }
    }

    /// Whatever happens, and however late it is reported, the flows and the residual make up the stock.
    @Test mutating func stockEquation_alwaysHolds() throws {
        var residuals = 0
        for seed: UInt64 in 0..<4 {
            sample = try SampleYard.open()
            numbers = SeededNumbers(seed: seed)
            sample.clock = "2026-11-28T11:00:00Z"
            _ = play(2500)
            residuals += checkStockEquation()
            // Nothing leaves the yard but by the flows: over all time they are the stock, exactly.
            let all = sample.yard.recentTallies().flatMap { tally in GateLane.Direction.allCases.map(tally.total) }
                .reduce(HourTally.Cell(), +)
            #expect(all.arrived - all.cleared - all.turnedBack - all.diverted == sample.yard.currentStock.total)
        }
        #expect(residuals > 0, "late reports leave a residual")
    }

    /// Checks the lines of two days of bulletins, and adds up what is left over in them.
    private func checkStockEquation() -> Int {
        var residuals = 0
        for day: CalendarDay in ["2026-11-28", "2026-11-29"] {
            for scope in Bulletin.Scope.allCases {
                let bulletin = sample.yard.bulletin(of: day, scope: scope, at: sample.clock)
                for direction in GateLane.Direction.allCases {
                    for goods in GoodsClass.allCases {
                        let line = bulletin[direction, goods]
                        #expect(
                            line.stockBefore + line.arrived - line.cleared - line.turnedBack - line.diverted
                                + line.residual == line.stockAfter)
                        residuals += abs(line.residual)
                    }
                }
            }
        }
        return residuals
    }
}
