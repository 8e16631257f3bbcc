import BorderEconomy
import JSONText

/// The content of the answer for a single record.
package enum RecordContent: Sendable {
    /// Made and coded when the snapshot was.
    case prepared(CodedRepresentation)
    /// Made now; it is coded for the client that wants it.
    case made([UInt8])

    /// The content in the codings it is offered in, with the entity tags that clients get.
    package var coded: CodedRepresentation {
        switch self {
        case .prepared(let coded): coded
        case .made(let bytes): CodedRepresentation(bytes: bytes, gzipLevel: CodedRepresentation.levelForOnce)
        }
    }
}

/// The answers for the single records of a collection: made beforehand where there are few, when asked for where making
/// all would take longer than anybody will wait and more memory than they are worth.
struct StoredDetails: Sendable {
    /// Records up to which all answers are made beforehand.
    static let greatestPrepared = 4096

    /// What makes the answers when asked for; nil when they are prepared, or have no more than lists show.
    private let drafts: RecordDrafts?
    /// In each language, the answers; nil when they are made when asked for.
    private let prepared: [[CodedRepresentation]]?

    /// - Parameter known: the answers for a record as they were made before, with its position among them, when they
    ///   are the same; nil for a record that may have others.
    init(of draft: CollectionDraft, reusing known: (_ key: String) -> (details: StoredDetails, position: Int)?) {
        let records = draft.records
        let isSmall = records.count <= Self.greatestPrepared
        // An answer that is what lists show is copied from there as fast as from a place of its own.
        let hasDetails = isSmall ? records.contains { $0.detail != nil } : draft.hasDetails
        guard isSmall, hasDetails else {
            drafts = hasDetails ? records : nil
            prepared = nil
            return
        }
        drafts = nil
        prepared = Language.allCases.map { language in
            records.map { record in
                if let (details, position) = known(record.key), let prepared = details.prepared {
                    return prepared[language.position][position]
                }
                return CodedRepresentation(
                    bytes: Self.bytes(of: record, in: language, item: record.encodedItem(language)).trimmed)
            }
        }
    }

    /// - Parameter item: the record as it stands in lists.
    func content(at position: Int, in language: Language, item: () -> [UInt8]) -> RecordContent {
        if let prepared { return .prepared(prepared[language.position][position]) }
        guard let drafts else { return .made(item()) }
        return .made(Self.bytes(of: drafts[position], in: language, item: item()))
    }

    private static func bytes(of record: RecordDraft, in language: Language, item: [UInt8]) -> [UInt8] {
        record.detail.map { whole(item, $0(language)) } ?? item
    }

    /// The item with the members of the detail, which take the place of members of the same name.
    private static func whole(_ item: [UInt8], _ detail: JSONObject) -> [UInt8] {
        var rest = detail
        var writer = JSONWriter()
        writer.beginObject()
        for member in ObjectMembers(item) {
            if let value = rest[member.name] {
                writer.member(member.name, value)
                rest[member.name] = nil
            } else {
                writer.rawMember(member.bytes)
            }
        }
        for member in rest.members { writer.member(member.key, member.value) }
        writer.endObject()
        return writer.bytes
    }
}

extension StoredDetails: Equatable {
    /// Whether the answers are the same; those made when asked for are compared by what they add to the records.
    static func == (left: Self, right: Self) -> Bool {
        guard let mine = left.prepared, let theirs = right.prepared else {
            return left.prepared == nil && right.prepared == nil && left.drafts == nil && right.drafts == nil
        }
        return zip(mine, theirs).allSatisfy { $0.map(\.identity.etag) == $1.map(\.identity.etag) }
    }
}
