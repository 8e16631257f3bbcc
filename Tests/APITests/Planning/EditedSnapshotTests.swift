import BorderEconomy
import Catalog
import JSONText
import Testing

@testable import API

/// Snapshots after edits: what differs is encoded anew, all else is shared, and nobody can tell.
struct EditedSnapshotTests {
    private static let moment = EditSamples.moment

    /// Snapshots after bursts of random edits, each made from the one before, against one made of nothing.
    @Test(arguments: [1] as [UInt64])
    func afterRandomEdits_IsThatMadeAnew_ByteForByte(seed: UInt64) throws {
        let fixture = try SeedFixture.shared()
        var edited = EditedSeeds(fixture.seeds)
        var samples = EditSamples(fixture.registry, seed: seed)
        var snapshot = fixture.snapshot
        var accepted = 0
        for burst in 1...6 {
            let before = edited
            for _ in 0...burst % 4 {
                do throws(EditRefusal) {
                    _ = try edited.accept(samples.next(edited.data))
                    accepted += 1
                } catch {
                    #expect(!error.faults.isEmpty)
                }
            }
            let data = edited.data
            #expect(data.registry.faults().map(\.fault.reason) == [])
            snapshot = Presentation.snapshot(
                of: data, after: snapshot, touching: edited.touched(since: before), at: Self.moment)
        }
        #expect(accepted > 8, "most random edits should be right")
        let anew = Presentation.snapshot(of: edited.data, on: snapshot.day)
        for name in anew.collectionNames {
            #expect(snapshot.count(of: name) == anew[name]?.count, "\(name)")
            let mine = try #require(snapshot[name])
            let theirs = try #require(anew[name])
            #expect(mine.isSame(as: theirs), "\(name) \(Self.differences(mine, theirs))")
        }
        #expect(snapshot.datasetVersion == anew.datasetVersion)
    }

    /// What records differ in, for the message.
    private static func differences(_ mine: StoredCollection, _ theirs: StoredCollection) -> [String] {
        theirs.keys.indices.prefix(mine.count).filter { position in
            Language.allCases.contains {
                mine.item(at: position, in: $0) != theirs.item(at: position, in: $0)
                    || mine.content(at: position, in: $0)?.coded.identity.bytes
                        != theirs.content(at: position, in: $0)?.coded.identity.bytes
            }
        }.map { theirs.keys[$0] }
    }

    @Test func anEdit_SharesWhatItDoesNotTouch_AndTellsWhatItChanged() throws {
        let fixture = try SeedFixture.shared()
        var edited = EditedSeeds(fixture.seeds)
        let indicator = try #require(fixture.registry.indicators.all.first { $0.unit == .vietnameseDong })
        let accepted = try edited.accept(
            EditSamples.proposal(
                .observations, nil, .record,
                [
                    "subject": "lao-cai-2025", "indicator": .string(indicator.header.id.rawValue), "value": 5,
                    "unit": "VND", "period": "2026-10", "source": Self.source(fixture.registry),
                ]))
        let snapshot = Presentation.snapshot(
            of: edited.data, after: fixture.snapshot, touching: edited.touched(since: EditedSeeds(fixture.seeds)),
            at: Self.moment)
        for name in ["gates", "legs", "places", "documents", "plans", "corridors", "lanes", "tasks", "checks"] {
            let mine = try #require(snapshot[name])
            #expect(mine.isShared(with: try #require(fixture.snapshot[name])), "\(name)")
        }
        let id = accepted.edit.record.rawValue
        #expect(id == "lao-cai-2025-\(indicator.header.id)-2026-10")
        let changes = try #require(snapshot.chronicle.publications.last?.changes)
        #expect(changes.contains(RecordChange(.created, of: id, in: "observations")))
        #expect(
            changes.contains(
                RecordChange(
                    .updated, of: indicator.header.id.rawValue, in: "indicators", fields: ["observationCount"])))
        #expect(changes.allSatisfy { ["observations", "indicators", "provinces"].contains($0.collection) })
        #expect(!snapshot.isMade("facts"))
        let facts = try #require(snapshot["facts"])
        #expect(facts.count == snapshot.count(of: "facts"))
        #expect(snapshot.isMade("facts"))
    }

    static func source(_ registry: Registry) throws -> JSONValue {
        let document = try #require(registry.documents.all.first { $0.lines == nil })
        return ["document": .string(document.header.id.rawValue)]
    }
}
