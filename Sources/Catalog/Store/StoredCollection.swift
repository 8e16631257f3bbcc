package import BorderEconomy
import JSONText

/// A collection as a snapshot holds it: encoded records with the indexes over them.
package struct StoredCollection: Sendable {
    package let definition: CollectionDefinition
    private let index: KeyIndex
    private let records: PackedRecords
    private let details: StoredDetails?
    let words: WordIndex
    /// For each queryable of the definition: one column for all languages, or one for each.
    private let columns: [[IndexedColumn]]
    /// Where the records lie; nil in collections whose records are nowhere.
    private let shapes: ShapeColumn?

    /// - Parameters:
    ///   - previous: the collection as it was published before, from which records are taken as they are.
    ///   - changed: keys of the records that may differ from it; all others that it has are the same.
    package init(_ draft: CollectionDraft, reusing previous: StoredCollection? = nil, except changed: Set<String> = [])
    {
        definition = draft.definition
        let builders = draft.definition.queryables.map(ColumnBuilder.init)
        var packer = RecordPacker(builders)
        var words = WordIndexBuilder()
        var keys = KeyList()
        var aliases: [(alias: String, position: Int)] = []
        var writers = Language.allCases.map { _ in JSONWriter() }
        var geometries: [Geometry?] = []
        for position in draft.records.indices {
            let record = draft.records[position]
            keys.append(record.key)
            for alias in record.aliases { aliases.append((alias, position)) }
            words.add(record.searchTexts)
            if definition.isPlaced { geometries.append(record.geometry) }
            if let previous, let known = previous.unchangedPosition(of: record.key, except: changed) {
                previous.pack(known, into: &packer)
                continue
            }
            for language in Language.allCases {
                writers[language.position].removeAll()
                record.write(language, &writers[language.position])
            }
            Self.pack(writers.map(\.bytes), into: &packer)
        }
        keys.trim()
        index = KeyIndex(keys: keys, aliases: aliases)
        records = packer.finished()
        self.words = words.finished()
        columns = builders.map { $0.finished() }
        shapes = definition.isPlaced ? ShapeColumn(geometries) : nil
        details =
            draft.servesRecords
            ? StoredDetails(
                of: draft,
                reusing: previous.map { previous in
                    { key in
                        previous.unchangedPosition(of: key, except: changed).flatMap { position in
                            previous.details.map { ($0, position) }
                        }
                    }
                }) : nil
    }

    /// Where a record stands that is the same in the collection to come; nil when it is not here or may differ.
    private func unchangedPosition(of key: String, except changed: Set<String>) -> Int? {
        guard !changed.contains(key), let position = position(of: key), keys[position] == key else { return nil }
        return position
    }

    /// Packs the record at a position as it is.
    private func pack(_ position: Int, into packer: inout RecordPacker) {
        Self.pack(Language.allCases.map { item(at: position, in: $0) }, into: &packer)
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

    /// Keys and aliases, for suggestions.
    package var knownKeys: [String] { index.known }

    /// Whether the records are the same, with the same keys in the same order.
    package func isSame(as other: StoredCollection) -> Bool {
        keys == other.keys && records.isSame(as: other.records) && details == other.details && shapes == other.shapes
    }

    /// Whether the records are the same because they are kept once.
    package func isShared(with other: StoredCollection) -> Bool { records.isShared(with: other.records) }
}

extension StoredCollection {
    /// Appends the record at a position, as lists show it.
    package func appendItem(at position: Int, in language: Language, to bytes: inout [UInt8]) {
        records.append(position, language: language.position, to: &bytes)
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
    package func detail(at position: Int, in language: Language) -> CodedRepresentation? {
        details?.representation(at: position, in: language) { item(at: position, in: language) }
    }

    /// The record at a position, in lists and on its own.
    package func record(at position: Int, in language: Language) -> EncodedRecord {
        EncodedRecord(item: item(at: position, in: language), detail: detail(at: position, in: language))
    }
}

extension StoredCollection {
    /// The values of a queryable of every record; nil when there is no such queryable.
    package func column(of queryable: String, in language: Language) -> Column? {
        if queryable == CollectionDefinition.geometryName, let shapes { return .shapes(shapes) }
        return indexed(queryable, in: language)?.column
    }

    /// The smallest box around where the records lie; nil when they lie nowhere.
    package var bounds: GeoBounds? { shapes?.bounds }

    func indexed(_ queryable: String, in language: Language) -> IndexedColumn? {
        guard let place = definition.queryablePosition(queryable) else { return nil }
        let columns = columns[place]
        return columns.count == 1 ? columns[0] : columns[language.position]
    }

    /// The records whose value of a queryable is one of these, in whichever language, ascending; none when it has no
    /// index. A filter that looks in further members looks in them here.
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
