package import BorderEconomy
internal import GRDB

extension JournalFile {
    /// Whether an event of this id was ever announced at a gate. It reads the file: not for a loop.
    package func hasEvent(_ id: GateEventID, of gate: Identifier<BorderGate>) throws(JournalFault) -> Bool {
        try read { database in
            try Bool.fetchOne(
                database,
                sql: """
                    SELECT EXISTS (SELECT 1 FROM gate_event JOIN gate ON gate.number = gate_event.gate
                    WHERE gate_event.id = ? AND gate.id = ?)
                    """, arguments: [id.number, gate.rawValue]) ?? false
        }
    }
}
