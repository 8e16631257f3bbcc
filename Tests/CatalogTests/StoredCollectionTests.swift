import BorderEconomy
import JSONText
import Testing

@testable import Catalog

struct StoredCollectionTests {
    private let gates = StoredCollection(SampleGate.draft())

    @Test func record_isFoundByKeyAndAlias() {
        #expect(gates.count == 5)
        #expect(gates.position(of: "dong-dang") == 2)
        #expect(gates.position(of: "youyiguan") == 1)
        #expect(gates.position(of: "kim-thanh--bac-son") == 0)
        #expect(gates.position(of: "nowhere") == nil)
        #expect(Set(gates.suggestedKeys).isSuperset(of: ["dong-dang", "youyiguan"]))
    }

    @Test func detail_hasTheItemAndWhatIsOnlyInIt() throws {
        let record = gates.record(at: 1, in: .english)
        let item = try JSONValue(parsing: record.item)
        let detail = try JSONValue(parsing: #require(record.detail).identity.bytes)
        #expect(item["history"] == nil)
        #expect(item["lanes"] == .null)
        #expect(detail["history"] == "huu-nghi in en")
        #expect(detail["lanes"] == "all")
        #expect(detail["name"] == item["name"])
        #expect(detail.object?.members.first?.key == "id")
    }

    @Test func detail_ofARecordWithNothingMore_isTheItem() throws {
        let draft = CollectionDraft(
            definition: SampleGate.definition,
            records: [RecordDraft(key: "a", searchTexts: [], item: { _ in ["id": "a"] })])
        let record = StoredCollection(draft).record(at: 0, in: .vietnamese)
        #expect(try #require(record.detail).identity.bytes == record.item)
    }

    @Test func detail_differsByLanguage() throws {
        let tags = Set(try Language.allCases.map { try #require(gates.record(at: 1, in: $0).detail).identity.etag })
        #expect(tags.count == 3)
    }

    @Test func record_thatIsNotServed_hasNoDetail() {
        let parts = StoredCollection(SampleGate.draft(servesRecords: false))
        #expect(parts.record(at: 0, in: .vietnamese).detail == nil)
        #expect(parts.record(at: 0, in: .vietnamese).item == gates.record(at: 0, in: .vietnamese).item)
    }

    private func values(of queryable: String, in language: Language) throws -> [FieldValue] {
        let column = try #require(gates.column(of: queryable, in: language))
        return (0..<column.count).map(column.value)
    }

    @Test func columns_haveTheValuesOfTheLanguage() throws {
        #expect(try values(of: "lanes", in: .english) == [.number(5), .null, .number(2), .number(5), .number(10)])
        #expect(try values(of: "lanes", in: .english) == values(of: "lanes", in: .chinese))
        #expect(try values(of: "name", in: .english)[1] == .text("Friendship Pass"))
        #expect(try values(of: "name", in: .chinese)[2] == .text("Đồng Đăng"))
        #expect(try values(of: "zone", in: .vietnamese)[0] == .text("kktck-lao-cai"))
        #expect(gates.column(of: "history", in: .vietnamese) == nil)
        #expect(gates.column(of: "colour", in: .vietnamese) == nil)
    }

    @Test func definition_knowsItsFieldsAndFilters() {
        let definition = SampleGate.definition
        #expect(definition.field("class")?.nullable == true)
        #expect(definition.field("colour") == nil)
        #expect(definition.filterField("province")?.name == "provinces")
        #expect(definition.filterField("provinces")?.name == "provinces")
        #expect(definition.filterField("note") == nil)
        #expect(definition.filterField("history") == nil)
        #expect(
            definition.filterNames == ["id", "name", "class", "lanes", "open", "province", "currentProvince", "zone"])
        #expect(!definition.listFields.map(\.name).contains("history"))
    }

    @Test(arguments: [
        (FieldDefinition.Kind.string, true, true), (.number, true, true), (.boolean, true, true), (.day, true, true),
        (.enumeration(["a"]), true, true), (.reference([]), true, true), (.references([]), true, false),
        (.strings, true, false), (.component("X"), false, false), (.components("X"), false, false),
        (.names, false, false),
    ])
    func kind_isFilteredAndSortedOrNot(_ kind: FieldDefinition.Kind, filterable: Bool, sortable: Bool) {
        #expect(FieldDefinition("f", kind, "F.").filterable == filterable)
        #expect(kind.isSortable == sortable)
    }
}
