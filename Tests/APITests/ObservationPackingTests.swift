import BorderEconomy
import JSONText
import Testing

@testable import API
@testable import Catalog

/// Observations are packed member by member; what comes out is what is written of them one by one.
struct ObservationPackingTests {
    private func expectSame(_ stored: StoredCollection, as drafts: RecordDrafts) throws {
        #expect(stored.count == drafts.count)
        for (position, draft) in drafts.enumerated() {
            #expect(stored.keys[position] == draft.key)
            for language in Language.allCases {
                let packed = stored.item(at: position, in: language)
                #expect(packed == draft.encodedItem(language), "\(draft.key) in \(language.rawValue)")
            }
        }
    }

    @Test func packed_isWhatIsWritten() throws {
        let fixture = try SeedFixture.shared()
        let draft = Presentation(of: fixture.registry, on: try SeedFixture.day()).observations()
        try expectSame(StoredCollection(draft), as: draft.records)
    }

    @Test func madeUp_isWhatIsWritten() throws {
        let (registry, day) = try Self.madeUp()
        let draft = Presentation(of: registry, on: day).observations()
        try expectSame(StoredCollection(draft), as: draft.records)
    }

    @Test func packed_isFoundAndAskedAsWhatIsWritten() throws {
        let (registry, day) = try Self.madeUp()
        let draft = Presentation(of: registry, on: day).observations()
        let packed = StoredCollection(draft)
        let written = StoredCollection(
            CollectionDraft(definition: draft.definition, records: draft.records, servesRecords: false))
        for queryable in draft.definition.queryables {
            for language in Language.allCases {
                let mine = try #require(packed.column(of: queryable.name, in: language))
                let theirs = try #require(written.column(of: queryable.name, in: language))
                for position in 0..<packed.count {
                    #expect(mine.isNull(at: position) == theirs.isNull(at: position), "\(queryable.name)")
                    #expect(mine.value(at: position) == theirs.value(at: position), "\(queryable.name)")
                }
            }
        }
        for text in ["obs", "gate 3", "lào cai", "triệu đồng", "trade 2011 02", "xuất nhập khẩu"] {
            let words = SearchText.words(text)
            #expect(packed.positions(matching: words) == written.positions(matching: words), "\(text)")
        }
    }

    /// The records of the repository with some hundred made up beside them.
    private static func madeUp() throws -> (registry: Registry, day: CalendarDay) {
        var registry = try SeedFixture.shared().registry
        let counts = SyntheticSeeds.Counts(gates: 4, projects: 0, observations: 300)
        let seeds = try SyntheticSeeds(counts: counts, seed: 3, beside: registry)
        func array(_ count: Int, _ write: (Int, inout JSONWriter) -> Void) -> [UInt8] {
            var writer = JSONWriter()
            writer.beginArray()
            for number in 0..<count {
                var record = JSONWriter()
                write(number, &record)
                writer.raw(record.bytes)
            }
            writer.endArray()
            return writer.bytes
        }
        let observations = array(counts.observations) { seeds.writeObservation($0, to: &$1) }
        let faults = SeedFaultList(file: "made")
        for node in try JSONDocument(parsing: observations).root.elements {
            let read = SeedNode(node: node, faults: faults).observation()
            registry.observations.append(try #require(read))
        }
        #expect(faults.faults.isEmpty)
        return (registry, try SeedFixture.day())
    }
}
