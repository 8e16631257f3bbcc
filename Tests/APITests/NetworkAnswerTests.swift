import JSONText
import Testing

@testable import API

/// `/v1/network` and `/v1/network/route` over the data of the repository.
struct NetworkAnswerTests {
    private let client: APIClient

    init() throws {
        client = try APIClient()
    }

    private func route(_ query: String) throws -> JSONValue {
        let answer = try client.json("/v1/network/route?\(query)")
        #expect(answer["total"] == 1, "\(query)")
        return try #require(answer["items"]?[0], "\(query)")
    }

    private func ids(_ route: JSONValue) -> [String] { (route["legs"]?.array ?? []).compactMap { $0["id"]?.string } }

    @Test func network_HasLegsAndTheRecordsTheyJoin() throws {
        let answer = try client.json("/v1/network?on=2026-11-21&lang=en")
        #expect(answer["total"] == 217)
        #expect(answer["items"]?.array?.count == 217)
        #expect(answer["nodes"]?.array?.count == 133)
        let nodes = Set((answer["nodes"]?.array ?? []).compactMap { $0["id"]?.string })
        for leg in answer["items"]?.array ?? [] {
            #expect(nodes.contains(leg["from"]?.string ?? "") && nodes.contains(leg["to"]?.string ?? ""), "\(leg)")
        }
        #expect(answer["attribution"]?.string?.contains("GeoNames") == true)
        let kunming = try #require(answer["nodes"]?.element("con-minh"))
        #expect(kunming["name"] == "Kunming" && kunming["pointSource"] == "data-geonames")
        let bridge = try #require(answer["items"]?.element("leg-bridge-ban-vuoc-ba-sai"))
        #expect(bridge["state"] == "expected" && bridge["expectedBy"] == "2026-09-30")
        let before = try client.json("/v1/network?on=2009-08-31")
        #expect(before["items"]?.element("leg-bridge-kim-thanh")?["state"] == "not-yet")
    }

    /// What the fact sheet comes to: by high-speed rail to Mengzi, by road to the border, by the old railway on.
    @Test func kunmingToHaiPhong_IsTheShortestOfAllModes() throws {
        let route = try route("from=kunming&to=hai-phong&on=2026-11-21")
        #expect(route["lengthKm"]?.number == 756.712)
        #expect(route["transfers"] == 4)
        #expect(route["gates"]?[0]?["id"] == "lao-cai-rail")
        #expect(route["modes"] == ["rail", "road", "expressway", "bridge"])
    }

    /// By expressway and the Kim Thành bridge; nothing on it is unfinished.
    @Test func kunmingToHaiPhong_Today() throws {
        let route = try route("from=kunming&to=hai-phong&on=2026-11-21&over=road&lang=en")
        let legs = ids(route)
        #expect(legs.first == "leg-kunming-shilin")
        #expect(legs.contains("leg-bridge-kim-thanh"))
        #expect(legs.contains("leg-ct05-lao-cai-ic16"))
        #expect(route["gates"]?.array?.compactMap { $0["id"]?.string } == ["kim-thanh"])
        #expect(route["restsOn"] == [])
        #expect(route["transfers"] == 0)
        let parts = ["statedKm", "derivedKm", "estimatedKm"].compactMap { route["lengthByBasis"]?[$0]?.number }
        let total = try #require(route["lengthKm"]?.number)
        #expect(parts.count == 3 && abs(parts.reduce(0, +) - total) < 0.001)
        #expect(total == 797.391)
    }

    /// Goods by rail change wagons at Hekou North today; by the plans of 2030 they run on standard gauge to the coast.
    @Test func kunmingToLachHuyen_ByRail_TodayAndByThePlansOf2030() throws {
        let query = "from=kunming&to=ga-lach-huyen&on=2030-12-31&by=transfers&for=goods&over=rail"
        let answer = try client.json("/v1/network/route?\(query)&lang=en")
        #expect(answer["items"] == [])
        #expect(answer["reason"]?.string?.contains("include=planned") == true)
        let planned = try route("\(query)&include=planned")
        #expect(planned["transfers"] == 0)
        let unfinished = Set(
            (planned["legs"]?.array ?? []).filter { $0["state"] == "expected" }.compactMap { $0["id"]?.string })
        let named = (planned["restsOn"]?.array ?? []).flatMap { $0["legs"]?.strings ?? [] }
        #expect(!unfinished.isEmpty && Set(named) == unfinished)
        let today = try route("from=kunming&to=hai-phong&on=2026-11-21&by=transfers&for=goods&over=rail")
        #expect(today["transfers"] == 1 && today["restsOn"] == [])
    }

    @Test func newRailway_IsWhatTheRouteRestsOn() throws {
        let route = try route("from=ga-ha-khau-bac&to=ga-lach-huyen&on=2030-12-31&include=planned&by=transfers")
        let works = try #require(route["restsOn"]?.array)
        #expect(works.map { $0["project"] } == ["ds-lao-cai-ha-noi-hai-phong"])
        #expect(works.first?["expectedBy"] == "2030-12-31")
        #expect(route["transfers"] == 0)
        #expect(route["gates"]?[0]?["id"] == "lao-cai-rail")
        let unfinished = try client.json("/v1/network/route?from=ga-ha-khau-bac&to=ga-lach-huyen&on=2030-12-31&lang=en")
        #expect(unfinished["total"] == 0 && unfinished["items"] == [])
        #expect(unfinished["reason"]?.string?.contains("include=planned") == true)
        #expect(unfinished["ifCompleted"]?["missing"]?[0]?["project"] == "ds-lao-cai-ha-noi-hai-phong")
    }

    @Test func withoutKimThanh_TheRouteCrossesElsewhere() throws {
        let answer = try client.json("/v1/network/route?from=kunming&to=hai-phong&over=road&without=kim-thanh")
        #expect(answer["question"]?["without"]?[0]?["legs"]?.strings.contains("leg-bridge-kim-thanh") == true)
        let route = try #require(answer["items"]?[0])
        #expect(!ids(route).contains("leg-bridge-kim-thanh"))
        #expect(route["gates"]?[0]?["id"] == "lao-cai-road")
        let withAll = try self.route("from=kunming&to=hai-phong&over=road")
        let broken = try #require(withAll["breaks"]?.array?.first { $0["leg"] == "leg-bridge-kim-thanh" })
        #expect(broken["alternative"]?["lengthKm"] == route["lengthKm"])
        #expect(broken["alternative"]?["gates"] == ["lao-cai-road"])
        let farther = try self.route("from=kunming&to=hai-phong&without=lao-cai-road,lao-cai-rail")
        #expect(farther["gates"]?[0]?["id"]?.string.map { !$0.hasPrefix("lao-cai") && $0 != "kim-thanh" } == true)
    }

    @Test(arguments: [("lao-cai", "tp-lao-cai"), ("ho-kieu", "lao-cai-road"), ("lao-cai-2025", "tp-yen-bai")])
    func recordOffTheNetwork_IsStoodForByItsSeatOrGate(_ asked: String, _ node: String) throws {
        let answer = try client.json("/v1/network/route?from=\(asked)&to=hai-phong")
        #expect(answer["question"]?["from"]?["id"] == .string(node))
    }

    @Test func cutOff_NamesWhatHangsOnALeg() throws {
        let route = try route("from=ha-noi&to=cang-cai-lan&on=2026-11-21")
        let broken = try #require(route["breaks"]?.array?.first { $0["leg"] == "leg-rail-ha-long-cai-lan" })
        #expect(broken["alternative"] == .null)
        #expect(broken["cutOff"] == ["cang-cai-lan"])
    }

    @Test func closedOff_IsAnAnswerWithTheReason() throws {
        let answer = try client.json(
            "/v1/network/route?from=ha-noi&to=cang-cai-lan&without=leg-rail-ha-long-cai-lan&lang=en")
        #expect(answer["items"] == [] && answer["total"] == 0)
        #expect(answer["reason"] == "every route leads through what is closed")
    }

    @Test(arguments: [
        ("from=kunmin&to=hai-phong", "from", "kunming"), ("from=Hải Phòng&to=kunming", "from", "hai-phong"),
        ("from=kunming&to=soc-giang", "to", "/v1/network"), ("from=kunming&to=con-minh", "to", "two places"),
        ("from=kunming&to=hai-phong&on=2030-13-01", "on", "YYYY-MM-DD"),
        ("from=kunming&to=hai-phong&by=lenght", "by", "length"),
        ("from=kunming&to=hai-phong&include=plans", "include", "planned"),
        ("from=kunming&to=hai-phong&for=cars", "for", "goods"), ("from=kunming&to=hai-phong&over=raod", "over", "road"),
        ("from=kunming&to=hai-phong&without=kim-than", "without", "kim-thanh"),
        ("from=kunming&to=hai-phong&without=lao-cai", "without", "gates"),
        ("from=kunming&to=hai-phong&without=hai-phong", "without", "another to"),
        ("to=hai-phong", "from", "kunming"), ("from=kunming&to=hai-phong&via=x", "via", "known"),
    ])
    func wrongQuestion_NamesTheParameterAndTheRemedy(_ query: String, _ parameter: String, _ remedy: String) throws {
        let encoded = query.split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1)
            return "\(parts[0])=\(URIText.encoded(String(parts[1])))"
        }.joined(separator: "&")
        let problem = try expectProblem(client.get("/v1/network/route?\(encoded)"), 400, "bad-parameter")
        let fault = try #require(ListedFault.all(of: problem).first { $0.parameter == parameter })
        #expect(fault.remedy.contains(remedy), "\(fault)")
    }

    @Test func everyFault_IsToldAtOnce() throws {
        let problem = try expectProblem(
            client.get("/v1/network/route?from=x1&to=x2&on=never&by=car"), 400, "bad-parameter")
        #expect(ListedFault.all(of: problem).map(\.parameter) == ["on", "from", "to", "by"])
    }

    @Test func legs_AreACollection() throws {
        let legs = try client.list("/v1/legs?gate=kim-thanh&sort=id&lang=en")
        #expect(legs.ids == ["leg-bridge-kim-thanh", "leg-monorail-kim-thanh"])
        #expect(legs.items[0]["lengthKm"]?.number == 0.295)
        #expect(legs.items[0]["lengthEstimateKm"] == .null)
        #expect(try client.list("/v1/projects/ds-lao-cai-ha-noi-hai-phong/legs").total == 9)
        #expect(try client.list("/v1/gates/kim-thanh/legs").total == 2)
        let share = try client.json("/v1/legs/leg-ct05-ic16-yen-bai")
        #expect(share["lengthKm"] == .null && share["estimate"]?["derived"] == true)
        #expect(share["estimate"]?["totalKm"] == 121)
    }
}

extension JSONValue {
    /// A number, whole or not.
    fileprivate var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }
}
