import JSONText
import Testing

@testable import API

/// Records on the map, held against RFC 7946.
struct GeoJSONTests {
    private let client: APIClient

    init() throws {
        client = try APIClient()
    }

    private static let spatial = ["provinces", "gates", "zones", "projects", "places"]

    @Test(arguments: spatial) func collection_ShowsEveryRecord(name: String) throws {
        let collection = try client.json("/v1/\(name)?f=geojson&lang=en")
        let list = try client.list("/v1/\(name)?limit=1000&lang=en")
        #expect(collection["type"] == "FeatureCollection")
        #expect(collection["numberMatched"] == .integer(Int64(list.total)))
        #expect(collection["numberReturned"] == .integer(Int64(list.total)))
        let features = try #require(collection["features"]?.array)
        #expect(features.map { $0["id"]?.string } == list.items.map { $0["id"]?.string })
        for (feature, item) in zip(features, list.items) {
            #expect(feature["type"] == "Feature")
            #expect(feature.object?.members.map(\.key) == ["type", "id", "geometry", "properties"])
            try expectGeometry(of: feature, of: item)
            var properties = try #require(feature["properties"]?.object)
            var expected = try #require(item.object)
            properties["geometryDerivedFrom"] = nil
            properties["outline"] = nil
            if var point = expected["point"]?.object {
                point["lat"] = nil
                point["lon"] = nil
                expected["point"] = .object(point)
            }
            #expect(properties == expected)
        }
        #expect(features.contains { $0["geometry"]?.isNull == false })
    }

    private func expectGeometry(of feature: JSONValue, of item: JSONValue) throws {
        let geometry = try #require(feature["geometry"])
        let origins = feature["properties"]?["geometryDerivedFrom"]?.strings ?? []
        if feature["properties"]?["outline"] != nil {
            #expect(["Polygon", "MultiPolygon"].contains(geometry["type"]))
            #expect(origins.isEmpty)
        } else if let point = item["point"]?.object {
            #expect(geometry["type"] == "Point")
            #expect(geometry["coordinates"] == [point["lon"] ?? .null, point["lat"] ?? .null])
            #expect(origins.isEmpty)
        } else if geometry.isNull {
            #expect(origins.isEmpty)
        } else {
            #expect(geometry["type"]?.string == (origins.count == 1 ? "Point" : "MultiPoint"))
            let named = (item["gates"]?.strings ?? []) + (item["places"]?.strings ?? [])
            #expect(!origins.isEmpty && Set(origins).isSubset(of: named))
            let count = origins.count == 1 ? 2 : origins.count
            #expect(geometry["coordinates"]?.array?.count == count)
        }
    }

    @Test func zone_WithoutAPoint_ShowsItsGatesMarkedDerived() throws {
        let features = try #require(client.json("/v1/zones?f=geojson")["features"]?.array)
        #expect(features.contains { $0["properties"]?["geometryDerivedFrom"]?.strings.isEmpty == false })
    }

    @Test func position_IsEastBeforeNorth() throws {
        let feature = try client.json("/v1/gates/kim-thanh?f=geojson")
        let coordinates = (feature["geometry"]?["coordinates"]?.array ?? []).compactMap(\.double)
        try #require(coordinates.count == 2)
        #expect((102.0..<108).contains(coordinates[0]))
        #expect((20.0..<24).contains(coordinates[1]))
        #expect(feature["properties"]?["point"]?["lat"] == nil)
        #expect(feature["properties"]?["point"]?["source"] != nil)
        #expect(feature["properties"]?["name"]?.string?.isEmpty == false)
    }

    @Test func pages_AreLinkedInTheContentToo() throws {
        var target: String? = "/v1/gates?f=geojson&limit=15"
        var ids: [String] = []
        var pages = 0
        while let present = target, pages < 20 {
            let page = try client.json(present)
            ids += (page["features"]?.array ?? []).compactMap { $0["id"]?.string }
            let links = page["links"]?.array ?? []
            #expect(links.first { $0["rel"] == "self" }?["href"] == .string(present))
            target = links.first { $0["rel"] == "next" }?["href"]?.string
            #expect(target == (try client.get(present).links()["next"]))
            pages += 1
        }
        #expect(ids == (try client.list("/v1/gates?limit=1000")).ids)
        #expect(pages > 1)
    }

    @Test func fields_AreTheProperties() throws {
        let page = try client.json("/v1/gates?f=geojson&fields=name,class&limit=3")
        for feature in try #require(page["features"]?.array) {
            #expect(feature["properties"]?.object?.members.map(\.key) == ["name", "class"])
            #expect(feature["id"]?.string?.isEmpty == false)
        }
        let points = try client.json("/v1/gates?f=geojson&fields=point,id&id=kim-thanh")["features"]?[0]
        #expect(points?["properties"]?.object?.members.map(\.key) == ["id", "point"])
        #expect(points?["properties"]?["point"]?["lon"] == nil)
    }

    @Test func nothing_IsAnEmptyCollection() throws {
        let empty = try client.json("/v1/gates?province=ha-noi&f=geojson")
        #expect(empty["features"] == [])
        #expect(empty["numberMatched"] == 0)
    }

    @Test func lines_AreTheItems() throws {
        for query in ["", "&fields=name,id", "&sort=-name&lang=en"] {
            let lines = try client.get("/v1/gates?f=ndjson\(query)").text.split(separator: "\n")
            let items = try client.list("/v1/gates?limit=1000\(query)").items
            #expect(try lines.map { try JSONValue(parsing: Array($0.utf8)) } == items)
        }
        let record = try client.get("/v1/gates/kim-thanh?f=ndjson").text
        #expect(record.hasSuffix("}\n") && record.count { $0 == "\n" } == 1)
    }
}
