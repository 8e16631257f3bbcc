import BorderEconomy
import JSONText
import Testing

@testable import API

/// Comparisons, accounts, series, summaries and routes as tables, lines and maps.
struct ComputedTableTests {
    private let client: APIClient

    init() throws { client = try APIClient() }

    private func table(_ target: String) throws -> (columns: [String], rows: [[String]]) {
        let answer = try client.get(target)
        #expect(answer.status == 200)
        #expect(answer["Content-Type"] == "text/csv; charset=utf-8")
        let lines = answer.text.split(separator: "\r\n").map(Self.cells)
        return (try #require(lines.first), Array(lines.dropFirst()))
    }

    /// The cells of a line; those in quotes with them.
    private static func cells(of line: Substring) -> [String] {
        var isQuoted = false
        return line.split(omittingEmptySubsequences: false) { character in
            if character == "\"" { isQuoted.toggle() }
            return character == "," && !isQuoted
        }.map(String.init)
    }

    private func lines(_ target: String) throws -> [JSONValue] {
        let answer = try client.get(target)
        #expect(answer["Content-Type"] == "application/x-ndjson")
        return try answer.text.split(separator: "\n").map { try JSONValue(parsing: Array($0.utf8)) }
    }

    @Test func comparison_hasARowForEachValue() throws {
        let target = "/v1/compare?indicator=population&subjects=lang-son,dien-bien,kim-thanh"
        let items = try #require(try client.json(target)["items"]?.array)
        let values = items.flatMap { $0["values"]?.array ?? [] }.filter { $0 != .null }
        let rows = try lines(target + "&f=ndjson")
        #expect(rows.compactMap { $0["value"] }.filter { $0 != .null } == values)
        let empty = try #require(rows.first { $0["subject"] == "kim-thanh" })
        #expect(empty["reason"]?.string?.isEmpty == false)
        let (columns, cells) = try table(target + "&f=csv&lang=en")
        #expect(columns.prefix(4) == ["subject", "subjectName", "subjectCollection", "reason"])
        #expect(columns.contains("period.start"))
        #expect(columns.contains("source.document"))
        #expect(cells.count == rows.count)
        let value = try #require(columns.firstIndex(of: "value"))
        #expect(cells.map { $0[value] }.filter { !$0.isEmpty } == values.compactMap { $0.integer.map(String.init) })
    }

    @Test func comparison_comesInPages() throws {
        let target = "/v1/compare?indicator=population&subjects=lang-son,dien-bien,cao-bang,quang-ninh"
        let whole = try client.list(target)
        var next: String? = target + "&limit=1"
        var items: [JSONValue] = []
        while let page = try next.map({ try client.list($0) }) {
            #expect(page.items.count == 1)
            #expect(page.total == whole.total)
            items += page.items
            next = page.next
        }
        #expect(items == whole.items)
        #expect(try table(target + "&f=csv&limit=2").rows.count == 2)
    }

    @Test func account_hasARowForEachFigure() throws {
        let target = "/v1/investment?subject=kktck-lao-cai&period=2024"
        let rows = try lines(target + "&f=ndjson")
        let accounts = try client.list(target).items
        let account = try #require(accounts.first { $0["dossiers"]?.array?.isEmpty == false })
        let stages = try #require(account["dossiers"]?[0]?["stages"]?.array)
        for stage in stages {
            let row = try #require(
                rows.first {
                    $0["subject"] == account["subject"] && $0["part"] == "dossiers" && $0["figure"] == stage["stage"]
                })
            #expect(row["value"] == stage["figure"]?["value"] ?? .null)
            #expect(row["observation"] == stage["figure"]?["id"] ?? .null)
        }
        let residual = try #require(rows.first { $0["figure"] == "residual" })
        #expect(residual["derived"] == true)
        #expect(residual["value"] == account["dossiers"]?[0]?["residual"]?["value"])
        #expect(residual["inputs"]?.array?.isEmpty == false)
        let (columns, cells) = try table(target + "&f=csv")
        #expect(cells.count == rows.count)
        #expect(columns.contains("source.line"))
    }

    @Test func seriesAndSummaries_haveLines() throws {
        let series = "/v1/series?indicator=trade-turnover&subject=lao-cai"
        #expect(try lines(series + "&f=ndjson") == client.list(series).items)
        let (columns, cells) = try table(series + "&f=csv&lang=en")
        #expect(!cells.joined().contains { $0.contains("{") || $0.contains("[") })
        let percent = try #require(columns.firstIndex(of: "changes.earlier.percent"))
        let implied = try #require(columns.firstIndex(of: "impliedBy.comparison.value"))
        #expect(cells.contains { $0[percent] == "72" })
        #expect(cells.contains { $0[implied] == "72" })
        let summary = "/v1/gates/summary?by=class"
        #expect(try lines(summary + "&f=ndjson") == client.list(summary).items)
    }

    @Test func route_isAMapAndATableOfItsLegs() throws {
        let target = "/v1/network/route?from=kunming&to=hai-phong&on=2030-12-31&include=planned"
        let legs = try #require(try client.json(target)["items"]?[0]?["legs"]?.array)
        let map = try client.json(target + "&f=geojson")
        let features = try #require(map["features"]?.array)
        #expect(features.map { $0["id"] } == legs.map { $0["id"] })
        #expect(features.allSatisfy { $0["geometry"]?["type"] == "LineString" })
        #expect(features[0]["properties"]?["number"] == 1)
        let (columns, rows) = try table(target + "&f=csv&lang=en")
        #expect(columns.prefix(3) == ["number", "id", "name"])
        #expect(columns.contains("from.id"))
        #expect(rows.count == legs.count)
        #expect(try lines(target + "&f=ndjson").map { $0["lengthKm"] } == legs.map { $0["lengthKm"] })
        let none = try client.json("/v1/network/route?from=kunming&to=hai-phong&on=1900-01-01&f=geojson")
        #expect(none["features"] == [])
    }

    @Test func network_isAMapAndATable() throws {
        let legs = try client.list("/v1/network?on=2025-01-01").items
        let map = try client.json("/v1/network?on=2025-01-01&f=geojson")
        #expect(map["features"]?.array?.count == legs.count)
        #expect(try table("/v1/network?on=2025-01-01&f=csv").rows.count == legs.count)
    }

    @Test(arguments: [
        ("/v1/compare?indicator=population&subjects=lang-son,dien-bien&f=geojson", "f"),
        ("/v1/investment?f=jsonstat", "f"), ("/v1/investment?bom=true", "bom"),
        ("/v1/network/route?from=kunming&to=hai-phong&f=xls", "f"), ("/v1/network?f=csv&limit=5", "limit"),
    ])
    func wrongForm_isRefused(target: String, parameter: String) throws {
        let problem = try expectProblem(client.get(target), 400, "bad-parameter")
        #expect(ListedFault.all(of: problem).map(\.parameter) == [parameter])
    }

    // Empty lists

    @Test func emptyList_saysWhatThereIs() throws {
        let behind = try client.json("/v1/targets?status=behind&sort=-gapRelative&lang=en")
        #expect(behind["total"] == 0)
        let groups = try client.list("/v1/targets/summary?by=status").items
        let counts = groups.compactMap { group in
            group["by"]?["status"]?.string.map { "\($0) (\(group["count"]?.integer ?? 0))" }
        }
        #expect(
            behind["reason"]?.string
                == "no record has the status behind; there are \(counts.joined(separator: ", "))")
        #expect(try client.json("/v1/targets?status=missed")["reason"] == nil)
        // What all else leaves is counted, not everything.
        let gates = try client.json("/v1/gates?province=lang-son&class=opening&lang=en")
        #expect(gates["reason"]?.string?.contains("international") == true)
        #expect(try client.json("/v1/gates?q=nowhere")["reason"] == nil)
    }

    @Test func target_namesFiguresThatDoNotCompare() throws {
        let target = try client.json("/v1/targets/target-lao-cai-trade-turnover-2025")
        let figures = target["progress"]?["incomparable"]?.array ?? []
        #expect(
            figures.contains { $0["observation"] == "obs-lao-cai-trade-turnover-2024" && $0["differs"] == ["scope"] })
    }
}
