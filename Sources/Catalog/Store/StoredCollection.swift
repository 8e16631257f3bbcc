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
        case .string(let value): self = .text(value, folded: SearchText.folded(value))
        case .array, .object: self = .null
        }
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

/// A record in a snapshot, in one language: its bytes in lists and on its own, and where its members lie.
package struct EncodedRecord: Sendable {
    /// A member in the encoded item: the bytes of `"name":value`.
    struct Member: Sendable {
        let field: String
        let range: Range<Int>
    }

    package let item: [UInt8]
    package let detail: CodedRepresentation
    let members: [Member]

    init(item: JSONObject, detail: JSONObject) {
        var bytes: [UInt8] = [UInt8(ascii: "{")]
        var members: [Member] = []
        for member in item.members {
            if !members.isEmpty { bytes.append(UInt8(ascii: ",")) }
            let start = bytes.count
            bytes += JSONWriter.encode(.string(member.key))
            bytes.append(UInt8(ascii: ":"))
            bytes += JSONWriter.encode(member.value)
            members.append(Member(field: member.key, range: start..<bytes.count))
        }
        bytes.append(UInt8(ascii: "}"))
        self.item = bytes
        self.members = members
        var whole = item
        for member in detail.members { whole[member.key] = member.value }
        self.detail = CodedRepresentation(bytes: JSONWriter.encode(.object(whole)))
    }

    /// Appends the item with only the members of `fields`, in the record's own order.
    func appendItem(fields: Set<String>, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "{"))
        var isFirst = true
        for member in members where fields.contains(member.field) {
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            bytes += item[member.range]
        }
        bytes.append(UInt8(ascii: "}"))
    }
}

/// A collection as a snapshot holds it: encoded records with the indexes over them.
package struct StoredCollection: Sendable {
    package let definition: CollectionDefinition
    /// Keys in the written order.
    package let keys: [String]
    private let encoded: [[EncodedRecord]]
    private let positions: [String: Int]
    private let wordIndex: WordIndex
    /// For each filterable field, the positions of the records with a value, ascending.
    private let equality: [String: [FieldValue: [Int]]]
    /// For each language and sortable field, the value of each record.
    private let columns: [[String: [FieldValue]]]

    init(_ draft: CollectionDraft) {
        definition = draft.definition
        keys = draft.records.map(\.key)
        encoded = Language.allCases.indices.map { language in
            draft.records.map {
                EncodedRecord(item: $0.items[language], detail: $0.details.isEmpty ? [:] : $0.details[language])
            }
        }
        var positions: [String: Int] = [:]
        for (position, record) in draft.records.enumerated() {
            for key in [record.key] + record.aliases where positions[key] == nil { positions[key] = position }
        }
        self.positions = positions
        wordIndex = WordIndex(texts: draft.records.map(\.searchTexts))
        equality = Self.equalityIndexes(draft)
        columns = Language.allCases.indices.map { language in
            var columns: [String: [FieldValue]] = [:]
            for field in draft.definition.fields where field.kind.isSortable && !field.detailOnly {
                columns[field.name] = draft.records.map { FieldValue($0.items[language][field.name] ?? .null) }
            }
            return columns
        }
    }

    package var count: Int { keys.count }

    /// The position of the record called `key`, which may be an alias.
    package func position(of key: String) -> Int? { positions[key] }

    package func record(at position: Int, in language: Language) -> EncodedRecord {
        encoded[Self.index(of: language)][position]
    }

    /// Keys and aliases, for suggestions.
    package var knownKeys: [String] { Array(positions.keys) }

    package func values(of field: String, in language: Language) -> [FieldValue] {
        columns[Self.index(of: language)][field] ?? []
    }

    func positions(where field: String, isOneOf values: [FieldValue]) -> [Int] {
        guard let index = equality[field] else { return [] }
        if values.count == 1 { return index[values[0]] ?? [] }
        return Set(values.flatMap { index[$0] ?? [] }).sorted()
    }

    func positions(matching words: [String]) -> [Int] { wordIndex.matches(words) }

    private static func index(of language: Language) -> Int {
        switch language {
        case .vietnamese: 0
        case .english: 1
        case .chinese: 2
        }
    }

    private static func equalityIndexes(_ draft: CollectionDraft) -> [String: [FieldValue: [Int]]] {
        var indexes: [String: [FieldValue: [Int]]] = [:]
        for field in draft.definition.fields where field.filterable {
            var index: [FieldValue: [Int]] = [:]
            for (position, record) in draft.records.enumerated() {
                var values: Set<FieldValue> = []
                // Names are found in every language; the other members do not depend on it.
                for item in record.items {
                    for member in field.looksIn { values.formUnion(filterValues(item[member] ?? .null)) }
                }
                if values.count > 1 { values.remove(.null) }
                for value in values { index[value, default: []].append(position) }
            }
            indexes[field.name] = index
        }
        return indexes
    }

    /// The values a filter compares with: of a list those of its elements, of an object its identifier.
    private static func filterValues(_ value: JSONValue) -> [FieldValue] {
        switch value {
        case .array(let elements):
            elements.isEmpty ? [.null] : elements.flatMap(filterValues)
        case .object(let object):
            object["id"].map(filterValues) ?? [.null]
        default: [FieldValue(value)]
        }
    }
}
