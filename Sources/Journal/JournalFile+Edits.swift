package import BorderEconomy
internal import FoundationEssentials
internal import GRDB

extension JournalFile {
    /// The gates of which anything was ever told.
    package func keptGates() throws(JournalFault) -> [Identifier<BorderGate>] {
        try read { database in
            try String.fetchAll(
                database,
                sql: """
                    SELECT id FROM gate WHERE exportObservedAt IS NOT NULL OR importObservedAt IS NOT NULL ORDER BY id
                    """)
        }.compactMap { Identifier($0) }
    }

    /// Planners' writes of records of the registry, in the order in which they were written.
    package func edits() throws(JournalFault) -> [RecordEdit] {
        try read { database in
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT edit.*, event.at, token.id AS actor FROM edit
                    JOIN event ON event.sequence = edit.number LEFT JOIN token ON token.number = event.actor
                    ORDER BY edit.number
                    """)
            var edits: [RecordEdit] = []
            while let row = try rows.next() {
                guard let form = RecordEdit.Form(code: row["form"]),
                    let collection = RecordCollection(rawValue: row["collection"]),
                    let record = RecordID(row["record"] as String)
                else {
                    throw DatabaseError(
                        resultCode: .SQLITE_CORRUPT, message: "edit \(row["number"] as Int64) makes no sense")
                }
                edits.append(
                    RecordEdit(
                        collection: collection, record: record, form: form, content: [UInt8](row["content"] as Data),
                        basis: (row["basis"] as Data?).map { String(decoding: $0, as: UTF8.self) },
                        author: row["actor"] ?? "", at: Moment(secondsSince1970: row["at"])))
            }
            return edits
        }
    }
}

extension RecordEdit.Form {
    /// The number that the journal keeps for it.
    var code: Int64 {
        switch self {
        case .record: 1
        case .patch: 2
        case .stage: 3
        }
    }

    init?(code: Int64) {
        guard let form = Self.allCases.first(where: { $0.code == code }) else { return nil }
        self = form
    }
}
