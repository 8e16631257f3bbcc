import Catalog

/// A record that a request names, by identifier or alias.
enum RecordReference {
    /// Looks a record up in some collections; in all when none is given.
    static func read(_ text: String, in collections: [String], of snapshot: Snapshot) -> ReferenceReading {
        let searched = collections.isEmpty ? RouteTable.collections : collections
        for name in searched {
            if let collection = snapshot[name], let position = collection.position(of: text) {
                return .key(collection.keys[position])
            }
        }
        let known = searched.lazy.flatMap { snapshot[$0]?.suggestedKeys ?? [] }
        let remedy =
            Suggestion.nearest(to: text, among: known).map { "did you mean \"\($0)\"?" }
            ?? "look it up at \(searched.prefix(3).map { "/v1/\($0)" }.joined(separator: ", "))"
        return .unknown(remedy: remedy)
    }
}
