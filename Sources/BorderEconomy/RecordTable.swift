/// The records of one collection in their written order, found by identifier or alias.
package struct RecordTable<Element: Sendable>: Sendable {
    package private(set) var all: [Element] = []
    private var positions: [RecordID: Int] = [:]

    package init() {}

    /// Adds a record under its identifiers; an identifier that is taken stays with its first record.
    package mutating func append(_ element: Element, ids: [RecordID]) {
        for id in ids where positions[id] == nil { positions[id] = all.count }
        all.append(element)
    }

    /// Puts a record in the place of the one called `id`, under the same identifiers; false when there is none.
    package mutating func replace(_ id: RecordID, with element: Element) -> Bool {
        guard let position = positions[id] else { return false }
        all[position] = element
        return true
    }

    /// Takes the last record back, with the identifiers that it was added under.
    package mutating func removeLast(ids: [RecordID]) {
        all.removeLast()
        for id in ids where positions[id] == all.count { positions[id] = nil }
    }

    /// Whether a record has this identifier or alias.
    func contains(_ id: RecordID) -> Bool { positions[id] != nil }

    package subscript(id: RecordID) -> Element? { positions[id].map { all[$0] } }

    package subscript<Subject>(id: Identifier<Subject>) -> Element? { self[id.erased] }

    package var count: Int { all.count }

    /// The table with each element as `change` makes it, without those it gives nil for.
    package func compactMapping(_ change: (Element) -> Element?, ids: (Element) -> [RecordID]) -> Self {
        var table = Self()
        for element in all {
            if let changed = change(element) { table.append(changed, ids: ids(changed)) }
        }
        return table
    }

    /// The table without the elements for which `isRemoved` holds.
    package func removing(_ isRemoved: (Element) -> Bool, ids: (Element) -> [RecordID]) -> Self {
        var table = Self()
        for element in all where !isRemoved(element) { table.append(element, ids: ids(element)) }
        return table
    }
}
