/// What was counted at a gate in one hour: flows by direction and goods class, and the stock as the hour began.
///
/// Played and real vehicles are counted apart. History is kept as tallies and never counted again from visits.
package struct HourTally: Hashable, Sendable {
    package struct Key: Hashable, Sendable {
        package let hour: ClockHour
        package let simulated: Bool

        package init(hour: ClockHour, simulated: Bool) {
            self.hour = hour
            self.simulated = simulated
        }
    }

    /// The numbers of one direction and goods class.
    package struct Cell: Hashable, Sendable {
        /// Vehicles in the yard when the hour began, as counted when the hour was first told of.
        package var stockAtStart: Int32
        package var declared: Int32
        package var arrived: Int32
        package var called: Int32
        package var cleared: Int32
        /// Turned back from the yard.
        package var turnedBack: Int32
        /// Diverted from the yard.
        package var diverted: Int32
        /// Turned back or diverted before it arrived: it never was in the yard.
        package var withdrawn: Int32
        /// Declarations that lapsed because nobody came: they never were in the yard.
        package var expired: Int32
        /// From arrival to the call, added up over the vehicles called in this hour.
        package var queueSeconds: Int64
        /// From arrival to clearance, added up over the vehicles cleared in this hour.
        package var clearanceSeconds: Int64

        package init(
            stockAtStart: Int32 = 0, declared: Int32 = 0, arrived: Int32 = 0, called: Int32 = 0, cleared: Int32 = 0,
            turnedBack: Int32 = 0, diverted: Int32 = 0, withdrawn: Int32 = 0, expired: Int32 = 0,
            queueSeconds: Int64 = 0, clearanceSeconds: Int64 = 0
        ) {
            self.stockAtStart = stockAtStart
            self.declared = declared
            self.arrived = arrived
            self.called = called
            self.cleared = cleared
            self.turnedBack = turnedBack
            self.diverted = diverted
            self.withdrawn = withdrawn
            self.expired = expired
            self.queueSeconds = queueSeconds
            self.clearanceSeconds = clearanceSeconds
        }

        package static func + (left: Self, right: Self) -> Self {
            Cell(
                stockAtStart: left.stockAtStart + right.stockAtStart, declared: left.declared + right.declared,
                arrived: left.arrived + right.arrived, called: left.called + right.called,
                cleared: left.cleared + right.cleared, turnedBack: left.turnedBack + right.turnedBack,
                diverted: left.diverted + right.diverted, withdrawn: left.withdrawn + right.withdrawn,
                expired: left.expired + right.expired, queueSeconds: left.queueSeconds + right.queueSeconds,
                clearanceSeconds: left.clearanceSeconds + right.clearanceSeconds)
        }
    }

    package let key: Key
    /// Twelve: the goods classes of exports, then those of imports.
    private var cells: [Cell]

    /// A tally of zeros.
    package init(key: Key) {
        self.key = key
        cells = Array(repeating: Cell(), count: Self.cellCount)
    }

    package var hour: ClockHour { key.hour }
    package var simulated: Bool { key.simulated }

    package subscript(direction: GateLane.Direction, goods: GoodsClass) -> Cell {
        get { cells[Self.index(direction, goods)] }
        set { cells[Self.index(direction, goods)] = newValue }
    }

    /// Whether anything was told of the gate in the hour. A declaration that lapses is noticed by nobody there.
    var isReported: Bool {
        cells.allSatisfy { $0.expired == 0 }
            || cells.contains { cell in
                [
                    cell.declared, cell.arrived, cell.called, cell.cleared, cell.turnedBack, cell.diverted,
                    cell.withdrawn,
                ]
                .contains { $0 != 0 }
            }
    }

    /// The sum over all goods classes of a direction.
    package func total(_ direction: GateLane.Direction) -> Cell {
        cells[direction.index * GoodsClass.count..<(direction.index + 1) * GoodsClass.count].reduce(Cell(), +)
    }

    /// The stock of another hour or of now, as this hour's beginning.
    mutating func begin(withStock stock: YardStock) {
        for index in cells.indices { cells[index].stockAtStart = stock.counts[index] }
    }

    var stockAtStart: YardStock { YardStock(counts: cells.map(\.stockAtStart)) }

    /// Adds what a visit's change counts for, or takes it away again (`sign` −1).
    mutating func count(_ before: VehicleVisit?, _ after: VehicleVisit, sign: Int32) {
        cells[Self.index(after.direction, after.goodsClass)].count(before, after, sign: sign)
    }

    static let cellCount = GateLane.Direction.count * GoodsClass.count

    static func index(_ direction: GateLane.Direction, _ goods: GoodsClass) -> Int {
        direction.index * GoodsClass.count + goods.index
    }
}

extension HourTally.Cell {
    fileprivate mutating func count(_ before: VehicleVisit?, _ after: VehicleVisit, sign: Int32) {
        switch after.state {
        case .declared: declared += sign
        case .arrived: arrived += sign
        case .called:
            called += sign
            if let start = after.arrivedAt, let end = after.calledAt {
                queueSeconds += Int64(sign) * end.seconds(since: start)
            }
        case .clearing: break
        case .cleared:
            cleared += sign
            clearanceSeconds += Int64(sign) * (after.clearanceSeconds ?? 0)
        case .expired: expired += sign
        case .turnedBack, .diverted:
            if before?.state == .declared {
                withdrawn += sign
            } else if after.state == .turnedBack {
                turnedBack += sign
            } else {
                diverted += sign
            }
        }
    }
}

/// Vehicles in a yard by direction and goods class.
package struct YardStock: Hashable, Sendable {
    /// In the order of the cells of a tally.
    var counts: [Int32]

    init(counts: [Int32]) {
        self.counts = counts
    }

    /// An empty yard.
    package init() {
        counts = Array(repeating: 0, count: HourTally.cellCount)
    }

    package subscript(direction: GateLane.Direction, goods: GoodsClass) -> Int32 {
        get { counts[HourTally.index(direction, goods)] }
        set { counts[HourTally.index(direction, goods)] = newValue }
    }

    package var total: Int32 { counts.reduce(0, +) }
}
