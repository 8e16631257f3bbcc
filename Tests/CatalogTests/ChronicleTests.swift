import BorderEconomy
import JSONText
import Testing

@testable import Catalog

/// What is remembered of publications.
struct ChronicleTests {
    private func version(_ number: Int64) -> Chronicle.Version {
        Chronicle.Version(
            datasetVersion: "v\(number)", publishedAt: Moment(secondsSince1970: number * 100), recordCount: 1)
    }

    private func chronicle(_ count: Int64, versions: Int = 3, changes: Int = 5) -> Chronicle {
        var limits = Chronicle.Limits()
        limits.versions = versions
        limits.seconds = 0
        limits.changes = changes
        var chronicle = Chronicle(first: version(0), limits: limits)
        for number in 1..<count {
            chronicle.add(
                version(number), changes: [RecordChange(.updated, of: "r\(number)", in: "gates", fields: ["a"])])
        }
        return chronicle
    }

    @Test func versions_areTheLastFew() {
        #expect(chronicle(6).versions.map(\.datasetVersion) == ["v3", "v4", "v5"])
    }

    @Test func versionsThatWereJustServed_areKeptBesideThem() {
        var limits = Chronicle.Limits()
        limits.versions = 2
        limits.seconds = 250
        var chronicle = Chronicle(first: version(0), limits: limits)
        for number in 1...6 as ClosedRange<Int64> { chronicle.add(version(number), changes: []) }
        // v3 was served until the 400th second, when v4 took its place: 200 seconds before the last.
        #expect(chronicle.versions.map(\.datasetVersion) == ["v3", "v4", "v5", "v6"])
        limits.versionsOfTime = 3
        chronicle = Chronicle(first: version(0), limits: limits)
        for number in 1...6 as ClosedRange<Int64> { chronicle.add(version(number), changes: []) }
        #expect(chronicle.versions.map(\.datasetVersion) == ["v4", "v5", "v6"])
    }

    /// Our own counting is published every quarter of an hour; whoever pages has that long at least, and a planner's
    /// edits take nothing of it.
    @Test func aVersion_canBeReadForAQuarterOfAnHour() {
        var chronicle = Chronicle(first: version(0))
        for number in 1...40 as ClosedRange<Int64> {
            chronicle.add(version(number), changes: [])
            // Each is served for a hundred seconds.
            for replaced in max(0, number - 9)..<number {
                #expect(chronicle.versions.contains { $0.datasetVersion == "v\(replaced)" })
            }
        }
        #expect(chronicle.versions.count < 12)
    }

    @Test func versions_ofManyRecords_areFewer() {
        var limits = Chronicle.Limits()
        limits.records = 2
        var chronicle = Chronicle(first: version(0), limits: limits)
        for number in 1...3 as ClosedRange<Int64> { chronicle.add(version(number), changes: []) }
        #expect(chronicle.versions.map(\.datasetVersion) == ["v2", "v3"])
        limits.records = 0
        chronicle = Chronicle(first: version(0), limits: limits)
        chronicle.add(version(1), changes: [])
        #expect(chronicle.versions.map(\.datasetVersion) == ["v1"])
    }

    @Test func version_thatComesBack_isKeptOnce() {
        var chronicle = chronicle(3)
        chronicle.add(version(1), changes: [])
        #expect(chronicle.versions.map(\.datasetVersion) == ["v0", "v2", "v1"])
    }

    @Test func versionThatIsServed_publishedAgain_addsNothing() {
        var chronicle = chronicle(3)
        chronicle.add(version(2), changes: [RecordChange(.updated, of: "x", in: "gates")])
        #expect(chronicle.publications.count == 2)
    }

    @Test func changes_areForgottenWithTheOldestPublication() throws {
        let chronicle = chronicle(10)
        #expect(chronicle.publications.map(\.to) == ["v5", "v6", "v7", "v8", "v9"])
        #expect(chronicle.publications.map(\.firstNumber) == [5, 6, 7, 8, 9])
        #expect(chronicle.completeSince == Moment(secondsSince1970: 400))
        #expect(try chronicle.publications(sinceVersion: "v4").count == 5)
        #expect(try chronicle.publications(sinceVersion: "v9").isEmpty)
        #expect(throws: Chronicle.Missing.forgotten) { try chronicle.publications(sinceVersion: "v3") }
        #expect(try chronicle.publications(since: Moment(secondsSince1970: 400)).count == 5)
        #expect(try chronicle.publications(since: Moment(secondsSince1970: 500)).count == 4)
        #expect(throws: Chronicle.Missing.forgotten) {
            try chronicle.publications(since: Moment(secondsSince1970: 399))
        }
    }

    @Test func publication_thatChangedTooMuch_isToldByCollection() {
        var chronicle = chronicle(1)
        let changes = (0..<4).map { RecordChange(.created, of: "g\($0)", in: "gates") }
        chronicle.add(version(1), changes: changes + (0..<4).map { RecordChange(.deleted, of: "z\($0)", in: "zones") })
        #expect(
            chronicle.publications.map(\.changes) == [
                [RecordChange(.replaced, of: nil, in: "gates"), RecordChange(.replaced, of: nil, in: "zones")]
            ])
    }

    private func snapshot(
        _ version: String, _ drafts: [CollectionDraft], after previous: Snapshot? = nil,
        at moment: Moment = Moment(secondsSince1970: 0)
    ) throws -> Snapshot {
        Snapshot(
            datasetVersion: version, registry: Registry(),
            day: try #require(CalendarDay(year: 2026, month: 11, day: 21)), collections: drafts, after: previous,
            at: moment)
    }

    private func draft(_ name: String, _ records: [(key: String, value: Int64)]) -> CollectionDraft {
        CollectionDraft(
            definition: CollectionDefinition(
                name: name, recordName: "R", meaning: "R", fields: [FieldDefinition("id", .string, "I")]),
            records: records.map { record in
                RecordDraft(key: record.key, aliases: ["alias-\(record.key)"], searchTexts: []) { language in
                    ["id": .string(record.key), "value": .integer(record.value), "name": .string(language.rawValue)]
                }
            })
    }

    @Test func snapshot_tellsWhatChangedInIt() throws {
        let first = try snapshot("a", [draft("gates", [("x", 1), ("y", 1), ("z", 1)]), draft("zones", [("q", 1)])])
        let second = try snapshot(
            "b", [draft("gates", [("w", 1), ("x", 1), ("y", 2)]), draft("zones", [("q", 1)])], after: first)
        #expect(
            second.chronicle.publications.map(\.changes) == [
                [
                    RecordChange(.created, of: "w", in: "gates"),
                    RecordChange(.updated, of: "y", in: "gates", fields: ["value"]),
                    RecordChange(.deleted, of: "z", in: "gates"),
                ]
            ])
    }

    @Test func store_keepsTheSnapshotsOfTheVersionsThatAreKept() throws {
        let store = Store(try snapshot("v0", [draft("gates", [("x", 0)])]))
        for number in 1...9 {
            let drafts = [draft("gates", [("x", Int64(number))])]
            store.publish(
                try snapshot(
                    "v\(number)", drafts, after: store.snapshot, at: Moment(secondsSince1970: Int64(number) * 3600)))
        }
        #expect(store.kept("v1") == nil)
        #expect(store.kept("v2")?.datasetVersion == "v2")
        #expect(store.kept("v9") === store.snapshot)
        // The same version on another day takes the place of the one before.
        let again = try snapshot("v9", [draft("gates", [("x", 9)])], after: store.snapshot)
        store.publish(again)
        #expect(store.kept("v9") === again)
        #expect(store.kept("v2") != nil)
    }
}
