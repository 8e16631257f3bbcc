import Foundation
import Testing

/// A real client: the `curl` of the system.
enum Curl {
    /// The status and the body of an answer.
    static func get(_ address: String, _ arguments: [String] = []) throws -> (status: Int, body: String) {
        let output = try run(["--silent", "--show-error", "--write-out", "\n%{http_code}"] + arguments + [address])
        let end = try #require(output.lastIndex(of: "\n"))
        let status = try #require(Int(output[output.index(after: end)...]))
        return (status, String(output[..<end]))
    }

    /// What curl prints.
    static func run(_ arguments: [String]) throws -> String {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["curl", "--max-time", "20"] + arguments
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "curl \(arguments.joined(separator: " "))")
        return String(decoding: data, as: UTF8.self)
    }
}
