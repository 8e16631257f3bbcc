import JSONText
import Testing

@testable import API

/// Whose work positions, outlines and estimates are stands in every answer that shows them.
struct AttributionTests {
    private let client: APIClient
    private static let shareAlike = "https://creativecommons.org/licenses/by-sa/4.0/"
    private static let attribution = "https://creativecommons.org/licenses/by/4.0/"

    init() throws {
        client = try APIClient()
    }

    @Test(arguments: [
        ("/v1/provinces", shareAlike), ("/v1/provinces?f=csv", shareAlike), ("/v1/provinces/lao-cai", shareAlike),
        ("/v1/provinces/lao-cai?f=geojson", shareAlike), ("/v1/places?f=ndjson", attribution),
        ("/v1/zones?f=geojson", attribution), ("/v1/gates/kim-thanh", attribution),
        ("/v1/provinces/lao-cai/gates", attribution), ("/v1/legs", attribution), ("/v1/legs?f=csv", attribution),
        ("/v1/network?f=csv", attribution), ("/v1/network", attribution),
        ("/v1/network/route?from=kunming&to=hai-phong&f=geojson", attribution),
        ("/v1/corridors/hl-con-minh-quang-ninh/legs?f=csv", attribution),
    ])
    func link_LeadsToTheLicence(_ target: String, _ licence: String) throws {
        let answer = try client.get(target)
        #expect(answer.status == 200)
        let link = try #require(answer["Link"])
        #expect(link.contains("<\(licence)>; rel=\"license\"; title=\""), "\(target): \(link)")
    }

    @Test(arguments: ["/v1/documents", "/v1/observations?f=csv", "/v1/plans/ke-hoach-qd-1620"])
    func link_IsNotWhereNothingIsOfOthers(_ target: String) throws {
        #expect(try client.get(target)["Link"]?.contains("rel=\"license\"") == false)
    }

    @Test(arguments: [
        ("/v1/provinces?f=geojson", "Open Development Mekong"), ("/v1/zones?f=geojson", "GeoNames"),
        ("/v1/legs?f=geojson", "GeoNames"), ("/v1/network?f=geojson", "GeoNames"),
        ("/ogc/collections/provinces/items", "CC BY-SA 4.0"), ("/ogc/collections/gates/items/kim-thanh", "GeoNames"),
    ])
    func features_SayWhomToName(_ target: String, _ name: String) throws {
        #expect(try client.json(target)["attribution"]?.string?.contains(name) == true, "\(target)")
    }

    @Test func package_HasTheLicenceOfLegs() throws {
        let resources = try #require(client.json("/datapackage.json")["resources"]?.array)
        let licences = Dictionary(
            uniqueKeysWithValues: resources.map { resource in
                (resource["name"]?.string ?? "", (resource["licenses"]?.array ?? []).compactMap { $0["name"]?.string })
            })
        #expect(licences["legs"] == ["CC-BY-4.0"] && licences["places"] == ["CC-BY-4.0"])
        #expect(licences["provinces"] == ["CC-BY-SA-4.0"] && licences["observations"] == [])
    }
}
