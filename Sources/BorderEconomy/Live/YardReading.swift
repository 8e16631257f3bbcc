/// What is read of a yard beside its board, as it was when the board was made: who waits, and what was counted. A value to be
/// published with the board, so that no reader waits for whoever keeps the yard.
package struct YardReading: Sendable {
    private let rules: YardRules
    /// One a direction.
    private let lines: [StandingLine]
    private let tallies: [HourTally.Key: HourTally]
    /// Real vehicles, then played ones.
    private let stock: [YardStock]

    fileprivate init(_ yard: Yard, at moment: Moment) {
        rules = yard.rules
        lines = GateLane.Direction.allCases.map { yard.standingLine($0, at: moment) }
        tallies = yard.tallies
        stock = yard.stock
    }

    /// Where an open visit stands; nil when it waits no more.
    package func queuePosition(of visit: VehicleVisit) -> QueuePosition? {
        lines[visit.direction.index].position(of: visit, rules.queue)
    }

    /// The class of a visit in the queue, 0 first.
    package func rank(of goods: GoodsClass, refrigerated: Bool) -> Int {
        rules.queue.rank(of: goods, refrigerated: refrigerated)
    }

    /// The tallies in memory: those that late reports reach.
    package var recentTallies: [HourTally] { Array(tallies.values) }

    /// The vehicles in the yard, real ones and played ones.
    package var stockByKind: (real: YardStock, simulated: YardStock) { (stock[0], stock[1]) }
}

extension Yard {
    /// What is read beside the board of this moment.
    package func reading(at moment: Moment) -> YardReading { YardReading(self, at: moment) }
}

/// The queue of a direction with how fast it is worked off.
struct StandingLine: Sendable {
    let queue: GateQueue
    /// Nil when nothing is cleared now.
    let pace: ServicePace?

    /// Where an open visit of this direction stands; nil when it waits no more.
    func position(of visit: VehicleVisit, _ policy: QueuePolicy) -> QueuePosition? {
        guard visit.state == .declared || visit.state == .arrived else { return nil }
        let rank = policy.rank(of: visit.goodsClass, refrigerated: visit.refrigerated)
        let isExpected = visit.state == .declared
        let before = queue.countBefore(rank: rank, sequence: isExpected ? .max : visit.arrivalSequence)
        return QueuePosition(
            position: before + 1, waiting: queue.count, isExpected: isExpected, wait: pace?.wait(behind: before))
    }
}
