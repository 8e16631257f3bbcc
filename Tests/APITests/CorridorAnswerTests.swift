import JSONText
import Testing

@testable import API

/// What planners ask of a corridor: which legs and projects it has, and what is missing on it.
struct CorridorAnswerTests {
    private let client: APIClient
    private static let whole = "hl-con-minh-quang-ninh"
    private static let railway = "ds-lao-cai-ha-noi-hai-phong"

    init() throws {
        client = try APIClient()
    }

    private func legs(_ query: String = "", of corridor: String = Self.whole) throws -> JSONValue {
        try client.json("/v1/corridors/\(corridor)/legs?on=2026-11-21&lang=en\(query)")
    }

    private func ids(_ answer: JSONValue) -> [String] { (answer["items"]?.array ?? []).compactMap { $0["id"]?.string } }

    @Test func missing_NamesTheRailwayAndTheOtherWorks() throws {
        let answer = try legs()
        let missing = try #require(answer["missing"]?.array)
        let railway = try #require(missing.first { $0["project"]?.string == Self.railway })
        #expect(railway["expectedBy"] == "2030-12-31")
        #expect(railway["legs"]?.strings.contains("leg-rail-new-lao-cai-bac-hong") == true)
        #expect(railway["legs"]?.strings.contains("leg-rail-new-bac-hong-nam-hp") == true)
        let bridge = try #require(missing.first { $0["project"] == "cau-ban-vuoc-ba-sai" })
        #expect(bridge["legs"] == ["leg-bridge-ban-vuoc-ba-sai"])
        #expect(missing.contains { $0["legs"] == ["leg-ct05-extension-kim-thanh"] })
        #expect(!missing.contains { $0["project"] == "ct-13-bao-ha-lai-chau" }, "it leads away from the corridor")
        #expect(answer["derived"] == true && answer["rule"]?.string?.contains("50 km") == true)
        #expect(answer["reason"] == nil && answer["placesOffTheNetwork"] == [])
    }

    @Test func stretches_HaveTheWaysInUse() throws {
        let answer = try legs()
        let stretches = try #require(answer["stretches"]?.array)
        #expect(
            stretches.compactMap { $0["from"]?["id"]?.string } == ["con-minh", "tp-lao-cai", "ha-noi", "hai-phong"])
        #expect(stretches.last?["to"]?["id"] == "ha-long")
        let ways = try #require(stretches[2]["ways"]?.array)
        #expect(ways.map { $0["by"] } == ["road", "rail", "water"])
        #expect(ways[1]["legs"] == ["leg-rail-gia-lam-ha-noi", "leg-rail-gia-lam-hai-phong"])
        #expect(stretches[0]["ways"]?[2] == ["by": "water", "lengthKm": .null, "legs": []], "no ship goes to Kunming")
        #expect(stretches[3]["ways"]?[1]?["legs"]?.strings.last == "leg-rail-kep-ha-long", "around by Kép")
        let old = try #require(answer["items"]?.element("leg-rail-lao-cai-pho-lu"))
        #expect(old["inUseBy"] == ["rail"] && old["detourKm"] == .null && old["state"] == "open")
        #expect(old["between"] == ["tp-lao-cai", "ha-noi"])
    }

    @Test func legs_AreChosenByStateAndProject() throws {
        let all = try legs()
        let open = try legs("&state=open")
        let coming = try legs("&state=expected,not-yet,undated,proposed")
        #expect(Set(ids(open)).isDisjoint(with: ids(coming)))
        #expect(ids(open).count + ids(coming).count == ids(all).count)
        #expect(all["total"]?.integer.map { Int($0) } == ids(all).count && Set(ids(all)).count == ids(all).count)
        let railway = try legs("&project=\(Self.railway)")
        #expect(railway["items"]?.array?.allSatisfy { $0["project"]?.string == Self.railway } == true)
        #expect(ids(railway).count > 4)
        let none = try legs("&state=closed")
        #expect(none["items"] == [] && none["reason"]?.string?.contains("asked for") == true)
    }

    @Test func corridorWithoutPlaces_SaysWhy() throws {
        let answer = try legs(of: "ls-2-hanh-lang")
        #expect(answer["items"] == [] && answer["stretches"] == [])
        #expect(answer["reason"]?.string?.contains("name no places") == true)
    }

    @Test func onAnotherDay_TheStatesAreOthers() throws {
        let answer = try client.json("/v1/corridors/\(Self.whole)/legs?on=2030-12-31&project=\(Self.railway)")
        #expect(answer["items"]?.array?.allSatisfy { $0["state"] == "expected" } == true)
    }

    @Test(arguments: [
        ("state=opened", "state", #"did you mean "open"?"#), ("project=cau-ban-vuoc", "project", "/v1/projects"),
        ("on=2030-02-30", "on", "YYYY-MM-DD"), ("states=open", "states", #"did you mean "state"?"#),
    ])
    func wrongQuestions_AreRefused(query: String, parameter: String, remedy: String) throws {
        let problem = try expectProblem(
            client.get("/v1/corridors/\(Self.whole)/legs?\(query)"), 400, "bad-parameter")
        let fault = try #require(ListedFault.all(of: problem).first)
        #expect(fault.parameter == parameter && fault.remedy.contains(remedy), "\(fault)")
    }

    @Test func unknownCorridor_IsNotFound() throws {
        let problem = try expectProblem(client.get("/v1/corridors/hl-con-minh-quang-nin/legs"), 404, "not-found")
        #expect(problem["detail"]?.string?.contains("/v1/corridors/\(Self.whole)/legs") == true)
    }

    @Test func tables_HaveALegToARow() throws {
        let count = try legs()["total"]?.integer.map { Int($0) }
        let table = try client.get("/v1/corridors/\(Self.whole)/legs?on=2026-11-21&f=csv").text
        #expect(table.split(separator: "\r\n").first?.hasSuffix("inUseBy,between,detourKm") == true)
        #expect(table.split(separator: "\r\n").count == (count ?? 0) + 1)
        let map = try client.json("/v1/corridors/\(Self.whole)/legs?on=2026-11-21&f=geojson")
        #expect(map["features"]?.array?.count == count)
    }

    @Test func projects_AreThoseOfTheCorridorAndOfItsParts() throws {
        let projects = try client.list("/v1/corridors/\(Self.whole)/projects").ids
        for id in [Self.railway, "ct-noi-bai-lao-cai", "cua-khau-thong-minh-lao-cai", "cau-ban-vuoc-ba-sai"] {
            #expect(projects.contains(id), "\(id)")
        }
        #expect(!projects.contains("kdl-den-bao-ha") && !projects.contains("ct-13-bao-ha-lai-chau"))
        #expect(try client.list("/v1/projects?onCorridor=\(Self.whole)").ids == projects)
        let railway = try client.json("/v1/projects/\(Self.railway)?lang=en")
        #expect(railway["corridor"] == "hl-lao-cai-ha-noi-hai-phong")
        #expect(railway["note"]?.string?.contains("inferred") == true)
        #expect(railway["corridors"]?.strings.contains(Self.whole) == true)
        #expect(try client.list("/v1/projects?corridor=hl-lao-cai-ha-noi-hai-phong").ids == [Self.railway])
        let corridor = try client.json("/v1/corridors/\(Self.whole)")
        #expect(corridor["related"]?["legs"]?.string == "/v1/corridors/\(Self.whole)/legs")
    }

    /// The old way is the shorter; the railway that is being built is named all the same.
    @Test func route_NamesWhatIsUnfinishedBetweenItsEnds() throws {
        let query = "from=kunming&to=hai-phong&on=2030-12-31&include=planned"
        let answer = try client.json("/v1/network/route?\(query)")
        #expect(answer["items"]?[0]?["restsOn"] == [])
        let works = try #require(answer["unfinished"]?.array)
        #expect(works.contains { $0["project"]?.string == Self.railway })
        let byRoad = try client.json("/v1/network/route?\(query)&over=road")
        #expect(byRoad["unfinished"]?.array?.contains { $0["project"]?.string == Self.railway } == false)
        let without = try client.json("/v1/network/route?\(query)&without=\(Self.railway)")
        #expect(without["unfinished"]?.array?.contains { $0["project"]?.string == Self.railway } == false)
    }
}
