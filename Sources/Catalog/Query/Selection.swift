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
    /// A condition in CQL2.
    package var predicate: Predicate?
    /// The box in which records lie.
    package var box: GeoBounds?
    /// The place that records are near; they come nearest first when `sort` is empty.
    package var near: Nearness?
    package var sort: [SortKey] = []
    /// Only the records at these ascending positions; all when nil.
    package var among: PositionList?
    package var language: Language = .vietnamese

    package init() {}
}

extension StoredCollection {
    /// The positions of the records that a selection asks for, in its order.
    ///
    /// Ties keep the written order, so that the order is the same for every page.
    package func positions(of selection: Selection) -> PositionList {
        SelectionPlan(selection, of: self).positions()
    }

    /// Ascending positions put in order by some keys; equal ones stay as they are.
    package func sorted(
        _ positions: PositionList, by keys: [Selection.SortKey], in language: Language
    ) -> PositionList {
        let ranks = keys.compactMap { key in
            column(of: key.field, in: language)?.ranks(at: positions, descending: key.descending)
        }
        guard let first = ranks.first, positions.count > 1 else { return positions }
        var order = first.enumerated().map { (rank: $0.element, place: UInt32($0.offset)) }
        order.sort { left, right in
            if left.rank != right.rank { return left.rank < right.rank }
            for rank in ranks.dropFirst() {
                let (mine, theirs) = (rank[Int(left.place)], rank[Int(right.place)])
                if mine != theirs { return mine < theirs }
            }
            return left.place < right.place
        }
        return PositionList(order.map { UInt32(positions[Int($0.place)]) })
    }
}
