package import Catalog

/// The columns of a collection's table, the same whatever its records hold: the members of lists in their order, nested
/// ones with dots in their names (`period.start`).
package struct TableColumns: Sendable {
    /// One column.
    package struct Column: Sendable {
        /// What its cells hold.
        package enum Kind: Sendable, Hashable {
            case text, number, boolean
            /// `YYYY-MM-DD`.
            case day
            /// The elements of a list with bars between them.
            case list
            /// A list of objects, as JSON.
            case objects
            /// An object with members of its own choice, as JSON.
            case map
        }

        /// The path of the member, with dots.
        package let name: String
        package let kind: Kind
        package let meaning: String
        /// Whether a cell may be empty.
        package let isNullable: Bool
        /// The values there are, for a closed list.
        package let values: [String]
        /// The one collection whose records it names by identifier; nil when there is none or more than one.
        package let collection: String?

        /// The names of the members on the way to it.
        var path: [String] { name.split(separator: ".").map(String.init) }
    }

    package let columns: [Column]

    /// The columns of a collection's lists.
    package init(of definition: CollectionDefinition) {
        self.init(of: definition.listFields)
    }

    /// The columns of records with these members.
    init(of fields: [FieldDefinition]) {
        var columns: [Column] = []
        for field in fields { Self.append(field, below: "", nullable: false, to: &columns) }
        self.columns = columns
    }

    private init(_ columns: [Column]) {
        self.columns = columns
    }

    /// The names, in order.
    package var names: [String] { columns.map(\.name) }

    /// The columns that a name stands for: its own, or those of all the members below it; empty when there are none.
    func columns(at name: String) -> [Column] {
        columns.filter { $0.name == name || $0.name.hasPrefix(name + ".") }
    }

    /// Only the columns that these names stand for, in the order of the names, each once.
    func selecting(_ names: [String]) -> TableColumns {
        var seen: Set<String> = []
        return TableColumns(names.flatMap(columns(at:)).filter { seen.insert($0.name).inserted })
    }

    private static func append(
        _ field: FieldDefinition, below prefix: String, nullable: Bool, to columns: inout [Column]
    ) {
        let isNullable = nullable || field.nullable || field.optional
        func add(_ kind: Column.Kind, _ name: String = "", nullable: Bool? = nil, values: [String] = []) {
            columns.append(
                Column(
                    name: prefix + field.name + name, kind: kind, meaning: field.meaning,
                    isNullable: nullable ?? isNullable, values: values, collection: field.kind.onlyCollection))
        }
        switch field.kind {
        case .string, .reference: add(.text)
        case .enumeration(let values): add(.text, values: values)
        case .number: add(.number)
        case .boolean: add(.boolean)
        case .day: add(.day)
        case .strings, .references: add(.list, nullable: true)
        case .components: add(.objects)
        case .names:
            for language in ["vi", "en", "zh"] {
                add(.text, ".\(language)", nullable: isNullable || language == "zh")
            }
        case .component("Numbers"): add(.list, nullable: true)
        case .component("Scalar"): add(.text, nullable: true)
        case .component(let name):
            guard let fields = Components.fields[name] else { return add(.map) }
            for part in fields {
                append(part, below: prefix + field.name + ".", nullable: isNullable, to: &columns)
            }
        }
    }
}

extension FieldDefinition.Kind {
    /// The collection that a reference names records of, when it is one.
    fileprivate var onlyCollection: String? {
        guard case .reference(let collections) = self, collections.count == 1 else { return nil }
        return collections.first
    }
}

extension Components {
    /// The members of the components by name.
    fileprivate static let fields = Dictionary(
        (all + AnalysisComponents.all).map { ($0.name, $0.fields) }, uniquingKeysWith: { first, _ in first })
}
