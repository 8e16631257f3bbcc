import BorderEconomy

/// Where a page begins: behind which record, by what the record was put in order by. It stays right while records come,
/// go and change, because no place is counted from the beginning.
package struct PageAnchor: Sendable, Equatable {
    /// How many records stood before the page: for the case that none of `keys` is left.
    package let place: Int
    /// The record before the page, then those before it that are equal to it in order: when one is gone, the next
    /// tells. When there are fewer than `greatestKeyCount`, no others were equal.
    package let keys: [String]
    /// What the record before the page was put in order by.
    package let values: [FieldValue]

    /// How many records an anchor names.
    package static let greatestKeyCount = 3

    package init(place: Int, keys: [String], values: [FieldValue]) {
        self.place = place
        self.keys = keys
        self.values = values
    }
}

extension StoredCollection {
    /// The anchor of the page that begins at a place of a selection, which is not its first.
    package func anchor(before place: Int, in positions: PositionList, of selection: Selection) -> PageAnchor {
        let order = RecordOrder(selection, of: self)
        let values = order.values(at: positions[place - 1])
        let equal = (max(0, place - PageAnchor.greatestKeyCount)..<place).reversed().map { positions[$0] }
            .prefix { order.compare($0, values) == 0 }
        return PageAnchor(place: place, keys: equal.map { keys[$0] }, values: values)
    }

    /// Where a selection goes on behind an anchor.
    package func place(behind anchor: PageAnchor, in positions: PositionList, of selection: Selection) -> Int {
        let order = RecordOrder(selection, of: self)
        let ties = order.isWritten ? 0..<positions.count : order.places(of: anchor.values, in: positions)
        // Records that are equal in order stand as they are written.
        for key in anchor.keys {
            guard let position = position(of: key),
                order.isWritten || order.compare(position, anchor.values) == 0
            else { continue }
            return positions[ties].partitioningIndex { $0 > position }
        }
        if anchor.keys.count < PageAnchor.greatestKeyCount { return ties.lowerBound }
        return min(max(anchor.place, ties.lowerBound), ties.upperBound)
    }
}

/// The order of a selection: by its sort keys, by distance, or as written.
private struct RecordOrder {
    private enum Key {
        case column(Column, descending: Bool)
        case distance(ShapeColumn, Geometry.Position)
    }

    private let keys: [Key]

    var isWritten: Bool { keys.isEmpty }

    init(_ selection: Selection, of collection: StoredCollection) {
        let language = selection.language
        if selection.sort.isEmpty, let near = selection.near, let property = collection.definition.placeQueryable,
            let shapes = collection.column(of: property, in: language)?.shapes
        {
            keys = [.distance(shapes, near.place)]
            return
        }
        keys = selection.sort.compactMap { key in
            collection.column(of: key.field, in: language).map { .column($0, descending: key.descending) }
        }
    }

    /// What a record is put in order by.
    func values(at position: Int) -> [FieldValue] {
        keys.map { key in
            switch key {
            case .column(let column, _): column.value(at: position)
            case .distance(let places, let place):
                places.kilometres(position, to: place).map { .number($0) } ?? .null
            }
        }
    }

    /// Less than 0 when the record stands before the values, 0 when it is equal to them.
    func compare(_ position: Int, _ values: [FieldValue]) -> Int {
        for (place, key) in keys.enumerated() where place < values.count {
            let own: FieldValue
            var descends = false
            switch key {
            case .column(let column, let descending):
                own = column.value(at: position)
                descends = descending
            case .distance(let places, let center):
                own = places[position].map { .number($0.kilometres(to: center)) } ?? .null
            }
            let difference = FieldValue.compare(own, values[place], descending: descends)
            if difference != 0 { return difference }
        }
        return 0
    }

    /// The places whose records are equal to the values.
    func places(of values: [FieldValue], in positions: PositionList) -> Range<Int> {
        let first = positions.partitioningIndex { compare($0, values) >= 0 }
        let end = positions[first...].partitioningIndex { compare($0, values) > 0 }
        return first..<end
    }
}

extension FieldValue {
    /// Less than 0 when `left` comes first; null comes last, whichever way the order runs.
    static func compare(_ left: FieldValue, _ right: FieldValue, descending: Bool) -> Int {
        switch (left, right) {
        case (.null, .null): return 0
        case (.null, _): return 1
        case (_, .null): return -1
        default: break
        }
        let isLess = precedes(left, right)
        if !isLess, !precedes(right, left) { return 0 }
        return isLess == descending ? 1 : -1
    }

    private static func precedes(_ left: FieldValue, _ right: FieldValue) -> Bool {
        switch (left, right) {
        case (.number(let a), .number(let b)): a < b
        case (.text(let a), .text(let b)): TextOrder(a) < TextOrder(b)
        case (.boolean(let a), .boolean(let b)): !a && b
        default: left.rank < right.rank
        }
    }

    private var rank: Int {
        switch self {
        case .boolean: 0
        case .number: 1
        case .text: 2
        case .null: 3
        }
    }
}
