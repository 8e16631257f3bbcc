import JSONText
import Testing

struct ProjectAnswerTests {
    private let client: APIClient

    init() throws {
        client = try APIClient()
    }

    @Test func expressways_IncludeLinkRoadsThatSaySo() throws {
        let list = try client.list("/v1/projects?kind=expressway")
        #expect(Set(["ct-noi-bai-lao-cai", "ct-noi-hn-lc-ha-giang", "ct-13-bao-ha-lai-chau"]).isSubset(of: list.ids))
        let linkRoads = list.items.filter { $0["subkind"] == "link-road" }.compactMap { $0["id"]?.string }
        #expect(linkRoads == ["ct-noi-hn-lc-ha-giang"])
        #expect(list.items.allSatisfy { $0["kind"] == "expressway" })
        for project in list.items { #expect(project["sources"]?.array?.isEmpty == false) }
    }

    @Test func saPaAirport_Is4CForThreeMillionAndUnderConstruction() throws {
        let project = try client.json("/v1/projects/chk-sa-pa")
        #expect(project["kind"] == "airport")
        #expect(project["phase"] == "under-construction")
        #expect(project["plannedPhase"] == "operating")
        let code = project["parameters"]?.array?.first { $0["name"] == "aerodrome-reference-code" }
        #expect(code?["code"] == "4C")
        #expect(code?["source"]?["document"] == "art-baochinhphu-1620")
        let capacity = project["targets"]?.element("target-sa-pa-airport-capacity")
        #expect(capacity?["value"] == 3_000_000)
        #expect(project["plans"]?.strings.contains("ke-hoach-qd-1620") == true)
    }

    @Test func langSon_HasItsListOfProjects() throws {
        let project = try client.json("/v1/projects/lang-son-danh-muc-du-an")
        let values = (project["figures"]?.array ?? []).compactMap { $0["value"]?.integer }
        #expect(values.sorted() == [27, 38, 108, 173])
    }
}
