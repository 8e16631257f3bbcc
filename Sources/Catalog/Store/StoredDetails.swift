import BorderEconomy
import JSONText

/// The answers for the single records of a collection: made beforehand where there are few, when asked for where making
/// all would take longer than anybody will wait and more memory than they are worth.
struct StoredDetails: Sendable {
    /// Records up to which all answers are made beforehand.
    static let greatestPrepared = 4096

    private let draft: CollectionDraft
    /// In each language, the answers; nil when they are made when asked for.
    private let prepared: [[CodedRepresentation]]?

    /// - Parameter known: the answers for a record as they were made before, with its position among them, when they
    ///   are the same; nil for a record that may have others.
    init(of draft: CollectionDraft, reusing known: ((_ key: String) -> (details: StoredDetails, position: Int)?)? = nil)
    {
        self.draft = draft
        guard draft.records.count <= Self.greatestPrepared else {
            prepared = nil
            return
        }
        prepared = Language.allCases.map { language in
            draft.records.map { record in
                if let (details, position) = known?(record.key), let prepared = details.prepared {
                    return prepared[language.position][position]
                }
                return Self.representation(of: record, in: language, item: record.encodedItem(language))
            }
        }
    }

    /// - Parameter item: the record as it stands in lists.
    func representation(
        at position: Int, in language: Language, item: () -> [UInt8]
    ) -> CodedRepresentation {
        if let prepared { return prepared[language.position][position] }
        return Self.representation(of: draft.records[position], in: language, item: item())
    }

    private static func representation(
        of record: RecordDraft, in language: Language, item: [UInt8]
    ) -> CodedRepresentation {
        guard let detail = record.detail?(language) else { return CodedRepresentation(bytes: item.trimmed) }
        return CodedRepresentation(bytes: whole(item, detail))
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
        return writer.bytes.trimmed
    }
}

extension StoredDetails: Equatable {
    /// Whether the answers are the same; those made when asked for are compared by what they add to the records.
    static func == (left: Self, right: Self) -> Bool {
        guard let mine = left.prepared, let theirs = right.prepared else { return false }
        return zip(mine, theirs).allSatisfy { $0.map(\.identity.etag) == $1.map(\.identity.etag) }
    }
}
