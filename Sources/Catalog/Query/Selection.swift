package import BorderEconomy

/// A question to a collection, already checked against its definition.
package struct Selection: Sendable {
    package struct Filter: Sendable {
        package let field: String
        /// Any of them.
        package let values: [FieldValue]

        package init(field: String, values: [FieldValue]) {
            self.field = field
            self.values = values
        }
    }

    package struct SortKey: Sendable {
        package let field: String
        package let descending: Bool

        package init(field: String, descending: Bool) {
            self.field = field
            self.descending = descending
        }
    }

    /// All of them.
    package var filters: [Filter] = []
    /// Folded words; each begins a word of the record.
    package var words: [String] = []
    package var sort: [SortKey] = []
    package var language: Language = .vietnamese

    package init() {}
}

extension StoredCollection {
    /// The positions of the records that a selection asks for, in its order.
    ///
    /// Ties keep the written order, so that the order is the same for every page.
    package func positions(of selection: Selection) -> [Int] {
        var result: [Int]?
        for filter in selection.filters {
            result = Self.intersect(result, positions(where: filter.field, isOneOf: filter.values))
        }
        if !selection.words.isEmpty { result = Self.intersect(result, positions(matching: selection.words)) }
        let selected = result ?? Array(0..<count)
        guard !selection.sort.isEmpty else { return selected }
        let columns = selection.sort.map { (values(of: $0.field, in: selection.language), $0.descending) }
        return selected.sorted { left, right in
            for (column, descending) in columns {
                let a = column[left]
                let b = column[right]
                if a == b { continue }
                if a == .null || b == .null { return b == .null }
                return descending ? FieldValue.precedes(b, a) : FieldValue.precedes(a, b)
            }
            return left < right
        }
    }

    /// The elements of two ascending lists that are in both.
    private static func intersect(_ left: [Int]?, _ right: [Int]) -> [Int] {
        guard let left else { return right }
        var result: [Int] = []
        var i = 0
        var j = 0
        while i < left.count, j < right.count {
            if left[i] == right[j] {
                result.append(left[i])
                i += 1
                j += 1
            } else if left[i] < right[j] {
                i += 1
            } else {
                j += 1
            }
        }
        return result
    }
}
