extension Yard {
    /// Undoes a change, exactly. Of several, the last is undone first; `settle` must not have come between.
    package mutating func revert(_ change: YardChange) {
        switch change.subject {
        case .visit(let before, let after):
            countServed(after, sign: -1)
            if let key = change.tally { tallies[key]?.count(before, after, sign: -1) }
            move(after, before)
            if change.beginsTally, let key = change.tally { tallies[key] = nil }
            restoreObserved(change.observedBefore, lane: after.lane)
        case .lane(let before?, _):
            setLaneRecord(before)
            restoreObserved(change.observedBefore, lane: before.id)
        case .lane(nil, let after):
            laneRecords.removeAll { $0.lane.id == after.id }
            restoreObserved(change.observedBefore, lane: nil)
        case .event(let before, let after):
            setEvent(after.id, to: before)
            restoreObserved(change.observedBefore, lane: nil)
        }
    }

    private mutating func restoreObserved(_ before: YardChange.Observed, lane: LaneID?) {
        observed = [before.export, before.import]
        if let lane, let index = laneIndex(lane) { laneRecords[index].observedAt = before.lane }
    }

    /// Lets go of what no board or bulletin of today needs: clearances of more than an hour ago, lanes that were removed,
    /// tallies older than late reports reach, events that are over. To be called now and then, after what was changed is
    /// written.
    package mutating func settle(at moment: Moment) {
        let oldest = ServedCount.quarterMinute(of: moment.advanced(bySeconds: -Self.servedSeconds))
        for index in laneRecords.indices {
            let served = laneRecords[index].served
            if let first = served.first, first.quarterMinute < oldest {
                laneRecords[index].served = Array(served.drop { $0.quarterMinute < oldest })
            }
        }
        forgetRemovedLanes()
        let firstHour = ClockHour(of: moment.advanced(bySeconds: -rules.lateReportSeconds - 86_400))
        let old = tallies.keys.filter { $0.hour < firstHour }
        for key in old { tallies[key] = nil }
        if eventList.contains(where: { $0.isOver(at: moment) }) { eventList.removeAll { $0.isOver(at: moment) } }
    }

    private mutating func forgetRemovedLanes() {
        guard laneRecords.contains(where: { $0.lane.state == .removed && $0.served.isEmpty }) else { return }
        laneRecords.removeAll { $0.lane.state == .removed && $0.served.isEmpty }
    }

    /// When something was told of each direction and lane last, as it is stored.
    package struct LastNews: Hashable, Sendable {
        package var directions: [GateLane.Direction: Moment]
        package var lanes: [LaneID: Moment]

        package init(directions: [GateLane.Direction: Moment] = [:], lanes: [LaneID: Moment] = [:]) {
            self.directions = directions
            self.lanes = lanes
        }
    }

    /// The longest window of clearances, and a quarter minute more.
    static let servedSeconds: Int64 = 3600 + ServedCount.seconds

    /// A yard as it was stored.
    ///
    /// Of lanes, those that are not in the layout are added. `tallies` are those of the last eight days and `served` the
    /// counts of the last hour; older ones may be left out. What a journal of before `lastNews` was stored does not tell is
    /// taken from the rest.
    package init(
        _ layout: GateLayout, rules: YardRules, openVisits: some Sequence<VehicleVisit>,
        lanes: some Sequence<LiveLane> = [], events: some Sequence<GateEvent> = [],
        tallies: some Sequence<HourTally> = [], served: some Sequence<ServedCount> = [],
        lastNews: LastNews = LastNews()
    ) {
        self.init(layout, rules: rules)
        // A lane that was removed and has been built since is one that nobody has reported on.
        for lane in lanes where lane.state != .removed || laneIndex(lane.id) == nil {
            if laneIndex(lane.id) == nil { laneRecords.append(LaneRecord(lane: lane)) }
            setLaneRecord(lane)
            if let since = lane.since { _ = see(lane.direction, lane: lane.id, at: since) }
        }
        for visit in openVisits where visit.state.isOpen {
            move(nil, visit)
            _ = see(visit.direction, lane: visit.lane, at: visit.lastMoment)
        }
        for event in events { setEvent(event.id, to: event) }
        for tally in tallies { self.tallies[tally.key] = tally }
        for count in served {
            guard let index = laneIndex(count.lane) else { continue }
            laneRecords[index].count(count)
            let moment = Moment(secondsSince1970: count.quarterMinute * ServedCount.seconds)
            _ = see(laneRecords[index].lane.direction, lane: count.lane, at: moment)
        }
        for (direction, moment) in lastNews.directions { _ = see(direction, lane: nil, at: moment) }
        for (lane, moment) in lastNews.lanes {
            guard let index = laneIndex(lane) else { continue }
            laneRecords[index].observedAt = max(laneRecords[index].observedAt ?? moment, moment)
        }
        forgetRemovedLanes()
    }
}
