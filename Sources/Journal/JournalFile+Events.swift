package import BorderEconomy
internal import GRDB

extension JournalFile {
    /// When an event that was announced at a gate ended or is to end; nil when none was announced under this id, or nobody
    /// knows its end. It reads the file: not for a loop.
    package func end(of id: GateEventID, at gate: Identifier<BorderGate>) throws(JournalFault) -> Moment? {
        let seconds = try read { database in
            try Int64.fetchOne(
                database,
                sql: """
                    SELECT ends FROM gate_event JOIN gate ON gate.number = gate_event.gate
                    WHERE gate_event.id = ? AND gate.id = ? AND ends IS NOT NULL
                    """, arguments: [id.number, gate.rawValue])
        }
        return seconds.map { Moment(secondsSince1970: $0) }
    }
}
