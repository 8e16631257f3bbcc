extension Yard {
    /// The board at a moment. A clock that steps back shows the moment of the last news instead.
    package func board(at clock: Moment) -> GateBoard {
        let observedAt = observed.compactMap(\.self).max()
        let now = max(clock, observedAt ?? clock)
        let directions = GateLane.Direction.allCases.map { directionBoard($0, at: now) }
        let state = gateState(directions)
        return GateBoard(
            gate: gate, at: now, state: state, directions: directions,
            lanes: laneRecords.filter { $0.lane.state != .removed }.map { record in
                laneBoard(record, in: directions[record.lane.direction.index], at: now)
            },
            events: eventList.filter { !$0.isOver(at: now) }, observedAt: observedAt,
            isStale: isStale(observedAt, state, at: now), simulated: showsSimulated(at: now))
    }

    private func gateState(_ directions: [DirectionBoard]) -> PassageState {
        let states = directions.map(\.state)
        if states.contains(.open) { return .open }
        if states.contains(.unreported) { return .unreported }
        return states.first ?? .unreported
    }

    private func directionBoard(_ direction: GateLane.Direction, at now: Moment) -> DirectionBoard {
        let queue = queues[direction.index]
        let state = passageState(direction, at: now)
        let lanes = laneRecords.filter { $0.lane.direction == direction }
        let seenAt = observed[direction.index]
        let served60 = served(lanes, seconds: 3600, at: now)
        let figures = BoardFigures(
            waiting: queue.count, called: count(direction, .called), clearing: count(direction, .clearing),
            oldestSince: queue.earliestArrival(of: .all),
            served15: seenAt == nil ? nil : served(lanes, seconds: 900, at: now),
            served60: seenAt == nil ? nil : served60,
            wait: state == .open
                ? pace(direction, servedInHour: served60, for: queue.count).wait(behind: queue.count) : nil,
            observedAt: seenAt, isStale: isStale(seenAt, state, at: now))
        let byGoods = GoodsClass.allCases.map { ($0, Int(queue.byGoods[$0.index])) }.filter { $0.1 > 0 }
        return DirectionBoard(
            direction: direction, state: state, expected: count(direction, .declared), figures: figures,
            waitingByGoods: Dictionary(uniqueKeysWithValues: byGoods))
    }

    private func laneBoard(_ record: LaneRecord, in direction: DirectionBoard, at now: Moment) -> LaneBoard {
        let queue = queues[record.lane.direction.index]
        let kinds = record.lane.vehicleKinds
        let state = laneState(record.lane, in: direction)
        let waiting = queue.count(of: kinds)
        // Lanes that take some of the same vehicles share in working off its queue.
        let sharing = laneRecords.filter {
            $0.lane.direction == record.lane.direction && !$0.lane.vehicleKinds.isDisjoint(with: kinds)
        }
        let shared = served(sharing, seconds: 3600, at: now)
        let isKnown = record.observedAt != nil
        let figures = BoardFigures(
            waiting: waiting, called: direction.figures.called, clearing: Int(record.clearing),
            oldestSince: queue.earliestArrival(of: kinds),
            served15: isKnown ? served([record], seconds: 900, at: now) : nil,
            served60: isKnown ? served([record], seconds: 3600, at: now) : nil,
            wait: state == .open
                ? pace(record.lane.direction, servedInHour: shared, for: waiting).wait(behind: waiting) : nil,
            observedAt: record.observedAt, isStale: isStale(record.observedAt, state, at: now))
        return LaneBoard(lane: record.lane, state: state, figures: figures)
    }

    private func laneState(_ lane: LiveLane, in direction: DirectionBoard) -> PassageState {
        switch (lane.state, direction.state) {
        case (.closed(let reason), _): .closed(.lane(reason))
        case (_, .closed(.event(let id, let reason, let until))): .closed(.event(id, reason, until: until))
        case (_, .closed(.hours(let opens))): .closed(.hours(opens: opens))
        case (.open, _): .open
        case (.unreported, _), (.removed, _): .unreported
        }
    }

    /// Whether vehicles of a direction pass now.
    package func passageState(_ direction: GateLane.Direction, at moment: Moment) -> PassageState {
        switch closure(of: direction, at: moment) {
        case .event(let event): return .closed(.event(event.id, event.reason, until: event.until))
        case .hours(let opens): return .closed(.hours(opens: opens))
        case nil: break
        }
        let states = lanes.filter { $0.direction == direction }.map(\.state.name)
        if states.contains(LaneState.open.name) { return .open }
        // As long as one lane is unreported, nobody knows that the direction is closed.
        return states.isEmpty || states.contains(LaneState.unreported.name) ? .unreported : .closed(.lanes)
    }

    /// Where an open visit stands; nil when it waits no more.
    package func queuePosition(of id: VisitID, at clock: Moment) -> QueuePosition? {
        visits[id].flatMap { standingLine($0.direction, at: clock).position(of: $0, rules.queue) }
    }

    /// The queue of a direction, with how fast it is worked off.
    func standingLine(_ direction: GateLane.Direction, at clock: Moment) -> StandingLine {
        let queue = queues[direction.index]
        let now = max(clock, observed[direction.index] ?? clock)
        guard passageState(direction, at: now) == .open else { return StandingLine(queue: queue, pace: nil) }
        let lanes = laneRecords.filter { $0.lane.direction == direction }
        let served60 = served(lanes, seconds: 3600, at: now)
        return StandingLine(queue: queue, pace: pace(direction, servedInHour: served60, for: queue.count))
    }

    /// How fast vehicles of a direction are cleared. Where nobody waits there is no need to know.
    private func pace(
        _ direction: GateLane.Direction, servedInHour: Int, for waiting: Int
    ) -> ServicePace {
        let recent = ServicePace(served: servedInHour, hours: 1, method: .lastHour)
        if waiting == 0 || servedInHour >= WaitEstimate.enoughInAnHour { return recent }
        var cleared = 0
        var hours: Set<ClockHour> = []
        for tally in tallies.values {
            let count = Int(tally.total(direction).cleared)
            if count > 0 {
                cleared += count
                hours.insert(tally.hour)
            }
        }
        return cleared > 0 ? ServicePace(served: cleared, hours: Double(hours.count), method: .history) : recent
    }

    private func served(_ lanes: [LaneRecord], seconds: Int64, at now: Moment) -> Int {
        let oldest = ServedCount.quarterMinute(of: now.advanced(bySeconds: -seconds))
        var sum = 0
        for lane in lanes {
            for count in lane.served.reversed() {
                if count.quarterMinute <= oldest { break }
                sum += Int(count.vehicles)
            }
        }
        return sum
    }

    private func isStale(_ observedAt: Moment?, _ state: PassageState, at now: Moment) -> Bool {
        if case .closed = state { return false }
        guard let observedAt else { return true }
        return now.seconds(since: observedAt) > rules.staleAfterSeconds
    }

    private func showsSimulated(at now: Moment) -> Bool {
        let oldest = ServedCount.quarterMinute(of: now.advanced(bySeconds: -3600))
        return simulatedOpen > 0
            || laneRecords.contains { record in
                record.lane.simulated
                    || record.served.contains { $0.simulated > 0 && $0.quarterMinute > oldest }
            }
            || eventList.contains { $0.simulated && !$0.isOver(at: now) }
    }
}
