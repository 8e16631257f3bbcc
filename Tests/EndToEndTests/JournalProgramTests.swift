import Foundation
import Testing

/// `cuakhau token` and `cuakhau journal` from outside, and what the program says of a journal that it cannot use.
@Suite(.timeLimit(.minutes(2)))
struct JournalProgramTests {
    /// A folder of its own that lives as long as a test.
    private func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        let result = Swift.Result { try body(folder.path) }
        try FileManager.default.removeItem(at: folder)
        return try result.get()
    }

    private func token(_ journal: String, _ more: String...) throws -> (
        status: Int32, output: [String], errors: [String]
    ) {
        try RunningProgram.run(["token", "create", "--journal", journal] + more)
    }

    @Test func aToken_standsAloneOnTheLastLine() throws {
        try withFolder { folder in
            let journal = folder + "/var/journal.sqlite"
            let end = try token(journal, "--role", "operator", "--gate", "kim-thanh", "--days", "90", "--note", "night")
            try #require(end.status == 0, "\(end.errors)")
            let text = try #require(end.output.last)
            #expect(text.wholeMatch(of: /[A-Za-z0-9_-]{43}/) != nil)
            #expect(end.output.count == 2 && end.output[0].contains("operator of kim-thanh, good until"))
            let listed = try RunningProgram.run(["token", "list", "--journal", journal])
            #expect(listed.status == 0 && listed.output.count == 2)
            let columns = listed.output[1].split(separator: "\t").map(String.init)
            #expect(columns[1] == "operator" && columns[2] == "kim-thanh")
            #expect(columns[5] == "good" && columns[6] == "night")
            #expect(!listed.output.joined().contains(text))
            let revoked = try RunningProgram.run(["token", "revoke", "--journal", journal, columns[0]])
            #expect(revoked.status == 0 && revoked.output[0].contains("revoked at"))
            let unknown = try RunningProgram.run(["token", "revoke", "--journal", journal, columns[0] + "x"])
            #expect(unknown.status == 64 && unknown.errors[0].contains("did you mean \"\(columns[0])\""))
        }
    }

    @Test(arguments: [
        (["--role", "king", "--days", "1"], "there is no role"),
        (["--role", "operator", "--days", "1"], "an operator needs one at least"),
        (["--role", "operator", "--gate", "kim-than", "--days", "1"], "did you mean \"kim-thanh\"?"),
        (["--role", "operator", "--gate", "Kim Thành", "--days", "1"], "is no identifier"),
        (["--role", "planner", "--province", "lao-ca", "--days", "1"], "did you mean \"lao-cai\"?"),
        (["--role", "reader", "--gate", "kim-thanh", "--days", "1"], "only an operator or a declarant has gates"),
        (["--role", "admin", "--days", "0"], "is not between 1 and 3650"),
    ]) func aWrongFlag_isNamedAndNoJournalIsMade(flags: [String], words: String) throws {
        try withFolder { folder in
            let end = try RunningProgram.run(["token", "create", "--journal", folder + "/journal.sqlite"] + flags)
            #expect(end.status == 64)
            #expect(end.errors.contains { $0.contains(words) }, "\(end.errors)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
        }
    }

    @Test func aJournalThatIsServed_isCheckedCopiedAndNotServedTwice() throws {
        try withFolder { folder in
            let journal = folder + "/journal.sqlite"
            let (program, _) = try RunningProgram.server(["--journal", journal])
            let made = try token(journal, "--role", "admin", "--days", "1")
            #expect(made.status == 0, "\(made.errors)")
            let checked = try RunningProgram.run(["journal", "check", "--journal", journal])
            #expect(checked.status == 0 && checked.output.last == "everything agrees", "\(checked.errors)")
            let copied = try RunningProgram.run(
                ["journal", "backup", "--journal", journal, "--out", folder + "/copy.sqlite"])
            #expect(copied.status == 0, "\(copied.errors)")
            let again = try RunningProgram.run(
                ["journal", "backup", "--journal", journal, "--out", folder + "/copy.sqlite"])
            #expect(again.status == 73 && again.errors[0].contains("is there already"))
            let second = try RunningProgram.run(["serve", "--port", "0", "--journal", journal])
            #expect(second.status == 69 && second.errors.contains { $0.contains("is served by another process") })
            let compacted = try RunningProgram.run(["journal", "compact", "--journal", journal])
            #expect(compacted.status == 69)
            program.signal(SIGTERM)
            #expect(program.end().status == 0)
            let afterwards = try RunningProgram.run(["journal", "compact", "--journal", journal])
            #expect(afterwards.status == 0, "\(afterwards.errors)")
        }
    }

    @Test func aJournalThatCannotBeUsed_endsTheProgramWithTheReason() throws {
        try withFolder { folder in
            let none = folder + "/no/such/journal.sqlite"
            let missing = try RunningProgram.run(["serve", "--port", "0", "--journal", none])
            #expect(missing.status == 66 && missing.errors.contains { $0.contains(none) }, "\(missing.errors)")
            #expect(try RunningProgram.run(["journal", "check", "--journal", none]).status == 66)
            let other = folder + "/other.sqlite"
            try Data(repeating: 65, count: 8192).write(to: URL(fileURLWithPath: other))
            for command in [["serve", "--port", "0"], ["token", "list"], ["journal", "check"]] {
                let foreign = try RunningProgram.run(command + ["--journal", other])
                #expect(foreign.status == 65 && foreign.errors.contains { $0.contains("is no journal") })
            }
        }
    }
}
