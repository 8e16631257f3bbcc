extension Yard {
    /// Takes in a declaration; the visit's id is the stamp's sequence. Lanes may be closed and the gate, too.
    package mutating func declare(
        _ declaration: VisitDeclaration, stamp: LiveStamp
    ) throws(YardRefusal) -> YardChange {
        if let refusal = rules.refusal(of: stamp) { throw refusal }
        let faults = declaration.faults()
        if !faults.isEmpty { throw .faults(faults) }
        if let idleness = layout.idleness { throw .gateNotOperating(gate, idleness) }
        if declaration.simulated && !rules.takesSimulated { throw .simulationNotTaken }
        if let point = declaration.clearancePoint, point != gate, !layout.clearancePoints.contains(point) {
            throw .unknownClearancePoint(point, known: layout.clearancePoints)
        }
        if let open = visit(of: declaration.plateDigest) { throw .plateInYard(open.id, open.state) }
        let visit = VehicleVisit(declaration, id: VisitID(number: stamp.sequence), at: stamp.at)
        return record(nil, visit, stamp: stamp)
    }

    /// Takes a step with an open visit.
    package mutating func step(
        _ step: VisitStep, of id: VisitID, stamp: LiveStamp
    ) throws(YardRefusal) -> YardChange {
        if let refusal = rules.refusal(of: stamp) { throw refusal }
        guard let before = visits[id] else { throw .unknownVisit(id) }
        guard before.state.allows(step.kind) else {
            throw .illegalStep(step.kind, from: before.state, legal: before.state.legalSteps)
        }
        if let reported = stamp.reported, rules.precedes(stamp, before.lastMoment) {
            throw .beforeLastStep(reported: reported, before.state, at: before.lastMoment)
        }
        // A clock that stepped back does not make a vehicle wait for less than no time.
        let moment = max(stamp.at, before.lastMoment)
        var after = before
        after.state = step.kind.result
        after.revision = stamp.sequence
        switch step {
        case .arrive:
            after.arrivedAt = moment
            after.arrivalSequence = stamp.sequence
        case .call:
            after.calledAt = moment
        case .beginClearing(let lane):
            if let refusal = refusal(toClear: before, in: lane, at: moment) { throw refusal }
            after.clearingSince = moment
            after.lane = lane
        case .clear:
            after.closedAt = moment
        case .turnBack(let reason):
            after.closedAt = moment
            after.turnBackReason = reason
        case .divert(let other):
            if other == gate { throw .divertedToItself(other) }
            after.closedAt = moment
            after.divertedTo = other
        }
        return record(before, after, stamp: stamp)
    }

    /// Takes a step with the open visit of a plate.
    package mutating func step(
        _ step: VisitStep, ofPlate plate: PlateDigest, stamp: LiveStamp
    ) throws(YardRefusal) -> YardChange {
        guard let visit = plates[plate] else { throw .unknownPlate }
        return try self.step(step, of: visit, stamp: stamp)
    }

    /// Lets a declaration lapse whose vehicle has not come, so that its plate is free again. Nil when no visit of this id
    /// is declared any more. Nobody at the gate told anything, so boards are no fresher for it.
    package mutating func expire(_ id: VisitID, stamp: LiveStamp) -> YardChange? {
        guard let before = visits[id], before.state == .declared else { return nil }
        var after = before
        after.state = .expired
        after.revision = stamp.sequence
        after.closedAt = max(stamp.at, before.lastMoment)
        return record(before, after, stamp: stamp)
    }

    /// Why a vehicle cannot be cleared in a lane now; nil when it can.
    private func refusal(toClear visit: VehicleVisit, in id: LaneID, at moment: Moment) -> YardRefusal? {
        guard let lane = lane(id) else { return .unknownLane(id, known: lanes.map(\.id)) }
        if lane.direction != visit.direction { return .laneOfOtherDirection(id, lane.direction) }
        switch lane.state {
        case .open: break
        case .closed(let reason): return .laneClosed(id, reason)
        case .unreported: return .laneUnreported(id)
        case .removed: return .unknownLane(id, known: lanes.map(\.id))
        }
        if !lane.vehicleKinds.takes(visit.goodsClass) {
            return .laneDoesNotTake(id, visit.goodsClass, takes: lane.vehicleKinds)
        }
        switch closure(of: visit.direction, at: moment) {
        case .event(let event): return .gateClosed(event.id, event.reason, until: event.until)
        case .hours(let opens): return .outsideHours(opens: opens)
        case nil: break
        }
        let restriction = eventList.first {
            $0.kind == .restricts && $0.directions.contains(visit.direction) && $0.holds(at: moment)
                && $0.vehicleKinds.takes(visit.goodsClass)
        }
        return restriction.map { .goodsRestricted($0.id, $0.reason, visit.goodsClass, until: $0.until) }
    }

    /// Why nothing of a direction is cleared at a moment: an event, or the hours.
    enum Closure: Hashable, Sendable {
        case event(GateEvent)
        case hours(opens: Moment?)
    }

    func closure(of direction: GateLane.Direction, at moment: Moment) -> Closure? {
        var isExtended = false
        for event in eventList where event.directions.contains(direction) && event.holds(at: moment) {
            switch event.kind {
            case .closes: return .event(event)
            case .extends: isExtended = true
            case .restricts: continue
            }
        }
        guard let hours = layout.hours, !isExtended, !hours.isOpen(at: moment) else { return nil }
        return .hours(opens: hours.opening(from: moment))
    }

    /// Moves a visit from before to after, counts it, and says so.
    private mutating func record(_ before: VehicleVisit?, _ after: VehicleVisit, stamp: LiveStamp) -> YardChange {
        let key = HourTally.Key(hour: ClockHour(of: after.lastMoment), simulated: after.simulated)
        let begins = beginTally(key)
        let seen =
            after.state == .expired
            ? observation(of: nil) : see(after.direction, lane: after.lane, at: after.lastMoment)
        move(before, after)
        tallies[key]?.count(before, after, sign: 1)
        countServed(after, sign: 1)
        return YardChange(
            gate: gate, stamp: stamp, subject: .visit(before: before, after: after),
            tally: after.state == .clearing && !begins ? nil : key, beginsTally: begins, observedBefore: seen)
    }

    /// Puts `after` in the place of `before` everywhere that open visits are kept and counted.
    mutating func move(_ before: VehicleVisit?, _ after: VehicleVisit?) {
        let old = before.flatMap { $0.state.isOpen ? $0 : nil }
        let new = after.flatMap { $0.state.isOpen ? $0 : nil }
        if let old { countOpen(old, sign: -1) }
        if let new { countOpen(new, sign: 1) }
        if let new {
            visits[new.id] = new
            if old == nil { plates[new.plateDigest] = new.id }
        } else if let old {
            visits[old.id] = nil
            plates[old.plateDigest] = nil
        }
    }

    private mutating func countOpen(_ visit: VehicleVisit, sign: Int32) {
        stateCounts[visit.direction.index * VisitState.openCount + visit.state.index] += sign
        if visit.simulated { simulatedOpen += Int(sign) }
        if visit.state.isInYard { stock[visit.simulated ? 1 : 0][visit.direction, visit.goodsClass] += sign }
        switch visit.state {
        case .arrived:
            let rank = rules.queue.rank(of: visit.goodsClass, refrigerated: visit.refrigerated)
            if sign > 0 {
                queues[visit.direction.index].insert(visit, rank: rank)
            } else {
                queues[visit.direction.index].remove(visit, rank: rank)
            }
        case .clearing:
            if let index = laneRecords.firstIndex(where: { $0.lane.id == visit.lane }) {
                laneRecords[index].clearing += sign
            }
        default: break
        }
    }

    /// Begins the tally of an hour with the stock of the next hour that was told of, or of now. False when it is there.
    private mutating func beginTally(_ key: HourTally.Key) -> Bool {
        if tallies[key] != nil { return false }
        let later = tallies.keys.filter { $0.simulated == key.simulated && $0.hour > key.hour }
        let next = later.min { $0.hour < $1.hour }.flatMap { tallies[$0]?.stockAtStart }
        var tally = HourTally(key: key)
        tally.begin(withStock: next ?? stock[key.simulated ? 1 : 0])
        tallies[key] = tally
        return true
    }

    /// Counts a clearance in its quarter minute.
    mutating func countServed(_ visit: VehicleVisit, sign: Int32) {
        guard visit.state == .cleared, let lane = visit.lane, let closedAt = visit.closedAt,
            let index = laneRecords.firstIndex(where: { $0.lane.id == lane })
        else { return }
        laneRecords[index].count(
            ServedCount(
                lane: lane, quarterMinute: ServedCount.quarterMinute(of: closedAt), vehicles: sign,
                simulated: visit.simulated ? sign : 0))
    }

    /// Notes that something was told of a direction and a lane; returns what was noted before.
    mutating func see(
        _ direction: GateLane.Direction?, lane: LaneID?, at moment: Moment
    ) -> YardChange.Observed {
        let before = observation(of: lane)
        let index = lane.flatMap { id in laneRecords.firstIndex { $0.lane.id == id } }
        for each in GateLane.Direction.allCases where direction == nil || direction == each {
            observed[each.index] = max(observed[each.index] ?? moment, moment)
        }
        if let index { laneRecords[index].observedAt = max(laneRecords[index].observedAt ?? moment, moment) }
        return before
    }

    /// What is noted of the directions and of a lane.
    private func observation(of lane: LaneID?) -> YardChange.Observed {
        let record = lane.flatMap { id in laneRecords.first { $0.lane.id == id } }
        return YardChange.Observed(export: observed[0], import: observed[1], lane: record?.observedAt)
    }
}

extension Yard.LaneRecord {
    /// Vehicles that it cleared from a quarter minute on.
    func served(since quarterMinute: Int64) -> Int {
        var sum = 0
        for place in served.indices.reversed() {
            if served[place].quarterMinute < quarterMinute { break }
            sum += Int(served[place].vehicles)
        }
        return sum
    }

    /// Adds clearances to their quarter minute, or takes them away (negative numbers).
    mutating func count(_ served: ServedCount) {
        var index = self.served.count
        while index > 0, self.served[index - 1].quarterMinute > served.quarterMinute { index -= 1 }
        if index > 0, self.served[index - 1].quarterMinute == served.quarterMinute {
            self.served[index - 1].vehicles += served.vehicles
            self.served[index - 1].simulated += served.simulated
            if self.served[index - 1].vehicles == 0 { self.served.remove(at: index - 1) }
        } else if served.vehicles > 0 {
            self.served.insert(served, at: index)
        }
    }
}
