package import BorderEconomy
import JSONText

/// A collection as a snapshot holds it: encoded records with the indexes over them.
package final class StoredCollection: Sendable {
    package let definition: CollectionDefinition
    let index: KeyIndex
    let records: PackedRecords
    private let details: StoredDetails?
    let words: WordIndex
    /// For each queryable of the definition: one column for all languages, or one for each.
    let columns: [[IndexedColumn]]
    /// Where the records lie; nil in collections whose records are nowhere.
    let shapes: IndexedColumn?

    /// - Parameters:
    ///   - previous: the collection as it was published before, from which records are taken as they are.
    ///   - changed: keys of the records that may differ from it; all others that it has are the same.
    package init(_ draft: CollectionDraft, reusing previous: StoredCollection? = nil, except changed: Set<String> = [])
    {
        definition = draft.definition
        let known: @Sendable (String) -> (collection: StoredCollection, position: Int)? = { key in
            previous.flatMap { previous in
                previous.unchangedPosition(of: key, except: changed).map { (previous, $0) }
            }
        }
        let builders = draft.definition.queryables.map(ColumnBuilder.init)
        var record = PackedRecordBuilder(builders)
        var aliases: [(alias: String, position: Int)] = []
        var geometries: [Geometry?] = []
        if var packing = draft.packing?() {
            for position in 0..<draft.records.count { packing.pack(position, into: &record) }
        } else {
            (aliases, geometries) = Self.pack(draft.records, reusing: known, into: &record)
        }
        record.keys.trim()
        index = KeyIndex(keys: record.keys, aliases: aliases)
        (records, words) = record.finished()
        columns = builders.map { $0.finished() }
        shapes = definition.isPlaced ? IndexedColumn(.shapes(ShapeColumn(geometries)), isIndexed: false) : nil
        details =
            draft.servesRecords
            ? StoredDetails(
                of: draft,
                reusing: { key in
                    known(key).flatMap { known in known.collection.details.map { ($0, known.position) } }
                }) : nil
    }

    /// A collection of parts; its records lie nowhere.
    init(
        definition: CollectionDefinition, index: KeyIndex, records: PackedRecords, details: StoredDetails?,
        words: WordIndex, columns: [[IndexedColumn]]
    ) {
        self.definition = definition
        self.index = index
        self.records = records
        self.details = details
        self.words = words
        self.columns = columns
        shapes = nil
    }

    /// Packs records that are written one by one.
    ///
    /// - Parameter known: where a record stands as it is written already; nil for one that may differ.
    /// - Returns: their aliases, with the positions these lead to, and where they lie.
    private static func pack(
        _ drafts: RecordDrafts, reusing known: (String) -> (collection: StoredCollection, position: Int)?,
        into record: inout PackedRecordBuilder
    ) -> (aliases: [(alias: String, position: Int)], geometries: [Geometry?]) {
        var aliases: [(alias: String, position: Int)] = []
        var geometries: [Geometry?] = []
        var writers = Language.allCases.map { _ in JSONWriter() }
        for position in drafts.indices {
            let draft = drafts[position]
            record.keys.append(draft.key)
            for alias in draft.aliases { aliases.append((alias, position)) }
            record.words.add(draft.searchTexts)
            geometries.append(draft.geometry)
            if let (collection, position) = known(draft.key) {
                pack(Language.allCases.map { collection.item(at: position, in: $0) }, into: &record.packer)
                continue
            }
            if let items = draft.items {
                record.packer.add(items)
                continue
            }
            for language in Language.allCases {
                writers[language.position].removeAll()
                draft.write(language, &writers[language.position])
            }
            pack(writers.map(\.bytes), into: &record.packer)
        }
        return (aliases, geometries)
    }

    /// Where a record stands that is the same in the collection to come; nil when it is not here or may differ.
    private func unchangedPosition(of key: String, except changed: Set<String>) -> Int? {
        guard !changed.contains(key), let position = position(of: key), keys[position] == key else { return nil }
        return position
    }

    private static func pack(_ forms: [[UInt8]], into packer: inout RecordPacker) {
        forms[0].withUnsafeBytes { vietnamese in
            forms[1].withUnsafeBytes { english in
                forms[2].withUnsafeBytes { chinese in
                    if vietnamese.isSame(as: english), vietnamese.isSame(as: chinese) {
                        packer.add(vietnamese)
                    } else {
                        packer.add(
                            RecordPacker.Languages(vietnamese: vietnamese, english: english, chinese: chinese))
                    }
                }
            }
        }
    }

    package var count: Int { keys.count }

    /// Whether a record is also served on its own.
    var servesRecords: Bool { details != nil }

    /// Keys in the written order.
    package var keys: KeyList { index.keys }

    /// The position of the record called `key`, which may be an alias.
    package func position(of key: String) -> Int? { index.position(of: key) }

    /// Keys and aliases, for suggestions; none where there are more than `Suggestion` would look at.
    package var suggestedKeys: [String] { count <= Suggestion.greatestCandidateCount ? index.known : [] }

    /// Whether the records are the same, with the same keys in the same order.
    package func isSame(as other: StoredCollection) -> Bool {
        keys == other.keys && records.isSame(as: other.records) && details == other.details
            && shapes?.column.shapes == other.shapes?.column.shapes
    }

    /// Whether the records are the same because they are kept once.
    package func isShared(with other: StoredCollection) -> Bool { records.isShared(with: other.records) }
}

extension StoredCollection {
    /// Appends the record at a position, as lists show it.
    package func appendItem(at position: Int, in language: Language, to bytes: inout [UInt8]) {
        records.append(position, language: language.position, to: &bytes)
    }

    /// Records as lists show them, with commas between them, behind what begins the text, in memory with room for what
    /// ends it.
    func items(
        at positions: Slice<PositionList>, in language: Language, beginning: StaticString, room: Int
    ) -> [UInt8] {
        records.list(positions, language: language.position, beginning: beginning, room: room)
    }

    /// Appends the record at a position with only the members of `fields`, in the record's own order; all when nil.
    package func appendItem(at position: Int, in language: Language, fields: Set<String>?, to bytes: inout [UInt8]) {
        guard let fields else { return appendItem(at: position, in: language, to: &bytes) }
        let names = fields.map { Array("\"\($0)\":".utf8) }
        records.append(position, language: language.position, names: names, to: &bytes)
    }

    /// Calls `body` with the encoded object of a record, as lists show it; valid only during the call.
    package func withItem<Result>(
        at position: Int, in language: Language, _ body: (UnsafeRawBufferPointer) throws -> Result
    ) rethrows -> Result {
        try item(at: position, in: language).withUnsafeBytes(body)
    }

    /// The record at a position, encoded.
    package func item(at position: Int, in language: Language) -> [UInt8] {
        var bytes: [UInt8] = []
        appendItem(at: position, in: language, to: &bytes)
        return bytes
    }

    /// The answer for the single record; nil in collections whose records are not served on their own.
    package func content(at position: Int, in language: Language) -> RecordContent? {
        details?.content(at: position, in: language) { item(at: position, in: language) }
    }

    /// The record at a position, in lists and on its own.
    package func record(at position: Int, in language: Language) -> EncodedRecord {
        EncodedRecord(item: item(at: position, in: language), detail: content(at: position, in: language)?.coded)
    }
}

extension StoredCollection {
    /// The values of a queryable of every record; nil when there is no such queryable.
    package func column(of queryable: String, in language: Language) -> Column? {
        indexed(queryable, in: language)?.column
    }

    /// The smallest box around where the records lie; nil when they lie nowhere.
    package var bounds: GeoBounds? { shapes?.column.shapes?.bounds }

    func indexed(_ queryable: String, in language: Language) -> IndexedColumn? {
        if queryable == CollectionDefinition.geometryName, let shapes { return shapes }
        guard let place = definition.queryablePosition(queryable) else { return nil }
        let columns = columns[place]
        return columns.count == 1 ? columns[0] : columns[language.position]
    }

    /// The records whose value of a queryable is one of these, in whichever language, ascending. A filter that looks in further members looks in them here.
    package func positions(where queryable: String, equals values: [FieldValue]) -> PositionList {
        let names = definition.field(queryable)?.looksIn ?? [queryable]
        let places = names.compactMap { definition.queryablePosition($0) }
        var found: [PositionList] = []
        for value in values {
            if value == .null {
                found += nulls(of: places)
            } else {
                found += places.flatMap { columns[$0].map { $0.positions(equalTo: value) } }
            }
        }
        return PositionList.union(found, of: count)
    }

    /// The records that have no value in any of some queryables, in a language.
    private func nulls(of places: [Int]) -> [PositionList] {
        let isLocalized = places.contains { columns[$0].count > 1 }
        return (isLocalized ? Language.allCases : [.vietnamese]).compactMap { language in
            var result: PositionList?
            for place in places {
                let column = columns[place].count == 1 ? columns[place][0] : columns[place][language.position]
                let nulls = column.positions(equalTo: .null)
                result = result.map { $0.intersection(nulls) } ?? nulls
            }
            return result
        }
    }

    /// The records whose value of a queryable lies in a range, ascending; nil when no index can tell.
    package func positions(where queryable: String, in range: FieldRange, in language: Language) -> PositionList? {
        indexed(queryable, in: language)?.positions(in: range)
    }

    /// The records in which each of the folded words begins a word, ascending.
    package func positions(matching words: [String]) -> PositionList { self.words.matches(words) }
}

extension Language {
    /// Place in `allCases`.
    var position: Int {
        switch self {
        case .vietnamese: 0
        case .english: 1
        case .chinese: 2
        }
    }
}
