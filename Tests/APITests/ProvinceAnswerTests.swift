import JSONText
import Testing

struct ProvinceAnswerTests {
    private let client: APIClient

    init() throws {
        client = try APIClient()
    }

    @Test func laoCai_ShowsWhatItHasWithoutASecondRequest() throws {
        let province = try client.json("/v1/provinces/lao-cai")
        for (member, ids) in [
            ("gates", ["kim-thanh", "ho-kieu", "lao-cai-rail", "ban-vuoc", "muong-khuong"]),
            ("zones", ["kktck-lao-cai", "khu-chuc-nang-kktck-lao-cai"]),
            ("plans", ["ke-hoach-qd-1620", "ke-hoach-cds-lao-cai-2022"]),
            ("figures", ["obs-lao-cai-trade-turnover-2024", "obs-lao-cai-enterprises-in-trade-2024"]),
            ("targets", ["target-lao-cai-trade-turnover-2025"]),
        ] {
            for id in ids { #expect(province[member]?.element(id) != nil, "\(member) \(id)") }
        }
        #expect(province["goals"]?.array?.isEmpty == false)
        #expect(province["areaKm2"] == 6364.25)
        #expect(province["related"]?["projects"] == "/v1/provinces/lao-cai/projects")
    }

    /// The members of the detail are those that the sub-collections list.
    @Test(arguments: ["gates", "zones", "plans", "targets"])
    func members_OfEveryProvince_AreThoseOfItsSubcollection(member: String) throws {
        for id in try client.list("/v1/provinces").ids {
            let shown = try client.json("/v1/provinces/\(id)")[member]?.array ?? []
            let listed = try client.list("/v1/provinces/\(id)/\(member)?limit=1000")
            #expect(shown.compactMap { $0["id"]?.string } == listed.ids, "\(id)")
        }
    }

    @Test func figures_InTheDetail_HaveTheWholeShape() throws {
        let figures = try client.json("/v1/provinces/lao-cai")["figures"]?.array ?? []
        #expect(figures.count > 5)
        for figure in figures {
            let id = try #require(figure["id"]?.string)
            #expect(figure == (try client.json("/v1/observations/\(id)")))
        }
    }

    /// 15 was Yên Bái's and is Lào Cai's since the merger.
    @Test func code_IsThatOfItsTime() throws {
        let merged = try client.json("/v1/provinces/lao-cai-2025")
        #expect(merged["gsoCode"] == "15")
        #expect(merged["gsoCodes"]?[0]?["validFrom"] == "2025-07-01")
        let former = try client.json("/v1/provinces/yen-bai")
        #expect(former["gsoCodes"]?[0]?["code"] == "15")
        #expect(former["gsoCodes"]?[0]?["validTo"] == "2025-06-30")
        #expect(try client.json("/v1/provinces/lao-cai")["gsoCode"] == "10")
        #expect(try client.json("/v1/provinces/tay-ninh")["gsoCode"] == "80")
    }

    @Test(arguments: [
        ("lao-cai-2025", ["lao-cai", "yen-bai"]), ("tuyen-quang-2025", ["ha-giang", "tuyen-quang"]),
    ])
    func merger_IsToldByBothSides(merged: String, former: [String]) throws {
        let province = try client.json("/v1/provinces/\(merged)")
        #expect(province["existsToday"] == true)
        #expect(province["validFrom"] == "2025-07-01")
        #expect(province["validTo"] == .null)
        #expect(province["predecessors"]?.strings == former)
        for id in former {
            let old = try client.json("/v1/provinces/\(id)")
            #expect(old["existsToday"] == false)
            #expect(old["validTo"] == "2025-06-30")
            #expect(old["successor"]?.string == merged)
            let oldGates = try client.list("/v1/provinces/\(id)/gates").ids
            #expect(Set(oldGates).isSubset(of: try client.list("/v1/provinces/\(merged)/gates").ids))
        }
    }

    /// A figure keeps the boundary that it was reported for.
    @Test func figures_OfAMergedProvince_AreItsOwn() throws {
        let merged = try client.list("/v1/provinces/lao-cai-2025/observations?limit=1000")
        #expect(merged.items.allSatisfy { $0["subject"] == "lao-cai-2025" })
        #expect(!merged.ids.contains("obs-lao-cai-trade-turnover-2024"))
        #expect(try client.json("/v1/provinces/lao-cai-2025")["areaKm2"] == 13256.92)
    }
}
