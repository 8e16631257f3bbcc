package import BorderEconomy

/// Everything the service knows at one moment: the registry and its collections, encoded and indexed. It never
/// changes; the next one replaces it whole.
package final class Snapshot: Sendable {
    /// Names the registry's content: the same seeds have the same version.
    package let datasetVersion: String
    package let registry: Registry
    /// The day on which what changes with the day was judged.
    package let day: CalendarDay
    /// By which the progress of targets is judged.
    package let thresholds: ProgressThresholds
    private let collections: [String: StoredCollection]
    /// Names in the order given.
    package let collectionNames: [String]

    package init(
        datasetVersion: String, registry: Registry, day: CalendarDay, thresholds: ProgressThresholds = .standard,
        collections drafts: [CollectionDraft]
    ) {
        self.datasetVersion = datasetVersion
        self.registry = registry
        self.day = day
        self.thresholds = thresholds
        collectionNames = drafts.map(\.definition.name)
        collections = Dictionary(uniqueKeysWithValues: drafts.map { ($0.definition.name, StoredCollection($0)) })
    }

    package subscript(collection: String) -> StoredCollection? { collections[collection] }
}
