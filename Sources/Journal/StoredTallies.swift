package import BorderEconomy
internal import GRDB

/// The tallies of the journal.
enum StoredTallies {
    /// Those of a span of hours, by the number of the gate, the earliest first; `to` is the first hour that is not read.
    static func read(
        _ database: Database, from first: ClockHour, to end: ClockHour?, gate: Int64? = nil
    ) throws -> [Int64: [HourTally]] {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT gate, hour, simulated, direction, goods, stockAtStart, declared, arrived, called, cleared,
                turnedBack, diverted, withdrawn, expired, queueSeconds, clearanceSeconds FROM tally
                WHERE hour >= ? AND hour < ? AND gate \(gate == nil ? "> ?" : "= ?") ORDER BY gate, hour, simulated
                """, arguments: [first.number, end?.number ?? Int(Int32.max), gate ?? 0])
        var tallies: [Int64: [HourTally]] = [:]
        while let row = try rows.next() {
            guard let direction = GateLane.Direction(code: row[3]), let goods = GoodsClass(code: row[4]) else {
                throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a tally makes no sense")
            }
            let key = HourTally.Key(hour: ClockHour(number: row[1]), simulated: row[2] as Int64 != 0)
            var list = tallies[row[0], default: []]
            if list.last?.key != key { list.append(HourTally(key: key)) }
            func count(_ column: Int) -> Int32 { Int32(clamping: row[column] as Int64) }
            list[list.count - 1][direction, goods] = HourTally.Cell(
                stockAtStart: count(5), declared: count(6), arrived: count(7), called: count(8), cleared: count(9),
                turnedBack: count(10), diverted: count(11), withdrawn: count(12), expired: count(13),
                queueSeconds: row[14], clearanceSeconds: row[15])
            tallies[row[0]] = list
        }
        return tallies
    }
}

extension JournalFile {
    /// What was counted at a gate in these hours, the earliest first; empty where nothing was. For a bulletin of a day.
    package func tallies(
        of gate: Identifier<BorderGate>, in hours: Range<ClockHour>
    ) throws(JournalFault) -> [HourTally] {
        try read { database in
            guard
                let number = try Int64.fetchOne(
                    database, sql: "SELECT number FROM gate WHERE id = ?", arguments: [gate.rawValue])
            else { return [] }
            return try StoredTallies.read(database, from: hours.lowerBound, to: hours.upperBound, gate: number)[number]
                ?? []
        }
    }

    /// Whether anything of a scope was counted at a gate before an hour.
    func isCounted(
        at gate: Identifier<BorderGate>, before hour: ClockHour, _ scope: Bulletin.Scope
    ) throws(JournalFault) -> Bool {
        try read { database in
            for simulated in [false, true] where scope.counts(simulated: simulated) {
                let found = try Bool.fetchOne(
                    database,
                    sql: """
                        SELECT EXISTS (SELECT 1 FROM tally JOIN gate ON gate.number = tally.gate
                        WHERE gate.id = ? AND tally.hour < ? AND tally.simulated = ?)
                        """, arguments: [gate.rawValue, hour.number, simulated])
                if found == true { return true }
            }
            return false
        }
    }

    /// Everything that was ever counted from `first` on, by gate.
    package func tallies(from first: ClockHour) throws(JournalFault) -> [Identifier<BorderGate>: [HourTally]] {
        try read { database in
            let tallies = try StoredTallies.read(database, from: first, to: nil)
            var named: [Identifier<BorderGate>: [HourTally]] = [:]
            for row in try Row.fetchAll(database, sql: "SELECT number, id FROM gate") {
                guard let gate = Identifier<BorderGate>(row[1] as String) else { continue }
                named[gate] = tallies[row[0]]
            }
            return named
        }
    }
}
