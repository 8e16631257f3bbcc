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
    /// Members of a component that are worth asking for by `name.member`.
    package let members: [FieldDefinition]

    package init(
        _ name: String, _ kind: Kind, _ meaning: String, nullable: Bool = false, optional: Bool = false,
        filterable: Bool? = nil, looksIn: [String] = [], detailOnly: Bool = false, filterName: String? = nil,
        members: [FieldDefinition] = []
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
        self.members = members
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
    /// What records can be asked for by, in the order of the fields.
    package let queryables: [Queryable]
    /// Whether records lie somewhere, so that a filter may name their `geometry`.
    package let isPlaced: Bool
    private let fieldPositions: [String: Int]
    private let filterPositions: [String: Int]
    private let queryablePositions: [String: Int]

    /// The name under which filters ask where a record lies.
    package static let geometryName = "geometry"

    package init(
        name: String, recordName: String, meaning: String, fields: [FieldDefinition], isPlaced: Bool = false
    ) {
        self.isPlaced = isPlaced
        self.name = name
        self.recordName = recordName
        self.meaning = meaning
        self.fields = fields
        queryables = Queryable.all(of: fields)
        queryablePositions = Dictionary(
            queryables.enumerated().map { ($0.element.name, $0.offset) }
        ) { first, _ in first }
        fieldPositions = Dictionary(fields.enumerated().map { ($0.element.name, $0.offset) }) { first, _ in first }
        let filters = fields.enumerated().filter { $0.element.filterable && !$0.element.detailOnly }
        filterPositions = Dictionary(
            filters.flatMap { [($0.element.filterName, $0.offset), ($0.element.name, $0.offset)] }
        ) { first, _ in first }
    }

    package func field(_ name: String) -> FieldDefinition? { fieldPositions[name].map { fields[$0] } }

    /// What is asked for by `name`, which may be dotted.
    package func queryable(_ name: String) -> Queryable? { queryablePositions[name].map { queryables[$0] } }

    /// The place of a queryable among `queryables`.
    func queryablePosition(_ name: String) -> Int? { queryablePositions[name] }

    /// The field that a list is filtered by with the query parameter `name`: the filter's name or the field's own.
    package func filterField(_ name: String) -> FieldDefinition? { filterPositions[name].map { fields[$0] } }

    /// The names of the filters, in the order of the fields.
    package var filterNames: [String] {
        fields.filter { $0.filterable && !$0.detailOnly }.map(\.filterName)
    }

    /// Members that a list can show.
    package var listFields: [FieldDefinition] { fields.filter { !$0.detailOnly } }
}
