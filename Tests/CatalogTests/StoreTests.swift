import BorderEconomy
import Catalog
import Testing

struct StoreTests {
    private func snapshot(_ version: String) throws -> Snapshot {
        let parts = CollectionDefinition(name: "lanes", recordName: "Lane", meaning: "Lanes.", fields: [])
        return Snapshot(
            datasetVersion: version, registry: Registry(),
            day: try #require(CalendarDay(year: 2026, month: 11, day: 21)),
            collections: [SampleGate.draft(), CollectionDraft(definition: parts, records: [])])
    }

    @Test func snapshot_holdsItsCollectionsInOrder() throws {
        let snapshot = try snapshot("v1")
        #expect(snapshot.collectionNames == ["gates", "lanes"])
        #expect(snapshot["gates"]?.count == 5)
        #expect(snapshot["lanes"]?.count == 0)
        #expect(snapshot["zones"] == nil)
    }

    @Test func deferredCollection_isThereWhenItWasMade() throws {
        let draft = SampleGate.draft()
        let snapshot = Snapshot(
            datasetVersion: "v1", registry: Registry(),
            day: try #require(CalendarDay(year: 2026, month: 11, day: 21)),
            collections: [
                CollectionDraft(definition: draft.definition, isDeferred: true, made: { draft.records })
            ])
        #expect(snapshot.collectionNames == ["gates"])
        #expect(snapshot.definition(of: "gates")?.name == "gates")
        #expect(snapshot.isDeferred("gates"))
        #expect(snapshot["gates"] == nil)
        #expect(snapshot.beginMaking("gates"))
        #expect(!snapshot.beginMaking("gates"))
        snapshot.make("gates")
        #expect(!snapshot.isDeferred("gates"))
        #expect(snapshot["gates"]?.count == 5)
        #expect(!snapshot.isDeferred("lanes"))
    }

    @Test func revision_growsWithEachPublication() throws {
        let store = Store(try snapshot("v1"))
        let first = store.revision
        #expect(store.snapshot.datasetVersion == "v1")
        store.publish(try snapshot("v2"))
        #expect(store.revision == first + 1)
        #expect(store.snapshot.datasetVersion == "v2")
        store.publish(try snapshot("v2"))
        #expect(store.revision == first + 2)
    }

    @Test func snapshot_thatWasTaken_staysAsItIs() throws {
        let store = Store(try snapshot("v1"))
        let taken = store.snapshot
        store.publish(try snapshot("v2"))
        #expect(taken.datasetVersion == "v1")
        #expect(taken["gates"]?.count == 5)
    }

    /// Readers beside a writer see versions that only grow, and never an older one than the revision they read before.
    @Test func publication_isSeenInOrderByReaders() async throws {
        let snapshots = try (0...200).map { try snapshot("\($0)") }
        let store = Store(snapshots[0])
        let start = store.revision
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<3 {
                group.addTask {
                    var last = 0
                    while last < 200 {
                        let atLeast = Int(store.revision - start)
                        guard let seen = Int(store.snapshot.datasetVersion), seen >= atLeast, seen >= last else {
                            return false
                        }
                        last = seen
                        await Task.yield()
                    }
                    return true
                }
            }
            group.addTask {
                for next in snapshots.dropFirst() {
                    store.publish(next)
                    await Task.yield()
                }
                return true
            }
            for await isInOrder in group { #expect(isInOrder) }
        }
    }
}
