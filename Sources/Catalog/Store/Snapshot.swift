package import BorderEconomy
import JSONText
import Synchronization

/// Everything the service knows at one moment: the registry and its collections, encoded and indexed. It never
/// changes; the next one replaces it whole.
///
/// The snapshot that is published has its collections made beforehand. One that shows the same data from another vantage
/// makes a collection when it is first asked for it.
package final class Snapshot: Sendable {
    /// Names the registry's content: the same seeds have the same version.
    package let datasetVersion: String
    /// All that could be known at the vantage, whenever it holds.
    package let registry: Registry
    /// What is shown: what holds at the vantage, for the boundaries asked for.
    package let shown: Registry
    /// The day on which what changes with the day was judged.
    package let day: CalendarDay
    /// From where in time the data are seen.
    package let vantage: Vantage
    /// The thresholds by which the progress of targets is judged.
    package let thresholds: ProgressThresholds
    /// The versions that are kept, and what changed from one to the next up to this one.
    package let chronicle: Chronicle
    /// Names in the order given.
    package let collectionNames: [String]
    private let collections: [String: StoredCollection]
    private let draft: (@Sendable (String) -> CollectionDraft?)?
    /// Collections that are made off the loop when somebody asks for them.
    private let deferred: [String: CollectionDraft]
    private let underWay = Mutex<Set<String>>([])
    private let made = Mutex<[String: StoredCollection]>([:])

    /// A snapshot to publish.
    ///
    /// - Parameters:
    ///   - previous: the snapshot that was published before, with which it shares the collections that are the same.
    ///   - moment: when it is published.
    package init(
        datasetVersion: String, registry: Registry, day: CalendarDay, thresholds: ProgressThresholds = .standard,
        collections drafts: [CollectionDraft], after previous: Snapshot? = nil,
        at moment: Moment = Moment(secondsSince1970: 0)
    ) {
        self.datasetVersion = datasetVersion
        self.registry = registry
        self.day = day
        self.thresholds = thresholds
        shown = registry
        vantage = .present
        draft = nil
        collectionNames = drafts.map(\.definition.name)
        var collections: [String: StoredCollection] = [:]
        deferred = Dictionary(drafts.filter(\.isDeferred).map { ($0.definition.name, $0) }) { first, _ in first }
        for draft in drafts where !draft.isDeferred {
            let name = draft.definition.name
            let stored = StoredCollection(draft)
            let known = previous?.collections[name]
            collections[name] = known.flatMap { $0.isSame(as: stored) ? $0 : nil } ?? stored
        }
        self.collections = collections
        let served = drafts.filter(\.servesRecords).compactMap { collections[$0.definition.name] }
        let version = Chronicle.Version(
            datasetVersion: datasetVersion, publishedAt: moment, recordCount: served.reduce(0) { $0 + $1.count })
        guard let previous else {
            chronicle = Chronicle(first: version)
            return
        }
        var chronicle = previous.chronicle
        if previous.datasetVersion != datasetVersion {
            chronicle.add(
                version,
                changes: drafts.filter(\.servesRecords).flatMap { draft in
                    let name = draft.definition.name
                    return RecordChange.all(in: name, from: previous.collections[name], to: collections[name])
                })
        }
        self.chronicle = chronicle
    }

    /// The data of `base` seen from another vantage.
    ///
    /// - Parameter draft: makes a collection by its name; its records are made when they are asked for.
    package init(
        of base: Snapshot, seen: SeenRegistry, from vantage: Vantage,
        draft: @escaping @Sendable (_ collection: String) -> CollectionDraft?
    ) {
        datasetVersion = base.datasetVersion
        registry = seen.evidence
        shown = seen.shown
        day = seen.day
        self.vantage = vantage
        thresholds = base.thresholds
        chronicle = base.chronicle
        collectionNames = base.collectionNames
        collections = [:]
        deferred = [:]
        self.draft = draft
    }

    package subscript(collection: String) -> StoredCollection? {
        if let stored = collections[collection] { return stored }
        if deferred[collection] != nil { return made.withLock { $0[collection] } }
        guard let draft else { return nil }
        return made.withLock { made in
            if let stored = made[collection] { return stored }
            guard let whole = draft(collection) else { return nil }
            // Single records are made when they are asked for.
            let stored = StoredCollection(
                CollectionDraft(definition: whole.definition, records: whole.records, servesRecords: false))
            made[collection] = stored
            return stored
        }
    }

    /// What a collection is, whether it is made already or not; nil when there is none of the name.
    package func definition(of collection: String) -> CollectionDefinition? {
        deferred[collection]?.definition ?? self[collection]?.definition
    }

    /// Whether a collection has still to be made, by `make`.
    package func isDeferred(_ collection: String) -> Bool {
        deferred[collection] != nil && made.withLock { $0[collection] == nil }
    }

    /// Whether nobody makes a deferred collection yet; the caller who is told so has to.
    package func beginMaking(_ collection: String) -> Bool { underWay.withLock { $0.insert(collection).inserted } }

    /// Makes a deferred collection. It takes long: not to be done on a loop.
    package func make(_ collection: String) {
        guard let draft = deferred[collection] else { return }
        let stored = StoredCollection(draft)
        made.withLock { $0[collection] = stored }
    }

    /// A single record of a snapshot that makes them when they are asked for, by identifier or alias: its key and its
    /// content. Nil when there is none.
    package func madeRecord(_ id: String, of collection: String, in language: Language) -> (
        key: String, bytes: [UInt8]
    )? {
        guard let records = draft?(collection)?.records,
            let record = records.first(where: { $0.key == id || $0.aliases.contains(id) })
        else { return nil }
        return (record.key, JSONWriter.encode(.object(record.whole(in: language))))
    }
}

extension RecordDraft {
    /// The record on its own: as it stands in lists, with what it has besides.
    func whole(in language: Language) -> JSONObject {
        var whole = item(language)
        for member in detail?(language).members ?? [] { whole[member.key] = member.value }
        return whole
    }
}
