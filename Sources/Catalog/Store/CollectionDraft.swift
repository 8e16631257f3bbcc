package import BorderEconomy
package import JSONText

/// A record on its way into a snapshot: what it is found by and how it is shown in each language.
///
/// Shapes are made when they are encoded, one at a time, so that a large collection never stands in memory as trees.
package struct RecordDraft: Sendable {
    /// Unique in its collection.
    package let key: String
    package let aliases: [String]
    /// What a word search looks in.
    package let searchTexts: [String]
    /// Writes the record as it stands in lists.
    package let write: @Sendable (Language, inout JSONWriter) -> Void
    /// Where it lies, in collections whose records are placed.
    package var geometry: Geometry?
    private let tree: (@Sendable (Language) -> JSONObject)?
    private let allTrees: (@Sendable () -> [JSONObject])?
    /// What the answer for the single record has besides; nil when it has nothing.
    package let detail: (@Sendable (Language) -> JSONObject)?

    /// - Parameter items: the same in each language, for records that have most in common in all of them.
    package init(
        key: String, aliases: [String] = [], searchTexts: [String],
        item: @escaping @Sendable (Language) -> JSONObject, items: (@Sendable () -> [JSONObject])? = nil,
        detail: (@Sendable (Language) -> JSONObject)? = nil
    ) {
        self.key = key
        self.aliases = aliases
        self.searchTexts = searchTexts
        write = { language, writer in writer.value(.object(item(language))) }
        tree = item
        allTrees = items ?? { Language.allCases.map(item) }
        self.detail = detail
    }

    /// A record that writes itself without a tree of values.
    package init(
        key: String, aliases: [String] = [], searchTexts: [String],
        detail: (@Sendable (Language) -> JSONObject)? = nil,
        writing write: @escaping @Sendable (Language, inout JSONWriter) -> Void
    ) {
        self.key = key
        self.aliases = aliases
        self.searchTexts = searchTexts
        self.write = write
        tree = nil
        allTrees = nil
        self.detail = detail
    }

    /// The record as it stands in lists.
    package func item(_ language: Language) -> JSONObject {
        if let tree { return tree(language) }
        return JSONReading(of: encodedItem(language)).document?.root.value.object ?? [:]
    }

    /// The record as it stands in lists, in each language; nil for one that writes itself.
    var items: [JSONObject]? { allTrees?() }

    /// The record as it stands in lists, encoded.
    package func encodedItem(_ language: Language) -> [UInt8] {
        var writer = JSONWriter()
        write(language, &writer)
        return writer.bytes
    }
}

/// The records of a collection on its way into a snapshot, each made when it is asked for.
package struct RecordDrafts: RandomAccessCollection, Sendable {
    package let count: Int
    private let draft: @Sendable (Int) -> RecordDraft

    /// - Parameter draft: makes the record at a position, the same each time.
    package init(count: Int, draft: @escaping @Sendable (Int) -> RecordDraft) {
        self.count = count
        self.draft = draft
    }

    /// Drafts that are made already.
    package init(_ drafts: [RecordDraft]) {
        self.init(count: drafts.count) { drafts[$0] }
    }

    package var startIndex: Int { 0 }

    package var endIndex: Int { count }

    package subscript(position: Int) -> RecordDraft { draft(position) }
}

/// A collection on its way into a snapshot.
package struct CollectionDraft: Sendable {
    package let definition: CollectionDefinition
    /// Whether a record is also served on its own.
    package let servesRecords: Bool
    /// Whether the answer for a single record may have members that lists do not show.
    let hasDetails: Bool
    /// Whether the collection is made when it is first asked for, because it takes long and few ask for it.
    let isDeferred: Bool
    private let made: @Sendable () -> RecordDrafts
    /// Makes what packs the records without their drafts; nil when they are written one by one.
    let packing: (@Sendable () -> any RecordPacking)?

    package init(definition: CollectionDefinition, records: [RecordDraft], servesRecords: Bool = true) {
        self.init(definition: definition, records: RecordDrafts(records), servesRecords: servesRecords)
    }

    package init(
        definition: CollectionDefinition, records: RecordDrafts, servesRecords: Bool = true, hasDetails: Bool = true,
        packing: (@Sendable () -> any RecordPacking)? = nil
    ) {
        self.definition = definition
        self.servesRecords = servesRecords
        self.hasDetails = hasDetails
        isDeferred = false
        made = { records }
        self.packing = packing
    }

    /// A collection that is made of what others show, and whose records are not served on their own.
    package init(
        definition: CollectionDefinition, isDeferred: Bool, made: @escaping @Sendable () -> RecordDrafts
    ) {
        self.definition = definition
        servesRecords = false
        hasDetails = false
        self.isDeferred = isDeferred
        self.made = made
        packing = nil
    }

    package var records: RecordDrafts { made() }
}
