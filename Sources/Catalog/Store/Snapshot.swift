package import BorderEconomy
package import JSONText
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
    /// The records that can be patched, as they are written.
    package let texts: RecordTexts
    /// Edits that do not go together with the seeds.
    package let editConflicts: [EditConflict]
    /// The versions that are kept, and what changed from one to the next up to this one.
    package let chronicle: Chronicle
    /// Names in the order given.
    package let collectionNames: [String]
    private let collections: [String: StoredCollection]
    private let draft: (@Sendable (String) -> CollectionDraft?)?
    /// Collections that are made when they are asked for, as the snapshot before had them.
    private let awaited: [String: StoredCollection]
    /// How many records they will have.
    private let awaitedCounts: [String: Int]
    /// Collections that are made off the loop when somebody asks for them, because that takes long.
    private let deferred: [String: CollectionDraft]
    private let underWay = Mutex<Set<String>>([])
    private let made = Mutex<[String: StoredCollection]>([:])

    /// A snapshot to publish, with every collection made but those that take long.
    ///
    /// - Parameters:
    ///   - previous: the snapshot that was published before, with which it shares the collections that are the same.
    ///   - moment: when it is published.
    package convenience init(
        datasetVersion: String, registry: Registry, day: CalendarDay, thresholds: ProgressThresholds = .standard,
        collections drafts: [CollectionDraft], after previous: Snapshot? = nil,
        at moment: Moment = Moment(secondsSince1970: 0)
    ) {
        self.init(
            of: SeedData(registry: registry, version: datasetVersion), day: day, thresholds: thresholds,
            collections: drafts, after: previous, at: moment)
    }

    /// A snapshot to publish, with every collection made but those that take long.
    package init(
        of data: SeedData, day: CalendarDay, thresholds: ProgressThresholds, collections drafts: [CollectionDraft],
        after previous: Snapshot?, at moment: Moment
    ) {
        datasetVersion = data.version
        registry = data.registry
        texts = data.texts
        editConflicts = data.editConflicts
        self.day = day
        self.thresholds = thresholds
        shown = registry
        vantage = .present
        draft = nil
        awaited = [:]
        awaitedCounts = [:]
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
        chronicle = Self.chronicle(
            data.version, collections, served: drafts.filter(\.servesRecords).map(\.definition.name), after: previous,
            in: nil, at: moment)
    }

    /// A snapshot to publish in which only some records differ from the one published before; all others are shared.
    ///
    /// - Parameters:
    ///   - extent: the records that may differ.
    ///   - delayed: names of collections that differ and are made when they are asked for.
    ///   - count: how many records one of those will have, of the collections of this snapshot by name; nil when that is
    ///     not known.
    ///   - draft: makes a collection by its name.
    package init(
        of data: SeedData, after previous: Snapshot, differingIn extent: RecordExtent, delayed: [String],
        count: (_ delayed: String, _ made: [String: StoredCollection]) -> Int?, at moment: Moment,
        draft: @escaping @Sendable (_ collection: String) -> CollectionDraft?
    ) {
        datasetVersion = data.version
        registry = data.registry
        texts = data.texts
        editConflicts = data.editConflicts
        day = previous.day
        thresholds = previous.thresholds
        shown = registry
        vantage = .present
        collectionNames = previous.collectionNames
        var collections: [String: StoredCollection] = [:]
        var awaited: [String: StoredCollection] = [:]
        var deferred: [String: CollectionDraft] = [:]
        for name in collectionNames {
            let known = previous.present(name) ?? previous.awaited[name]
            if delayed.contains(name) {
                if let draft = draft(name), draft.isDeferred {
                    deferred[name] = draft
                } else {
                    awaited[name] = known
                }
            } else if let part = extent[name], let draft = draft(name) {
                switch part {
                case .some(let keys):
                    collections[name] =
                        known.flatMap { StoredCollection.appending(draft, to: $0, changed: keys) }
                        ?? StoredCollection(draft, reusing: known, except: keys)
                case .all:
                    let stored = StoredCollection(draft)
                    collections[name] = known.flatMap { $0.isSame(as: stored) ? $0 : nil } ?? stored
                }
            } else {
                collections[name] = known
            }
        }
        self.collections = collections
        self.awaited = awaited
        self.deferred = deferred
        var counts: [String: Int] = [:]
        for name in delayed { counts[name] = count(name, collections) }
        awaitedCounts = counts
        self.draft = { delayed.contains($0) ? draft($0) : nil }
        chronicle = Self.chronicle(
            data.version, collections, served: collectionNames.filter { collections[$0]?.servesRecords ?? false },
            after: previous, in: extent, at: moment)
    }

    /// The chronicle of the snapshot before with what this one changed.
    private static func chronicle(
        _ datasetVersion: String, _ collections: [String: StoredCollection], served: [String],
        after previous: Snapshot?, in extent: RecordExtent?, at moment: Moment
    ) -> Chronicle {
        let version = Chronicle.Version(
            datasetVersion: datasetVersion, publishedAt: moment,
            recordCount: served.reduce(0) { $0 + (collections[$1]?.count ?? 0) })
        guard let previous else { return Chronicle(first: version) }
        var chronicle = previous.chronicle
        guard previous.datasetVersion != datasetVersion else { return chronicle }
        let changes = served.flatMap { name -> [RecordChange] in
            var keys: Set<String>?
            if let extent {
                guard let part = extent[name] else { return [] }
                if case .some(let some) = part { keys = some }
            }
            return RecordChange.all(in: name, from: previous.collections[name], to: collections[name], among: keys)
        }
        chronicle.add(version, changes: changes)
        return chronicle
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
        texts = base.texts
        editConflicts = base.editConflicts
        awaited = [:]
        awaitedCounts = [:]
        deferred = [:]
        shown = seen.shown
        day = seen.day
        self.vantage = vantage
        thresholds = base.thresholds
        chronicle = base.chronicle
        collectionNames = base.collectionNames
        collections = [:]
        self.draft = draft
    }

    /// A collection that is there; nil when it is still to be made, or is being made. Never waits.
    private func present(_ collection: String) -> StoredCollection? {
        collections[collection] ?? made.withLockIfAvailable { $0[collection] } ?? nil
    }

    /// Whether a collection is there without being made first.
    package func isMade(_ collection: String) -> Bool { present(collection) != nil }

    /// How many records a collection has, told without making one that takes long; nil when that is not known yet.
    package func count(of collection: String) -> Int? {
        collections[collection]?.count ?? awaitedCounts[collection] ?? self[collection]?.count
    }

    /// What a collection is, told without making it; nil when there is none of the name.
    package func definition(of collection: String) -> CollectionDefinition? {
        (collections[collection] ?? awaited[collection])?.definition ?? deferred[collection]?.definition
            ?? self[collection]?.definition
    }

    /// A collection as the snapshot before had it, where this one has not made its own yet: to read a question with.
    package func predecessor(of collection: String) -> StoredCollection? {
        isMade(collection) ? nil : awaited[collection]
    }

    /// Whether a collection has still to be made, by `make`.
    package func isDeferred(_ collection: String) -> Bool { deferred[collection] != nil && !isMade(collection) }

    /// Whether nobody makes a deferred collection yet; the caller who is told so has to.
    package func beginMaking(_ collection: String) -> Bool { underWay.withLock { $0.insert(collection).inserted } }

    /// Makes a deferred collection. It takes long: not to be done on a loop.
    package func make(_ collection: String) {
        guard let draft = deferred[collection] else { return }
        let stored = StoredCollection(draft)
        made.withLock { $0[collection] = stored }
    }

    /// A collection; nil when there is none of the name, or when it is deferred and not made yet.
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

    /// A single record of a snapshot that makes them when they are asked for, by identifier or alias; nil when there is
    /// none.
    ///
    /// - Parameter positions: where it may stand; anywhere when nil, which takes longer.
    package func madeRecord(_ id: String, of collection: String, at positions: [Int]? = nil) -> RecordDraft? {
        guard let records = draft?(collection)?.records else { return nil }
        func isAsked(_ record: RecordDraft) -> Bool { record.key == id || record.aliases.contains(id) }
        guard let positions else { return records.first(where: isAsked) }
        return positions.lazy.map { records[$0] }.first(where: isAsked)
    }
}

extension RecordDraft {
    /// The record on its own: as it stands in lists, with what it has besides.
    package func whole(in language: Language) -> JSONObject {
        var whole = item(language)
        for member in detail?(language).members ?? [] { whole[member.key] = member.value }
        return whole
    }
}
