import Catalog
import JSONText
import Testing

@testable import API

struct FilterTests {
    private let client: APIClient

    init() throws {
        client = try APIClient()
    }

    /// The identifiers of the records of a collection for which a condition holds, found without the filter.
    private func ids(in path: String, where holds: (JSONValue) -> Bool) throws -> [String] {
        try client.list("\(path)?limit=1000").items.filter(holds).compactMap { $0["id"]?.string }
    }

    @Test func filter_ByField_FindsExactlyTheRecordsThatHaveTheValue() throws {
        let expected = try ids(in: "/v1/gates") { $0["class"] == "international" }
        #expect(expected.count > 3)
        #expect(try client.list("/v1/gates?class=international&limit=1000").ids == expected)
    }

    @Test func comma_MeansOr() throws {
        let expected = try ids(in: "/v1/gates") { $0["class"] == "international" || $0["class"] == "secondary" }
        let found = try client.list("/v1/gates?class=secondary,international&limit=1000")
        #expect(found.ids == expected)
        #expect(found.total > (try client.list("/v1/gates?class=international").total))
    }

    @Test func comma_WithAValueTwice_CountsARecordOnce() throws {
        #expect(
            try client.list("/v1/gates?class=secondary,secondary").ids == client.list("/v1/gates?class=secondary").ids)
    }

    @Test func filters_OfTwoFields_MeanAnd() throws {
        let expected = try ids(in: "/v1/gates") { $0["class"] == "international" && $0["province"] == "lao-cai" }
        #expect(!expected.isEmpty)
        #expect(try client.list("/v1/gates?class=international&province=lao-cai").ids == expected)
        #expect(try client.list("/v1/gates?province=lao-cai&class=international").ids == expected)
    }

    @Test func null_FindsWhatNobodySaid() throws {
        let expected = try ids(in: "/v1/gates") { $0["class"] == .null }
        #expect(!expected.isEmpty)
        #expect(try client.list("/v1/gates?class=null&limit=1000").ids == expected)
        let either = try ids(in: "/v1/gates") { $0["class"] == .null || $0["class"] == "international" }
        #expect(try client.list("/v1/gates?class=null,international&limit=1000").ids == either)
    }

    @Test func null_OfAFieldThatIsAlwaysSaid_IsABadValue() throws {
        let problem = try expectProblem(client.get("/v1/gates?kind=null"), 400, "bad-parameter")
        #expect(ListedFault.all(of: problem).map(\.parameter) == ["kind"])
    }

    /// The province of the source's time and the one of today both find what lies there.
    @Test(arguments: [
        ("lao-cai-2025", "lao-cai"), ("tuyen-quang-2025", "ha-giang"), ("lang-son", "lang-son"),
    ])
    func province_MatchesTheCurrentOneToo(asked: String, former: String) throws {
        let expected = try ids(in: "/v1/gates") { $0["province"]?.string == former }
        #expect(!expected.isEmpty)
        #expect(try client.list("/v1/gates?province=\(asked)&limit=1000").ids == expected)
        #expect(try client.list("/v1/provinces/\(asked)/gates?limit=1000").ids == expected)
        #expect(try client.list("/v1/gates?province=\(former)&limit=1000").ids == expected)
    }

    @Test func province_OfTodayAndOfThen_AreToldApartByCurrentProvince() throws {
        #expect(try client.list("/v1/gates?currentProvince=lao-cai").total == 0)
        #expect(try client.list("/v1/gates?currentProvince=lao-cai-2025").ids.contains("kim-thanh"))
        #expect(try client.list("/v1/zones?province=lao-cai-2025").ids.contains("kktck-lao-cai"))
        #expect(try client.list("/v1/projects?province=lao-cai-2025").ids.contains("chk-sa-pa"))
    }

    @Test func list_OfReferences_IsFilteredByItsSingularOrItsName() throws {
        let expected = try ids(in: "/v1/projects") { $0["gates"]?.strings.contains("kim-thanh") == true }
        #expect(!expected.isEmpty)
        #expect(try client.list("/v1/projects?gate=kim-thanh").ids == expected)
        #expect(try client.list("/v1/projects?gates=kim-thanh").ids == expected)
        #expect(try client.list("/v1/projects?gate=lao-cai-road-2").ids == expected)
    }

    @Test(arguments: ["5", "5.0", "5e0"])
    func number_IsComparedAsANumber(text: String) throws {
        #expect(try client.list("/v1/gates?laneCount=\(text)").ids == ["kim-thanh"])
    }

    @Test func boolean_IsFiltered() throws {
        let expected = try ids(in: "/v1/provinces") { $0["existsToday"] == false }
        #expect(expected.contains("lao-cai"))
        #expect(try client.list("/v1/provinces?existsToday=false").ids == expected)
        #expect(
            try client.list("/v1/provinces?existsToday=true,false").total == client.list("/v1/provinces").total)
    }

    @Test func day_IsFiltered() throws {
        #expect(try client.list("/v1/provinces?validFrom=2025-07-01").ids == ["lao-cai-2025", "tuyen-quang-2025"])
    }

    @Test func name_IsFilteredInEveryLanguage() throws {
        let names = try client.json("/v1/gates/huu-nghi")["names"]
        for language in ["vi", "en"] {
            let name = try #require(names?[language]?.string)
            #expect(try client.list("/v1/gates?name=\(URIText.encoded(name))&lang=zh").ids == ["huu-nghi"])
        }
    }

    @Test func subcollection_WithAFilter_HasBoth() throws {
        let all = try client.list("/v1/provinces/lao-cai/projects?limit=1000")
        let expected = all.items.filter { $0["kind"] == "bridge" }.compactMap { $0["id"]?.string }
        #expect(!expected.isEmpty)
        #expect(try client.list("/v1/provinces/lao-cai/projects?kind=bridge").ids == expected)
        #expect(expected.count < all.total)
    }

    /// Each filter the service names must be answered, by a value that a record of the collection has.
    @Test(arguments: RouteTable.collections)
    func filter_ThatTheDirectoryNames_FindsTheRecordItsValueIsOf(collection: String) throws {
        let directory = try client.json("/v1")["collections"]?.array ?? []
        let entry = try #require(directory.first { $0["name"]?.string == collection })
        let items = try client.list("/v1/\(collection)?limit=1000").items
        let definition = try #require(SeedFixture.shared().snapshot[collection]?.definition)
        for filter in entry["filters"]?.strings ?? [] {
            let field = try #require(definition.filterField(filter))
            guard let (id, value) = sample(of: field.name, in: items) else { continue }
            let target = "/v1/\(collection)?\(filter)=\(URIText.encoded(value))&limit=1000"
            #expect(try client.list(target).ids.contains(id), "\(target)")
        }
    }

    /// A record with the first value of a field that stands in a query without a comma of its own.
    private func sample(of field: String, in items: [JSONValue]) -> (id: String, value: String)? {
        for item in items {
            guard let id = item["id"]?.string, let value = item[field] else { continue }
            switch value.array?.first ?? value {
            case .string(let text) where !text.contains(",") && !text.isEmpty: return (id, text)
            case .integer(let number): return (id, "\(number)")
            case .number(let number): return (id, "\(number)")
            case .bool(let truth): return (id, "\(truth)")
            default: continue
            }
        }
        return nil
    }
}
