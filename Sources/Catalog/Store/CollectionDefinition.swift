package import BorderEconomy
package import JSONText

/// A member of the records of a collection: what it means, what it holds, whether a list is filtered by it.
package struct FieldDefinition: Sendable {
    /// What the member holds.
    package enum Kind: Sendable, Hashable {
        case string
        /// A string out of a closed list.
        case enumeration([String])
        /// An identifier of a record of one of these collections; of any when the list is empty.
        case reference([String])
        case number, boolean
        /// `YYYY-MM-DD`.
        case day
        /// An object or a list of objects, which a schema component describes.
        case component(String)
        case components(String)
        case references([String])
        case strings
        /// An object with a text for each language.
        case names
    }

    package let name: String
    package let kind: Kind
    package let meaning: String
    /// Whether the member may be null.
    package let nullable: Bool
    /// Whether the member is left out when there is nothing to say.
    package let optional: Bool
    /// Whether a list may be filtered by the field.
    package let filterable: Bool
    /// Members whose values a filter by this field looks in; its own when empty.
    package let looksIn: [String]
    /// Only in the answer to a request for the single record.
    package let detailOnly: Bool
    /// The name of the filter: the field's own, or its singular when the field is a list of references.
    package let filterName: String

    package init(
        _ name: String, _ kind: Kind, _ meaning: String, nullable: Bool = false, optional: Bool = false,
        filterable: Bool? = nil, looksIn: [String] = [], detailOnly: Bool = false, filterName: String? = nil
    ) {
        self.name = name
        self.kind = kind
        self.meaning = meaning
        self.nullable = nullable
        self.optional = optional
        self.filterable = filterable ?? kind.isFilterable
        self.looksIn = looksIn.isEmpty ? [name] : looksIn
        self.detailOnly = detailOnly
        self.filterName = filterName ?? name
    }
}

extension FieldDefinition.Kind {
    var isFilterable: Bool {
        switch self {
        case .component, .components, .names: false
        default: true
        }
    }

    /// Whether records can be put in order by the field.
    package var isSortable: Bool {
        switch self {
        case .component, .components, .names, .references, .strings: false
        default: true
        }
    }
}

/// A collection: its name, what it is, and the members of its records.
package struct CollectionDefinition: Sendable {
    package let name: String
    /// The name of one record, as schemas call it (`BorderGate`).
    package let recordName: String
    package let meaning: String
    package let fields: [FieldDefinition]
    private let fieldPositions: [String: Int]
    private let filterPositions: [String: Int]

    package init(name: String, recordName: String, meaning: String, fields: [FieldDefinition]) {
        self.name = name
        self.recordName = recordName
        self.meaning = meaning
        self.fields = fields
        fieldPositions = Dictionary(fields.enumerated().map { ($0.element.name, $0.offset) }) { first, _ in first }
        let filters = fields.enumerated().filter { $0.element.filterable && !$0.element.detailOnly }
        filterPositions = Dictionary(
            filters.flatMap { [($0.element.filterName, $0.offset), ($0.element.name, $0.offset)] }
        ) { first, _ in first }
    }

    package func field(_ name: String) -> FieldDefinition? { fieldPositions[name].map { fields[$0] } }

    /// The field that a list is filtered by with the query parameter `name`: the filter's name or the field's own.
    package func filterField(_ name: String) -> FieldDefinition? { filterPositions[name].map { fields[$0] } }

    /// The names of the filters, in the order of the fields.
    package var filterNames: [String] {
        fields.filter { $0.filterable && !$0.detailOnly }.map(\.filterName)
    }

    /// Members that a list can show.
    package var listFields: [FieldDefinition] { fields.filter { !$0.detailOnly } }
}

/// A record on its way into a snapshot: what it is found by and how it is shown in each language.
///
/// Shapes are made when they are encoded, one at a time, so that a large collection never stands in memory as trees.
package struct RecordDraft: Sendable {
    /// Unique in its collection.
    package let key: String
    package let aliases: [String]
    /// What a word search looks in.
    package let searchTexts: [String]
    /// The record as it stands in lists.
    package let item: @Sendable (Language) -> JSONObject
    /// What the answer for the single record has besides; nil when it has nothing.
    package let detail: (@Sendable (Language) -> JSONObject)?

    package init(
        key: String, aliases: [String] = [], searchTexts: [String],
        item: @escaping @Sendable (Language) -> JSONObject, detail: (@Sendable (Language) -> JSONObject)? = nil
    ) {
        self.key = key
        self.aliases = aliases
        self.searchTexts = searchTexts
        self.item = item
        self.detail = detail
    }
}

/// A collection on its way into a snapshot.
package struct CollectionDraft: Sendable {
    package let definition: CollectionDefinition
    package let records: [RecordDraft]
    /// Whether a record is also served on its own.
    package let servesRecords: Bool

    package init(definition: CollectionDefinition, records: [RecordDraft], servesRecords: Bool = true) {
        self.definition = definition
        self.records = records
        self.servesRecords = servesRecords
    }
}
