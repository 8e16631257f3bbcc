extension Yard {
    /// Changes what is known of a lane, or adds one whose direction is given. One that was added may be removed again.
    package mutating func setLane(
        _ id: LaneID, _ edit: LaneEdit, stamp: LiveStamp
    ) throws(YardRefusal) -> YardChange {
        if let refusal = rules.refusal(of: stamp) { throw refusal }
        let index = laneRecords.firstIndex { $0.lane.id == id }
        let before = index.map { laneRecords[$0].lane }
        let present = lane(id)
        guard let direction = present?.direction ?? edit.direction else {
            throw .unknownLane(id, known: lanes.map(\.id))
        }
        if let known = before?.direction, let asked = edit.direction, asked != known {
            throw .laneDirectionFixed(id, known)
        }
        if edit.simulated && !rules.takesSimulated { throw .simulationNotTaken }
        if present != nil && edit.state == nil && edit.vehicleKinds == nil { throw .emptyLaneEdit(id) }
        if edit.vehicleKinds == [] { throw .laneTakesNothing(id) }
        if index == nil && laneRecords.count >= YardRules.lanesMax { throw .tooManyLanes(YardRules.lanesMax) }
        var after = present ?? LiveLane(id: id, direction: direction)
        if let kinds = edit.vehicleKinds { after.vehicleKinds = kinds }
        if let state = edit.state { try set(&after, to: state, isThere: present != nil, stamp: stamp) }
        after.simulated = edit.simulated
        after.revision = stamp.sequence
        if index == nil { laneRecords.append(LaneRecord(lane: after)) }
        let seen = see(direction, lane: id, at: stamp.at)
        setLaneRecord(after)
        return YardChange(
            gate: gate, stamp: stamp, subject: .lane(before: before, after: after), tally: nil, beginsTally: false,
            observedBefore: seen)
    }

    /// Gives a lane another state, with the moment since when it has it.
    private func set(
        _ lane: inout LiveLane, to state: LaneState, isThere: Bool, stamp: LiveStamp
    ) throws(YardRefusal) {
        var state = state
        switch state {
        case .closed(nil):
            // A lane that is closed already stays so for the reason that was given.
            guard let reason = lane.state.reason else { throw .closureWithoutReason(lane.id) }
            state = .closed(reason)
        case .removed:
            guard isThere else { throw .unknownLane(lane.id, known: lanes.map(\.id)) }
            if layout.lanes.contains(where: { $0.id == lane.id }) { throw .laneIsBuilt(lane.id) }
            if let index = laneIndex(lane.id), laneRecords[index].clearing > 0 { throw .laneInUse(lane.id) }
        case .open, .closed, .unreported: break
        }
        // A closed lane that is said to be closed for another reason has been closed all the time.
        if state.name != lane.state.name {
            if let since = lane.since, let reported = stamp.reported, rules.precedes(stamp, since) {
                throw .beforeLaneState(lane.id, reported: reported, since: since)
            }
            lane.since = state == .unreported ? nil : max(stamp.at, lane.since ?? stamp.at)
        }
        lane.state = state
    }

    /// Announces something that holds of the gate as a whole; its id is the stamp's sequence.
    package mutating func announce(
        _ announcement: GateAnnouncement, stamp: LiveStamp
    ) throws(YardRefusal) -> YardChange {
        if let refusal = rules.refusal(of: stamp) { throw refusal }
        let faults =
            announcement.faults()
            + rules.faults(from: announcement.from, until: announcement.until, now: stamp.received)
        if !faults.isEmpty { throw .faults(faults) }
        if announcement.simulated && !rules.takesSimulated { throw .simulationNotTaken }
        if eventList.count(where: { !$0.isOver(at: stamp.received) }) >= YardRules.eventsMax {
            throw .tooManyEvents(YardRules.eventsMax)
        }
        return record(nil, GateEvent(announcement, id: GateEventID(number: stamp.sequence)), stamp: stamp)
    }

    /// Changes an event that is not over. An end that has come already ends it; an event that has not begun, or began a moment
    /// ago, is called off by an end that is not after its beginning.
    package mutating func changeEvent(
        _ id: GateEventID, _ edit: GateEventEdit, stamp: LiveStamp
    ) throws(YardRefusal) -> YardChange {
        if let refusal = rules.refusal(of: stamp) { throw refusal }
        guard let before = eventList.first(where: { $0.id == id }) else { throw .unknownEvent(id) }
        if let end = before.until, before.isOver(at: stamp.received) { throw .eventOver(id, since: end) }
        var after = before
        switch edit.ending {
        case .at(let end):
            let isNew = stamp.at.seconds(since: before.from) < rules.clockToleranceSeconds
            guard end > before.from || isNew else {
                throw .eventEndsBeforeItBegins(id, from: before.from)
            }
            let faults = rules.faults(from: stamp.received, until: end, now: stamp.received)
            if !faults.isEmpty { throw .faults(faults) }
            after.until = end
        case .open: after.until = nil
        case nil: break
        }
        if let reason = edit.reason { after.reason = reason }
        after.revision = stamp.sequence
        return record(before, after, stamp: stamp)
    }

    private mutating func record(_ before: GateEvent?, _ after: GateEvent, stamp: LiveStamp) -> YardChange {
        let seen = see(after.directions == .both ? nil : after.directions.list.first, lane: nil, at: stamp.at)
        setEvent(after.id, to: after)
        return YardChange(
            gate: gate, stamp: stamp, subject: .event(before: before, after: after), tally: nil, beginsTally: false,
            observedBefore: seen)
    }

    func laneIndex(_ id: LaneID) -> Int? { laneRecords.firstIndex { $0.lane.id == id } }

    mutating func setLaneRecord(_ lane: LiveLane) {
        if let index = laneIndex(lane.id) { laneRecords[index].lane = lane }
    }

    mutating func setEvent(_ id: GateEventID, to event: GateEvent?) {
        let index = eventList.firstIndex { $0.id == id }
        switch (index, event) {
        case (let index?, let event?): eventList[index] = event
        case (let index?, nil): eventList.remove(at: index)
        case (nil, let event?): eventList.append(event)
        case (nil, nil): break
        }
    }
}
