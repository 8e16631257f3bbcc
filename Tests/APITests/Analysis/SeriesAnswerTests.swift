import JSONText
import Testing

@testable import API

/// Series and comparisons over the data of the repository, with numbers counted by hand from the documents.
struct SeriesAnswerTests {
    private let client: APIClient

    init() throws {
        client = try APIClient()
    }

    /// 2.79 billion by 15 December 2024, up 72%: 1.622 billion in the same days of 2023.
    @Test func trade_hasTheValueImpliedByItsOwnComparison() throws {
        let answer = try client.json(
            "/v1/series?indicator=trade-turnover&subject=lao-cai&scope=trade-purchase-exchange")
        let items = try #require(answer["items"]?.array)
        #expect(answer["total"] == 2)
        #expect(items.map { $0["coverage"] } == ["part-year", "part-year"])
        #expect(items[0]["value"] == 1_622_093_023)
        #expect(items[0]["derived"] == true)
        #expect(items[0]["qualifier"] == "estimated" && items[0]["confidence"] == "medium")
        #expect(items[1]["qualifier"] == "exact" && items[1]["confidence"] == "high")
        #expect(items[0]["observation"] == .null)
        #expect(items[0]["impliedBy"]?["observation"] == "obs-lao-cai-trade-turnover-2024")
        #expect(items[0]["period"] == ["start": "2023-01-01", "end": "2023-12-15"])
        #expect(items[1]["value"] == 2_790_000_000)
        #expect(items[1]["derived"] == false)
        let change = try #require(items[1]["changes"]?[0])
        #expect(change["percent"] == 72)
        #expect(change["absolute"] == 1_167_906_977)
        #expect(change["stated"] == true)
        #expect(change["previousDerived"] == true)
        #expect(items[1]["source"]?["line"] == 23)
    }

    /// The whole year 2022 and the part of 2024 are of different scopes and stretches: nothing compares them.
    @Test func wholeAndPartYears_haveNoChange() throws {
        let items = try client.list("/v1/series?indicator=trade-turnover&subject=lao-cai").items
        #expect(items.count == 3)
        let whole = try #require(items.first { $0["coverage"] == "whole-year" })
        #expect(whole["value"] == 2_300_000_000)
        #expect(whole["changes"] == [])
    }

    /// October 2024: 811.016 billion dong, 4.84% above September and 18.65% above October 2023.
    @Test func retail_isComparedWithTheYearAndTheMonthBefore() throws {
        let items = try client.list("/v1/series?indicator=retail-and-services-revenue&subject=lai-chau").items
        #expect(items.map { $0["derived"] } == [true, true, false])
        let changes = try #require(items[2]["changes"]?.array)
        #expect(changes.map { $0["basis"] } == ["earlier-year", "month-before"])
        #expect(changes.map { $0["percent"] } == [18.65, 4.84])
        #expect(changes[0]["previousValue"] == 683_536_451_749)
        #expect(changes[1]["previousValue"] == 773_574_971_385)
    }

    /// The Lào Cai zone is one of eight key zones: 12.5 percent of them.
    @Test func share_isOfTheStatedWhole() throws {
        let items = try client.list("/v1/series?indicator=key-zone-selection&subject=kktck-lao-cai").items
        #expect(items.first?["share"]?["percent"] == 12.5)
        #expect(items.first?["share"]?["whole"] == 8)
        #expect(items.first?["share"]?["derived"] == true)
    }

    @Test func aSubjectWithoutFigures_isAnEmptySeriesWithTheReason() throws {
        let answer = try client.json("/v1/series?indicator=trade-turnover&subject=ha-noi&lang=en")
        #expect(answer["total"] == 0)
        #expect(answer["items"] == [])
        #expect(answer["reason"] == "no source in the data set reports this indicator for the subject")
    }

    @Test func subject_mayBeAnAlias() throws {
        let answer = try client.json("/v1/series?indicator=area&subject=kkt-lao-cai")
        #expect(answer["subject"]?["id"] == "kktck-lao-cai")
        #expect(answer["total"]?.integer ?? 0 > 2)
    }

    @Test func pages_joinToTheWhole() throws {
        let whole = try client.list("/v1/series?indicator=area&subject=kktck-lao-cai")
        var items: [JSONValue] = []
        var next: String? = "/v1/series?indicator=area&subject=kktck-lao-cai&limit=2"
        while let address = next {
            let page = try client.list(address)
            items += page.items
            next = page.next
            #expect(page.total == whole.total)
        }
        #expect(items == whole.items)
    }

    @Test func compare_alignsStatesByYear() throws {
        let answer = try client.json("/v1/compare?indicator=population&subjects=lang-son,dien-bien,ha-noi&lang=en")
        #expect(answer["columns"]?.array?.map { $0["period"]?["start"] } == ["2024-01-01"])
        let items = try #require(answer["items"]?.array)
        #expect(items.map { $0["values"] } == [[813_978], [635_921], [.null]])
        #expect(items[2]["reason"]?.string?.isEmpty == false)
        #expect(items[0]["points"]?[0]?["asOf"] == "2024-04-01")
        #expect(items[1]["points"]?[0]?["period"] == ["start": "2024-01-01", "end": "2024-12-31"])
        #expect(answer["differences"]?.array?.map { $0["kind"] } == ["missing"])
    }

    @Test func compare_marksBoundariesThatEnded() throws {
        let answer = try client.json("/v1/compare?indicator=population&subjects=lao-cai,lao-cai-2025")
        #expect(answer["differences"]?.array?.map { $0["kind"] } == ["boundary"])
        #expect(answer["differences"]?[0]?["values"] == ["../2025-06-30", "2025-07-01/.."])
    }

    @Test func compare_marksScopesOfOneSubject() throws {
        let answer = try client.json("/v1/compare?indicator=trade-turnover&subjects=lao-cai,lang-son")
        let kinds = answer["differences"]?.array?.compactMap { $0["kind"]?.string }
        #expect(kinds == ["scope", "missing"])
        #expect(answer["items"]?.array?.map { $0["scope"] } == ["trade-purchase-exchange", .null, .null])
    }

    @Test(arguments: [
        ("/v1/series?indicator=trade-turnovr&subject=lao-cai", "indicator", "trade-turnover"),
        ("/v1/series?indicator=trade-turnover&subject=lao-cay", "subject", "lao-cai"),
        ("/v1/series?indicator=trade-turnover&subject=lao-cai&scope=export-imports", "scope", "export-import"),
        ("/v1/series?indicator=trade-turnover", "subject", "lao-cai"),
        ("/v1/series?indicator=trade-turnover&subject=lao-cai&limit=0", "limit", "1 to 1000"),
        ("/v1/series?indicator=trade-turnover&subject=lao-cai&cursor=x", "cursor", "next"),
        ("/v1/series?indicator=trade-turnover&subject=lao-cai&frm=2020", "frm", "known are"),
        ("/v1/compare?indicator=population&subjects=lao-cai", "subjects", "2 to 20"),
        ("/v1/compare?indicator=population&subjects=lao-cai,lao-cai", "subjects", "once"),
        ("/v1/compare?indicator=population&subjects=lao-cai,lang-sn", "subjects", "lang-son"),
    ])
    func wrongQuestions_areRefusedWithTheRemedy(target: String, parameter: String, remedy: String) throws {
        let faults = ListedFault.all(of: try expectProblem(client.get(target), 400, "bad-parameter"))
        #expect(faults.first?.parameter == parameter)
        #expect(faults.first?.remedy.contains(remedy) == true, "\(faults)")
    }
}
