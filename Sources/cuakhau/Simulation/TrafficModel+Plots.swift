import BorderEconomy
import Catalog

extension TrafficModel {
    /// Opens a gate: its lanes, and what will happen at it.
    mutating func open(_ gate: Int) {
        setLanes(gate, announcingAll: true)
        plan(.nextDeclaration, at: gate, in: nextArrival())
        plan(.shift, at: gate, in: secondsToTheHour())
        for lane in yards[gate].lanes.indices {
            plan(.laneFailure(lane: lane), at: gate, in: exponential(40 * 3600))
        }
        plan(.closure, at: gate, in: exponential(60 * 3600))
    }

    mutating func happen(_ plot: Plot, at gate: Int) {
        switch plot {
        case .nextDeclaration:
            if chance(TrafficCalendar.intensity(at: moment) / TrafficCalendar.greatestIntensity) {
                declare(newVehicle(), at: gate, isFirstGate: true)
            }
            plan(.nextDeclaration, at: gate, in: nextArrival())
        case .arrival(let number): arrive(number, at: gate)
        case .noShow(let number): turnBack(number, at: gate, "Không đến trong thời hạn đăng ký")
        case .impatience(let number):
            guard let played = vehicles[number], yards[gate].leave(number, played.vehicle) else { return }
            turnBack(number, at: gate, Self.waitingReasons[Int(numbers.unit() * Double(Self.waitingReasons.count))])
        case .diversion(let number): divert(number, at: gate)
        case .beginning(let number, let lane): begin(number, in: lane, at: gate)
        case .leaving(let number, let lane): leave(number, lane, at: gate)
        case .shift:
            setLanes(gate, announcingAll: false)
            plan(.shift, at: gate, in: 3600)
            work(gate)
        case .laneFailure(let lane): fail(lane, at: gate)
        case .laneRepair(let lane):
            yards[gate].lanes[lane].isBroken = false
            setLanes(gate, announcingAll: false)
            plan(.laneFailure(lane: lane), at: gate, in: exponential(40 * 3600))
            work(gate)
        case .closure: close(gate)
        case .reopening(let number): reopen(number, at: gate)
        case .work: work(gate)
        }
    }

    private static let waitingReasons = [
        "Thiếu giấy chứng nhận kiểm dịch", "Hồ sơ không khớp với hàng", "Chủ hàng rút tờ khai",
        "Phía bạn tạm dừng nhận mặt hàng này",
    ]

    // Coming.

    /// Until the next candidate at the busiest rate; most are dropped at other hours (thinning).
    private mutating func nextArrival() -> Double {
        exponential(3600 / (plan.vehiclesPerHour * TrafficCalendar.greatestIntensity))
    }

    private mutating func newVehicle() -> TrafficVehicle {
        let direction: GateLane.Direction = chance(Self.exportShare) ? .export : .import
        var rest = numbers.unit()
        var goods = GoodsClass.general
        for (candidate, share) in TrafficCalendar.goods(direction, at: moment) {
            goods = candidate
            if rest < share { break }
            rest -= share
        }
        let isCold = goods == .fruit && chance(0.7) || goods == .otherAgricultural && chance(0.3)
        let weight = goods == .empty ? nil : Int32(uniform(80, 330)) * 100
        var plate = newPlate(direction)
        while !plates.insert(plate).inserted { plate = newPlate(direction) }
        return TrafficVehicle(
            plate: plate, direction: direction, goods: goods, refrigerated: isCold, weightKilograms: weight)
    }

    private mutating func newPlate(_ direction: GateLane.Direction) -> String {
        func digits(_ count: Int, _ number: Int) -> String {
            let text = String(number)
            return String(repeating: "0", count: max(0, count - text.count)) + text
        }
        // Hauliers of Việt Nam carry three of four exports; those of Yunnan and Guangxi most imports.
        if chance(direction == .export ? 0.75 : 0.3) {
            let province = ["12", "15", "20", "24", "29", "30", "34", "43", "51", "61", "63", "65"]
            let series = ["C", "E", "H", "R"]
            let number = Int(numbers.unit() * 100_000)
            let tail = digits(5, number)
            return province[Int(numbers.unit() * Double(province.count))]
                + series[Int(numbers.unit() * Double(series.count))] + "-\(tail.prefix(3)).\(tail.suffix(2))"
        }
        let province = chance(0.6) ? "云G" : "桂F"
        return "\(province) \(["A", "B", "D"][Int(numbers.unit() * 3)])\(digits(5, Int(numbers.unit() * 100_000)))"
    }

    private mutating func declare(_ vehicle: TrafficVehicle, at gate: Int, isFirstGate: Bool) {
        vehicleCount += 1
        vehicles[vehicleCount] = PlayedVehicle(vehicle: vehicle, isFirstGate: isFirstGate)
        tell(gate, .declare(vehicle: vehicleCount, vehicle))
        if chance(0.02) {
            plan(.noShow(vehicleCount), at: gate, in: 6 * 3600)
        } else {
            // A declaration comes twenty minutes to some hours ahead.
            plan(.arrival(vehicleCount), at: gate, in: 1200 + exponential(2400))
        }
    }

    private mutating func arrive(_ number: Int, at gate: Int) {
        guard let played = vehicles[number] else { return }
        let vehicle = played.vehicle
        tell(gate, .step(vehicle: number, .arrive))
        let isCold = vehicle.goods == .fruit && vehicle.refrigerated
        yards[gate].waiting[vehicle.direction == .export ? 0 : 1][isCold ? 0 : 1].append(number)
        if chance(0.025) { plan(.impatience(number), at: gate, in: exponential(2400)) }
        let isLong = Double(yards[gate].waitingCount(vehicle.direction)) > plan.vehiclesPerHour * 0.6
        if isLong, played.isFirstGate, plan.gates.count > 1, chance(0.1) {
            plan(.diversion(number), at: gate, in: uniform(600, 1800))
        }
        work(gate)
    }

    // Going.

    /// Calls who is next to every lane that is free.
    private mutating func work(_ gate: Int) {
        for lane in yards[gate].lanes.indices {
            let state = yards[gate].lanes[lane]
            guard state.isOpen, state.vehicle == nil, let number = takeNext(state.lane.direction, at: gate) else {
                continue
            }
            yards[gate].lanes[lane].vehicle = number
            tell(gate, .step(vehicle: number, .call))
            // The way from the yard to the lane, quicker where lanes are quick.
            let way = min(uniform(60, 180), pace(gate, state.lane.direction) * 0.2)
            plan(.beginning(number, lane: lane), at: gate, in: way)
        }
    }

    private mutating func takeNext(_ direction: GateLane.Direction, at gate: Int) -> Int? {
        let side = direction == .export ? 0 : 1
        for line in 0..<2 {
            let index = yards[gate].waiting[side][line].firstIndex { number in
                vehicles[number].map { !yards[gate].isClosed($0.vehicle, at: time) } ?? false
            }
            if let index { return yards[gate].waiting[side][line].remove(at: index) }
        }
        return nil
    }

    private mutating func begin(_ number: Int, in lane: Int, at gate: Int) {
        guard let vehicle = vehicles[number]?.vehicle else { return }
        if !yards[gate].lanes[lane].isOpen || yards[gate].isClosed(vehicle, at: time) {
            // It was called in vain and stands before the lane until that opens.
            plan(.beginning(number, lane: lane), at: gate, in: 300)
            return
        }
        tell(gate, .step(vehicle: number, .beginClearing(lane: yards[gate].lanes[lane].lane.id)))
        let mean = pace(gate, vehicle.direction) * TrafficCalendar.work(vehicle.goods) * 0.8
        plan(.leaving(number, lane: lane), at: gate, in: mean * 0.4 + exponential(mean * 0.6))
    }

    private mutating func leave(_ number: Int, _ lane: Int, at gate: Int) {
        yards[gate].lanes[lane].vehicle = nil
        if chance(0.01) {
            turnBack(number, at: gate, "Soi chiếu phát hiện hàng khai sai")
        } else {
            tell(gate, .step(vehicle: number, .clear))
            forget(number)
        }
        work(gate)
    }

    private mutating func turnBack(_ number: Int, at gate: Int, _ reason: String) {
        guard let reason = LiveReason(reason) else { return }
        tell(gate, .step(vehicle: number, .turnBack(reason)))
        forget(number)
    }

    private mutating func divert(_ number: Int, at gate: Int) {
        guard let played = vehicles[number], yards[gate].leave(number, played.vehicle) else { return }
        let others = plan.gates.indices.filter { $0 != gate }
        let other = others[Int(numbers.unit() * Double(others.count))]
        tell(gate, .step(vehicle: number, .divert(to: plan.gates[other].id)))
        vehicles[number] = nil
        declare(played.vehicle, at: other, isFirstGate: false)
    }

    private mutating func forget(_ number: Int) {
        guard let played = vehicles.removeValue(forKey: number) else { return }
        plates.remove(played.vehicle.plate)
    }

    // Lanes and closures.

    /// Opens and closes lanes as the hour has it: at night every second lane of a direction rests.
    private mutating func setLanes(_ gate: Int, announcingAll: Bool) {
        let isNight = TrafficCalendar.isNight(at: moment)
        var seen = [0, 0]
        for index in yards[gate].lanes.indices {
            let lane = yards[gate].lanes[index]
            let side = lane.lane.direction == .export ? 0 : 1
            let rests = isNight && seen[side] % 2 == 1
            seen[side] += 1
            let isOpen = !rests && !lane.isBroken
            if isOpen == lane.isOpen && !announcingAll { continue }
            yards[gate].lanes[index].isOpen = isOpen
            let reason = LiveReason(lane.isBroken ? "Kiểm tra thiết bị" : "Ca đêm")
            tell(gate, .lane(lane.lane.id, lane.lane.direction, isOpen ? .open : .closed(reason)))
        }
    }

    private mutating func fail(_ lane: Int, at gate: Int) {
        yards[gate].lanes[lane].isBroken = true
        setLanes(gate, announcingAll: false)
        plan(.laneRepair(lane: lane), at: gate, in: uniform(1200, 3600))
    }

    private mutating func close(_ gate: Int) {
        plan(.closure, at: gate, in: exponential(60 * 3600))
        let seconds = uniform(1800, 7200)
        let isClosure = chance(0.5)
        let kinds = isClosure ? VehicleKinds.all : VehicleKinds([chance(0.5) ? .dangerous : .newVehicles])
        let directions: GateDirections = chance(0.5) ? .both : GateDirections([chance(0.5) ? .export : .import])
        let reasons = isClosure ? ["Sương mù dày", "Hệ thống hải quan lỗi", "Nước sông dâng"] : ["Diễn tập phòng cháy"]
        guard let reason = LiveReason(reasons[Int(numbers.unit() * Double(reasons.count))]) else { return }
        announcementCount += 1
        tell(
            gate,
            .announce(
                number: announcementCount,
                GateAnnouncement(
                    kind: isClosure ? .closes : .restricts, reason: reason, directions: directions,
                    vehicleKinds: kinds, from: moment, until: moment.advanced(bySeconds: Int64(seconds.rounded(.up))),
                    simulated: true)))
        yards[gate].closures.append((announcementCount, directions, kinds, time + seconds.rounded(.up)))
        // Now and then it is over before it was said to be.
        if chance(0.3) {
            plan(.reopening(announcementCount), at: gate, in: seconds * uniform(0.4, 0.9))
        }
        plan(.work, at: gate, in: seconds.rounded(.up) + 1)
    }

    private mutating func reopen(_ number: Int, at gate: Int) {
        yards[gate].closures.removeAll { $0.number == number || $0.until <= time }
        tell(gate, .end(number: number))
        work(gate)
    }

    private func secondsToTheHour() -> Double {
        Double(3600 - ((plan.start.secondsSince1970 % 3600) + 3600) % 3600)
    }
}
