internal import BorderEconomy
internal import GRDB

/// Writes the rows of what happens, by statements that are prepared once. It belongs to the writer and is used inside an
/// access of its connection.
final class Ledger {
    private let beginning: WriteStatement
    private let committing: WriteStatement
    private let event: WriteStatement
    private let events: WriteStatement
    private let declaration: WriteStatement
    private let declarations: WriteStatement
    private let step: WriteStatement
    private let closing: WriteStatement
    private let lane: WriteStatement
    private let gateEvent: WriteStatement
    private let cell: WriteStatement
    private let served: WriteStatement
    private let edit: WriteStatement
    private let servedRemoval: WriteStatement
    private let gateNews: WriteStatement
    private let laneNews: WriteStatement
    /// Rows that are written when there are enough of them for one statement, or when they are needed.
    private var waitingEvents: [EventRow] = []
    private var waitingDeclarations: [(visit: VehicleVisit, gate: Int64)] = []

    /// Rows that one statement inserts: a run for each row costs half as much again.
    private static let rowsAtOnce = 8

    init(_ database: Database) throws {
        func statement(_ sql: String) throws -> WriteStatement { try WriteStatement(database, sql) }
        // A row that fails ends the transaction, so SQLite need not remember how to take back those before it.
        func insertion(_ table: String, _ columns: Int, rows: Int = 1) throws -> WriteStatement {
            let row = "(\(Array(repeating: "?", count: columns).joined(separator: ", ")))"
            let values = Array(repeating: row, count: rows).joined(separator: ", ")
            return try statement("INSERT OR FAIL INTO \(table) VALUES \(values)")
        }
        func replacement(_ table: String, _ columns: Int) throws -> WriteStatement {
            let places = Array(repeating: "?", count: columns).joined(separator: ", ")
            return try statement("REPLACE INTO \(table) VALUES (\(places))")
        }
        beginning = try statement("BEGIN IMMEDIATE")
        committing = try statement("COMMIT")
        event = try insertion("event", 11)
        events = try insertion("event", 11, rows: Self.rowsAtOnce)
        let declared = """
            visit (id, gate, direction, goods, flags, plateHigh, plateLow, plateEnding, weight, clearancePoint, \
            declaredAt, state, revision, arrivalSequence)
            """
        declaration = try insertion(declared, 14)
        declarations = try insertion(declared, 14, rows: Self.rowsAtOnce)
        let stepColumns = """
            state = ?, revision = ?, arrivalSequence = ?, arrivedAt = ?, calledAt = ?, clearingSince = ?, lane = ?
            """
        step = try statement("UPDATE visit SET \(stepColumns) WHERE id = ?")
        closing = try statement("UPDATE visit SET \(stepColumns), closedAt = ?, detail = ? WHERE id = ?")
        lane = try replacement("lane", 10)
        gateEvent = try replacement("gate_event", 10)
        cell = try statement(
            """
            REPLACE INTO tally (gate, hour, simulated, direction, goods, stockAtStart, declared, arrived, called, cleared, \
            turnedBack, diverted, withdrawn, expired, queueSeconds, clearanceSeconds) \
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        served = try replacement("served", 5)
        edit = try insertion("edit", 8)
        gateNews = try statement("UPDATE gate SET exportObservedAt = ?, importObservedAt = ? WHERE number = ?")
        laneNews = try statement("UPDATE lane SET observedAt = ? WHERE gate = ? AND id = ?")
        servedRemoval = try statement("DELETE FROM served WHERE quarterMinute < ?")
    }

    /// Begins the transaction of a group. It takes SQLite's lock at once, so that no row can fail for want of it.
    func begin() throws {
        // What waits is of a group that failed.
        waitingEvents.removeAll(keepingCapacity: true)
        waitingDeclarations.removeAll(keepingCapacity: true)
        try beginning.run()
    }

    /// Ends the transaction; when it returns, all of it is on the disk.
    func commit() throws {
        try writeWaiting()
        try committing.run()
    }

    /// Writes the rows that wait, for who reads what this group has written.
    func writeWaiting() throws {
        try writeWaitingEvents()
        try writeWaitingDeclarations()
    }

    func write(_ row: EventRow) throws {
        waitingEvents.append(row)
        guard waitingEvents.count == Self.rowsAtOnce else { return }
        for (place, row) in waitingEvents.enumerated() { Self.bind(row, to: events, behind: Int32(11 * place)) }
        waitingEvents.removeAll(keepingCapacity: true)
        try events.run()
    }

    private func writeWaitingEvents() throws {
        for row in waitingEvents {
            Self.bind(row, to: event, behind: 0)
            try event.run()
        }
        waitingEvents.removeAll(keepingCapacity: true)
    }

    private static func bind(_ row: EventRow, to statement: WriteStatement, behind start: Int32) {
        statement.bind(row.sequence, at: start + 1)
        statement.bind(row.at, at: start + 2)
        statement.bind(row.reported, at: start + 3)
        statement.bind(row.actor, at: start + 4)
        statement.bind(row.action.code, at: start + 5)
        statement.bind(row.gate, at: start + 6)
        statement.bind(row.subject, at: start + 7)
        statement.bind(row.previous, at: start + 8)
        statement.bind(row.before, at: start + 9)
        statement.bind(row.after, at: start + 10)
        statement.bind(row.detail, at: start + 11)
    }

    /// Writes a visit that was declared.
    func declare(_ visit: VehicleVisit, gate: Int64) throws {
        waitingDeclarations.append((visit, gate))
        guard waitingDeclarations.count == Self.rowsAtOnce else { return }
        for (place, row) in waitingDeclarations.enumerated() {
            Self.bind(row.visit, gate: row.gate, to: declarations, behind: Int32(14 * place))
        }
        waitingDeclarations.removeAll(keepingCapacity: true)
        try declarations.run()
    }

    private func writeWaitingDeclarations() throws {
        for row in waitingDeclarations {
            Self.bind(row.visit, gate: row.gate, to: declaration, behind: 0)
            try declaration.run()
        }
        waitingDeclarations.removeAll(keepingCapacity: true)
    }

    private static func bind(
        _ visit: VehicleVisit, gate: Int64, to statement: WriteStatement, behind start: Int32
    ) {
        var flags: VisitFlags = []
        if visit.refrigerated { flags.insert(.refrigerated) }
        if visit.simulated { flags.insert(.simulated) }
        statement.bind(visit.id.number, at: start + 1)
        statement.bind(gate, at: start + 2)
        statement.bind(visit.direction.code, at: start + 3)
        statement.bind(visit.goodsClass.code, at: start + 4)
        statement.bind(flags.rawValue, at: start + 5)
        statement.bind(Int64(bitPattern: visit.plateDigest.high), at: start + 6)
        statement.bind(Int64(bitPattern: visit.plateDigest.low), at: start + 7)
        statement.bind(visit.plateEnding.description, at: start + 8)
        statement.bind(visit.weightKilograms.map(Int64.init), at: start + 9)
        statement.bind(visit.clearancePoint?.rawValue, at: start + 10)
        statement.bind(visit.declaredAt.secondsSince1970, at: start + 11)
        statement.bind(visit.state.code, at: start + 12)
        statement.bind(visit.revision, at: start + 13)
        statement.bind(visit.arrivalSequence, at: start + 14)
    }

    /// Writes a visit that has taken a step.
    func update(_ visit: VehicleVisit) throws {
        // Its row may be one of those that wait.
        if let first = waitingDeclarations.first, first.visit.id <= visit.id { try writeWaitingDeclarations() }
        let statement = visit.state.isOpen ? step : closing
        statement.bind(visit.state.code, at: 1)
        statement.bind(visit.revision, at: 2)
        statement.bind(visit.arrivalSequence, at: 3)
        statement.bind(visit.arrivedAt?.secondsSince1970, at: 4)
        statement.bind(visit.calledAt?.secondsSince1970, at: 5)
        statement.bind(visit.clearingSince?.secondsSince1970, at: 6)
        statement.bind(visit.lane?.rawValue, at: 7)
        if visit.state.isOpen {
            statement.bind(visit.id.number, at: 8)
        } else {
            statement.bind(visit.closedAt?.secondsSince1970, at: 8)
            statement.bind(visit.turnBackReason?.text ?? visit.divertedTo?.rawValue, at: 9)
            statement.bind(visit.id.number, at: 10)
        }
        try statement.run()
    }

    /// Writes a lane as it is now. When it was told of last is written with the counts.
    func write(_ lane: LiveLane, gate: Int64) throws {
        self.lane.bind(gate, at: 1)
        self.lane.bind(lane.id.rawValue, at: 2)
        self.lane.bind(lane.direction.code, at: 3)
        self.lane.bind(Int64(lane.vehicleKinds.rawValue), at: 4)
        self.lane.bind(lane.state.code, at: 5)
        self.lane.bind(lane.state.reason?.text, at: 6)
        self.lane.bind(lane.since?.secondsSince1970, at: 7)
        self.lane.bind(lane.simulated ? 1 : 0, at: 8)
        self.lane.bind(lane.revision, at: 9)
        self.lane.bind(nil as Int64?, at: 10)
        try self.lane.run()
    }

    /// Writes an event of a gate as it is now.
    func write(_ event: GateEvent, gate: Int64) throws {
        gateEvent.bind(event.id.number, at: 1)
        gateEvent.bind(gate, at: 2)
        gateEvent.bind(event.kind.code, at: 3)
        gateEvent.bind(event.reason.text, at: 4)
        gateEvent.bind(Int64(event.directions.rawValue), at: 5)
        gateEvent.bind(Int64(event.vehicleKinds.rawValue), at: 6)
        gateEvent.bind(event.from.secondsSince1970, at: 7)
        gateEvent.bind(event.until?.secondsSince1970, at: 8)
        gateEvent.bind(event.simulated ? 1 : 0, at: 9)
        gateEvent.bind(event.revision, at: 10)
        try gateEvent.run()
    }

    /// Writes the numbers of a direction and goods class of an hour.
    func write(
        _ numbers: HourTally.Cell, of key: HourTally.Key, _ direction: GateLane.Direction, _ goods: GoodsClass,
        gate: Int64
    ) throws {
        cell.bind(gate, at: 1)
        cell.bind(Int64(key.hour.number), at: 2)
        cell.bind(key.simulated ? 1 : 0, at: 3)
        cell.bind(direction.code, at: 4)
        cell.bind(goods.code, at: 5)
        let counts = [
            numbers.stockAtStart, numbers.declared, numbers.arrived, numbers.called, numbers.cleared,
            numbers.turnedBack, numbers.diverted, numbers.withdrawn, numbers.expired,
        ]
        for (place, count) in counts.enumerated() { cell.bind(Int64(count), at: Int32(6 + place)) }
        cell.bind(numbers.queueSeconds, at: 15)
        cell.bind(numbers.clearanceSeconds, at: 16)
        try cell.run()
    }

    /// Writes how many vehicles a lane cleared in a quarter of a minute.
    func write(_ count: ServedCount, gate: Int64) throws {
        served.bind(count.quarterMinute, at: 1)
        served.bind(gate, at: 2)
        served.bind(count.lane.rawValue, at: 3)
        served.bind(Int64(count.vehicles), at: 4)
        served.bind(Int64(count.simulated), at: 5)
        try served.run()
    }

    /// Writes when anything was told of the directions of a gate last.
    func write(lastNews yard: Yard, gate: Int64) throws {
        gateNews.bind(yard.observedAt(.export)?.secondsSince1970, at: 1)
        gateNews.bind(yard.observedAt(.import)?.secondsSince1970, at: 2)
        gateNews.bind(gate, at: 3)
        try gateNews.run()
    }

    /// Writes when anything was told of a lane last.
    func write(observedAt: Moment?, lane: LaneID, gate: Int64) throws {
        laneNews.bind(observedAt?.secondsSince1970, at: 1)
        laneNews.bind(gate, at: 2)
        laneNews.bind(lane.rawValue, at: 3)
        try laneNews.run()
    }

    /// Removes clearances of quarter minutes before this one.
    func purgeServed(before quarterMinute: Int64) throws {
        servedRemoval.bind(quarterMinute, at: 1)
        try servedRemoval.run()
    }

    func write(_ accepted: AcceptedEdit, number: Int64) throws {
        edit.bind(number, at: 1)
        edit.bind(accepted.edit.collection.rawValue, at: 2)
        edit.bind(accepted.edit.record.rawValue, at: 3)
        edit.bind(accepted.edit.form.code, at: 4)
        edit.bind(accepted.edit.content, at: 5)
        edit.bind(accepted.edit.basis.map { Array($0.utf8) }, at: 6)
        edit.bind(accepted.before, at: 7)
        edit.bind(accepted.after, at: 8)
        try edit.run()
    }
}
