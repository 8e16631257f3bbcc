import BorderEconomy
import JSONText
import Testing

@testable import Catalog

/// What was put in comes out, byte by byte, in every language.
struct PackedRecordTests {
    @Test(arguments: [1, 2, 3] as [UInt64])
    func record_comesOutAsItWasWritten(seed: UInt64) {
        var random = RandomRecords(seed: seed)
        let (stored, items) = random.collection(count: 500)
        for (position, objects) in items.enumerated() {
            for (language, object) in zip(Language.allCases, objects) {
                #expect(stored.item(at: position, in: language) == JSONWriter.encode(.object(object)))
            }
        }
    }

    @Test func record_withFields_hasOnlyThose() {
        var random = RandomRecords(seed: 4)
        let (stored, items) = random.collection(count: 300)
        for (position, objects) in items.enumerated() {
            for (language, object) in zip(Language.allCases, objects) {
                let wanted = JSONObject(object.members.filter { ["value", "name", "note"].contains($0.key) })
                var bytes: [UInt8] = []
                stored.appendItem(at: position, in: language, fields: ["note", "value", "name"], to: &bytes)
                #expect(bytes == JSONWriter.encode(.object(wanted)))
            }
        }
    }

    @Test func record_withoutMembers_isAnEmptyObject() {
        let draft = CollectionDraft(
            definition: RandomRecords.definition,
            records: [
                RecordDraft(key: "a", searchTexts: [], item: { _ in [:] }),
                RecordDraft(key: "b", searchTexts: [], item: { $0 == .english ? ["id": "b"] : [:] }),
            ])
        let stored = StoredCollection(draft)
        #expect(stored.item(at: 0, in: .english) == Array("{}".utf8))
        #expect(stored.item(at: 1, in: .english) == Array("{\"id\":\"b\"}".utf8))
        #expect(stored.item(at: 1, in: .chinese) == Array("{}".utf8))
        #expect(stored.column(of: "id", in: .english)?.value(at: 1) == .text("b"))
        #expect(stored.column(of: "id", in: .chinese)?.value(at: 1) == .null)
    }

    /// Columns hold what the records show.
    @Test func columns_haveTheValuesOfTheRecords() throws {
        var random = RandomRecords(seed: 5)
        let (stored, items) = random.collection(count: 300)
        for queryable in RandomRecords.definition.queryables {
            for language in Language.allCases {
                let column = try #require(stored.column(of: queryable.name, in: language))
                #expect(column.count == items.count)
                for (position, objects) in items.enumerated() {
                    var value: JSONValue? = .object(objects[language.position])
                    for name in queryable.path { value = value?[name] }
                    switch column {
                    case .numbers, .booleans, .days, .texts:
                        #expect(column.value(at: position) == FieldValue(value ?? .null), "\(queryable.name)")
                    case .lists(let offsets, let codes, let dictionary):
                        let texts = codes[Int(offsets[position])..<Int(offsets[position + 1])].map { dictionary[$0] }
                        #expect(texts == (value?.array ?? []).compactMap(\.string))
                    case .points(let longitudes, let latitudes):
                        let point = value ?? .null
                        #expect(point["lon"]?.double ?? -1 == (longitudes[position].isNaN ? -1 : longitudes[position]))
                        #expect(point["lat"]?.double ?? -1 == (latitudes[position].isNaN ? -1 : latitudes[position]))
                    case .shapes: Issue.record("\(queryable.name) is a queryable, and shapes are none")
                    }
                }
            }
        }
    }

    /// A member of which nearly every record has another is not kept once.
    @Test func records_thatShareLittle_stillComeOut() {
        let drafts = (0..<3000).map { number in
            RecordDraft(
                key: "k\(number)", searchTexts: [],
                item: { ["id": .string("k\(number)"), "name": .string("\($0.rawValue) \(number)"), "unit": "ha"] })
        }
        let stored = StoredCollection(CollectionDraft(definition: RandomRecords.definition, records: drafts))
        for number in [0, 255, 256, 257, 2999] {
            #expect(
                String(decoding: stored.item(at: number, in: .chinese), as: UTF8.self)
                    == "{\"id\":\"k\(number)\",\"name\":\"zh \(number)\",\"unit\":\"ha\"}")
            #expect(stored.position(of: "k\(number)") == number)
        }
        #expect(stored.positions(where: "name", equals: [.text("en 2999")]) == [2999])
    }
}
