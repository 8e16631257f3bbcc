import Foundation
import Testing

/// The examples of the README give what they show.
@Suite struct ReadmeTests {
    struct Example {
        let path: String
        let shown: String
    }

    @Test func examples_GiveWhatTheyShow() throws {
        let text = try String(contentsOf: RunningProgram.root.appendingPathComponent("README.md"), encoding: .utf8)
        let examples = Self.examples(in: text)
        #expect(examples.count == 6)
        let (program, address) = try RunningProgram.server()
        for example in examples {
            let answer = try Curl.get(address + example.path)
            #expect(Self.withoutVersion(answer.body) == example.shown, "\(example.path)")
        }
        program.signal(SIGTERM)
        #expect(program.end().status == 0)
    }

    /// What the README offers without showing the answer is answered too.
    @Test func addresses_AreAnswered() throws {
        let text = try String(contentsOf: RunningProgram.root.appendingPathComponent("README.md"), encoding: .utf8)
        let plain = text.matches(of: /curl -s 'localhost:8080([^']*)'/).map { String($0.1) }
        let encoded = text.matches(of: /curl -sG localhost:8080([^ ]*) --data-urlencode "filter=([^"]*)"/).map {
            "\($0.1)?filter=" + ($0.2.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")
        }
        #expect(plain.count >= 13 && encoded.count == 1)
        let (program, address) = try RunningProgram.server()
        for path in plain + encoded where path != "/v1/gates/kim-than" {
            #expect(try Curl.get(address + path).status == 200, "\(path)")
        }
        program.signal(SIGTERM)
        #expect(program.end().status == 0)
    }

    /// The quick start of the digital gate, as it stands, against a server with a journal of its own.
    @Test func quickStart_OfTheGate_Works() throws {
        let text = try String(contentsOf: RunningProgram.root.appendingPathComponent("README.md"), encoding: .utf8)
        let section = try #require(text.split(separator: "### The digital gate\n").last)
        let blocks = section.matches(of: /```sh\n([^`]*)```/).map { String($0.1) }
        #expect(blocks.count >= 2)
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        let journal = folder.appendingPathComponent("gate.sqlite").path
        let (program, address) = try RunningProgram.server(["--journal", journal])
        func ready(_ script: String) -> String {
            script.replacing("http://localhost:8080", with: address).replacing("localhost:8080", with: address)
                .replacing(".build/release/cuakhau", with: RunningProgram.binary.path)
                .replacing("var/cuakhau.sqlite", with: journal)
        }
        let done = try Self.shell(ready(blocks[0]), arguments: ["-e", "-o", "pipefail"])
        #expect(done.contains(#""state":"declared""#) && done.contains(#""queuePosition":1"#))
        #expect(
            done.contains(#""lane":"export-1","direction":"export""#) && done.contains(#""state":"open","reason":null"#)
        )
        #expect(done.contains(#""expected":1"#))
        let stream = try Self.shell(ready(blocks[1]).replacing("curl -sN", with: "curl -sN --max-time 1"))
        #expect(stream.contains("event: snapshot") && stream.contains(#""gate":"kim-thanh""#))
        program.signal(SIGTERM)
        let end = program.end()
        #expect(end.status == 0)
        #expect(!end.errors.contains { $0.contains("Bearer") })
    }

    /// What a script prints.
    private static func shell(_ script: String, arguments: [String] = []) throws -> String {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = arguments + ["-c", script]
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }

    @Test func examples_AreFoundInAText() {
        let text = "A:\n\n```sh\ncurl -s 'localhost:8080/v1?a=b'\n```\n\n```json\n{\"a\":1}\n```\n"
        let examples = Self.examples(in: text)
        #expect(examples.map(\.path) == ["/v1?a=b"])
        #expect(examples.map(\.shown) == ["{\"a\":1}"])
    }

    private static func examples(in text: String) -> [Example] {
        text.matches(of: /```sh\ncurl -s 'localhost:8080([^']*)'\n```\n\n```json\n([^\n]*)\n```/).map {
            Example(path: String($0.1), shown: String($0.2))
        }
    }

    /// The version changes with every byte of the seeds; the README shows it as an ellipsis.
    private static func withoutVersion(_ body: String) -> String {
        body.replacing(/"datasetVersion":"[0-9a-f]+"/, with: "\"datasetVersion\":\"…\"")
    }
}
