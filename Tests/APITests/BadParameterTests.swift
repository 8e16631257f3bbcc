import JSONText
import Testing

@testable import API

struct BadParameterTests {
    private let client: APIClient

    init() throws {
        client = try APIClient()
    }

    /// The query, the parameter at fault, what the reason and what the remedy must say.
    @Test(arguments: [
        ("/v1/gates?provnce=lao-cai", "provnce", "no parameter", #"did you mean "province"?"#),
        ("/v1/gates?limits=5", "limits", "no parameter", #"did you mean "limit"?"#),
        ("/v1/gates?Class=international", "Class", "no parameter", #"did you mean "class"?"#),
        ("/v1/gates?xyzzyplugh=1", "xyzzyplugh", "no parameter", "known are id, name"),
        ("/v1/gates?related=x", "related", "no parameter", "known are id, name"),
        ("/v1/gates?names=x", "names", "no parameter", #"did you mean "name"?"#),
        ("/v1/gates?class=internationl", "class", "internationl", #"did you mean "international"?"#),
        ("/v1/gates?class=xyzzyplugh", "class", "xyzzyplugh", "known are international"),
        ("/v1/gates?class=international,", "class", #"cannot be """#, ""),
        ("/v1/gates?province=lao-ca", "province", "no such record", #"did you mean "lao-cai"?"#),
        ("/v1/gates?province=kim-thanh", "province", "no such record", "/v1/provinces"),
        ("/v1/observations?subject=kim-than", "subject", "no such record", #"did you mean "kim-thanh"?"#),
        ("/v1/observations?indicator=trade-turnovr", "indicator", "no such record", #"did you mean "trade-turnover"?"#),
        ("/v1/gates?laneCount=five", "laneCount", "no number", "such as 5"),
        ("/v1/gates?laneCount=nan", "laneCount", "no number", "such as 5"),
        ("/v1/gates?laneCount=inf", "laneCount", "no number", "such as 5"),
        ("/v1/gates?laneCount=0x5", "laneCount", "no number", "such as 5"),
        ("/v1/gates?laneCount=%205", "laneCount", "no number", "such as 5"),
        ("/v1/gates?openedOn=2020-13-01", "openedOn", "no such day", "YYYY-MM-DD"),
        ("/v1/gates?openedOn=2023-02-29", "openedOn", "no such day", "YYYY-MM-DD"),
        ("/v1/gates?openedOn=1.7.2025", "openedOn", "no such day", "YYYY-MM-DD"),
        ("/v1/provinces?existsToday=yes", "existsToday", "neither true nor false", "true or false"),
        ("/v1/gates?sort=nam", "sort", "nam", #"did you mean "name"?"#),
        ("/v1/gates?sort=names", "sort", "names", #"did you mean "name"?"#),
        ("/v1/gates?sort=lanes", "sort", "lanes", ""),
        ("/v1/gates?sort=name,,class", "sort", #"by "", key 2 of sort"#, ""),
        ("/v1/gates?sort=-", "sort", #"by "", key 1 of sort"#, ""),
        ("/v1/gates?q=%ff", "q", "q is not UTF-8", "%E1%BB%AF"),
        ("/v1/gates?limit=5&province=%c3%28", "province", "province is not UTF-8", "percent-encode"),
        ("/v1/network?from=kunming", "from", "no parameter", "known are on"),
        ("/v1/observations?boundaries=2024-01-01", "boundaries", "no boundaries", "known are as-reported, 2025-07-01"),
        ("/v1/projects?sort=provinces", "sort", "provinces", ""),
        ("/v1/gates?fields=nam", "fields", "nam", #"did you mean "name"?"#),
        ("/v1/provinces?fields=id,figures", "fields", "figures", ""),
        ("/v1/gates?fields=id,", "fields", #"no field """#, ""),
        ("/v1/gates?limit=0", "limit", "0", "1 to 1000"),
        ("/v1/gates?limit=-1", "limit", "-1", "1 to 1000"),
        ("/v1/gates?limit=1001", "limit", "1001", "1 to 1000"),
        ("/v1/gates?limit=5.5", "limit", "5.5", "1 to 1000"),
        ("/v1/gates?limit=%2B5", "limit", "+5", "1 to 1000"),
        ("/v1/gates?limit=all", "limit", "all", "1 to 1000"),
        ("/v1/gates?limit=99999999999999999999", "limit", "99999999999999999999", "1 to 1000"),
        ("/v1/gates?lang=vn", "lang", "vn", "vi"),
        ("/v1/gates?lang=deutsch", "lang", "deutsch", "known are vi, en, zh"),
        ("/v1/gates?lang=VI", "lang", "VI", "vi"),
        ("/v1/gates?q=%2C%20-", "q", "no word", "letters or digits"),
        ("/v1/gates?q=", "q", "no value", "leave it out"),
        ("/v1/gates?q", "q", "no value", "leave it out"),
        ("/v1/gates?class=", "class", "no value", "leave it out"),
        ("/v1/gates?sort=", "sort", "no value", "leave it out"),
        ("/v1/gates?cursor=", "cursor", "no value", "leave it out"),
        ("/v1/gates?limit=1&limit=2", "limit", "twice", "once"),
        ("/v1/gates?class=international&class=secondary", "class", "twice", "a comma between values means or"),
        ("/v1/gates/kim-thanh?lang=vn", "lang", "vn", "vi"),
        ("/v1/gates/kim-thanh?lang=vi&lang=en", "lang", "twice", "once"),
        ("/v1/gates/kim-thanh?langs=vi", "langs", "no parameter", #"did you mean "lang"?"#),
        ("/v1/gates/kim-thanh?fields=id", "fields", "no parameter", "lang"),
        ("/v1/provinces/lao-cai/gates?clas=x", "clas", "no parameter", #"did you mean "class"?"#),
        ("/v1/dataset/checks?severty=error", "severty", "no parameter", #"did you mean "severity"?"#),
        ("/v1?lang=en", "lang", "no parameter", "leave it out"),
        ("/?x=1", "x", "no parameter", "leave it out"),
        ("/v1/dataset?x=1", "x", "no parameter", "leave it out"),
        ("/openapi.json?x=1", "x", "no parameter", "leave it out"),
        ("/healthz?verbose=1", "verbose", "no parameter", "leave it out"),
    ])
    func parameter_ThatIsWrong_IsNamedWithReasonAndRemedy(
        target: String, parameter: String, reason: String, remedy: String
    ) throws {
        let problem = try expectProblem(client.get(target), 400, "bad-parameter")
        let faults = ListedFault.all(of: problem)
        #expect(faults.map(\.parameter) == [parameter])
        let fault = try #require(faults.first)
        #expect(fault.reason.contains(reason), "\(fault)")
        #expect(fault.remedy.contains(remedy), "\(fault)")
        #expect(!fault.remedy.isEmpty)
        #expect(problem["detail"]?.string?.contains(fault.reason) == true)
    }

    @Test func parameters_ThatAreWrong_AreAllNamedAtOnce() throws {
        let target =
            "/v1/gates?provnce=x&class=intl,secondary,internationl&limit=0&sort=nam,-clas&fields=i&lang=xx-yy&cursor=!"
        let problem = try expectProblem(client.get(target), 400, "bad-parameter")
        #expect(
            ListedFault.all(of: problem).map(\.parameter)
                == ["provnce", "class", "class", "limit", "sort", "sort", "fields", "lang", "cursor"])
        #expect(problem["detail"]?.string?.contains("and 8 more") == true)
    }

    @Test(arguments: ["/v1/gates?q=%FF", "/v1/gates?q=%C3%28", "/v1/gates?%FF=x", "/v1/gates/kim-thanh?lang=%ED%A0%80"])
    func query_ThatIsNotUTF8_IsABadParameter(target: String) throws {
        let problem = try expectProblem(client.get(target), 400, "bad-parameter")
        let faults = ListedFault.all(of: problem)
        #expect(faults.count == 1)
        #expect(faults.first?.parameter != nil)
        #expect(faults.first?.reason.contains("UTF-8") == true)
    }

    @Test(arguments: ["/v1/gates?", "/v1/gates?&&", "/v1/gates/kim-thanh?", "/v1?"])
    func query_OfNothing_IsNoFault(target: String) throws {
        let bare = try client.get(String(target.prefix { $0 != "?" }))
        #expect(try client.get(target).body == bare.body)
    }

    /// A person may write a space as a plus, and a comma encoded.
    @Test(arguments: [
        ("/v1/gates?q=huu+nghi", "/v1/gates?q=huu%20nghi"),
        ("/v1/gates?class=international%2Csecondary", "/v1/gates?class=international,secondary"),
        ("/v1/gates?%63lass=international", "/v1/gates?class=international"),
    ])
    func query_EncodedOtherwise_IsTheSameQuestion(target: String, other: String) throws {
        let answer = try client.get(target)
        #expect(answer.status == 200)
        #expect(answer.body == (try client.get(other).body))
    }

    /// What thousands of faults say is worked out for the first of them alone.
    @Test(arguments: [
        "/v1/gates?fields=" + String(repeating: ",", count: 8000),
        "/v1/gates?sort=" + (0..<1000).map { "a\($0)" }.joined(separator: ","),
        "/v1/gates?" + (0..<900).map { "a\($0)=1" }.joined(separator: "&"),
        "/v1/observations?indicator=" + (0..<1000).map { "a\($0)" }.joined(separator: ","),
        "/v1/observations/summary?by=" + (0..<1000).map { "a\($0)" }.joined(separator: ","),
        "/v1/search?q=a&type=" + (0..<1000).map { "a\($0)" }.joined(separator: ","),
        "/v1/changes?collection=" + (0..<1000).map { "a\($0)" }.joined(separator: ","),
        "/ogc/collections/gates/items?" + (0..<900).map { "a\($0)=1" }.joined(separator: "&"),
    ])
    func manyFaults_AreToldUpToABound(target: String) throws {
        let problem = try expectProblem(client.get(target), 400, "bad-parameter")
        #expect(ListedFault.all(of: problem).count == FaultList.capacity)
        #expect(problem["detail"]?.string?.contains("(and 15 more at least)") == true)
    }

    @Test func manySubjects_AreCountedBeforeTheyAreLookedUp() throws {
        let names = (0..<1000).map { "a\($0)" }.joined(separator: ",")
        let problem = try expectProblem(
            client.get("/v1/compare?indicator=trade-turnover&subjects=\(names)"), 400, "bad-parameter")
        #expect(ListedFault.all(of: problem).map(\.reason) == ["1000 subjects are too many"])
    }

    @Test func longPath_IsRefusedWithoutLookingForANeighbour() throws {
        let problem = try expectProblem(
            client.get("/" + String(repeating: "a/", count: 4000)), 404, "not-found")
        #expect(problem["detail"] == "no address has 4001 segments; /v1 lists what is served")
    }
}
