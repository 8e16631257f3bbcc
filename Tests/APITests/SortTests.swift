import Catalog
import JSONText
import Testing

@testable import API

struct SortTests {
    private let client: APIClient

    init() throws {
        client = try APIClient()
    }

    private func values(_ field: String, of target: String) throws -> [JSONValue] {
        try client.list(target).items.compactMap { $0[field] }
    }

    @Test func numbers_AreInOrderAndNullsLastBothWays() throws {
        for (sort, precedes) in [("areaHa", { $0 <= $1 }), ("-areaHa", { $0 >= $1 })]
            as [(String, (Double, Double) -> Bool)]
        {
            let values = try values("areaHa", of: "/v1/zones?sort=\(sort)&limit=1000")
            let known = values.prefix { !$0.isNull }.compactMap(\.double)
            #expect(known.count > 3)
            #expect(zip(known, known.dropFirst()).allSatisfy(precedes))
            let unknown = values.dropFirst(known.count)
            #expect(!unknown.isEmpty)
            #expect(unknown.allSatisfy { $0.isNull })
        }
    }

    @Test func names_AreInOrderWithoutDiacritics() throws {
        let names = try values("name", of: "/v1/provinces?sort=name&limit=1000").compactMap(\.string)
        #expect(names.first == "Cao Bằng")
        #expect(names.firstIndex(of: "Điện Biên").map { $0 < (names.firstIndex(of: "Hà Giang") ?? 0) } == true)
        let reversed = try values("name", of: "/v1/provinces?sort=-name&limit=1000").compactMap(\.string)
        #expect(reversed == names.reversed())
    }

    @Test func names_AreInTheOrderOfTheLanguage() throws {
        let vietnamese = try client.list("/v1/gates?sort=name&limit=1000").ids
        let english = try client.list("/v1/gates?sort=name&limit=1000&lang=en").ids
        #expect(Set(vietnamese) == Set(english))
        #expect(vietnamese != english)
    }

    @Test func secondField_DecidesAmongEquals() throws {
        let items = try client.list("/v1/gates?sort=class,-id&limit=1000").items
        for (left, right) in zip(items, items.dropFirst()) where left["class"] == right["class"] {
            #expect(try #require(left["id"]?.string) > #require(right["id"]?.string))
        }
        let classes = items.compactMap { $0["class"]?.string }
        #expect(classes == classes.sorted())
    }

    @Test func ties_KeepTheWrittenOrder() throws {
        let keys = try #require(SeedFixture.shared().snapshot["gates"]?.keys)
        #expect(
            try client.list("/v1/gates?sort=layer&layer=core&limit=1000").ids
                == keys.filter { try client.list("/v1/gates?layer=core&limit=1000").ids.contains($0) })
    }

    @Test func booleansAndDays_AreInOrder() throws {
        let truths = try values("existsToday", of: "/v1/provinces?sort=existsToday").compactMap(\.bool)
        #expect(truths.first == false && truths.last == true)
        let days = try values("validFrom", of: "/v1/provinces?sort=-validFrom")
        #expect(days.first == "2025-07-01")
        #expect(days.last == .null)
    }
}
