import BorderEconomy
import JSONText
import Testing

@testable import Catalog

struct PageTests {
    private let gates = StoredCollection(SampleGate.draft())

    private func page(
        _ positions: PositionList = [0, 1, 2, 3, 4], from offset: Int = 0, limit: Int = 50, fields: Set<String>? = nil,
        language: Language = .vietnamese
    ) -> Page {
        gates.page(
            of: positions, from: offset, limit: limit, fields: fields, language: language, datasetVersion: "v1"
        ) { "/v1/gates?after=\($0)&at=\($1)" }
    }

    private func ids(_ page: Page) throws -> [String] {
        try #require(JSONValue(parsing: page.bytes)["items"]?.array).compactMap { $0["id"]?.string }
    }

    @Test func page_ofAll_hasNoNext() throws {
        let page = page()
        let json = try JSONValue(parsing: page.bytes)
        #expect(json.object?.members.map(\.key) == ["items", "total", "datasetVersion"])
        #expect(json["total"] == 5)
        #expect(json["datasetVersion"] == "v1")
        #expect(page.total == 5 && page.count == 5 && page.offset == 0)
        #expect(!page.hasNext)
        #expect(page.lastKey == "muong-khuong")
    }

    @Test func pages_followEachOther() throws {
        let order: PositionList = [4, 2, 0, 1, 3]
        let first = page(order, limit: 2)
        #expect(try ids(first) == ["muong-khuong", "dong-dang"])
        #expect(try JSONValue(parsing: first.bytes)["next"] == "/v1/gates?after=dong-dang&at=2")
        #expect(first.hasNext && first.total == 5)
        let second = page(order, from: 2, limit: 2)
        #expect(try ids(second) == ["kim-thanh", "huu-nghi"])
        #expect(try JSONValue(parsing: second.bytes)["next"] == "/v1/gates?after=huu-nghi&at=4")
        let last = page(order, from: 4, limit: 2)
        #expect(try ids(last) == ["ban-vuoc"])
        #expect(try JSONValue(parsing: last.bytes)["next"] == nil)
        #expect(!last.hasNext && last.count == 1)
    }

    @Test func page_thatEndsWithTheList_hasNoNext() throws {
        let page = page(from: 3, limit: 2)
        #expect(try ids(page) == ["ban-vuoc", "muong-khuong"])
        #expect(try JSONValue(parsing: page.bytes)["next"] == nil)
    }

    @Test func page_pastTheEnd_isEmpty() throws {
        let page = page(from: 9)
        #expect(String(decoding: page.bytes, as: UTF8.self) == #"{"items":[],"total":5,"datasetVersion":"v1"}"#)
        #expect(page.count == 0 && page.lastKey == nil && !page.hasNext)
    }

    @Test func page_ofNothing_isEmpty() {
        #expect(
            String(decoding: page([]).bytes, as: UTF8.self) == #"{"items":[],"total":0,"datasetVersion":"v1"}"#)
    }

    @Test func fields_areShownInTheRecordsOrder() {
        let page = page([0, 3], fields: ["lanes", "id"])
        #expect(
            String(decoding: page.bytes, as: UTF8.self)
                == #"{"items":[{"id":"kim-thanh","lanes":5},{"id":"ban-vuoc","lanes":5}],"#
                + #""total":2,"datasetVersion":"v1"}"#)
    }

    /// Commas, brackets and quotes inside a value do not end it.
    @Test(arguments: [
        ["zone"], ["note"], ["note", "zone", "provinces"], ["currentProvince"], ["name", "note", "class"],
    ])
    func fields_areTakenWhole(_ fields: [String]) throws {
        let all = try #require(try JSONValue(parsing: page([0]).bytes)["items"]?[0]?.object)
        let some = try #require(
            try JSONValue(parsing: page([0], fields: Set(fields)).bytes)["items"]?[0]?.object)
        #expect(Set(some.members.map(\.key)) == Set(fields))
        for field in fields { #expect(some[field] == all[field]) }
    }

    @Test func fields_thatNoRecordHas_leaveEmptyObjects() throws {
        #expect(try JSONValue(parsing: page([0], fields: ["lane"]).bytes)["items"] == [[:]])
    }

    @Test(arguments: [(Language.vietnamese, "Hữu Nghị"), (.english, "Friendship Pass"), (.chinese, "友谊关")])
    func page_isInTheLanguage(_ language: Language, name: String) throws {
        let json = try JSONValue(parsing: page([1], language: language).bytes)
        #expect(json["items"]?[0]?["name"]?.string == name)
    }
}
