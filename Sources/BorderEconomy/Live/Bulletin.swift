/// The report of a gate's day: what came, what was cleared, turned back and diverted, and what stands in the yard at the
/// day's cut, by direction and goods class.
///
/// Stock before + arrived − cleared − turned back − diverted = stock after. Stocks were counted when they were current;
/// what is reported later moves the flows and not the count, and the residual shows it.
package struct Bulletin: Hashable, Sendable {
    /// Which vehicles are counted.
    package enum Scope: String, Sendable, CaseIterable {
        case all, real, simulated

        package func counts(simulated: Bool) -> Bool {
            switch self {
            case .all: true
            case .real: !simulated
            case .simulated: simulated
            }
        }
    }

    /// A direction and goods class, or a sum of several.
    package struct Line: Hashable, Sendable {
        package var stockBefore = 0
        package var arrived = 0
        package var cleared = 0
        package var turnedBack = 0
        package var diverted = 0
        package var stockAfter = 0
        /// Declared in the day, whether it arrived or not.
        package var declared = 0
        /// Turned back or diverted before it arrived: in no stock.
        package var withdrawn = 0
        /// Declarations that lapsed because nobody came: in no stock.
        package var expired = 0
        package var clearanceSeconds: Int64 = 0

        /// What was counted less what should be there: not 0 where something was reported late.
        package var residual: Int { stockAfter - (stockBefore + arrived - cleared - turnedBack - diverted) }

        /// Mean hours from arrival to clearance of the vehicles cleared; nil when none was.
        package var clearanceHours: Double? {
            cleared > 0 ? Double(clearanceSeconds) / Double(cleared) / 3600 : nil
        }

        package static func + (left: Self, right: Self) -> Self {
            var sum = left
            sum.stockBefore += right.stockBefore
            sum.arrived += right.arrived
            sum.cleared += right.cleared
            sum.turnedBack += right.turnedBack
            sum.diverted += right.diverted
            sum.stockAfter += right.stockAfter
            sum.declared += right.declared
            sum.withdrawn += right.withdrawn
            sum.expired += right.expired
            sum.clearanceSeconds += right.clearanceSeconds
            return sum
        }

        mutating func add(_ cell: HourTally.Cell) {
            arrived += Int(cell.arrived)
            cleared += Int(cell.cleared)
            turnedBack += Int(cell.turnedBack)
            diverted += Int(cell.diverted)
            declared += Int(cell.declared)
            withdrawn += Int(cell.withdrawn)
            expired += Int(cell.expired)
            clearanceSeconds += cell.clearanceSeconds
        }
    }

    /// The flows of an hour; the stocks are 0.
    package struct HourLine: Hashable, Sendable {
        package let hour: ClockHour
        package internal(set) var export: Line
        package internal(set) var `import`: Line

        package subscript(direction: GateLane.Direction) -> Line { direction == .export ? export : `import` }
    }

    package let gate: Identifier<BorderGate>
    package let day: CalendarDay
    package let cut: DayCut
    package let scope: Scope
    /// Whether the day is over; until then `stockAfter` is the stock of now.
    package let isComplete: Bool
    /// Of the day's hours those in which a vehicle was told of. With none nobody reported, and the flows are not known.
    package let hoursReported: Int
    /// Whether anything was counted at the gate before the day's end. Until then its stock is not known.
    package let isStockKnown: Bool
    /// Whether anything played is counted in it.
    package let simulated: Bool
    /// Twelve: the goods classes of exports, then those of imports.
    private let lines: [Line]
    /// The day's hours as they were told of, with the flows of each direction.
    package let hourly: [HourLine]

    package subscript(direction: GateLane.Direction, goods: GoodsClass) -> Line {
        lines[HourTally.index(direction, goods)]
    }

    package func total(_ direction: GateLane.Direction) -> Line {
        GoodsClass.allCases.reduce(Line()) { $0 + self[direction, $1] }
    }

    package var total: Line { lines.reduce(Line(), +) }

    /// The bulletin of a day.
    ///
    /// - Parameters:
    ///   - tallies: those of the day, and after it at least the first real one and the first simulated one there is.
    ///   - isCountedBefore: whether there are earlier tallies than these, of vehicles of the scope.
    ///   - stock: the vehicles in the yard now, real ones and played ones.
    ///   - moment: now.
    package init(
        gate: Identifier<BorderGate>, day: CalendarDay, cut: DayCut, scope: Scope = .all,
        tallies: some Sequence<HourTally>, isCountedBefore: Bool = false,
        stock: (real: YardStock, simulated: YardStock), at moment: Moment
    ) {
        self.gate = gate
        self.day = day
        self.cut = cut
        self.scope = scope
        let hours = cut.hours(of: day)
        isComplete = hours.upperBound.start <= moment
        let counted = tallies.filter { scope.counts(simulated: $0.simulated) }.sorted { $0.hour < $1.hour }
        let ofTheDay = counted.filter { hours.contains($0.hour) }
        var lines = Array(repeating: Line(), count: HourTally.cellCount)
        for simulated in [false, true] where scope.counts(simulated: simulated) {
            let ofKind = counted.filter { $0.simulated == simulated }
            let now = simulated ? stock.simulated : stock.real
            let before = (ofKind.first { $0.hour >= hours.lowerBound })?.stockAtStart ?? now
            let after = (ofKind.first { $0.hour >= hours.upperBound })?.stockAtStart ?? now
            for index in lines.indices {
                lines[index].stockBefore += Int(before.counts[index])
                lines[index].stockAfter += Int(after.counts[index])
            }
        }
        for tally in ofTheDay {
            for direction in GateLane.Direction.allCases {
                for goods in GoodsClass.allCases {
                    lines[HourTally.index(direction, goods)].add(tally[direction, goods])
                }
            }
        }
        self.lines = lines
        hourly = Self.hourly(ofTheDay.filter(\.isReported))
        hoursReported = hourly.count
        isStockKnown = isCountedBefore || counted.contains { $0.hour < hours.upperBound }
        simulated = ofTheDay.contains(where: \.simulated) || scope != .real && stock.simulated.total > 0
    }

    private static func hourly(_ tallies: [HourTally]) -> [HourLine] {
        var list: [HourLine] = []
        for tally in tallies {
            if list.last?.hour != tally.hour { list.append(HourLine(hour: tally.hour, export: Line(), import: Line())) }
            list[list.count - 1].export.add(tally.total(.export))
            list[list.count - 1].import.add(tally.total(.import))
        }
        return list
    }
}

extension Yard {
    /// The bulletin of a day of the last week; days before need the stored tallies.
    package func bulletin(of day: CalendarDay, scope: Bulletin.Scope = .all, at moment: Moment) -> Bulletin {
        Bulletin(
            gate: gate, day: day, cut: rules.dayCut, scope: scope, tallies: tallies.values,
            stock: (stock[0], stock[1]), at: moment)
    }

}
