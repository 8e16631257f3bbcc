import JSONText
import Testing

@testable import API

/// Lists that are asked with CQL2.
struct FilterExpressionTests {
    private let client: APIClient

    init() throws {
        client = try APIClient()
    }

    private func ask(_ collection: String, _ filter: String, _ more: String = "") throws -> WireAnswer {
        try client.get("/v1/\(collection)?limit=1000&filter=\(URIText.encoded(filter))\(more)")
    }

    private func items(_ collection: String, _ filter: String, _ more: String = "") throws -> [JSONValue] {
        let answer = try ask(collection, filter, more)
        guard answer.status == 200 else { throw TestFailure("\(filter): \(answer.status) \(answer.text)") }
        return try ListAnswer(answer.json()).items
    }

    private func ids(_ collection: String, _ filter: String, _ more: String = "") throws -> [String] {
        try items(collection, filter, more).compactMap { $0["id"]?.string }
    }

    /// Each filter selects what a plain look at every record does.
    @Test func filters_selectWhatTheRecordsShow() throws {
        func all(_ collection: String, _ isIn: (JSONValue) -> Bool) throws -> [String] {
            try client.list("/v1/\(collection)?limit=1000").items.filter(isIn).compactMap { $0["id"]?.string }
        }
        #expect(
            try ids("zones", "areaHa > 10000 AND province IN ('lao-cai','lang-son')")
                == all("zones") {
                    ($0["areaHa"]?.double ?? 0) > 10000 && ["lao-cai", "lang-son"].contains($0["province"]?.string)
                })
        #expect(
            try ids("gates", "class = 'international'") == client.list("/v1/gates?class=international&limit=1000").ids)
        #expect(try ids("gates", "class IS NULL") == client.list("/v1/gates?class=null&limit=1000").ids)
        #expect(try ids("gates", "point IS NOT NULL") == all("gates") { $0["point"]?.object != nil })
        #expect(
            try ids("gates", "S_INTERSECTS(point, BBOX(103,22,105,23))")
                == all("gates") { gate in
                    guard let lon = gate["point"]?["lon"]?.double, let lat = gate["point"]?["lat"]?.double else {
                        return false
                    }
                    return (103...105).contains(lon) && (22...23).contains(lat)
                })
        #expect(try ids("gates", "CASEI(ACCENTI(name)) LIKE '%huu nghi%'").contains("huu-nghi"))
        #expect(
            try ids("observations", "value >= 1e9 AND qualifier <> 'exact'")
                == all("observations") { ($0["value"]?.double ?? 0) >= 1e9 && $0["qualifier"]?.string != "exact" })
        #expect(
            try ids("observations", "T_INTERSECTS(period, INTERVAL('2024-01-01','2024-12-31'))")
                == all("observations") { observation in
                    guard let period = observation["period"]?.object else { return false }
                    let (start, end) = (period["start"]?.string, period["end"]?.string)
                    if start == nil && end == nil { return false }
                    return start ?? "0" <= "2024-12-31" && end ?? "9" >= "2024-01-01"
                })
        #expect(
            try ids("observations", "period.start = DATE('2024-01-01')")
                == all("observations") { $0["period"]?["start"]?.string == "2024-01-01" })
        #expect(
            try ids("projects", "A_CONTAINS(provinces, ('lao-cai'))")
                == all("projects") { $0["provinces"]?.strings.contains("lao-cai") == true })
        #expect(
            try ids("targets", "status = 'behind' OR deadline <= DATE('2025-12-31')")
                == all("targets") {
                    $0["status"]?.string == "behind" || $0["deadline"]?.string.map { $0 <= "2025-12-31" } == true
                })
    }

    @Test func filter_inJSON_isTheSame() throws {
        let json =
            #"{"op":"and","args":[{"op":">","args":[{"property":"areaHa"},10000]},{"op":"in","args":[{"property":"province"},["lao-cai","lang-son"]]}]}"#
        #expect(
            try ids("zones", json, "&filter-lang=cql2-json")
                == ids("zones", "areaHa > 10000 AND province IN ('lao-cai','lang-son')"))
    }

    @Test func filter_takesAliases() throws {
        #expect(try ids("observations", "subject = 'kunming'") == ids("observations", "subject = 'con-minh'"))
    }

    @Test func filter_goesWithTheOtherParameters() throws {
        let both = try ids("gates", "class = 'international'", "&province=lang-son&sort=-name")
        let one = try client.list("/v1/gates?class=international&province=lang-son&sort=-name").ids
        #expect(both == one && !both.isEmpty)
        #expect(
            try client.get("/v1/zones?f=csv&fields=id&filter=\(URIText.encoded("areaHa > 10000"))").text.hasPrefix(
                "id\r\n"))
    }

    @Test func name_isThatOfTheLanguage() throws {
        let name = try #require(client.json("/v1/gates/huu-nghi?lang=zh")["name"]?.string)
        #expect(try ids("gates", "name = '\(name)'", "&lang=zh") == ["huu-nghi"])
        #expect(try ids("gates", "name = '\(name)'").isEmpty)
    }

    private static let wrong: [(query: String, parameter: String, reason: String, remedy: String)] = [
        ("filter=areaHa%20%3E%3E%201", "filter", "at character 9", "write a field"),
        ("filter=areHa%20%3E%201", "filter", "no field \"areHa\"", "did you mean areaHa?"),
        ("filter=areaHa%20%3E%20%27x%27", "filter", "expected a number to compare areaHa with", "without quotes"),
        ("filter=kind%20%3D%20%27border-gate-economic-zne%27", "filter", "kind is never", "did you mean"),
        ("filter=province%20%3D%20%27lao-ca%27", "filter", "no record 'lao-ca'", "did you mean \"lao-cai\"?"),
        ("filter=\(String(repeating: "a", count: 6145))", "filter", "6145 bytes long", "at most 6144 bytes"),
        ("filter=", "filter", "has no value", "give it one"), ("filter=1&filter=2", "filter", "given twice", ""),
        ("filter=%7B%7D", "filter", "found \"{\"", "cql2-json"),
        ("filter=%7B%7D&filter-lang=cql2-json", "filter", "expected an operator", ""),
        ("filter=%7B&filter-lang=cql2-json", "filter", "line 1", ""),
        ("filter-lang=cql2-text", "filter-lang", "there is no filter", ""),
        ("filter=TRUE&filter-lang=cql2-txt", "filter-lang", "not written", "did you mean \"cql2-text\"?"),
        (
            "filter=TRUE&filter-crs=http%3A%2F%2Fwww.opengis.net%2Fdef%2Fcrs%2FEPSG%2F0%2F4326", "filter-crs",
            "no reference system", "CRS84"
        ),
        ("bbox=1,2,3", "bbox", "no box", "west,south,east,north"), ("bbox=1,2,3,x", "bbox", "no box", ""),
        ("bbox=1,5,3,4", "bbox", "south", ""), ("bbox=22,104,23,105", "bbox", "leaves the Earth", "longitudes"),
        ("near=104,22", "near", "no place", "near=103.97,22.5,50"), ("near=104,22,0", "near", "no place", ""),
        ("near=104,22,-5", "near", "no place", ""),
    ]

    @Test(arguments: wrong.indices) func wrongQuestions_areBadParameters(_ index: Int) throws {
        let (query, parameter, reason, remedy) = Self.wrong[index]
        let problem = try expectProblem(client.get("/v1/zones?\(query)"), 400, "bad-parameter")
        let fault = try #require(ListedFault.all(of: problem).first)
        #expect(fault.parameter == parameter)
        #expect(fault.reason.contains(reason), "\(fault.reason)")
        #expect(fault.remedy.contains(remedy), "\(fault.remedy)")
    }

    @Test func fault_saysWhereItIs() throws {
        let text = try expectProblem(ask("zones", "areaHa > 1 AND provnce = 'lao-cai'"), 400, "bad-parameter")
        #expect(text["errors"]?[0]?["position"] == 16)
        let json = try expectProblem(
            ask("zones", #"{"op":"=","args":[{"property":"provnce"},1]}"#, "&filter-lang=cql2-json"), 400,
            "bad-parameter")
        #expect(json["errors"]?[0]?["pointer"] == "/args/0")
    }

    @Test func allFaults_areListed() throws {
        let problem = try expectProblem(
            client.get("/v1/zones?filter=x%3D1%20OR%20y%3D2&bbox=1&colour=red"), 400, "bad-parameter")
        #expect(ListedFault.all(of: problem).map(\.parameter) == ["bbox", "colour", "filter", "filter"])
    }

    @Test func places_areAskedOnlyWhereThereAreSome() throws {
        let problem = try expectProblem(client.get("/v1/observations?bbox=1,1,2,2"), 400, "bad-parameter")
        #expect(ListedFault.all(of: problem).first?.remedy.contains("/v1/gates") == true)
    }

    @Test func near_putsTheNearestFirst() throws {
        let huuNghi = try #require(client.json("/v1/gates/huu-nghi")["point"])
        let (lon, lat) = (try #require(huuNghi["lon"]?.double), try #require(huuNghi["lat"]?.double))
        let near = try client.list("/v1/gates?near=\(lon),\(lat),60&limit=1000").ids
        #expect(near.first == "huu-nghi" && near.count > 1)
        #expect(try client.list("/v1/gates?near=\(lon),\(lat),0.5").ids.count < near.count)
        let first = try client.list("/v1/gates?near=\(lon),\(lat),60&limit=2")
        let second = try client.list(try #require(first.next))
        #expect(first.ids + second.ids == Array(near.prefix(4)))
    }

    /// Dotted fields are sorted by, too; null comes last.
    @Test func sort_byADottedField_isPossible() throws {
        let ends = try client.list("/v1/observations?sort=period.end&limit=1000").items.map {
            $0["period"]?["end"]?.string
        }
        let known = ends.compactMap(\.self)
        #expect(known == known.sorted() && Array(ends.prefix(known.count)) == known)
        #expect(known.count > 10 && known.count < ends.count)
    }

    @Test func cursor_ofAnotherFilter_isABadParameter() throws {
        let next = try #require(client.list("/v1/gates?limit=2&filter=class%20IS%20NOT%20NULL").next)
        let cursor = try #require(next.split(separator: "cursor=").last)
        try expectProblem(
            client.get("/v1/gates?limit=2&filter=class%20IS%20NULL&cursor=\(cursor)"), 400, "bad-parameter")
        // The same question in other words is the same question.
        #expect(try client.get("/v1/gates?limit=2&filter=NOT%20(class%20IS%20NULL)&cursor=\(cursor)").status == 200)
    }
}
