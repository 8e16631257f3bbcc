internal import BorderEconomy
internal import GRDB

/// What the journal has of the yards, read when the writer begins: what is open, and the numbers of the last days. It does
/// not grow with history.
enum StoredYards {
    struct Loaded {
        let yards: GateYards
        let missing: [MissingGate]
        /// Yards of missing gates that have open visits, so that these can be ended.
        let leftover: [GateYards.Place]
    }

    /// The yards of these layouts as the journal left them. Gates that it does not know yet get their numbers.
    static func load(
        from file: JournalFile, layouts: [GateLayout], rules: YardRules, now: Moment
    ) throws(JournalFault) -> Loaded {
        try number(layouts.map(\.gate), in: file)
        return try file.read { database in
            let sequence = try Int64.fetchOne(database, sql: "SELECT max(sequence) FROM event") ?? 0
            let numbers = try gateNumbers(database)
            let parts = try Parts(database, rules: rules, now: now)
            var places: [GateYards.Place] = []
            for layout in layouts {
                guard let number = numbers[layout.gate.rawValue] else { continue }
                places.append(GateYards.Place(number: number, yard: parts.yard(layout, number: number, rules: rules)))
            }
            let known = Set(places.map(\.number))
            let missing = numbers.filter { !known.contains($0.value) }.map { gate, number in
                MissingGate(gate: gate, openVisits: parts.visits[number]?.count ?? 0)
            }
            let leftover = missing.filter { $0.openVisits > 0 }.compactMap { gate -> GateYards.Place? in
                guard let id = Identifier<BorderGate>(gate.gate), let number = numbers[gate.gate] else { return nil }
                let layout = GateLayout(gate: id, lanes: [])
                return GateYards.Place(
                    number: number, yard: parts.yard(layout, number: number, rules: rules), isServed: false)
            }
            return Loaded(
                yards: GateYards(places, sequence: sequence, now: now),
                missing: missing.sorted { $0.gate < $1.gate }, leftover: leftover)
        }
    }

    /// Gives each gate a number that has none.
    private static func number(_ gates: [Identifier<BorderGate>], in file: JournalFile) throws(JournalFault) {
        let known = try file.read(gateNumbers)
        let new = gates.filter { known[$0.rawValue] == nil }
        guard !new.isEmpty else { return }
        try file.write { database in
            for gate in new {
                try database.execute(sql: "INSERT OR IGNORE INTO gate (id) VALUES (?)", arguments: [gate.rawValue])
            }
        }
    }

    private static func gateNumbers(_ database: Database) throws -> [String: Int64] {
        var numbers: [String: Int64] = [:]
        for row in try Row.fetchAll(database, sql: "SELECT id, number FROM gate") { numbers[row[0]] = row[1] }
        return numbers
    }

    /// Everything that yards are made of, by the number of the gate.
    private struct Parts {
        var visits: [Int64: [VehicleVisit]] = [:]
        var lanes: [Int64: [LiveLane]] = [:]
        var events: [Int64: [GateEvent]] = [:]
        var tallies: [Int64: [HourTally]] = [:]
        var served: [Int64: [ServedCount]] = [:]
        var lastNews: [Int64: Yard.LastNews] = [:]

        init(_ database: Database, rules: YardRules, now: Moment) throws {
            try readVisits(database)
            try readLanes(database)
            try readEvents(database, now: now)
            tallies = try StoredTallies.read(
                database, from: ClockHour(of: now.advanced(bySeconds: -rules.lateReportSeconds - 86_400)), to: nil)
            try readServed(database, now: now)
            try readLastNews(database)
        }

        func yard(_ layout: GateLayout, number: Int64, rules: YardRules) -> Yard {
            Yard(
                layout, rules: rules, openVisits: visits[number] ?? [], lanes: lanes[number] ?? [],
                events: events[number] ?? [], tallies: tallies[number] ?? [], served: served[number] ?? [],
                lastNews: lastNews[number] ?? Yard.LastNews())
        }

        private mutating func readVisits(_ database: Database) throws {
            let rows = try Row.fetchCursor(
                database,
                sql: "SELECT \(StoredVisit.columns) FROM visit INDEXED BY visit_open WHERE closedAt IS NULL ORDER BY id"
            )
            while let row = try rows.next() {
                let (gate, visit) = try StoredVisit.read(row)
                visits[gate, default: []].append(visit)
            }
        }

        private mutating func readLanes(_ database: Database) throws {
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT gate, id, direction, vehicleKinds, state, reason, since, simulated, revision FROM lane
                    ORDER BY gate, id
                    """)
            while let row = try rows.next() {
                guard let id = LaneID(row[1] as String), let direction = GateLane.Direction(code: row[2]),
                    let state = LaneState(code: row[4], reason: row[5])
                else { throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a lane makes no sense") }
                lanes[row[0], default: []].append(
                    LiveLane(
                        id: id, direction: direction,
                        vehicleKinds: VehicleKinds(rawValue: UInt8(clamping: row[3] as Int64)),
                        state: state, since: (row[6] as Int64?).map { Moment(secondsSince1970: $0) },
                        simulated: row[7] as Int64 != 0, revision: row[8]))
            }
        }

        private mutating func readLastNews(_ database: Database) throws {
            for row in try Row.fetchAll(database, sql: "SELECT number, exportObservedAt, importObservedAt FROM gate") {
                for (column, direction) in [(1, GateLane.Direction.export), (2, .import)] {
                    guard let seconds = row[column] as Int64? else { continue }
                    lastNews[row[0], default: Yard.LastNews()].directions[direction] = Moment(secondsSince1970: seconds)
                }
            }
            let lanes = "SELECT gate, id, observedAt FROM lane WHERE observedAt IS NOT NULL"
            for row in try Row.fetchAll(database, sql: lanes) {
                guard let lane = LaneID(row[1] as String) else { continue }
                lastNews[row[0], default: Yard.LastNews()].lanes[lane] = Moment(secondsSince1970: row[2])
            }
        }

        private mutating func readEvents(_ database: Database, now: Moment) throws {
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT id, gate, kind, reason, directions, vehicleKinds, starts, ends, simulated, revision
                    FROM gate_event WHERE ends IS NULL OR ends > ? ORDER BY id
                    """, arguments: [now.secondsSince1970])
            while let row = try rows.next() {
                guard let kind = GateEvent.Kind(code: row[2]), let reason = LiveReason(row[3] as String) else {
                    throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "an event of a gate makes no sense")
                }
                events[row[1], default: []].append(
                    GateEvent(
                        id: GateEventID(number: row[0]), kind: kind, reason: reason,
                        directions: GateDirections(rawValue: UInt8(clamping: row[4] as Int64)),
                        vehicleKinds: VehicleKinds(rawValue: UInt8(clamping: row[5] as Int64)),
                        from: Moment(secondsSince1970: row[6]),
                        until: (row[7] as Int64?).map { Moment(secondsSince1970: $0) },
                        simulated: row[8] as Int64 != 0, revision: row[9]))
            }
        }

        private mutating func readServed(_ database: Database, now: Moment) throws {
            let oldest = ServedCount.quarterMinute(of: now.advanced(bySeconds: -3600)) - 1
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT gate, lane, quarterMinute, vehicles, simulated FROM served WHERE quarterMinute >= ?
                    ORDER BY quarterMinute
                    """, arguments: [oldest])
            while let row = try rows.next() {
                guard let lane = LaneID(row[1] as String) else {
                    throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a count of clearances makes no sense")
                }
                served[row[0], default: []].append(
                    ServedCount(
                        lane: lane, quarterMinute: row[2], vehicles: Int32(clamping: row[3] as Int64),
                        simulated: Int32(clamping: row[4] as Int64)))
            }
        }
    }
}
