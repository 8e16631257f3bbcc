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

    /// Records that come behind others are packed alone; what comes of it is as if all had been packed together.
    @Test(arguments: [1, 7, 40]) func appended_isFoundAndAskedAsPackedTogether(count: Int) throws {
        let (registry, day) = try Self.madeUp()
        let whole = Presentation(of: registry, on: day).observations()
        let start = registry.observations.count - count
        var earlier = registry
        earlier.observations = ObservationTable()
        for position in 0..<start { earlier.observations.append(registry.observations[position]) }
        let previous = StoredCollection(Presentation(of: earlier, on: day).observations())
        let added = Set(whole.records[start...].map(\.key))
        let joined = try #require(StoredCollection.appending(whole, to: previous, changed: added))
        try expectSame(joined, as: whole.records)
        let anew = StoredCollection(whole)
        #expect(joined.isSame(as: anew))
        for key in anew.keys { #expect(joined.position(of: key) == anew.position(of: key)) }
        #expect(joined.position(of: "nobody") == nil)
        for queryable in whole.definition.queryables {
            for language in Language.allCases {
                let mine = try #require(joined.column(of: queryable.name, in: language))
                let theirs = try #require(anew.column(of: queryable.name, in: language))
                for position in anew.keys.indices {
                    let value = theirs.value(at: position)
                    #expect(mine.value(at: position) == value, "\(queryable.name)")
                    guard queryable.isIndexed, position % 5 == 0 || position >= start else { continue }
                    #expect(
                        joined.positions(where: queryable.name, equals: [value])
                            == anew.positions(where: queryable.name, equals: [value]), "\(queryable.name)")
                    let range = FieldRange(from: value, includesLower: false)
                    #expect(
                        joined.positions(where: queryable.name, in: range, in: language)
                            == anew.positions(where: queryable.name, in: range, in: language), "\(queryable.name)")
                }
            }
        }
        for text in ["obs", "gate 3", "lào cai", "triệu đồng", "trade 2011 02", "xuất nhập khẩu", "2012", "synth"] {
            let words = SearchText.words(text)
            #expect(joined.positions(matching: words) == anew.positions(matching: words), "\(text)")
        }
    }

    /// What is not simply more than before is not taken for it.
    @Test func changedOrLost_isNotAppended() throws {
        let (registry, day) = try Self.madeUp()
        let draft = Presentation(of: registry, on: day).observations()
        let stored = StoredCollection(draft)
        #expect(StoredCollection.appending(draft, to: stored, changed: []) == nil)
        #expect(StoredCollection.appending(draft, to: stored, changed: [stored.keys[0]]) == nil)
        var fewer = registry
        fewer.observations.removeLast()
        let shorter = Presentation(of: fewer, on: day).observations()
        #expect(StoredCollection.appending(shorter, to: stored, changed: ["gone"]) == nil)
    }

    /// Text that is read as that before, or anew, means the same.
    @Test func readTogether_isAsReadOneByOne() throws {
        let (registry, _) = try Self.madeUp()
        let seeds = try SyntheticSeeds(
            counts: SyntheticSeeds.Counts(gates: 4, projects: 0, observations: 200), seed: 9,
            beside: try SeedFixture.shared().registry)
        var table = ObservationTable()
        var oneByOne = ObservationTable()
        let faults = SeedFaultList(file: "made")
        let reader = ObservationReader()
        for number in 0..<200 {
            var writer = JSONWriter(layout: number % 7 == 0 ? .indented : .compact)
            seeds.writeObservation(number, to: &writer)
            let node = SeedNode(node: try JSONDocument(parsing: writer.bytes).root, faults: faults)
            #expect(reader.read(node, into: &table))
            oneByOne.append(try #require(node.observation()))
        }
        #expect(faults.faults.isEmpty)
        #expect(table.count == oneByOne.count && registry.observations.count > 200)
        for (mine, theirs) in zip(table, oneByOne) {
            #expect(mine.id == theirs.id && mine.measure == theirs.measure && mine.figure == theirs.figure)
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
