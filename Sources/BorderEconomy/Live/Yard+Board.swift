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
        let seenAt = observed[direction.index]
        let served60 = served(seconds: 3600, at: now) { $0.direction == direction }
        let figures = BoardFigures(
            waiting: queue.count, called: count(direction, .called), clearing: count(direction, .clearing),
            oldestSince: queue.earliestArrival(of: .all),
            served15: seenAt == nil ? nil : served(seconds: 900, at: now) { $0.direction == direction },
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
        let shared = served(seconds: 3600, at: now) {
            $0.direction == record.lane.direction && !$0.vehicleKinds.isDisjoint(with: kinds)
        }
        let isKnown = record.observedAt != nil
        let figures = BoardFigures(
            waiting: waiting, called: direction.figures.called, clearing: Int(record.clearing),
            oldestSince: queue.earliestArrival(of: kinds),
            served15: isKnown ? record.served(since: Self.start(of: 900, to: now)) : nil,
            served60: isKnown ? record.served(since: Self.start(of: 3600, to: now)) : nil,
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
        var isReported = false
        var isUnreported = false
        for index in laneRecords.indices where laneRecords[index].lane.direction == direction {
            switch laneRecords[index].lane.state {
            case .open: return .open
            case .unreported: isUnreported = true
            case .closed: isReported = true
            case .removed: continue
            }
        }
        // As long as one lane is unreported, nobody knows that the direction is closed.
        return isReported && !isUnreported ? .closed(.lanes) : .unreported
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
        let served60 = served(seconds: 3600, at: now) { $0.direction == direction }
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

    /// Vehicles that some lanes cleared in so many seconds before a moment.
    private func served(seconds: Int64, at now: Moment, in isIncluded: (borrowing LiveLane) -> Bool) -> Int {
        let start = Self.start(of: seconds, to: now)
        var sum = 0
        for index in laneRecords.indices where isIncluded(laneRecords[index].lane) {
            sum += laneRecords[index].served(since: start)
        }
        return sum
    }

    /// The first quarter minute of a window that ends at a moment.
    private static func start(of seconds: Int64, to now: Moment) -> Int64 {
        ServedCount.quarterMinute(of: now.advanced(bySeconds: -seconds)) + 1
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
