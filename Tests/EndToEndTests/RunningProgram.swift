import Foundation
import Testing

/// The real binary, started as a process of its own.
final class RunningProgram {
    /// The top of the repository.
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The binary that was built with the tests; it lies beside the tests' own.
    static let binary = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appendingPathComponent("cuakhau")

    private let process = Process()
    private let output = LineSource()
    private let errors = LineSource()

    /// Starts the program in the repository's folder, without settings from this process's environment.
    init(_ arguments: [String], environment: [String: String] = [:]) throws {
        process.executableURL = Self.binary
        process.arguments = arguments
        process.currentDirectoryURL = Self.root
        var variables = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("CUAKHAU_") }
        variables.merge(environment) { _, given in given }
        process.environment = variables
        process.standardOutput = output.pipe
        process.standardError = errors.pipe
        try process.run()
        output.closeWritingEnd()
        errors.closeWritingEnd()
    }

    deinit {
        if process.isRunning { process.terminate() }
    }

    /// Starts a server on a port of the system's choice and waits until it listens. It is read only unless a journal is
    /// named.
    static func server(_ arguments: [String] = []) throws -> (program: RunningProgram, address: String) {
        let journal = arguments.contains("--journal") ? [] : ["--read-only"]
        let program = try RunningProgram(["serve", "--port", "0"] + journal + arguments)
        let line = try #require(program.output.next())
        let start = try #require(line.range(of: "http://"))
        return (program, String(line[start.lowerBound...].prefix { $0 != " " }))
    }

    /// Starts a server that also serves TLS with these files, and waits until it listens.
    static func secureServer(
        certificate: String, key: String, _ arguments: [String] = []
    ) throws -> (program: RunningProgram, address: String, secureAddress: String) {
        let tls = ["--tls-port", "0", "--tls-certificate", certificate, "--tls-key", key]
        let program = try RunningProgram(["serve", "--port", "0", "--read-only"] + tls + arguments)
        let words = try #require(program.output.next()).split(separator: " ").map(String.init)
        return (
            program, try #require(words.first { $0.hasPrefix("http://") }),
            try #require(words.first { $0.hasPrefix("https://") })
        )
    }

    /// Sends a signal.
    func signal(_ number: Int32) {
        kill(process.processIdentifier, number)
    }

    /// The next line of standard error that contains `text`; nil when the program ended without one.
    func errorLine(containing text: String) -> String? {
        while let line = errors.next() {
            if line.contains(text) { return line }
        }
        return nil
    }

    /// Waits for the end: the status and what was not read yet of both outputs.
    func end() -> (status: Int32, output: [String], errors: [String]) {
        let (output, errors) = (self.output.rest(), self.errors.rest())
        process.waitUntilExit()
        return (process.terminationStatus, output, errors)
    }

    /// Runs the program to its end.
    static func run(
        _ arguments: [String], environment: [String: String] = [:]
    ) throws -> (status: Int32, output: [String], errors: [String]) {
        try RunningProgram(arguments, environment: environment).end()
    }
}

/// The lines that come out of a pipe.
private final class LineSource {
    let pipe = Pipe()
    private var pending = Data()

    /// Leaves the writing end to the child, so that its end is the end of the lines.
    func closeWritingEnd() {
        pipe.fileHandleForWriting.closeFile()
    }

    func next() -> String? {
        while true {
            if let end = pending.firstIndex(of: 0x0A) {
                defer { pending = Data(pending[(end + 1)...]) }
                return String(decoding: pending[..<end], as: UTF8.self)
            }
            let more = pipe.fileHandleForReading.availableData
            if more.isEmpty { return nil }
            pending.append(more)
        }
    }

    func rest() -> [String] {
        var lines: [String] = []
        while let line = next() { lines.append(line) }
        return lines
    }
}
