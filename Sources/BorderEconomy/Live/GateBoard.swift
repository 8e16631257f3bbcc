/// Whether vehicles pass, as far as is known. Closed, empty and unreported are three things.
package enum PassageState: Hashable, Sendable {
    case open
    case closed(Closing)
    /// Nobody has said.
    case unreported

    /// Why it is closed.
    package enum Closing: Hashable, Sendable {
        /// By an event of the gate.
        case event(GateEventID, LiveReason, until: Moment?)
        /// By the opening hours; until when, where that is known.
        case hours(opens: Moment?)
        /// Every lane that was reported on is closed.
        case lanes
        /// The lane itself, with the reason if one was given.
        case lane(LiveReason?)
    }

    package var name: String {
        switch self {
        case .open: "open"
        case .closed: "closed"
        case .unreported: "unreported"
        }
    }
}

/// The numbers of a gate's board, of one direction or of one lane.
package struct BoardFigures: Hashable, Sendable {
    /// Arrived and not called. For a lane: those of its direction that it takes; lanes share the queue.
    package var waiting: Int
    /// Told to drive to a lane; the direction's, for a lane too, because no lane is named before clearing.
    package var called: Int
    package var clearing: Int
    /// When the one that waits longest arrived; nil when nobody waits.
    package var oldestSince: Moment?
    /// Vehicles cleared in the last 15 and 60 minutes, to a quarter minute; nil when nothing was ever reported.
    package var served15: Int?
    package var served60: Int?
    /// Vehicles cleared an hour: those of the last 60 minutes.
    package var ratePerHour: Double? { served60.map(Double.init) }
    /// Nil when nothing is known to go by, or nothing is cleared now.
    package var wait: WaitEstimate?
    /// When anything was told of it last; nil when nothing ever was.
    package var observedAt: Moment?
    /// Whether that is too long ago, or never was. What is closed does not grow stale.
    package var isStale: Bool
}

/// What a board shows of one direction.
package struct DirectionBoard: Hashable, Sendable {
    package let direction: GateLane.Direction
    package let state: PassageState
    /// Declared and not yet there.
    package let expected: Int
    package let figures: BoardFigures
    /// Waiting vehicles by goods class, those that wait only.
    package let waitingByGoods: [GoodsClass: Int]
}

/// What a board shows of one lane.
package struct LaneBoard: Hashable, Sendable {
    package let lane: LiveLane
    /// The lane's own, or that of its direction where that is closed.
    package let state: PassageState
    package let figures: BoardFigures
}

/// What is shown of a gate at a moment: a value to be published.
package struct GateBoard: Hashable, Sendable {
    package let gate: Identifier<BorderGate>
    package let at: Moment
    /// Open when a direction is; closed when both are; else unreported.
    package let state: PassageState
    /// Export, then import.
    package let directions: [DirectionBoard]
    package let lanes: [LaneBoard]
    /// Events that are not over.
    package let events: [GateEvent]
    package let observedAt: Moment?
    package let isStale: Bool
    /// Whether anything played is counted in it.
    package let simulated: Bool

    /// The sums over both directions; who waits longest is the earlier of the two, and there is no common wait.
    package var figures: BoardFigures {
        func sum(_ member: (BoardFigures) -> Int?) -> Int? {
            let known = directions.compactMap { member($0.figures) }
            return known.isEmpty ? nil : known.reduce(0, +)
        }
        return BoardFigures(
            waiting: sum { $0.waiting } ?? 0, called: sum { $0.called } ?? 0, clearing: sum { $0.clearing } ?? 0,
            oldestSince: directions.compactMap(\.figures.oldestSince).min(), served15: sum(\.served15),
            served60: sum(\.served60), wait: nil, observedAt: observedAt, isStale: isStale)
    }
}
