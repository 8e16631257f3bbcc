import Foundation
import Testing

/// The program from outside: its commands, its exit status, its signals.
@Suite(.timeLimit(.minutes(2)))
struct ProgramTests {
    private static let seeds = RunningProgram.root.appendingPathComponent("Config/Seed").path

    /// A copy of the seeds that lives as long as a test.
    private func withSeeds<Result>(_ body: (URL) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.copyItem(atPath: Self.seeds, toPath: folder.path)
        let result = Swift.Result { try body(folder) }
        try FileManager.default.removeItem(at: folder)
        return try result.get()
    }

    private func curl(_ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["curl", "--silent", "--max-time", "20"] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }

    @Test func version_IsPrinted() throws {
        #expect(try RunningProgram.run(["--version"]) == (0, ["0.1.0"], []))
    }

    @Test func help_NamesTheCommands() throws {
        let help = try RunningProgram.run(["--help"])
        #expect(help.status == 0)
        #expect(help.output.contains { $0.contains("serve (default)") })
        #expect(help.output.contains { $0.contains("check") })
    }

    @Test func unknownFlag_Ends64() throws {
        #expect(try RunningProgram.run(["--prot", "1"]).status == 64)
    }

    @Test func wrongSettings_End64WithALineEach() throws {
        let end = try RunningProgram.run(["--port", "x", "--loops=-1"], environment: ["CUAKHAU_HOSTS": "a"])
        #expect(end.status == 64)
        #expect(
            end.errors == [
                #"cuakhau: --port: "x" is not a whole number from 0 to 65535"#,
                #"cuakhau: --loops: "-1" is not a whole number from 0 to 256"#,
                #"cuakhau: CUAKHAU_HOSTS: there is no such setting; did you mean "CUAKHAU_HOST"?"#,
            ])
    }

    @Test func missingFiles_End66() throws {
        let folder = try RunningProgram.run(["--data", "/nowhere"])
        #expect(folder.status == 66)
        #expect(
            folder.errors == [
                "cuakhau: the folder of seed files /nowhere cannot be read: No such file or directory"
            ])
        let file = try RunningProgram.run(["--config", "/nowhere.json"])
        #expect(file.status == 66)
        #expect(file.errors == ["cuakhau: /nowhere.json: cannot be read: No such file or directory"])
    }

    @Test func check_CountsEveryNoun() throws {
        let end = try RunningProgram.run(["check"])
        #expect(end.status == 0)
        #expect(end.errors == [])
        for noun in ["provinces", "gates", "zones", "projects", "plans", "targets"] {
            #expect(end.output.contains { $0.hasPrefix("\(noun): ") && !$0.hasSuffix(" 0") }, "\(noun)")
        }
    }

    @Test func wrongSeeds_End65WithFilePointerLineAndReason() throws {
        try withSeeds { folder in
            let gates = folder.appendingPathComponent("gates.json")
            try Data("[\n {\"id\": \"x\", \"id\": \"y\"},\n {]\n".utf8).write(to: gates)
            for arguments in [["check", folder.path], ["serve", "--port", "0", "--read-only", "--data", folder.path]] {
                let end = try RunningProgram.run(arguments)
                #expect(end.status == 65)
                #expect(end.errors.contains("\(gates.path): /0/id: line 2: the key \"id\" stands already at line 2"))
                #expect(end.errors.contains("\(gates.path): /1: line 3: ']' where a key is expected"))
            }
        }
    }

    @Test func busyPort_Ends69() throws {
        let (program, address) = try RunningProgram.server()
        let port = try #require(address.split(separator: ":").last.map(String.init))
        let second = try RunningProgram.run(["serve", "--port", port, "--read-only"])
        #expect(second.status == 69)
        #expect(second.errors == ["cuakhau: port \(port) of 127.0.0.1 is in use by another program"])
        program.signal(SIGTERM)
        #expect(program.end().status == 0)
    }

    @Test(arguments: [SIGTERM, SIGINT])
    func stopSignal_EndsWith0(number: Int32) throws {
        let (program, address) = try RunningProgram.server()
        #expect(try curl(["--output", "/dev/null", "--write-out", "%{http_code}", "\(address)/v1"]) == "200")
        program.signal(number)
        let end = program.end()
        #expect(end.status == 0)
        #expect(end.errors.contains { $0.contains("event=draining") })
        #expect(end.errors.last?.contains("event=stopped cut=0") == true)
    }

    /// Whoever reads the line that says the program listens may signal it at once.
    @Test(arguments: [SIGTERM, SIGINT, SIGHUP, SIGTERM, SIGINT, SIGHUP])
    func signal_RightAfterTheLine_IsObeyed(number: Int32) throws {
        let (program, _) = try RunningProgram.server()
        program.signal(number)
        if number == SIGHUP {
            #expect(program.errorLine(containing: "because=reload") != nil)
            program.signal(SIGTERM)
        }
        #expect(program.end().status == 0)
    }

    @Test func hangup_ReadsTheSeedsAgain_AndKeepsTheOldOnesWhenTheyAreWrong() throws {
        try withSeeds { folder in
            let (program, address) = try RunningProgram.server(["--data", folder.path])
            let before = try curl(["\(address)/v1/dataset"])
            let meetings = folder.appendingPathComponent("meetings.json")
            let good = try Data(contentsOf: meetings)

            try Data("[".utf8).write(to: meetings)
            program.signal(SIGHUP)
            #expect(program.errorLine(containing: "seeds refused") != nil)
            #expect(program.errorLine(containing: "meetings.json") != nil)
            #expect(try curl(["\(address)/v1/dataset"]) == before)

            try (good + Data("\n".utf8)).write(to: meetings)
            program.signal(SIGHUP)
            #expect(program.errorLine(containing: "because=reload") != nil)
            #expect(try curl(["\(address)/v1/dataset"]) != before)
            program.signal(SIGTERM)
            #expect(program.end().status == 0)
        }
    }
}
