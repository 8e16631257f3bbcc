import JSONText
import Testing

/// Which format an answer has: `f` first, then Accept.
struct FormatChoiceTests {
    private let client: APIClient

    init() throws {
        client = try APIClient()
    }

    @Test(arguments: [
        ("/v1/gates", [], "application/json"),
        ("/v1/gates", ["Accept: */*"], "application/json"),
        ("/v1/gates", ["Accept: application/json, text/csv;q=0.9"], "application/json"),
        ("/v1/gates", ["Accept: text/csv;q=0.9, application/json"], "application/json"),
        ("/v1/gates", ["Accept: application/json, text/plain, */*"], "application/json"),
        ("/v1/gates", ["Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"], "application/json"),
        ("/v1/gates", ["Accept: text/csv"], "text/csv; charset=utf-8"),
        ("/v1/gates", ["Accept: text/*"], "text/csv; charset=utf-8"),
        ("/v1/gates", ["Accept: Text/CSV; header=present"], "text/csv; charset=utf-8"),
        ("/v1/gates", ["Accept: text/csv, */*"], "text/csv; charset=utf-8"),
        ("/v1/gates", ["Accept: application/json;q=0.5, text/csv"], "text/csv; charset=utf-8"),
        ("/v1/gates", ["Accept: application/x-ndjson"], "application/x-ndjson"),
        ("/v1/gates", ["Accept: application/geo+json, application/json;q=0.9"], "application/geo+json"),
        ("/v1/gates", ["Accept: application/geo+json, application/json"], "application/geo+json"),
        ("/v1/gates", ["Accept: application/json, application/geo+json"], "application/json"),
        ("/v1/gates", ["Accept: application/json;q=0, */*;q=0.5"], "application/geo+json"),
        ("/v1/meetings", ["Accept: application/geo+json, application/json;q=0.1"], "application/json"),
        ("/v1/gates/kim-thanh", ["Accept: text/csv"], "text/csv; charset=utf-8"),
        ("/v1/gates/kim-thanh", ["Accept: application/geo+json, */*;q=0.1"], "application/geo+json"),
        ("/v1/gates/kim-thanh/lanes", ["Accept: text/csv"], "text/csv; charset=utf-8"),
        ("/v1/dataset/checks", ["Accept: application/x-ndjson"], "application/x-ndjson"),
        ("/v1/gates?f=csv", [], "text/csv; charset=utf-8"),
        ("/v1/gates?f=csv", ["Accept: text/html"], "text/csv; charset=utf-8"),
        ("/v1/gates?f=json", ["Accept: text/csv"], "application/json"),
        ("/v1/gates/kim-thanh?f=json", ["Accept: text/csv"], "application/json"),
        ("/v1/gates/kim-thanh?f=geojson", [], "application/geo+json"),
        ("/v1/observations?subject=lang-son&f=jsonstat", [], "application/json-stat+json"),
        ("/v1/observations?subject=lang-son", ["Accept: application/json-stat+json"], "application/json-stat+json"),
    ])
    func format_IsTheOneWanted(target: String, fields: [String], type: String) throws {
        // Twice: the second time, an answer may come prepared.
        for _ in 0..<2 {
            let answer = try client.ask("GET", target, fields)
            #expect(answer.status == 200)
            #expect(answer["Content-Type"] == type)
            #expect(answer["Vary"] == "Accept, Accept-Encoding")
            #expect(answer["Content-Language"] == "vi")
        }
    }

    /// A prepared answer in JSON is not sent to who would rather have another format, nor the other way round.
    @Test func prepared_AnswersKeepTheirFormat() throws {
        let target = "/v1/gates/kim-thanh"
        let json = try client.get(target)
        let csv = try client.get(target, "Accept: text/csv")
        #expect(try client.get(target) == json)
        #expect(csv["Content-Type"] == "text/csv; charset=utf-8")
        #expect(csv["ETag"] != json["ETag"])
        #expect(try client.get(target, "Accept: text/csv", "If-None-Match: \(json["ETag"] ?? "")").status == 200)
        #expect(try client.get(target, "Accept: text/csv", "If-None-Match: \(csv["ETag"] ?? "")").status == 304)
    }

    @Test(arguments: [
        ("/v1/gates?f=cvs", "f", "no format \"cvs\"", "did you mean \"csv\"?; offered are json, geojson, csv, ndjson"),
        ("/v1/gates?f=xml", "f", "no format", "json, geojson, csv, ndjson"),
        ("/v1/gates?f=", "f", "no value", ""),
        ("/v1/gates?f=csv&f=csv", "f", "twice", ""),
        ("/v1/meetings?f=geojson", "f", "lie nowhere", "provinces, gates, zones, projects, legs, places"),
        ("/v1/gates?f=jsonstat", "f", "only figures", "observations"),
        ("/v1/observations/obs-none?f=jsonstat", "f", "", "json, csv, ndjson"),
        ("/v1/gates?bom=true", "bom", "json has no byte order mark", "f=csv"),
        ("/v1/gates?f=csv&bom=yes", "bom", "yes", "true or false"),
        ("/v1/gates?fields=point.lat", "fields", "column of tables", "\"point\" as a whole"),
        ("/v1/gates?f=csv&fields=point.height", "fields", "no field", ""),
        ("/v1/observations?f=jsonstat&limit=5", "limit", "a cube is whole", "leave limit out"),
        ("/v1/gates/kim-thanh?f=cvs", "f", "no format", "csv"),
        ("/v1/gates/kim-thanh?format=csv", "format", "no parameter", ""),
    ])
    func wrongFormat_IsRefusedWithTheRemedy(target: String, parameter: String, reason: String, remedy: String) throws {
        let problem = try expectProblem(client.get(target), 400, "bad-parameter")
        let fault = try #require(ListedFault.all(of: problem).first)
        #expect(fault.parameter == parameter)
        #expect(fault.reason.contains(reason), "\(fault)")
        #expect(fault.remedy.contains(remedy), "\(fault)")
    }

    @Test func notAcceptable_NamesEveryFormatThereIs() throws {
        let problem = try expectProblem(client.get("/v1/gates", "Accept: image/png"), 406, "not-acceptable")
        for type in ["application/json", "application/geo+json", "text/csv", "application/x-ndjson"] {
            #expect(problem["detail"]?.string?.contains(type) == true)
        }
        #expect(ListedFault.all(of: problem).first?.remedy.contains("f=csv") == true)
    }

    @Test func list_LinksToTheSameInOtherFormats() throws {
        let links = try client.get("/v1/gates?class=international&limit=2&fields=id").links()
        #expect(links["alternate text/csv"] == "/v1/gates?class=international&limit=2&fields=id&f=csv")
        #expect(links["alternate application/geo+json"] != nil)
        #expect(links["alternate application/json"] == nil)
        for (relation, target) in links where relation.hasPrefix("alternate") {
            let answer = try client.get(target)
            #expect(answer["Content-Type"]?.hasPrefix(relation.dropFirst("alternate ".count)) == true)
        }
    }

    @Test func pages_OfATableFollowEachOther() throws {
        var target: String? = "/v1/gates?f=csv&limit=10&fields=id"
        var ids: [Substring] = []
        var pages = 0
        while let present = target, pages < 20 {
            let answer = try client.get(present)
            ids += answer.text.split(separator: "\r\n").dropFirst()
            target = try answer.links()["next"]
            pages += 1
        }
        let all = try client.get("/v1/gates?f=csv&fields=id").text.split(separator: "\r\n").dropFirst()
        #expect(ids == Array(all))
        #expect(pages > 2)
        #expect(all.count == (try client.list("/v1/gates?limit=1")).total)
    }
}

extension WireAnswer: Equatable {
    static func == (left: WireAnswer, right: WireAnswer) -> Bool {
        left.status == right.status && left.body == right.body
            && left.fields(without: "Date") == right.fields(without: "Date")
    }
}
