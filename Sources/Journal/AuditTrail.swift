package import BorderEconomy
internal import FoundationEssentials
internal import GRDB

/// One line of the audit trail: who did what, when, and what it was before and after.
package struct AuditEntry: Sendable, Hashable {
    /// What the entry is about.
    package enum Subject: Sendable, Hashable {
        case visit(VisitID)
        case lane(String)
        case event(GateEventID)
        /// A token, by its id.
        case token(String)
        /// A record of the registry.
        case record(collection: String, id: String)
    }

    /// The actor of what happens by the rules, without anybody's token.
    package static let system = "system"

    /// Its number: entries are in this order.
    package let sequence: Int64
    /// The server's clock when it was written.
    package let at: Moment
    /// When it happened, where the writer said so.
    package let reported: Moment?
    /// The id of the token, or `system`; nil when the journal has the token no more.
    package let actor: String?
    package let action: AuditAction
    /// The gate's id; nil for records of the registry.
    package let gate: String?
    package let subject: Subject
    /// JSON; nil where there was nothing.
    package let before: [UInt8]?
    /// JSON.
    package let after: [UInt8]
}

/// Which entries of the audit trail are asked for.
package struct AuditQuestion: Sendable, Hashable {
    package var gate: String?
    package var actor: String?
    package var action: AuditAction?
    package var visit: VisitID?
    /// Entries written from then on.
    package var from: Moment?
    /// Entries written before then.
    package var to: Moment?
    /// Only entries of smaller numbers: where the page before ended.
    package var before: Int64?
    /// Entries of a page at most.
    package var limit: Int

    package init(limit: Int) {
        self.limit = limit
    }
}

/// Entries of the audit trail, the newest first.
package struct AuditPage: Sendable, Hashable {
    package let entries: [AuditEntry]
    /// Where the next page goes on (`AuditQuestion.before`); nil when nothing older is left. A page may have fewer entries
    /// than its limit, or none, and a next one: only so many are looked at for one page.
    package let next: Int64?
}

extension JournalFile {
    /// Entries that are looked at for one page at most: some tenths of a second.
    static let auditedAtOnce: Int64 = 500_000

    /// A page of the audit trail. It reads the file: not for a loop.
    package func audit(_ question: AuditQuestion) throws(JournalFault) -> AuditPage {
        try read { database in
            let newest = try Int64.fetchOne(database, sql: "SELECT max(sequence) FROM event") ?? 0
            var end = min(question.before ?? .max, newest + 1)
            if let visit = question.visit { return try Self.history(of: visit, question, before: end, database) }
            let start = max(0, end - Self.auditedAtOnce)
            let (conditions, arguments) = Self.conditions(question)
            let rows = try Row.fetchAll(
                database,
                sql: """
                    \(Self.auditColumns) WHERE event.sequence < ? AND event.sequence > ?\(conditions)
                    ORDER BY event.sequence DESC LIMIT ?
                    """, arguments: [end, start] + arguments + [question.limit])
            let entries = try rows.map(Self.entry)
            if entries.count == question.limit, let last = entries.last {
                end = last.sequence
            } else {
                end = start + 1
            }
            return AuditPage(entries: entries, next: end > 1 ? end : nil)
        }
    }

    private static let auditColumns = """
        SELECT event.sequence, event.at, event.reported, \
        CASE event.actor WHEN \(EventRow.systemActor) THEN '\(AuditEntry.system)' ELSE token.id END, event.action, gate.id, event.subject, event.before, \
        event.after, event.detail, edit.collection, edit.record, edit.before, edit.after, event.previous, visit.direction, \
        visit.goods, visit.flags, visit.weight, visit.clearancePoint FROM event \
        LEFT JOIN token ON token.number = event.actor LEFT JOIN gate ON gate.number = event.gate \
        LEFT JOIN edit ON edit.number = event.sequence AND event.action = \(AuditAction.edit.code) \
        LEFT JOIN visit ON visit.id = event.subject AND event.action = \(AuditAction.declare.code)
        """

    private static func conditions(_ question: AuditQuestion) -> (sql: String, arguments: StatementArguments) {
        var sql = ""
        var arguments = StatementArguments()
        func add(_ condition: String, _ value: (any DatabaseValueConvertible)?) {
            guard let value else { return }
            sql += " AND \(condition)"
            arguments += [value]
        }
        add("event.gate = (SELECT number FROM gate WHERE id = ?)", question.gate)
        if question.actor == AuditEntry.system {
            add("event.actor = ?", EventRow.systemActor)
        } else {
            add("event.actor = (SELECT number FROM token WHERE id = ?)", question.actor)
        }
        add("event.action = ?", question.action?.code)
        add("event.at >= ?", question.from?.secondsSince1970)
        add("event.at < ?", question.to?.secondsSince1970)
        return (sql, arguments)
    }

    /// The entries of one visit: each names the one before it, so nothing else is looked at.
    private static func history(
        of visit: VisitID, _ question: AuditQuestion, before end: Int64, _ database: Database
    ) throws -> AuditPage {
        let (conditions, arguments) = conditions(question)
        var next = try Int64.fetchOne(
            database, sql: "SELECT revision FROM visit WHERE id = ?", arguments: [visit.number])
        var entries: [AuditEntry] = []
        while let sequence = next, entries.count < question.limit {
            next = try Int64.fetchOne(
                database, sql: "SELECT previous FROM event WHERE sequence = ?", arguments: [sequence])
            guard sequence < end else { continue }
            let row = try Row.fetchOne(
                database, sql: "\(auditColumns) WHERE event.sequence = ?\(conditions)",
                arguments: [sequence] + arguments)
            if let row { entries.append(try entry(row)) }
        }
        return AuditPage(entries: entries, next: next == nil ? nil : entries.last?.sequence)
    }

    private static func entry(_ row: Row) throws -> AuditEntry {
        let sequence: Int64 = row[0]
        guard let action = AuditAction(code: row[4]) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "event \(sequence) makes no sense")
        }
        let number: Int64? = row[6]
        let detail: String? = row[9]
        let subject: AuditEntry.Subject
        var before: [UInt8]?
        var after: [UInt8]
        switch action {
        case .edit:
            subject = .record(collection: row[10] ?? "", id: row[11] ?? "")
            before = (row[12] as Data?).map { [UInt8]($0) }
            after = (row[13] as Data?).map { [UInt8]($0) } ?? []
        case .makeToken, .revokeToken:
            let change = try ChangeText.Parts(detail ?? "")
            subject = .token(change.token ?? "")
            before = change.before
            after = change.after
        case .setLane, .announce, .endEvent:
            let change = try ChangeText.Parts(detail ?? "")
            subject = action == .setLane ? .lane(change.lane ?? "") : .event(GateEventID(number: number ?? 0))
            before = change.before
            after = change.after
        default:
            subject = .visit(VisitID(number: number ?? 0))
            before = (row[7] as Int64?).flatMap { VisitState(code: $0) }.map {
                ChangeText.visit($0, action, detail: nil)
            }
            if action == .declare, let declared = declared(row) {
                after = ChangeText.declaration(.declared, declared)
                break
            }
            after =
                (row[8] as Int64?).flatMap { VisitState(code: $0) }.map { ChangeText.visit($0, action, detail: detail) }
                ?? []
        }
        return AuditEntry(
            sequence: sequence, at: Moment(secondsSince1970: row[1]),
            reported: (row[2] as Int64?).map { Moment(secondsSince1970: $0) }, actor: row[3], action: action,
            gate: row[5], subject: subject, before: before, after: after)
    }
}

extension JournalFile {
    /// What was declared of the visit in a row of the trail; nil where the row has none.
    private static func declared(_ row: Row) -> ChangeText.Declared? {
        guard let direction = (row[15] as Int64?).flatMap({ GateLane.Direction(code: $0) }),
            let goods = (row[16] as Int64?).flatMap({ GoodsClass(code: $0) }), let flags = row[17] as Int64?
        else { return nil }
        return ChangeText.Declared(
            direction: direction, goods: goods, flags: VisitFlags(rawValue: flags), weight: row[18],
            clearancePoint: row[19])
    }
}

extension JournalFile {
    /// Whether a token declared a visit. It reads the file: not for a loop.
    package func isDeclared(_ visit: VisitID, by token: AccessToken) throws(JournalFault) -> Bool {
        try read { database in
            try Int64.fetchOne(database, sql: "SELECT actor FROM event WHERE sequence = ?", arguments: [visit.number])
        } == token.number
    }

    /// A visit as the file has it, open or closed; nil when there is none. It reads the file: not for a loop.
    package func visit(_ id: VisitID) throws(JournalFault) -> VisitStanding? {
        try read { database in
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT \(StoredVisit.columns), gate.id FROM visit JOIN gate ON gate.number = visit.gate
                    WHERE visit.id = ?
                    """, arguments: [id.number])
            guard let row else { return nil }
            let visit = try StoredVisit.read(row).visit
            guard let gate = Identifier<BorderGate>(row[20] as String) else { return nil }
            return VisitStanding(gate: gate, visit: visit, queuePosition: nil)
        }
    }
}
