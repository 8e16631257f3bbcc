import BorderEconomy
import DomainTesting
import Testing

struct RecordTableTests {
    private let table: RecordTable<String> = {
        var table = RecordTable<String>()
        table.append("Côn Minh", ids: ["con-minh", "kunming"])
        table.append("Hà Khẩu", ids: ["ha-khau", "kunming"])
        return table
    }()

    @Test func record_isFoundByIdentifierAndAlias() {
        #expect(table["con-minh" as RecordID] == "Côn Minh")
        #expect(table["ha-khau" as Identifier<Place>] == "Hà Khẩu")
        #expect(table["hekou" as RecordID] == nil)
    }

    @Test func identifier_thatIsTaken_staysWithItsFirstRecord() {
        #expect(table["kunming" as RecordID] == "Côn Minh")
        #expect(table.all == ["Côn Minh", "Hà Khẩu"])
        #expect(table.count == 2)
    }

    @Test func table_withoutARecord_keepsTheOthersPositions() {
        let rest = table.removing({ $0 == "Côn Minh" }, ids: { _ in ["ha-khau"] })
        #expect(rest.all == ["Hà Khẩu"])
        #expect(rest["ha-khau" as RecordID] == "Hà Khẩu")
        #expect(rest["con-minh" as RecordID] == nil)
    }

    @Test func registry_locatesEveryKindOfRecord() throws {
        var records = SampleRecords()
        records.places[0].header.aliases = ["bac-ha-town"]
        let registry = records.registry
        #expect(registry.headedRecords.count == 13)
        for record in registry.headedRecords {
            let found = try #require(registry.locate(record.header.id))
            #expect(found.collection == type(of: record).collection)
            #expect(registry.header(of: record.header.id)?.header == record.header)
        }
        #expect(try #require(registry.locate("bac-ha-town")) == (.places, "bac-ha"))
        #expect(try #require(registry.locate("obs-turnover")) == (.observations, "obs-turnover"))
        #expect(try #require(registry.locate("target-turnover")) == (.targets, "target-turnover"))
        #expect(registry.locate("gone") == nil)
    }
}
