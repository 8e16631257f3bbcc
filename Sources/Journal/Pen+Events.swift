internal import BorderEconomy
internal import GRDB

extension Pen {
    /// Finds the end of an event of a gate, which the yard may have let go of.
    static func eventEnd(_ database: Database) throws -> WriteStatement {
        try WriteStatement(database, "SELECT ends FROM gate_event WHERE id = ? AND gate = ? AND ends IS NOT NULL")
    }

    /// Why a yard refuses, as it is told: when an event ended that is over for so long that the yard knows it no more.
    ///
    /// - Parameter gate: the gate's number in the journal.
    func told(_ refusal: YardRefusal, gate: Int64) throws -> YardRefusal {
        guard case .unknownEvent(let id) = refusal else { return refusal }
        eventEnd.bind(id.number, at: 1)
        eventEnd.bind(gate, at: 2)
        let end = try eventEnd.firstRow { Moment(secondsSince1970: $0.integer(0)) }
        return end.map { .eventOver(id, since: $0) } ?? refusal
    }
}
