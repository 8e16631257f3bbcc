import BorderEconomy
import JSONText
import Testing

@testable import API

/// Where records lie: `bbox`, `near` and filters see what maps show.
struct PlaceTests {
    private let client: APIClient

    init() throws { client = try APIClient() }

    private func ids(_ path: String, _ parameters: (String, String)...) throws -> [String] {
        let query = parameters.map { "\($0.0)=\(URIText.encoded($0.1))" }.joined(separator: "&")
        return try client.list("\(path)?limit=1000&fields=id&\(query)").ids
    }

    /// The zone of Lào Cai has no point of its own; its gates lie in the town.
    @Test func zone_isFoundAtThePointsOfItsGates() throws {
        let zone = try client.json("/v1/zones/kktck-lao-cai")
        #expect(zone["point"] == .null)
        #expect(try ids("/v1/zones", ("near", "103.97,22.5,20")).contains("kktck-lao-cai"))
        #expect(try ids("/v1/zones", ("bbox", "103.5,22,104.5,23")).contains("kktck-lao-cai"))
        #expect(
            try ids("/v1/zones", ("filter", "S_INTERSECTS(geometry,BBOX(103.5,22,104.5,23))")).contains("kktck-lao-cai")
        )
        #expect(try ids("/v1/zones", ("bbox", "106,21,107,22")).contains("kktck-lao-cai") == false)
        let feature = try client.json("/v1/zones/kktck-lao-cai?f=geojson")
        #expect(feature["properties"]?["geometryDerivedFrom"]?.strings.isEmpty == false)
    }

    @Test func nearness_ordersShapesByTheirNearestPosition() throws {
        let near = try ids("/v1/provinces", ("near", "103.97,22.48,400"))
        #expect(near.first == "lao-cai")
        #expect(try ids("/v1/provinces", ("filter", "distanceKm(geometry,POINT(103.97 22.4)) = 0")) == ["lao-cai"])
        // Pages keep the order.
        var target: String? = "/v1/provinces?near=103.97,22.48,400&limit=3"
        var pages: [String] = []
        while let next = target {
            let page = try client.list(next)
            pages += page.ids
            target = page.next
        }
        #expect(pages == near)
    }

    @Test func province_isFoundByItsOutline() throws {
        let here = "POINT(103.97 22.4)"
        #expect(try ids("/v1/provinces", ("filter", "S_CONTAINS(geometry,\(here))")) == ["lao-cai"])
        #expect(try ids("/v1/provinces", ("filter", "S_INTERSECTS(geometry,\(here))")) == ["lao-cai"])
        let across = "LINESTRING(103.2 22.4,104.6 22.4)"
        let crossed = try ids("/v1/provinces", ("filter", "S_CROSSES(\(across),geometry)"))
        #expect(crossed.contains("lao-cai"))
        #expect(try ids("/v1/provinces", ("filter", "S_DISJOINT(\(across),geometry)")).contains("lao-cai") == false)
        // A box in the middle of the province holds no point of it, but meets its outline.
        #expect(try ids("/v1/provinces", ("bbox", "103.96,22.39,103.98,22.41")) == ["lao-cai"])
    }

    @Test func leg_isTheLineBetweenItsEnds() throws {
        let leg = try #require(try client.list("/v1/legs?limit=1").ids.first)
        let line = try #require(try client.json("/v1/legs/\(leg)?f=geojson")["geometry"]?["coordinates"]?.array)
        let ends = line.map { $0.array?.compactMap(\.double) ?? [] }
        let middle = zip(ends[0], ends[1]).map { ($0 + $1) / 2 }
        let found = try ids("/v1/legs", ("near", "\(middle[0]),\(middle[1]),1"))
        #expect(found.contains(leg))
        #expect(try ids("/v1/legs", ("filter", "geometry IS NULL")).contains(leg) == false)
    }

    /// The maps of OGC API - Features and the lists select the same.
    @Test(arguments: ["gates", "zones", "projects", "provinces"]) func maps_selectAsListsDo(name: String) throws {
        let questions = [
            "bbox=103,22,105,23", "bbox=106.5,21.5,107.2,22.2",
            "filter=\(URIText.encoded("S_INTERSECTS(geometry,POLYGON((103 22,105 22,104 23,103 22)))"))",
            "filter=\(URIText.encoded("NOT S_WITHIN(geometry,BBOX(103,22,105,23))"))",
            "filter=\(URIText.encoded("distanceKm(geometry,POINT(106.7 21.9)) < 60"))",
        ]
        for question in questions {
            let listed = try client.list("/v1/\(name)?limit=1000&\(question)").ids
            let features = try client.json("/ogc/collections/\(name)/items?limit=1000&\(question)")["features"]
            #expect((features?.array ?? []).compactMap { $0["id"]?.string } == listed, "\(name) \(question)")
        }
    }

    @Test func queryables_nameTheGeometry() throws {
        for name in ["provinces", "gates", "zones", "projects", "legs", "places"] {
            let geometry = try client.json("/v1/\(name)/queryables")["properties"]?["geometry"]
            #expect(geometry?["x-ogc-role"] == "primary-geometry", "\(name)")
            #expect(geometry?["x-sortable"] == false)
        }
        #expect(try client.json("/v1/plans/queryables")["properties"]?["geometry"] == nil)
    }

    @Test(arguments: [
        ("/v1/plans?bbox=1,2,3,4", "bbox"), ("/v1/zones?sort=geometry", "sort"), ("/v1/zones?near=103,22,0", "near"),
        ("/v1/zones?near=22.5,103.97,5", "near"), ("/v1/zones?filter=geometry%3D5", "filter"),
        ("/v1/zones?filter=S_WITHIN(geometry,POLYGON((0%200,2%202,2%200,0%202,0%200)))", "filter"),
        ("/v1/zones?filter=S_NEAR(geometry,POINT(1%202))", "filter"), ("/v1/zones?sort=-areaHa,areaHa", "sort"),
        ("/v1/zones/summary?by=geometry", "by"),
    ])
    func wrongPlace_isRefused(target: String, parameter: String) throws {
        let problem = try expectProblem(client.get(target), 400, "bad-parameter")
        let faults = ListedFault.all(of: problem)
        #expect(faults.map(\.parameter) == [parameter])
        #expect(faults.first?.remedy.isEmpty == false)
    }

    @Test func unknownRelation_isToldTheKnownOnes() throws {
        let answer = try client.get("/v1/zones?filter=S_NEAR(geometry,POINT(1%202))")
        #expect(answer.text.contains("S_INTERSECTS"))
    }
}
