import BorderEconomy
import Catalog

/// The groups that chosen records of a collection fall into by some of their values, in the order of the values, null
/// last. A list puts a record into the group of each of its elements.
struct SummaryTable {
    private let collection: StoredCollection
    private let positions: PositionList
    private let fields: [SummaryGroupField]
    private let language: Language
    private let numbers: [String]
    /// Each with a value for every field.
    let groups: [TotalsGroup]
    private let places: [[FieldValue]: Int]

    /// Groups that a summary has at most.
    static let greatestGroupCount = 50_000

    /// Nil when there are more groups than a summary may have.
    ///
    /// - Parameters:
    ///   - positions: ascending.
    ///   - numbers: members of the records whose numbers are added up.
    init?(
        of positions: PositionList, by fields: [SummaryGroupField], numbers: [String], in collection: StoredCollection,
        language: Language
    ) {
        self.collection = collection
        self.positions = positions
        self.fields = fields
        self.language = language
        self.numbers = numbers
        guard
            let groups = collection.totals(
                of: positions, by: fields.map(\.queryable), measures: numbers, in: language,
                upTo: Self.greatestGroupCount)
        else { return nil }
        self.groups = groups
        places = Dictionary(groups.enumerated().map { ($0.element.key, $0.offset) }) { first, _ in first }
    }

    /// The collection that the records are of.
    var collectionName: String { collection.definition.name }

    /// Whether a record may be in several groups, so that counts add up to more than there are records.
    var isOverlapping: Bool { fields.contains(where: \.kind.isList) }

    /// What the numbers of a member come to in each group.
    func totals(of number: String) -> [Totals] {
        guard let place = numbers.firstIndex(of: number) else { return groups.map { _ in Totals() } }
        return groups.map { $0.totals[place] }
    }

    /// For each group and each of further queryables, the different values among the records that have a number.
    func values(of further: [String], where number: String) -> [[Set<FieldValue>]] {
        var found = groups.map { _ in further.map { _ in Set<FieldValue>() } }
        let added = further.filter { name in !fields.contains { $0.queryable == name } }
        let names = fields.map(\.queryable) + added
        for key in collection.combinations(of: positions, by: names, where: number, in: language) {
            guard let group = places[Array(key.prefix(fields.count))] else { continue }
            for (index, name) in further.enumerated() {
                if let place = names.firstIndex(of: name) { found[group][index].insert(key[place]) }
            }
        }
        return found
    }

    /// The positions of the records of each group for which `isCounted` holds.
    func members(where isCounted: (Int) -> Bool) -> [[Int]] {
        var members = [[Int]](repeating: [], count: groups.count)
        let columns = fields.map { collection.column(of: $0.queryable, in: language) }
        for position in positions where isCounted(position) {
            var keys: [[FieldValue]] = [[]]
            for column in columns {
                let values = column?.values(at: position) ?? [.null]
                keys = keys.flatMap { key in values.map { key + [$0] } }
            }
            for key in keys { if let group = places[key] { members[group].append(position) } }
        }
        return members
    }
}

/// Something that records are grouped by.
struct SummaryGroupField {
    /// As it is asked for and shown.
    let name: String
    /// The queryable that has the values.
    let queryable: String
    let kind: FieldDefinition.Kind
    let meaning: String

    /// What records of a collection can be grouped by.
    static func all(of definition: CollectionDefinition) -> [SummaryGroupField] {
        definition.queryables.filter(\.kind.makesGroups).map { queryable in
            SummaryGroupField(
                name: definition.field(queryable.name)?.filterName ?? queryable.name, queryable: queryable.name,
                kind: queryable.kind, meaning: queryable.meaning)
        }
    }
}

extension Column {
    /// The values of a record: of a list its different elements; null alone where there is none.
    fileprivate func values(at position: Int) -> [FieldValue] {
        guard case .lists(let offsets, let codes, let dictionary) = self else { return [value(at: position)] }
        let range = Int(offsets[position])..<Int(offsets[position + 1])
        if range.isEmpty { return [.null] }
        return Set(codes[range]).sorted().map { .text(dictionary[$0]) }
    }
}

extension FieldValue {
    /// The text of a text; nil for anything else.
    var plainText: String? {
        if case .text(let text) = self { return text }
        return nil
    }
}

extension FieldDefinition.Kind {
    /// Whether records fall into groups by the values.
    var makesGroups: Bool {
        switch self {
        case .component, .components, .names: false
        default: true
        }
    }

    var isList: Bool {
        switch self {
        case .references, .strings: true
        default: false
        }
    }

    /// Whether the values are identifiers of records.
    var namesRecords: Bool {
        switch self {
        case .reference, .references: true
        default: false
        }
    }
}
