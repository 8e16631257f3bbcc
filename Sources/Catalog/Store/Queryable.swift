/// Something that records can be asked for by: a member of theirs, or a member of a component (`period.start`).
package struct Queryable: Sendable {
    /// The name, dotted for a member of a component.
    package let name: String
    /// The names that lead from the record to the value.
    package let path: [String]
    /// What it holds.
    package let kind: FieldDefinition.Kind
    package let meaning: String
    /// Whether a record may have no value.
    package let isNullable: Bool
    /// Whether records can be put in order by it.
    package let isSortable: Bool
    /// Whether records with a value are found without looking at the others.
    package let isIndexed: Bool

    /// The queryables of a record's members: those that lists are filtered or sorted by, points, and the members of
    /// components that are said to be worth asking for.
    static func all(of fields: [FieldDefinition]) -> [Queryable] {
        let lookedIn = Set(fields.filter(\.filterable).flatMap(\.looksIn))
        return fields.filter { !$0.detailOnly }.flatMap { field in
            let isPoint = field.kind == .component("Point")
            let isOwn = field.filterable || field.kind.isSortable || isPoint || lookedIn.contains(field.name)
            let own = Queryable(field, path: [field.name], isIndexed: lookedIn.contains(field.name))
            let inner = field.members.map {
                Queryable(
                    $0, path: [field.name, $0.name], isIndexed: $0.filterable,
                    isNullable: field.nullable || field.optional)
            }
            return (isOwn ? [own] : []) + inner
        }
    }

    private init(_ field: FieldDefinition, path: [String], isIndexed: Bool, isNullable: Bool = false) {
        name = path.joined(separator: ".")
        self.path = path
        kind = field.kind
        meaning = field.meaning
        self.isNullable = isNullable || field.nullable || field.optional
        isSortable = field.kind.isSortable
        self.isIndexed = isIndexed
    }
}
