import Catalog

/// The groups of a summary in the order asked for: by one of their values or by a measure, null last whichever way.
struct SummaryOrder {
    /// Places among the groups of the table.
    let groups: [Int]

    init(of table: SummaryTable, _ judgements: [SummaryJudgement], _ query: SummaryQuery) {
        guard let sort = query.sort else {
            groups = Array(table.groups.indices)
            return
        }
        if let field = query.fields.firstIndex(where: { $0.name == sort.key }) {
            // The groups stand in the order of the first field already; by a further one they are put in order anew.
            let keys = table.groups.map { GroupValue($0.key[field]) }
            groups = Self.groups(by: keys, descending: sort.descending)
            return
        }
        let judgement = judgements.first { $0.measure.text == sort.key }
        let numbers = table.groups.indices.map { group -> Double? in
            judgement.map { $0.value(of: group) } ?? Double(table.groups[group].count)
        }
        groups = Self.groups(by: numbers, descending: sort.descending)
    }

    /// The places of keys in their order; those that are equal stay as they are, and those that are nil come last.
    private static func groups(by keys: [(some Comparable)?], descending: Bool) -> [Int] {
        keys.indices.sorted { left, right in
            switch (keys[left], keys[right]) {
            case (let mine?, let theirs?) where mine != theirs: descending ? mine > theirs : mine < theirs
            case (_?, nil): true
            case (nil, _?): false
            default: left < right
            }
        }
    }
}

/// A value as groups are put in order by it: false before true, numbers and texts ascending.
private struct GroupValue: Comparable {
    /// Of a number or a boolean; 0 of a text.
    private let number: Double
    private let folded: String
    private let text: String

    /// Nil for null.
    init?(_ value: FieldValue) {
        switch value {
        case .null: return nil
        case .boolean(let flag):
            number = flag ? 1 : 0
            (folded, text) = ("", "")
        case .number(let value):
            number = value
            (folded, text) = ("", "")
        case .text(let value):
            number = 0
            (folded, text) = (SearchText.folded(value), value)
        }
    }

    static func < (left: GroupValue, right: GroupValue) -> Bool {
        (left.number, left.folded, left.text) < (right.number, right.folded, right.text)
    }
}
