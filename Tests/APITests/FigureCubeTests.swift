import BorderEconomy
import JSONText
import Testing

@testable import API

/// Figures as cubes, held against JSON-stat 2.0.
struct FigureCubeTests {
    private let client: APIClient

    init() throws {
        client = try APIClient()
    }

    /// For each cell that has an observation: its identifier, the codes by dimension, its value and status.
    private func cells(_ cube: JSONValue, of kind: String = "observations") throws -> [(
        id: String, codes: [String: String], value: JSONValue, status: String
    )] {
        let names = try #require(cube["id"]?.strings)
        let sizes = (cube["size"]?.array ?? []).compactMap(\.integer).map { Int($0) }
        try #require(names.count == sizes.count)
        let codes = try names.map { try #require(cube["dimension"]?[$0]?["category"]?["index"]?.strings) }
        #expect(codes.map(\.count) == sizes)
        let observations = try #require(cube["extension"]?[kind]?.object)
        return try observations.members.map { member in
            var rest = try #require(Int(member.key))
            var found: [String: String] = [:]
            for place in names.indices.reversed() {
                found[names[place]] = codes[place][rest % sizes[place]]
                rest /= sizes[place]
            }
            try #require(rest == 0)
            let value = cube["value"]?.array.map { $0[Int(member.key) ?? 0] } ?? cube["value"]?[member.key]
            return (
                try #require(member.value.string), found, try #require(value),
                try #require(cube["status"]?[member.key]?.string)
            )
        }
    }

    @Test(arguments: [
        "/v1/observations", "/v1/targets", "/v1/targets?status=missed", "/v1/observations?subject=lang-son",
        "/v1/indicators/trade-turnover/observations",
        "/v1/observations?indicator=investment-projects&lang=zh", "/v1/provinces/lao-cai/observations",
    ])
    func cube_HoldsEveryFigureOnce(target: String) throws {
        let separator = target.contains("?") ? "&" : "?"
        let answer = try client.get("\(target)\(separator)f=jsonstat")
        try #require(answer.status == 200, "\(answer.text)")
        let cube = try answer.json()
        #expect(cube["version"] == "2.0" && cube["class"] == "dataset")
        let items = try client.list("\(target)\(separator)limit=1000").items
        let cells = try cells(cube, of: target.hasPrefix("/v1/targets") ? "targets" : "observations")
        #expect(Set(cells.map(\.id)) == Set(items.compactMap { $0["id"]?.string }))
        #expect(cells.count == items.count)
        for cell in cells {
            let item = try #require(items.first { $0["id"]?.string == cell.id })
            #expect(cell.value == item["value"])
            #expect(cell.status == item["qualifier"]?.string)
            #expect(cell.codes["indicator"] == item["indicator"]?.string)
            #expect(cell.codes["subject"] == item["subject"]?.string)
            #expect(cell.codes["unit"] == item["unit"]?.string)
            if let scope = cell.codes["scope"] { #expect(scope == item["scope"]?.string ?? "not-said") }
        }
        let roles = cube["role"]
        #expect(roles?["time"] == ["period"] && roles?["metric"] == ["indicator"] && roles?["geo"] == ["subject"])
    }

    @Test func range_HasItsEndsBeside() throws {
        let all = try client.list("/v1/observations?limit=1000").items
        let range = try #require(all.first { $0["value"]?.isNull == true && $0["low"]?.isNull == false })
        let id = try #require(range["id"]?.string)
        let cube = try client.json("/v1/observations?id=\(id)&f=jsonstat")
        #expect(cube["value"] == [.null])
        #expect(cube["extension"]?["ranges"]?["0"] == [range["low"] ?? .null, range["high"] ?? .null])
    }

    /// Few cells of a cube of unlike figures have one: only those are written.
    @Test func cube_OfUnlikeFigures_IsSparse() throws {
        let cube = try client.json("/v1/observations?f=jsonstat")
        let sizes = (cube["size"]?.array ?? []).compactMap(\.integer)
        let count = sizes.reduce(1, *)
        let values = try #require(cube["value"]?.object)
        #expect(count > 1_000_000)
        #expect(try values.members.count == client.list("/v1/observations?limit=1").total)
        #expect(values.members.allSatisfy { Int64($0.key).map { (0..<count).contains($0) } ?? false })
    }

    @Test func figures_ThatNoCubeHolds_AreRefusedWithTheRemedy() throws {
        let rows: [JSONObject] = [1, 2].map { number in
            ["id": .string("obs-\(number)"), "indicator": "i", "subject": "s", "value": .integer(Int64(number))]
        }
        #expect(throws: Never.self) { try FigureCube(of: [rows[0]], in: .english) }
        let problem = #expect(throws: Problem.self) { try FigureCube(of: rows, in: .english) }
        let fault = try #require(problem?.faults.first)
        #expect(fault.parameter == "f" && fault.remedy.contains("f=csv"))
        #expect(fault.reason.contains("obs-1 and obs-2"))
    }

    @Test func series_isACubeOfItsValues() throws {
        let target = "/v1/series?indicator=trade-turnover&subject=lao-cai"
        let items = try client.list(target + "&limit=1000").items
        let answer = try client.get(target + "&f=jsonstat")
        #expect(answer["Content-Type"] == "application/json-stat+json")
        let cube = try answer.json()
        #expect(try cells(cube).count == items.filter { !($0["observation"] ?? .null).isNull }.count)
        let status = cube["status"]?.object?.members ?? []
        #expect(status.count == items.count)
        let labels = cube["dimension"]?["subject"]?["category"]?["label"]
        #expect(labels?["lao-cai"]?.string?.contains("Lào Cai") == true)
        for parameter in ["limit=5", "cursor=abc"] {
            try expectProblem(client.get("\(target)&f=jsonstat&\(parameter)"), 400, "bad-parameter")
        }
    }

    @Test func comparison_isACubeOfItsSubjects() throws {
        let target = "/v1/compare?indicator=population&subjects=lang-son,dien-bien,kim-thanh"
        let cube = try client.json(target + "&f=jsonstat")
        #expect(Set(cube["dimension"]?["subject"]?["category"]?["index"]?.strings ?? []) == ["lang-son", "dien-bien"])
        #expect(try !cells(cube).isEmpty)
    }

    @Test func nothing_IsACubeOfNothing() throws {
        let cube = try client.json("/v1/observations?subject=kim-thanh&indicator=population&f=jsonstat")
        #expect(cube["value"] == [])
        #expect(cube["size"]?.array?.allSatisfy { $0 == 0 } == true)
    }

    @Test func units_StandWithTheirIndicator() throws {
        let cube = try client.json("/v1/observations?subject=lang-son&indicator=trade-turnover&f=jsonstat")
        let units = cube["dimension"]?["unit"]?["category"]?["index"]?.strings ?? []
        let stated = cube["dimension"]?["indicator"]?["category"]?["unit"]?["trade-turnover"]?["label"]?.string
        #expect(units.count == 1 ? stated == units[0] : stated == nil)
    }
}
