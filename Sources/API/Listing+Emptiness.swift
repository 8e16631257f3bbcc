import BorderEconomy
import Catalog

/// Why a list is empty: an empty list is an answer, and says what would not be empty.
extension Listing {
    /// Which filter leaves nothing, and what its field holds among the records that all else selects; nil when the list
    /// is not empty, or when no filter on a field with few values is to blame.
    var emptiness: LocalizedText? {
        guard positions.isEmpty else { return nil }
        for (place, filter) in query.selection.filters.enumerated() {
            guard let field = collection.definition.field(filter.field), field.kind.isClosed else { continue }
            var others = query.selection
            others.filters.remove(at: place)
            let plan = SelectionPlan(others, of: collection)
            guard plan.cost <= Self.greatestLoopCost else { continue }
            let selected = plan.positions()
            guard !selected.isEmpty else { continue }
            let ascending = others.near == nil && others.sort.isEmpty ? selected : PositionList(selected.sorted())
            let groups = collection.totals(of: ascending, by: [filter.field], in: query.language)
            let values = groups.map { "\(Self.name(of: $0.key.first)) (\($0.count))" }.joined(separator: ", ")
            let wanted = filter.values.map(Self.name).joined(separator: ", ")
            return LocalizedText(
                vietnamese: "không có bản ghi nào có \(field.filterName) là \(wanted); hiện có: \(values)",
                english: "no record has the \(field.filterName) \(wanted); there are \(values)")
        }
        return nil
    }

    private static func name(of value: FieldValue?) -> String {
        switch value {
        case .text(let text)?: text
        case .boolean(let flag)?: flag ? "true" : "false"
        case .number(let number)?: "\(number)"
        case .null?, nil: "null"
        }
    }
}

extension FieldDefinition.Kind {
    /// Whether there are few values, known beforehand.
    fileprivate var isClosed: Bool {
        switch self {
        case .enumeration, .boolean: true
        case .string, .reference, .number, .day, .component, .components, .references, .strings, .names: false
        }
    }
}
