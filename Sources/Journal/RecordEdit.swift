package import BorderEconomy
internal import FoundationEssentials
internal import GRDB

/// A planner's write of a record of the registry, as the journal keeps it: JSON that is laid over the seeds.
package struct RecordEdit: Sendable, Hashable {
    /// How the content is laid over what the seeds have.
    package enum Form: Int64, Sendable {
        /// A whole record that the seeds do not have.
        case create = 1
        /// A merge patch (RFC 7396) of one that is there.
        case patch = 2
    }

    /// An edit that is to be written.
    package struct Draft: Sendable, Hashable {
        /// The collection, as in `/v1/projects`.
        package var collection: String
        /// The record's id in it.
        package var record: String
        package var form: Form
        /// JSON in the shape of the seeds.
        package var content: [UInt8]
        /// What tells the seed record beneath from another version of it; nil when the seeds had none.
        package var basis: [UInt8]?
        /// The record before and after as JSON, for the audit trail; `before` is nil when there was none.
        package var before: [UInt8]?
        package var after: [UInt8]

        package init(
            collection: String, record: String, form: Form, content: [UInt8], basis: [UInt8]?, before: [UInt8]?,
            after: [UInt8]
        ) {
            self.collection = collection
            self.record = record
            self.form = form
            self.content = content
            self.basis = basis
            self.before = before
            self.after = after
        }
    }

    /// The sequence of its event in the journal: edits are applied in this order.
    package let number: Int64
    /// When it was written.
    package let at: Moment
    /// The id of the token that it came with.
    package let actor: String
    package let draft: Draft

    package init(number: Int64, at: Moment, actor: String, draft: Draft) {
        self.number = number
        self.at = at
        self.actor = actor
        self.draft = draft
    }
}

extension JournalFile {
    /// All edits, in the order in which they were written; those after `number` alone when it is given.
    package func edits(after number: Int64 = 0) throws(JournalFault) -> [RecordEdit] {
        try read { database in
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT edit.*, event.at, token.id AS actor FROM edit
                    JOIN event ON event.sequence = edit.number LEFT JOIN token ON token.number = event.actor
                    WHERE edit.number > ? ORDER BY edit.number
                    """, arguments: [number])
            var edits: [RecordEdit] = []
            while let row = try rows.next() {
                guard let form = RecordEdit.Form(rawValue: row["form"]) else {
                    throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "an edit of an unknown form")
                }
                func bytes(_ data: Data?) -> [UInt8]? { data.map { [UInt8]($0) } }
                let draft = RecordEdit.Draft(
                    collection: row["collection"], record: row["record"], form: form,
                    content: [UInt8](row["content"] as Data), basis: bytes(row["basis"]),
                    before: bytes(row["before"]), after: [UInt8](row["after"] as Data))
                edits.append(
                    RecordEdit(
                        number: row["number"], at: Moment(secondsSince1970: row["at"]), actor: row["actor"] ?? "",
                        draft: draft))
            }
            return edits
        }
    }
}
