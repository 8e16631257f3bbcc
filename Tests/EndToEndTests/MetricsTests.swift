import Foundation
import JSONText
import SocketTesting
import TLSTesting
import Testing

/// The running program seen from outside: `/metrics`, the access log, identifiers of requests.
@Suite(.timeLimit(.minutes(2)))
struct MetricsTests {
    /// The samples of a page of metrics by name and labels.
    private func samples(_ page: String) throws -> [String: Double] {
        var samples: [String: Double] = [:]
        for line in page.split(separator: "\n") where !line.hasPrefix("#") {
            let space = try #require(line.lastIndex(of: " "))
            let value = try #require(
                Double(line[line.index(after: space)...].replacing("+Inf", with: "inf")), "\(line)")
            #expect(samples.updateValue(value, forKey: String(line[..<space])) == nil, "\(line) comes twice")
        }
        return samples
    }

    @Test func metrics_CountWhatWasAsked() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (program, address) = try RunningProgram.server([
            "--loops", "2", "--journal", folder.appendingPathComponent("gate.sqlite").path,
        ])
        let etag = try etag(of: "\(address)/v1/gates/kim-thanh")
        for _ in 0..<20 { #expect(try Curl.get("\(address)/v1/gates/kim-thanh").status == 200) }
        let unchanged = try Curl.get("\(address)/v1/gates/kim-thanh", ["--header", "If-None-Match: \(etag)"])
        #expect(unchanged.status == 304)
        #expect(try Curl.get("\(address)/v1/gates/nope").status == 404)
        #expect(try Curl.get("\(address)/v1/gats").status == 404)
        #expect(try Curl.get("\(address)/v1/gates", ["--request", "DELETE"]).status == 405)
        #expect(try Curl.get("\(address)/v1", ["--header", "Host: a b"]).status == 400)

        let page = try Curl.get("\(address)/metrics").body
        try checkWithPromtool(page)
        try checkAgainstTheDocument(page)
        let samples = try samples(page)
        func requests(_ route: String, _ method: String, _ status: Int) -> Double? {
            samples["cuakhau_http_requests_total{route=\"\(route)\",method=\"\(method)\",status=\"\(status)\"}"]
        }
        // One more answer of 200 gave the entity tag.
        #expect(requests("/v1/gates/{id}", "GET", 200) == 21)
        #expect(requests("/v1/gates/{id}", "GET", 304) == 1)
        #expect(requests("/v1/gates/{id}", "GET", 404) == 1)
        #expect(requests("unmatched", "GET", 404) == 1)
        #expect(requests("/v1/gates", "DELETE", 405) == 1)
        #expect(requests("unmatched", "GET", 400) == 1)
        #expect(samples["cuakhau_protocol_errors_total{error=\"hostInvalid\"}"] == 1)
        #expect(samples["cuakhau_http_request_duration_seconds_count"] == 26)
        #expect(samples["cuakhau_connections_accepted_total"] == 27)
        #expect(samples["cuakhau_snapshot_revision"] == 1)
        let now = Date().timeIntervalSince1970
        let start = try #require(samples["process_start_time_seconds"])
        #expect((now - 120...now).contains(start))
        #expect(try #require(samples["cuakhau_snapshot_published_timestamp_seconds"]) >= start)
        #expect(try #require(samples["process_resident_memory_bytes"]) > 1_048_576)
        #expect(try #require(samples["process_open_fds"]) > 3)
        #expect(!page.contains("kim-thanh"))
        program.signal(SIGTERM)
        #expect(program.end().status == 0)
    }

    /// That is when an operator needs them.
    @Test func metrics_AreAnsweredAtTheCap() throws {
        let (program, address) = try RunningProgram.server(["--connection-limit", "1", "--loops", "1"])
        let port = try #require(address.split(separator: ":").last.flatMap { UInt16($0) })
        let only = try TestSocket(port: port)
        try only.write("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try only.readSome()?.isEmpty == false)
        #expect(try Curl.get("\(address)/v1").status == 503)
        let page = try Curl.get("\(address)/metrics")
        #expect(page.status == 200)
        #expect(try samples(page.body)["cuakhau_connections_refused_total"] == 2)
        #expect(try Curl.get("\(address)/healthz").status == 200)
        withExtendedLifetime(only) {}
        program.signal(SIGTERM)
        #expect(program.end().status == 0)
    }

    @Test func handshakes_AreCountedByVersionAndKind_AndTheCertificateByItsEnd() throws {
        let authority = try TestAuthority()
        let (certificate, key) = (authority.path("served.pem"), authority.path("served.key"))
        func serve(_ name: String, untilDay: Int) throws {
            let made = try authority.issue(name, untilDay: untilDay)
            try Data(made.bytes(of: made.certificate)).write(to: URL(fileURLWithPath: certificate))
            try Data(made.bytes(of: made.key)).write(to: URL(fileURLWithPath: key))
        }
        func daysLeft(_ page: [String: Double]) throws -> Double {
            let end = try #require(page["cuakhau_tls_certificate_not_after_seconds"])
            return ((end - Date().timeIntervalSince1970) / 86_400).rounded()
        }
        try serve("first", untilDay: 20)
        let (program, address, secureAddress) = try RunningProgram.secureServer(
            certificate: certificate, key: key, ["--loops", "1"])
        for version in [["--tlsv1.2", "--tls-max", "1.2"], ["--tlsv1.3"], ["--tlsv1.3"]] {
            #expect(try Curl.get("\(secureAddress)/v1", ["--cacert", authority.certificate] + version).status == 200)
        }
        let host = String(secureAddress.dropFirst("https://".count))
        let asked = ["s_client", "-connect", host, "-tls1_2", "-alpn", "http/1.1"]
        let session = authority.path("session.pem")
        try authority.openssl(asked + ["-sess_out", session])
        #expect(try authority.openssl(asked + ["-sess_in", session]).contains("Reused, TLSv1.2"))
        func handshakes(_ version: String, _ kind: String) -> String {
            "cuakhau_tls_handshakes_total{version=\"\(version)\",kind=\"\(kind)\"}"
        }
        // The client says the last word of a resumed handshake, so it may be gone before that is read.
        var page = try Curl.get("\(address)/metrics").body
        for _ in 0..<100 where try samples(page)[handshakes("1.2", "resumed")] != 1 {
            page = try Curl.get("\(address)/metrics").body
        }
        let counted = try samples(page)
        #expect(counted[handshakes("1.2", "full")] == 2 && counted[handshakes("1.2", "resumed")] == 1)
        #expect(counted[handshakes("1.3", "full")] == 2 && counted[handshakes("1.3", "resumed")] == 0)
        #expect(counted["cuakhau_tls_handshake_failures_total"] == 0)
        #expect(try daysLeft(counted) == 20)
        try checkWithPromtool(page)
        try serve("second", untilDay: 9)
        program.signal(SIGHUP)
        #expect(program.errorLine(containing: "certificate renewed") != nil)
        #expect(try daysLeft(samples(Curl.get("\(address)/metrics").body)) == 9)
        program.signal(SIGTERM)
        #expect(program.end().status == 0)
    }

    @Test func accessLog_HasALineForEveryAnswer() throws {
        let (program, address) = try RunningProgram.server([
            "--access-log", "on", "--log-format", "json", "--request-ids", "always", "--server-timing", "on",
        ])
        let secret = ["--header", "Authorization: secret", "--header", "X-Request-Id: mine"]
        #expect(try Curl.get("\(address)/v1/gates?limit=1&q=secret", secret).status == 200)
        let line = try #require(program.errorLine(containing: "\"answered\""))
        let entry = try JSONValue(parsing: Array(line.utf8))
        #expect(entry["method"]?.string == "GET" && entry["path"]?.string == "/v1/gates")
        #expect(entry["status"] == 200 && entry["level"]?.string == "info")
        #expect(entry["requestId"]?.string == "mine")
        #expect(entry["remote"]?.string?.hasPrefix("127.0.0.1:") == true)
        #expect(entry["microseconds"]?.integer != nil)
        #expect(entry["bytes"]?.integer ?? 0 > 0)
        #expect(!line.contains("secret"))

        let head = try Curl.run(["--silent", "--head", "\(address)/v1"])
        let made = try #require(field("X-Request-Id", of: head))
        #expect(made.wholeMatch(of: /[0-9a-f]{16}/) != nil)
        #expect(field("Server-Timing", of: head)?.wholeMatch(of: /total;dur=[0-9]+\.[0-9]{3}/) != nil)
        #expect(program.errorLine(containing: "\"answered\"")?.contains("\"\(made)\"") == true)
        program.signal(SIGTERM)
        #expect(program.end().status == 0)
    }

    @Test func nothingIsLoggedOrShown_UnlessItIsSet() throws {
        let (program, address) = try RunningProgram.server(["--log-level", "debug"])
        let plain = try Curl.run(["--silent", "--head", "\(address)/v1"])
        #expect(field("X-Request-Id", of: plain) == nil && field("Server-Timing", of: plain) == nil)
        let given = try Curl.run(["--silent", "--head", "--header", "X-Request-Id: mine", "\(address)/v1"])
        #expect(field("X-Request-Id", of: given) == "mine")
        program.signal(SIGTERM)
        let end = program.end()
        #expect(end.status == 0 && !end.errors.contains { $0.contains("answered") })
    }

    /// The value of a field in a head.
    private func field(_ name: String, of head: String) -> String? {
        head.split(whereSeparator: \.isNewline).first { $0.hasPrefix(name + ": ") }
            .map { String($0.dropFirst(name.count + 2)) }
    }

    private func etag(of address: String) throws -> String {
        let head = try Curl.run(["--silent", "--dump-header", "-", "--output", "/dev/null", address])
        return try #require(field("ETag", of: head))
    }

    /// Every family stands in Docs/API.md with its kind, and none is there that does not come, but what only TLS has.
    private func checkAgainstTheDocument(_ page: String) throws {
        let path = RunningProgram.root.appendingPathComponent("Docs/API.md")
        let text = try String(contentsOf: path, encoding: .utf8)
        let documented = text.matches(of: /\| `((?:cuakhau|process)_[a-z_]+)` \| ([a-z]+) \|/).map { "\($0.1) \($0.2)" }
            .filter { !$0.hasPrefix("cuakhau_tls_certificate_") }
        let served = page.matches(of: /# TYPE ([a-z_]+ [a-z]+)\n/).map { String($0.1) }
        #expect(documented.sorted() == served.sorted())
    }

    /// `promtool` is the last word on the format; without it, installed or unpacked by `make contract`, the page was read
    /// by `samples` all the same.
    private func checkWithPromtool(_ page: String) throws {
        let unpacked = RunningProgram.root.appendingPathComponent(".build/prometheus/usr/bin/promtool").path
        let places = ["/usr/bin/promtool", unpacked]
        guard let tool = places.first(where: FileManager.default.isExecutableFile(atPath:)) else { return }
        let process = Process()
        let (input, output) = (Pipe(), Pipe())
        process.executableURL = URL(fileURLWithPath: tool)
        process.arguments = ["check", "metrics"]
        process.standardInput = input
        process.standardOutput = output
        process.standardError = output
        try process.run()
        input.fileHandleForWriting.write(Data(page.utf8))
        input.fileHandleForWriting.closeFile()
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0 && said.isEmpty, "\(said)")
    }
}
