/// A planner's write before it was judged.
package struct EditProposal: Hashable, Sendable {
    package let collection: RecordCollection
    /// The record, which may be an alias; nil for a new record, whose identifier stands in the content or is made.
    package let record: RecordID?
    package let form: RecordEdit.Form
    /// JSON text: the whole record, the patch, or the stage.
    package let content: [UInt8]
    /// The revision that the record must still have; nil when any will do.
    package let revision: String?
    /// The provinces whose records the author may change; nil for all.
    package let scope: [Identifier<Province>]?
    /// Who proposes it: the identifier of a token, never the token.
    package let author: String
    /// When it is proposed.
    package let at: Moment

    package init(
        collection: RecordCollection, record: RecordID?, form: RecordEdit.Form, content: [UInt8],
        revision: String? = nil, scope: [Identifier<Province>]? = nil, author: String, at: Moment
    ) {
        self.collection = collection
        self.record = record
        self.form = form
        self.content = content
        self.revision = revision
        self.scope = scope
        self.author = author
        self.at = at
    }
}

/// A proposal that was accepted, with what it did.
package struct AcceptedEdit: Hashable, Sendable {
    /// What is to be stored.
    package let edit: RecordEdit
    /// The record as it was written before, JSON text in the shape of the seed files; nil when it is new.
    package let before: [UInt8]?
    /// The record as it is written now.
    package let after: [UInt8]
    /// Names the record as it is written now.
    package let revision: String

    package init(edit: RecordEdit, before: [UInt8]?, after: [UInt8], revision: String) {
        self.edit = edit
        self.before = before
        self.after = after
        self.revision = revision
    }
}

/// Why a proposal was not accepted.
package enum EditRefusal: Error, Equatable, Sendable {
    /// The content is no JSON, or no object. The faults' pointers lead into the content.
    case unreadable([EditFault])
    /// There is no such record.
    case unknownRecord(String)
    /// The record has another revision by now.
    case outdated(revision: String)
    /// What it says stands in that record already; the fault says so.
    case twin(of: RecordID, EditFault)
    /// The record lies outside the provinces that the author may change; those it lies in.
    case outOfScope([Identifier<Province>])
    /// A rule is broken, of the record or between records. The faults' pointers lead into the content.
    case invalid([EditFault])
}

/// One thing that is wrong with the content of a proposal.
package struct EditFault: Hashable, Sendable {
    /// JSON pointer (RFC 6901) into the content; empty for all of it.
    package let pointer: String
    package let reason: String
    /// What can be done about it; nil where the reason says all.
    package let remedy: String?
    /// Whether a day that has not come is said to be past.
    package let isAhead: Bool

    package init(pointer: String, reason: String, remedy: String? = nil, isAhead: Bool = false) {
        self.pointer = pointer
        self.reason = reason
        self.remedy = remedy
        self.isAhead = isAhead
    }
}

/// Where edits are judged, one after the other, each in the light of those before it, and shown once they are stored.
///
/// The one writer proposes, stores what was accepted in one commit, and settles. Called from the writer alone.
package protocol EditDesk: Sendable {
    /// Judges a proposal as if all that were accepted before it held.
    func propose(_ proposal: EditProposal) throws(EditRefusal) -> AcceptedEdit

    /// Ends a group: what was accepted since the last call is stored, or was lost and is undone. Does not wait.
    ///
    /// - Parameter published: called once, from any thread, when readers see what was stored; at once when it was lost.
    func settle(isStored: Bool, published: @escaping @Sendable () -> Void)
}
