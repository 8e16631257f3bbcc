/// A planner's write that was accepted: what it does to one record, as JSON in the shape of the seed files.
///
/// Edits are laid over the seeds in the order in which they were accepted; the same seeds and the same edits make the
/// same data set.
package struct RecordEdit: Hashable, Sendable {
    /// How the content is laid over what is there.
    package enum Form: String, Sendable, CaseIterable {
        /// A whole record that was not there.
        case record
        /// A merge patch (RFC 7396) of a record that is there.
        case patch
        /// A stage that the dossier of a project comes into.
        case stage
    }

    /// The collection of the record.
    package let collection: RecordCollection
    /// The record's own identifier, never an alias.
    package let record: RecordID
    package let form: Form
    /// JSON text: the whole record, the patch, or the stage.
    package let content: [UInt8]
    /// Names the seed record that it was laid over, a hash of its content; nil for a record that no seed file has. When
    /// the seeds have another one beneath, that is a conflict.
    package let basis: String?
    /// Who made it: the identifier of a token, never the token.
    package let author: String
    /// When it was accepted.
    package let at: Moment

    package init(
        collection: RecordCollection, record: RecordID, form: Form, content: [UInt8], basis: String?, author: String,
        at: Moment
    ) {
        self.collection = collection
        self.record = record
        self.form = form
        self.content = content
        self.basis = basis
        self.author = author
        self.at = at
    }
}
