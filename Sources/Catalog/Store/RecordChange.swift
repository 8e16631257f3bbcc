package import BorderEconomy

/// What a publication did to one record.
package struct RecordChange: Hashable, Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case created, updated, deleted
        /// More records of the collection changed than are told one by one.
        case replaced
    }

    package let kind: Kind
    package let collection: String
    /// The record; nil when the collection was replaced.
    package let record: String?
    /// Members of the record that differ; empty when it was created or deleted.
    package let fields: [String]

    package init(_ kind: Kind, of record: String?, in collection: String, fields: [String] = []) {
        self.kind = kind
        self.collection = collection
        self.record = record
        self.fields = fields
    }
}

/// What changed from one version of the data set to the next.
package struct Publication: Sendable {
    package let from: String
    package let to: String
    package let publishedAt: Moment
    /// The place of its first change among all changes since the start; those after it follow by one.
    package let firstNumber: Int
    package let changes: [RecordChange]
}
