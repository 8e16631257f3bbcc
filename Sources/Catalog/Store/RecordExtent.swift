package import BorderEconomy

/// Which records may differ from those of the snapshot before: a superset of those that do.
package struct RecordExtent: Sendable {
    /// In one collection.
    package enum Part: Sendable, Equatable {
        case some(Set<String>)
        case all
    }

    private var parts: [String: Part] = [:]

    /// No records.
    package init() {}

    /// The part in a collection; nil when all of it is the same.
    package subscript(collection: String) -> Part? { parts[collection] }

    /// Adds a record by its own identifier.
    package mutating func add(_ record: RecordID, of collection: RecordCollection) {
        switch parts[collection.rawValue] {
        case .all: break
        case .some(var keys)?:
            parts[collection.rawValue] = nil
            keys.insert(record.rawValue)
            parts[collection.rawValue] = .some(keys)
        case nil: parts[collection.rawValue] = .some([record.rawValue])
        }
    }

    /// Adds every record of a collection.
    package mutating func addAll(of collection: String) { parts[collection] = .all }
}
