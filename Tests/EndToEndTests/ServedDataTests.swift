import Foundation
import JSONText
import Testing

/// What a planner asks the running program, with a real client.
@Suite struct ServedDataTests {
    @Test func questionsOfAPlanner_AreAnsweredInFull() throws {
        let (program, address) = try RunningProgram.server()
        try checkGate(address)
        try checkFigures(address)
        try checkPlan(address)
        try checkErrors(address)
        program.signal(SIGTERM)
        #expect(program.end().status == 0)
    }

    private func checkGate(_ address: String) throws {
        let answer = try Curl.get(address + "/v1/gates/kim-thanh")
        #expect(answer.status == 200)
        #expect(answer.body.utf8.count < 3000)
        let gate = try JSONValue(parsing: Array(answer.body.utf8))
        #expect(gate["lanes"]?.array?.count == 5)
        #expect(gate["parentGate"]?.string == "lao-cai-road")
        #expect(gate["class"]?.string == "international")
        let found = try items(address + "/v1/gates?q=huu%20nghi")
        #expect(found.first?["id"]?.string == "huu-nghi")
        let place = try Curl.get(address + "/v1/places/kunming")
        #expect(try JSONValue(parsing: Array(place.body.utf8))["id"]?.string == "con-minh")
    }

    private func checkFigures(_ address: String) throws {
        let turnover = try items(address + "/v1/observations?subject=lao-cai&indicator=trade-turnover&layer=core")
        #expect(turnover.first?["value"]?.integer == 2_790_000_000)
        #expect(turnover.first?["comparisons"]?[0]?["value"]?.integer == 72)
        let targets = try items(address + "/v1/targets?subject=lao-cai&indicator=trade-turnover")
        #expect(targets.first?["value"]?.integer == 9_000_000_000)
        #expect(targets.first?["scope"] != turnover.first?["scope"])
    }

    private func checkPlan(_ address: String) throws {
        let answer = try Curl.get(address + "/v1/plans/ke-hoach-qd-1620")
        let plan = try JSONValue(parsing: Array(answer.body.utf8))
        let groups = plan["tasks"]?.array?.filter { $0["parent"] == nil }
        #expect(groups?.count == 3)
        #expect(plan["solutions"]?.array?.count == 6)
        let expressways = try items(address + "/v1/projects?kind=expressway")
        #expect(expressways.contains { $0["subkind"]?.string == "link-road" })
    }

    private func checkErrors(_ address: String) throws {
        #expect(try Curl.get(address + "/v1/gates/nowhere").status == 404)
        #expect(try Curl.get(address + "/v1/gates?clas=x").status == 400)
        #expect(try Curl.get(address + "/v1/gates", ["--request", "DELETE"]).status == 405)
        #expect(try Curl.get(address + "/v1/gates", ["--header", "Accept: image/png"]).status == 406)
        #expect(try Curl.get(address + "/v1/gates", ["--header", "If-Match: \"other\""]).status == 412)
        #expect(try Curl.get(address + "/v1/gates?q=" + String(repeating: "a", count: 9000)).status == 414)
        #expect(try Curl.get(address + "/v1/gates", ["--path-as-is", "--header", "Host: a b"]).status == 400)
    }

    private func items(_ address: String) throws -> [JSONValue] {
        let answer = try Curl.get(address)
        #expect(answer.status == 200, "\(address)")
        return try JSONValue(parsing: Array(answer.body.utf8))["items"]?.array ?? []
    }
}
