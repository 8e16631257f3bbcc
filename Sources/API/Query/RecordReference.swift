import Catalog

/// A record that a request names, by identifier or alias.
enum RecordReference {
    /// Looks a record up in some collections; in all when none is given.
    static func read(_ text: String, in collections: [String], of snapshot: Snapshot) -> ReferenceReading {
        if let key = key(of: text, in: collections, of: snapshot) { return .key(key) }
        return .unknown(remedy: remedy(for: text, in: collections, of: snapshot))
    }

    /// The identifier of a record of some collections, of all when none is given; nil when there is no such record.
    static func key(of text: String, in collections: [String], of snapshot: Snapshot) -> String? {
        for name in searched(collections) {
            if let collection = snapshot[name], let position = collection.position(of: text) {
                return collection.keys[position]
            }
        }
        return nil
    }

    /// What to give in the place of a text that names no record.
    static func remedy(for text: String, in collections: [String], of snapshot: Snapshot) -> String {
        let searched = searched(collections)
        let known = searched.lazy.flatMap { snapshot[$0]?.suggestedKeys ?? [] }
        return Suggestion.nearest(to: text, among: known).map { "did you mean \"\($0)\"?" }
            ?? "look it up at \(searched.prefix(3).map { "/v1/\($0)" }.joined(separator: ", "))"
    }

    private static func searched(_ collections: [String]) -> [String] {
        collections.isEmpty ? RouteTable.collections : collections
    }
}
