internal import BorderEconomy
internal import FoundationEssentials
internal import GRDB
internal import JSONText

extension JournalFile {
    /// Everything that is wrong with the content, one sentence each; none when all agrees. It reads the whole file.
    package func findings() throws(JournalFault) -> [String] {
        try read { database in
            let damage = try String.fetchAll(database, sql: "PRAGMA integrity_check(20)").filter { $0 != "ok" }
            guard damage.isEmpty else { return damage.map { "SQLite finds damage: \($0)" } }
            var findings: [String] = []
            for rule in Self.rules {
                let rows = try Row.fetchAll(database, sql: rule.sql + " LIMIT 5")
                findings += rows.map { row in
                    rule.words + ": "
                        + row.map { "\($0.0) \($0.1.storage.value.map { "\($0)" } ?? "null")" }.joined(separator: ", ")
                }
            }
            findings += try Self.unreadableEdits(database)
            findings += try Self.unreadableVisits(database)
            return findings
        }
    }

    /// How many events, visits, open visits, edits and tokens there are.
    package func counts() throws(JournalFault) -> [(noun: String, count: Int)] {
        try read { database in
            func count(_ from: String) throws -> Int {
                try Int.fetchOne(database, sql: "SELECT count(*) FROM \(from)") ?? 0
            }
            return [
                ("events", try count("event")), ("visits", try count("visit")),
                ("open visits", try count("visit WHERE closedAt IS NULL")), ("edits", try count("edit")),
                ("tokens", try count("token")), ("kept answers", try count("idempotency")),
            ]
        }
    }

    /// What must be true of a journal, each as a query for what breaks it.
    private static let rules: [(words: String, sql: String)] = [
        (
            "the numbers of events have gaps",
            "SELECT count(*) AS events, max(sequence) AS last FROM event HAVING count(*) <> coalesce(max(sequence), 0)"
        ),
        (
            "a visit does not agree with its last event",
            """
            SELECT visit.id AS visit, visit.state, event.after FROM visit LEFT JOIN event ON event.sequence = visit.revision
            WHERE event.sequence IS NULL OR event.subject IS NOT visit.id OR event.after IS NOT visit.state
            OR event.gate IS NOT visit.gate
            """
        ),
        (
            "a visit was never declared, or a declaration left no visit",
            """
            SELECT visits, declarations FROM (SELECT (SELECT count(*) FROM visit) AS visits, (SELECT count(*) FROM event
            WHERE action = \(AuditAction.declare.code) AND subject = sequence) AS declarations) WHERE visits <> declarations
            """
        ),
        (
            "a visit is open and closed at once",
            """
            SELECT id AS visit, state, closedAt FROM visit
            WHERE (closedAt IS NULL) <> (state <= \(VisitState.clearing.code))
            """
        ),
        (
            "an event does not follow the one before it",
            """
            SELECT event.sequence AS event, event.previous FROM event LEFT JOIN event AS earlier
            ON earlier.sequence = event.previous WHERE event.previous IS NOT NULL
            AND (event.action <= \(AuditAction.divert.code) OR event.action = \(AuditAction.expire.code)) AND (earlier.sequence IS NULL
            OR earlier.sequence >= event.sequence OR earlier.subject IS NOT event.subject
            OR earlier.after IS NOT event.before)
            """
        ),
        (
            "the vehicles in a yard are not those that came and did not leave",
            stockRule(
                states: "1, 2, 3",
                flows: [
                    "arrived", "-cleared", "-turnedBack", "-diverted",
                ])
        ),
        (
            "the vehicles that are declared are not those that were and did not come",
            stockRule(
                states: "0",
                flows: [
                    "declared", "-arrived", "-withdrawn", "-expired",
                ])
        ),
        (
            "a lane does not agree with its last event",
            """
            SELECT lane.gate, lane.id AS lane, lane.revision FROM lane LEFT JOIN event ON event.sequence = lane.revision
            WHERE event.sequence IS NULL OR event.action <> \(AuditAction.setLane.code) OR event.after IS NOT lane.state
            """
        ),
        (
            "an edit has no event, or the event no edit",
            """
            SELECT number AS edit FROM edit WHERE NOT EXISTS (SELECT 1 FROM event
            WHERE sequence = edit.number AND action = \(AuditAction.edit.code))
            UNION ALL SELECT sequence FROM event WHERE action = \(AuditAction.edit.code)
            AND NOT EXISTS (SELECT 1 FROM edit WHERE number = event.sequence)
            """
        ),
        (
            "an event is of a gate or a token that is not there",
            """
            SELECT event.sequence AS event FROM event LEFT JOIN gate ON gate.number = event.gate
            LEFT JOIN token ON token.number = event.actor
            WHERE token.number IS NULL AND event.actor <> \(EventRow.systemActor) OR gate.number IS NULL AND event.gate IS NOT NULL
            """
        ),
    ]

    /// Open visits in some states, against what the tallies of all hours add up to, by gate, direction, goods and kind.
    private static func stockRule(states: String, flows: [String]) -> String {
        """
        SELECT gate, direction, goods, simulated, sum(counted) AS counted, sum(told) AS told FROM (
        SELECT gate, direction, goods, flags >> 1 & 1 AS simulated, 1 AS counted, 0 AS told FROM visit \
        WHERE closedAt IS NULL AND state IN (\(states))
        UNION ALL SELECT gate, direction, goods, simulated, 0, \(flows.joined(separator: " + ")) FROM tally)
        GROUP BY gate, direction, goods, simulated HAVING sum(counted) <> sum(told)
        """
    }

    private static func unreadableEdits(_ database: Database) throws -> [String] {
        var findings: [String] = []
        let rows = try Row.fetchCursor(database, sql: "SELECT number, content, after FROM edit")
        while let row = try rows.next() {
            for part in ["content", "after"] {
                do throws(JSONFaults) {
                    _ = try JSONValue(parsing: [UInt8](row[part] as Data))
                } catch {
                    findings.append("edit \(row[0] as Int64) has a \(part) that is no JSON")
                }
            }
        }
        return findings
    }

    /// Reads every open visit as a start would.
    private static func unreadableVisits(_ database: Database) throws -> [String] {
        var findings: [String] = []
        let rows = try Row.fetchCursor(
            database, sql: "SELECT \(StoredVisit.columns) FROM visit WHERE closedAt IS NULL")
        while let row = try rows.next() {
            do { _ = try StoredVisit.read(row) } catch { findings.append("\(error)") }
        }
        return findings
    }
}
