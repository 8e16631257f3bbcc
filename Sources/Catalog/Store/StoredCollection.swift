package import BorderEconomy
import JSONText

/// A value that records are filtered and put in order by.
package enum FieldValue: Hashable, Sendable {
    case null
    case boolean(Bool)
    case number(Double)
    /// The text as it is, and folded for putting in order.
    case text(String, folded: String)

    init(_ value: JSONValue) {
        switch value {
        case .null: self = .null
        case .bool(let value): self = .boolean(value)
        case .integer(let value): self = .number(Double(value))
        case .number(let value): self = .number(value)
        case .string(let value): self = .text(value)
        case .array, .object: self = .null
        }
    }

    /// A text with its folded form, which is the same string where nothing is to be folded.
    package static func text(_ text: String) -> FieldValue {
        let folded = SearchText.folded(text)
        return .text(text, folded: folded == text ? text : folded)
    }

    /// Ascending order; null comes after everything, whichever way the order runs.
    static func precedes(_ left: FieldValue, _ right: FieldValue) -> Bool {
        switch (left, right) {
        case (.number(let a), .number(let b)): a < b
        case (.text(let a, let foldedA), .text(let b, let foldedB)): (foldedA, a) < (foldedB, b)
        case (.boolean(let a), .boolean(let b)): !a && b
        default: left.rank < right.rank
        }
    }

    private var rank: Int {
        switch self {
        case .boolean: 0
        case .number: 1
        case .text: 2
        case .null: 3
        }
    }
}

/// A record in a snapshot, in one language: its bytes in lists and on its own.
package struct EncodedRecord: Sendable {
    package let item: [UInt8]
    /// Nil in collections whose records are not served on their own.
    package let detail: CodedRepresentation?

    init(item: JSONObject, detail: JSONObject?, servesRecord: Bool) {
        self.item = JSONWriter.encode(.object(item))
        guard servesRecord else {
            self.detail = nil
            return
        }
        var whole = item
        for member in detail?.members ?? [] { whole[member.key] = member.value }
        self.detail = CodedRepresentation(bytes: detail == nil ? self.item : JSONWriter.encode(.object(whole)))
    }

    /// Appends the item with only the members of `fields`, in the record's own order.
    func appendItem(fields: Set<String>, to bytes: inout [UInt8]) {
        let wanted = fields.map { Array("\"\($0)\":".utf8) }
        bytes.append(UInt8(ascii: "{"))
        var isFirst = true
        for member in ObjectMembers(item) where wanted.contains(where: { member.bytes.starts(with: $0) }) {
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            bytes += member.bytes
        }
        bytes.append(UInt8(ascii: "}"))
    }
}

/// A collection as a snapshot holds it: encoded records with the indexes over them.
package struct StoredCollection: Sendable {
    package let definition: CollectionDefinition
    /// Keys in the written order.
    package let keys: [String]
    /// For each language, the records.
    private let encoded: [[EncodedRecord]]
    private let positions: [String: Int]
    private let wordIndex: WordIndex
    /// For each filterable field, the positions of the records with a value, ascending.
    private let equality: [String: [FieldValue: [Int]]]
    /// For each language and sortable field, the value of each record; languages share what does not differ.
    private let columns: [[String: [FieldValue]]]

    init(_ draft: CollectionDraft) {
        definition = draft.definition
        keys = draft.records.map(\.key)
        var positions: [String: Int] = [:]
        for (position, record) in draft.records.enumerated() {
            for key in [record.key] + record.aliases where positions[key] == nil { positions[key] = position }
        }
        self.positions = positions
        wordIndex = WordIndex(texts: draft.records.map(\.searchTexts))
        var indexing = FieldIndexing(draft.definition)
        encoded = Language.allCases.map { language in
            indexing.begin(language)
            return draft.records.enumerated().map { position, record in
                let item = record.item(language)
                indexing.add(item, at: position)
                return EncodedRecord(
                    item: item, detail: record.detail?(language), servesRecord: draft.servesRecords)
            }
        }
        equality = indexing.sortedEquality
        columns = indexing.columns
    }

    package var count: Int { keys.count }

    /// Whether the records are the same, with the same keys in the same order.
    func isSame(as other: StoredCollection) -> Bool {
        keys == other.keys
            && zip(encoded, other.encoded).allSatisfy { mine, theirs in
                zip(mine, theirs).allSatisfy {
                    $0.item == $1.item && $0.detail?.identity.etag == $1.detail?.identity.etag
                }
            }
    }

    /// Whether the records are the same because they are kept once.
    func isShared(with other: StoredCollection) -> Bool {
        guard let mine = encoded.first, let theirs = other.encoded.first else { return false }
        return mine.withUnsafeBufferPointer { mine in
            theirs.withUnsafeBufferPointer { mine.baseAddress == $0.baseAddress && mine.count == $0.count }
        }
    }

    /// The position of the record called `key`, which may be an alias.
    package func position(of key: String) -> Int? { positions[key] }

    package func record(at position: Int, in language: Language) -> EncodedRecord {
        encoded[language.position][position]
    }

    /// Keys and aliases, for suggestions.
    package var knownKeys: [String] { Array(positions.keys) }

    package func values(of field: String, in language: Language) -> [FieldValue] {
        columns[language.position][field] ?? []
    }

    func positions(where field: String, isOneOf values: [FieldValue]) -> [Int] {
        guard let index = equality[field] else { return [] }
        if values.count == 1 { return index[values[0]] ?? [] }
        return Set(values.flatMap { index[$0] ?? [] }).sorted()
    }

    func positions(matching words: [String]) -> [Int] { wordIndex.matches(words) }
}

extension Language {
    /// Place in `allCases`.
    fileprivate var position: Int {
        switch self {
        case .vietnamese: 0
        case .english: 1
        case .chinese: 2
        }
    }
}
