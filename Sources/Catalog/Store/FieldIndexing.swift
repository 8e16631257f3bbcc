import BorderEconomy
import JSONText

/// Collects the values that records are filtered and put in order by while the records are encoded, language by
/// language.
struct FieldIndexing {
    private let filterable: [FieldDefinition]
    private let sortable: [String]
    private var equality: [String: [FieldValue: Set<Int>]] = [:]
    /// For each language begun, the values of each sortable field in the order of the records.
    private(set) var columns: [[String: [FieldValue]]] = []
    /// Each value once: records share the text of equal values.
    private var known: Set<FieldValue> = []

    init(_ definition: CollectionDefinition) {
        filterable = definition.fields.filter(\.filterable)
        sortable = definition.fields.filter { $0.kind.isSortable && !$0.detailOnly }.map(\.name)
    }

    mutating func begin(_ language: Language) {
        shareLastColumns()
        columns.append(Dictionary(uniqueKeysWithValues: sortable.map { ($0, []) }))
    }

    mutating func add(_ item: JSONObject, at position: Int) {
        let language = columns.count - 1
        for name in sortable {
            let value = shared(FieldValue(item[name] ?? .null))
            columns[language][name]?.append(value)
        }
        for field in filterable {
            var values: Set<FieldValue> = []
            for member in field.looksIn { values.formUnion(Self.filterValues(item[member] ?? .null)) }
            if values.count > 1 { values.remove(.null) }
            for value in values {
                let value = shared(value)
                equality[field.name, default: [:]][value, default: []].insert(position)
            }
        }
    }

    private mutating func shared(_ value: FieldValue) -> FieldValue { known.insert(value).memberAfterInsert }

    /// The positions of the records with each value, ascending.
    var sortedEquality: [String: [FieldValue: [Int]]] { equality.mapValues { $0.mapValues { $0.sorted() } } }

    /// Columns that are the same in two languages are kept once.
    private mutating func shareLastColumns() {
        guard columns.count > 1, let first = columns.first, let last = columns.indices.last else { return }
        for (name, values) in columns[last] where first[name] == values { columns[last][name] = first[name] }
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
