import Foundation
import JSONText
import SocketTesting
import Testing

/// What planners write, with the real binary: it is read at once, and is there after the process was killed.
@Suite struct PlanningTests {
    private static let observation = """
        {"subject": "lao-cai-2025", "indicator": "trade-turnover", "value": 3100000000, "unit": "USD", "period": "2025",
         "source": {"document": "qd-1958-2025"}}
        """

    @Test func writes_areReadAtOnce_andSurviveAKill() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("cuakhau-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { remove(folder) }
        let journal = folder.appendingPathComponent("journal.sqlite").path
        let made = try RunningProgram.run([
            "token", "create", "--journal", journal, "--role", "planner", "--province", "lao-cai-2025", "--days", "1",
        ])
        let token = try #require(made.output.last)
        #expect(made.status == 0 && token.utf8.count == 43)
        let (program, address) = try RunningProgram.server(["--journal", journal])
        let port = try #require(UInt16(address.split(separator: ":").last ?? ""))
        let listener = try TestSocket(port: port)
        try listener.write("GET /v1/stream?kind=dataset HTTP/1.1\r\nHost: test\r\n\r\n")
        let before = try #require(try self.version(of: address))
        #expect(try heard(listener, "event: snapshot").contains("\"datasetVersion\":\"\(before)\""))
        let written = try write(
            "POST", "\(address)/v1/observations", Self.observation, "application/json", token)
        #expect(written.status == 201, "\(written.body)")
        #expect(try heard(listener, "event: dataset").contains("\"previous\":\"\(before)\""))
        let place = "\(address)/v1/observations/lao-cai-2025-trade-turnover-2025"
        #expect(try Curl.get(place).status == 200)
        let patched = try write(
            "PATCH", "\(address)/v1/projects/chk-sa-pa", #"{"subkind": "edited"}"#, "application/merge-patch+json",
            token, ["--header", "If-Match: *"])
        #expect(patched.status == 200, "\(patched.body)")
        let version = try self.version(of: address)
        program.signal(SIGKILL)
        _ = program.end()

        let (again, other) = try RunningProgram.server(["--journal", journal])
        #expect(try Curl.get("\(other)/v1/observations/lao-cai-2025-trade-turnover-2025").status == 200)
        let project = try JSONValue(parsing: Array(Curl.get("\(other)/v1/projects/chk-sa-pa").body.utf8))
        #expect(project["subkind"]?.string == "edited")
        #expect(try self.version(of: other) == version)
        again.signal(SIGTERM)
        #expect(again.end().status == 0)
    }

    private func write(
        _ method: String, _ address: String, _ body: String, _ type: String, _ token: String, _ further: [String] = []
    ) throws -> (status: Int, body: String) {
        try Curl.get(
            address,
            [
                "--request", method, "--data", body, "--header", "Content-Type: \(type)", "--header",
                "Authorization: Bearer \(token)",
            ] + further)
    }

    /// What a stream says up to the event and its data.
    private func heard(_ listener: TestSocket, _ event: String) throws -> String {
        var text = ""
        while let some = try listener.readSome(), !some.isEmpty {
            text += String(decoding: some, as: UTF8.self)
            if let start = text.range(of: event), text[start.upperBound...].contains("\n\n") { return text }
        }
        return text
    }

    private func version(of address: String) throws -> String? {
        try JSONValue(parsing: Array(Curl.get("\(address)/v1/dataset").body.utf8))["datasetVersion"]?.string
    }

    private func remove(_ folder: URL) {
        do { try FileManager.default.removeItem(at: folder) } catch { Issue.record(error) }
    }
}
