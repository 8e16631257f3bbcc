import BorderEconomy
import Foundation
import JSONText
import Journal
import Testing

/// `cuakhau simulate` against a running server.
@Suite(.timeLimit(.minutes(2)))
struct SimulationTests {
    /// A folder with a journal that knows one token.
    private final class Place {
        let folder: URL
        let token: String

        var journal: String { folder.appendingPathComponent("journal.sqlite").path }

        init(_ gates: Set<Identifier<BorderGate>>) throws {
            folder = FileManager.default.temporaryDirectory.appendingPathComponent("simulate-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let file = try JournalFile(path: folder.appendingPathComponent("journal.sqlite").path, for: .change)
            let now = Moment(secondsSince1970: Int64(Date().timeIntervalSince1970))
            token = try AccessTokens(of: file).create(.operator(gates: gates), days: 1, at: now).text
            try file.close()
        }

        deinit {
            do { try FileManager.default.removeItem(at: folder) } catch { Issue.record(error) }
        }
    }

    private static func json(_ address: String) throws -> JSONValue {
        let answer = try Curl.get(address)
        #expect(answer.status == 200, "\(address)")
        return try JSONValue(parsing: Array(answer.body.utf8))
    }

    @Test func aDay_isPlayed_andLeavesTheGateAsItWas() throws {
        let place = try Place([try #require(Identifier("kim-thanh"))])
        let (server, address) = try RunningProgram.server(["--journal", place.journal, "--allow-simulation", "on"])
        let (status, output, errors) = try RunningProgram.run(
            ["simulate", "--url", address, "--duration", "20h", "--speed", "20000", "--rate", "60", "--seed", "7"],
            environment: ["CUAKHAU_TOKEN": place.token])
        #expect(status == 0, "\(errors)")
        #expect(output.contains { $0.contains(" 0 refused, 0 skipped, 0 vehicles open") }, "\(output)")

        let board = try Self.json("\(address)/v1/gates/kim-thanh/live")
        #expect(board["simulated"] == true)
        #expect(board["waiting"] == 0)
        #expect(board["lanes"]?.array?.count == 5)
        #expect(board["lanes"]?[0]?["state"] == "unreported")
        // Twenty hours reach into two days of the bulletin at most.
        var cleared: Int64 = 0
        let today = Date().timeIntervalSince1970
        for days in [-1.0, 0, 1] {
            let hour = ClockHour(of: Moment(secondsSince1970: Int64(today + days * 86_400)))
            let day = try #require(DayCut.evening.day(of: hour))
            let answer = try Curl.get("\(address)/v1/gates/kim-thanh/bulletin?scope=simulated&date=\(day)")
            if answer.status != 200 { continue }
            let total = try JSONValue(parsing: Array(answer.body.utf8))["total"]
            cleared += total?["cleared"]?.integer ?? 0
            #expect(total?["residual"] == 0 || total?["residual"] == .null)
        }
        #expect(cleared > 200)
        server.signal(SIGTERM)
        #expect(server.end().status == 0)
    }

    /// Played vehicles come among real ones only where the operator of the server wants it.
    @Test func serverThatTakesNothingPlayed_saysSo() throws {
        let place = try Place([try #require(Identifier("kim-thanh"))])
        let (server, address) = try RunningProgram.server(["--journal", place.journal])
        let (status, _, errors) = try RunningProgram.run(
            ["simulate", "--url", address, "--duration", "1h", "--speed", "1000", "--token", place.token])
        #expect(status == 77)
        #expect(errors.contains { $0.contains("allowSimulation") }, "\(errors)")
        server.signal(SIGTERM)
    }

    @Test func tokenForAnotherGate_isRefused() throws {
        let place = try Place([try #require(Identifier("ban-vuoc"))])
        let (server, address) = try RunningProgram.server(["--journal", place.journal, "--allow-simulation", "on"])
        let (status, _, errors) = try RunningProgram.run(
            ["simulate", "--url", address, "--duration", "1h", "--speed", "1000", "--token", place.token])
        #expect(status == 77)
        #expect(errors.contains { $0.contains("403") }, "\(errors)")
        let unknown = try RunningProgram.run(
            ["simulate", "--url", address, "--token", String(repeating: "A", count: 43)])
        #expect(unknown.status == 77)
        let gate = try RunningProgram.run(["simulate", "--url", address, "--token", place.token, "--gates", "kim-than"])
        #expect(gate.status == 64)
        #expect(gate.errors.contains { $0.contains("kim-than") }, "\(gate.errors)")
        server.signal(SIGTERM)
    }

    @Test(arguments: [
        (["--url", "https://127.0.0.1:1", "--token", "x"], 64, "only http:// is spoken here"),
        (["--url", "http://127.0.0.1:1", "--token", "x"], 69, "does not answer"),
        (["--url", "http://127.0.0.1:1"], 64, "no token"), (["--rate", "0"], 64, "--rate"),
        (["--speed", "0.5"], 64, "--speed"), (["--duration", "soon"], 64, "duration"),
        (["--speed", "2", "--duration", "8d"], 64, "--duration"), (["--gates", "Kim Thành"], 64, "--gates"),
    ])
    func wrongFlags_areRefused(_ arguments: [String], status: Int32, reason: String) throws {
        let result = try RunningProgram.run(["simulate"] + arguments)
        #expect(result.status == status)
        #expect(result.errors.contains { $0.contains(reason) }, "\(result.errors)")
    }
}
