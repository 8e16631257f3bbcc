import Catalog
import JSONText
import Testing

@testable import API

/// OGC API – Features (OGC 17-069r4) over the data of the repository.
struct MapAnswerTests {
    private let client: APIClient

    init() throws {
        client = try APIClient()
    }

    private func features(_ query: String) throws -> [JSONValue] {
        let answer = try client.get("/ogc/collections/\(query)")
        try #require(answer.status == 200, "\(answer.text)")
        #expect(answer["Content-Type"] == "application/geo+json")
        let json = try answer.json()
        let features = try #require(json["features"]?.array)
        #expect(json["type"] == "FeatureCollection")
        #expect(json["numberReturned"]?.integer == Int64(features.count))
        return features
    }

    private func ids(_ query: String) throws -> [String] { try features(query).compactMap { $0["id"]?.string } }

    /// Where a link leads, without the origin that it is to begin with.
    private func link(_ relation: String, of json: JSONValue) -> String? {
        let href = json["links"]?.array?.first { $0["rel"]?.string == relation }?["href"]?.string
        return href.flatMap(Self.path)
    }

    private static func path(_ href: String) -> String? {
        href.hasPrefix("http://test/") ? String(href.dropFirst("http://test".count)) : nil
    }

    /// Every link of every page leads to something that is there, of the type that it says.
    @Test func links_AreAllThere() throws {
        var open = ["/ogc"]
        var seen: Set<String> = []
        while let address = open.popLast(), seen.count < 200 {
            guard seen.insert(address).inserted else { continue }
            let answer = try client.get(address)
            #expect(answer.status == 200, "\(address)")
            guard address.hasPrefix("/ogc"), !address.contains("/api"), let json = try? answer.json() else { continue }
            for link in (json["links"]?.array ?? [])
                + (json["collections"]?.array ?? []).flatMap({ $0["links"]?.array ?? [] })
            {
                let address = try #require(link["href"]?.string)
                guard let href = Self.path(address) else { continue }
                open.append(href)
                if href.hasPrefix("/ogc") {
                    #expect(try client.get(href)["Content-Type"] == link["type"]?.string, "\(href)")
                }
            }
        }
        #expect(seen.count > 20)
    }

    /// OWSLib asks with a slash at the end.
    @Test func landingPage_IsThereWithASlash() throws {
        #expect(try client.json("/ogc/") == client.json("/ogc"))
        #expect(try client.get("/ogc/collections/").status == 404)
    }

    @Test func landingPage_LeadsToEverything() throws {
        let page = try client.json("/ogc")
        #expect(link("service-desc", of: page) == "/ogc/api")
        #expect(link("conformance", of: page) == "/ogc/conformance")
        #expect(link("data", of: page) == "/ogc/collections")
        let conforms = try client.json("/ogc/conformance")["conformsTo"]?.strings ?? []
        #expect(conforms.contains("http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core"))
        #expect(conforms.contains("http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson"))
    }

    @Test func collections_HaveExtents() throws {
        let collections = try #require(client.json("/ogc/collections")["collections"]?.array)
        #expect(collections.compactMap { $0["id"]?.string } == ["gates", "zones", "projects", "provinces"])
        for collection in collections {
            let box = (collection["extent"]?["spatial"]?["bbox"]?[0]?.array ?? []).compactMap(\.double)
            try #require(box.count == 4)
            #expect(box[0] < box[2] && box[1] < box[3])
            #expect((102.0...110).contains(box[0]) && (10.0...24).contains(box[1]), "\(box)")
            #expect(collection["extent"]?["temporal"]?["interval"]?[0]?.array?.count == 2)
            #expect(collection["crs"] == ["http://www.opengis.net/def/crs/OGC/1.3/CRS84"])
        }
        let provinces = try client.json("/ogc/collections/provinces?lang=en")
        #expect(provinces["title"] == "Provinces")
        #expect(provinces["attribution"]?.string?.contains("CC BY-SA 4.0") == true)
    }

    @Test(arguments: ["gates", "zones", "projects", "provinces"])
    func items_AreAllRecords_InPagesThatEnd(_ collection: String) throws {
        let total = try client.list("/v1/\(collection)").total
        var address: String? = "/ogc/collections/\(collection)/items?limit=7"
        var found: [String] = []
        var pages = 0
        while let next = address, pages < 100 {
            let page = try client.json(next)
            #expect(page["numberMatched"]?.integer == Int64(total))
            found += (page["features"]?.array ?? []).compactMap { $0["id"]?.string }
            address = link("next", of: page)
            pages += 1
        }
        #expect(found.count == total && Set(found).count == total)
        #expect(pages == (total + 6) / 7)
        #expect(try ids("\(collection)/items?limit=100000") == found)
    }

    @Test func provinces_AreOutlinesBefore2025() throws {
        let provinces = try features("provinces/items")
        let laoCai = try #require(provinces.first { $0["id"] == "lao-cai" })
        #expect(laoCai["geometry"]?["type"] == "Polygon")
        #expect(laoCai["properties"]?["outline"]?["validTo"] == "2025-06-30")
        #expect(laoCai["properties"]?["outline"]?["licence"] == "CC BY-SA 4.0")
        #expect(provinces.first { $0["id"] == "quang-ninh" }?["geometry"]?["type"] == "MultiPolygon")
        #expect(provinces.first { $0["id"] == "lao-cai-2025" }?["geometry"]?["type"] == "Point")
        #expect(provinces.first { $0["id"] == "tay-ninh" }?["geometry"] == .null)
        let record = try client.json("/v1/provinces/lao-cai")
        #expect(record["outline"] == nil && record["geometry"] == nil)
    }

    @Test func zoneWithoutAPoint_LiesAtItsGates() throws {
        let zones = try features("zones/items")
        let zone = try #require(zones.first { $0["id"] == "kktck-lao-cai" })
        #expect(zone["geometry"]?["type"] == "MultiPoint")
        #expect(zone["properties"]?["geometryDerivedFrom"]?.strings.contains("kim-thanh") == true)
        #expect(
            zone["geometry"]?["coordinates"]?.array?.count == zone["properties"]?["geometryDerivedFrom"]?.strings.count)
    }

    @Test func bbox_SelectsWhatLiesInIt() throws {
        let box = "103.9,22.4,104,22.6"
        let gates = try features("gates/items?bbox=\(box)")
        #expect(!gates.isEmpty)
        for gate in gates {
            let position = (gate["geometry"]?["coordinates"]?.array ?? []).compactMap(\.double)
            #expect(position.count == 2 && (103.9...104).contains(position[0]) && (22.4...22.6).contains(position[1]))
        }
        #expect(try ids("gates/items?bbox=\(box)").contains("kim-thanh"))
        #expect(try ids("gates/items?bbox=103.9,22.4,0,104,22.6,100") == ids("gates/items?bbox=\(box)"))
        #expect(try ids("gates/items?bbox=0,0,1,1").isEmpty)
        #expect(try ids("provinces/items?bbox=103.9,22.4,103.95,22.45").contains("lao-cai"))
        #expect(try ids("provinces/items?bbox=170,-10,-170,10").isEmpty)
        #expect(try ids("zones/items?bbox=\(box)").contains("kktck-lao-cai"))
    }

    @Test func datetime_SelectsWhatIsThere() throws {
        let before = try ids("provinces/items?datetime=2025-06-30")
        #expect(before.contains("lao-cai") && !before.contains("lao-cai-2025"))
        let after = try ids("provinces/items?datetime=2025-07-01T00:00:00Z/..")
        #expect(!after.contains("lao-cai") && after.contains("lao-cai-2025") && after.contains("lai-chau"))
        #expect(try ids("provinces/items?datetime=../..").count == 14)
        #expect(try ids("provinces/items?datetime=2025-06-01%2F2025-08-01").count == 14)
    }

    @Test func properties_AreFiltered() throws {
        let gates = try features("gates/items?class=international&province=lao-cai&lang=en")
        #expect(!gates.isEmpty)
        for gate in gates { #expect(gate["properties"]?["class"] == "international") }
        #expect(try ids("gates/items?class=international,bilateral").count > gates.count)
        #expect(try ids("zones/items?kind=industrial-park").count == 4)
    }

    @Test func feature_OnItsOwn() throws {
        let answer = try client.get("/ogc/collections/gates/items/kim-thanh?lang=en")
        let feature = try answer.json()
        #expect(answer["Content-Type"] == "application/geo+json")
        #expect(feature["type"] == "Feature" && feature["id"] == "kim-thanh")
        #expect(feature["geometry"]?["coordinates"] == [103.9375, 22.5245])
        #expect(link("collection", of: feature) == "/ogc/collections/gates")
        #expect(try client.get("/ogc/collections/gates/items/kim-thanh--bac-son").status == 200)
        #expect(answer["ETag"] != nil)
    }

    /// OGC 19-079r2: CQL2 as text and as JSON.
    @Test func conditions_AreThoseOfTheLists() throws {
        #expect(try ids("gates/items?filter=id%20LIKE%20%27kim%25%27") == ["kim-thanh"])
        let json = #"{"op":"=","args":[{"property":"id"},"kim-thanh"]}"#
        #expect(try ids("gates/items?filter-lang=cql2-json&filter=\(URIText.encoded(json))") == ["kim-thanh"])
        let both = try ids("gates/items?class=international&filter=province%3D%27lao-cai%27&bbox=103,22,104,23")
        #expect(both.contains("kim-thanh"))
        #expect(try ids("gates/items?class=international").count > both.count)
        let problem = try expectProblem(
            client.get("/ogc/collections/gates/items?filter=clas%20%3D%20%271%27"), 400, "bad-parameter")
        #expect(ListedFault.all(of: problem).first?.parameter == "filter")
        try expectProblem(
            client.get("/ogc/collections/gates/items?filter=id%3D%271%27&filter-crs=EPSG:3405"), 400, "bad-parameter")
    }

    @Test(arguments: [
        ("application/geo+json", "application/geo+json"), ("application/json", "application/json"),
        ("*/*", "application/geo+json"), ("application/geo+json, application/json;q=0.5", "application/geo+json"),
    ])
    func features_AreOfTheTypeThatIsWanted(_ accept: String, _ type: String) throws {
        let answer = try client.get("/ogc/collections/gates/items?limit=1", "Accept: \(accept)")
        #expect(answer.status == 200 && answer["Content-Type"] == type)
    }

    @Test func queryables_AreWhatItemsTake() throws {
        for collection in MapCollection.allCases {
            let schema = try client.json("/ogc/collections/\(collection.rawValue)/queryables")
            let names = (schema["properties"]?.object?.members ?? []).map(\.key)
            #expect(names.count > 5)
            for name in names where collection.definition.filterField(name) != nil {
                let answer = try client.get("/ogc/collections/\(collection.rawValue)/items?\(name)=x")
                let detail = answer.status == 200 ? "" : try answer.json()["detail"]?.string ?? ""
                #expect(!detail.contains("have no parameter"), "\(name): \(detail)")
            }
        }
    }

    @Test(arguments: [
        ("gates/items?bbox=1,2,3", "bbox", "west,south,east,north"), ("gates/items?bbox=a,b,c,d", "bbox", "such as"),
        ("gates/items?bbox=102,95,103,96", "bbox", "latitudes"), ("gates/items?bbox=102,23,103,22", "bbox", "west"),
        ("gates/items?limit=0", "limit", "from 1"), ("gates/items?limit=-1", "limit", "from 1"),
        ("gates/items?limit=ten", "limit", "whole number"), ("gates/items?offset=-1", "offset", "from 0"),
        ("gates/items?datetime=yesterday", "datetime", "2024-12-31"),
        ("gates/items?datetime=2024-13-01", "datetime", "2024"),
        ("gates/items?datetime=2025-01-01/2024-01-01", "datetime", "earlier"),
        ("gates/items?datetime=2024-01-01T25:00:00Z", "datetime", "2024"), ("gates/items?clas=x", "clas", "class"),
        ("gates/items?q=x", "q", ""), ("gates/items?class=main", "class", ""), ("gates/items?f=html", "f", "geojson"),
        ("gates?f=html", "f", "json"), ("gates/items?limit=5&limit=6", "limit", "once"),
        ("gates/items/kim-thanh?bbox=1,2,3,4", "bbox", ""),
    ])
    func wrongQuestion_NamesTheParameter(_ query: String, _ parameter: String, _ remedy: String) throws {
        let problem = try expectProblem(client.get("/ogc/collections/\(query)"), 400, "bad-parameter", "\(query)")
        let fault = try #require(ListedFault.all(of: problem).first { $0.parameter == parameter })
        #expect(remedy.isEmpty || fault.remedy.contains(remedy), "\(fault)")
    }

    @Test func whatIsNotThere_Is404WithTheNearest() throws {
        let collection = try expectProblem(client.get("/ogc/collections/gate"), 404, "not-found")
        #expect(collection["detail"]?.string?.contains("gates") == true)
        let feature = try expectProblem(client.get("/ogc/collections/gates/items/kim-than"), 404, "not-found")
        #expect(feature["detail"]?.string?.contains("kim-thanh") == true)
        try expectProblem(client.get("/ogc/collections/observations/items"), 404, "not-found")
    }

    @Test func description_IsOfOpenAPI3_0() throws {
        let answer = try client.get("/ogc/api")
        #expect(answer["Content-Type"] == MapAnswer.openAPIMediaType)
        let document = try answer.json()
        #expect(document["openapi"] == "3.0.3")
        let served = EndpointTable.served.places.map(\.path.text).filter { $0.hasPrefix("/ogc") && $0 != "/ogc/api" }
        #expect((document["paths"]?.object?.members ?? []).map(\.key).sorted() == served.sorted())
    }

    @Test func outlinesAndLegs_AreDrawnInGeoJSON() throws {
        let legs = try client.json("/v1/legs?gate=kim-thanh&f=geojson&sort=id")
        let bridge = try #require(legs["features"]?[0])
        #expect(bridge["geometry"]?["type"] == "LineString")
        #expect(bridge["geometry"]?["coordinates"]?.array?.count == 2)
        #expect(bridge["properties"]?["geometryDerivedFrom"] == nil)
        let provinces = try client.json("/v1/provinces?f=geojson&iso3166=VN-13")
        #expect(provinces["features"]?[0]?["geometry"]?["type"] == "MultiPolygon")
    }

    /// A table of one geometry type holds the features of zones and projects.
    @Test(arguments: [("zones", "MultiPoint"), ("projects", "MultiPoint"), ("gates", "Point")])
    func features_HaveOneGeometryType(_ collection: String, _ type: String) throws {
        let types = try features("\(collection)/items?limit=1000").compactMap { $0["geometry"]?["type"]?.string }
        #expect(Set(types) == [type])
        #expect(types.count > 10)
    }

    @Test func aSinglePoint_IsThePointOfTheRecord() throws {
        let airport = try client.json("/ogc/collections/projects/items/chk-sa-pa")
        let point = try #require(client.json("/v1/projects/chk-sa-pa")["point"])
        #expect(
            airport["geometry"]?["coordinates"] == .array([.array([point["lon"] ?? .null, point["lat"] ?? .null])]))
    }

    @Test(arguments: [
        "/ogc", "/ogc/conformance", "/ogc/api", "/ogc/collections", "/ogc/collections/gates",
        "/ogc/collections/gates/queryables", "/ogc/collections/gates/items", "/ogc/collections/gates/items/kim-thanh",
    ])
    func everyResource_TakesItsFormatByName(_ address: String) throws {
        #expect(try client.get("\(address)?f=json").status == 200, "\(address)")
        let described = try client.json("/ogc/api")
        let paths = try #require(described["paths"]?.object)
        for path in paths.members where path.key != "/ogc/api" {
            let names = (path.value["get"]?["parameters"]?.array ?? []).compactMap { $0["$ref"]?.string }
            #expect(names.contains { $0 == "#/components/parameters/f" || $0 == "#/components/parameters/features-f" })
            #expect(names.contains("#/components/parameters/lang"), "\(path.key)")
        }
    }
}
