import ArgumentParser
import BorderEconomy
import Catalog
import Journal

/// `cuakhau journal`: looks after the file of the journal.
struct JournalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal", abstract: "Checks, compacts and copies the journal.",
        subcommands: [Check.self, Compact.self, Backup.self])

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: "Reads the whole journal and says what does not agree; it may be served meanwhile.",
            discussion: "Exit status: 0 when all agrees, 65 when something does not.")

        @OptionGroup var place: JournalOptions

        func run() throws {
            let (findings, counts) = try JournalOptions.using(place.open(.inspect)) { journal throws(JournalFault) in
                (try journal.findings(), try journal.counts())
            }
            for (noun, count) in counts { LineOutput.standardOutput.write("\(noun): \(count)") }
            guard findings.isEmpty else { throw ExitStatus.badData.after(findings.map { "cuakhau: \($0)" }) }
            LineOutput.standardOutput.write("everything agrees")
        }
    }

    struct Compact: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "compact",
            abstract: "Makes the file as small as what is in it; stop the server first.")

        @OptionGroup var place: JournalOptions

        func run() throws {
            let path = try place.path()
            let before = try InputFile.size(path)
            try JournalOptions.using(place.open(.serve, mustExist: true)) { journal throws(JournalFault) in
                try journal.compact(at: VietnamClock.moment)
            }
            LineOutput.standardOutput.write("\(path): \(before) bytes before, \(try InputFile.size(path)) bytes now")
        }
    }

    struct Backup: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "backup", abstract: "Writes a copy of the journal to a new file; it may be served meanwhile.")

        @OptionGroup var place: JournalOptions
        @Option(help: "The new file.") var out: String

        func run() throws {
            try JournalOptions.using(place.open(.inspect)) { journal throws(JournalFault) in
                try journal.backUp(to: out)
            }
            LineOutput.standardOutput.write("\(out): \(try InputFile.size(out)) bytes")
        }
    }
}

/// Which journal a command is about, and the seeds beside it.
struct JournalOptions: ParsableArguments {
    @Option(.journal) var journal: String?
    @Option(.data) var data: String?
    @Option(.config) var config: String?

    private func configuration() throws -> Configuration {
        var flags: [Setting: String] = [:]
        flags[.journal] = journal
        flags[.data] = data
        flags[.config] = config
        return try Configuration.made(flags: flags)
    }

    /// The file of the journal.
    func path() throws -> String { try configuration().journalFile }

    /// Opens the journal. Ends the program with the reason when it cannot be.
    func open(_ access: JournalFile.Access, mustExist: Bool = false) throws -> JournalFile {
        let path = try path()
        return try Self.ending { () throws(JournalFault) in
            if mustExist { _ = try JournalFile(path: path, for: .inspect) }
            return try JournalFile(path: path, for: access)
        }
    }

    /// Does something with a journal and closes it. Ends the program with the reason when it cannot be done.
    static func using<Value>(
        _ journal: JournalFile, _ body: (JournalFile) throws(JournalFault) -> Value
    ) throws -> Value {
        try ending { () throws(JournalFault) in
            let value = try body(journal)
            try journal.close()
            return value
        }
    }

    private static func ending<Value>(_ body: () throws(JournalFault) -> Value) throws -> Value {
        do throws(JournalFault) {
            return try body()
        } catch {
            throw ExitStatus(of: error).after(["cuakhau: \(error)"])
        }
    }

    /// The records of the seeds; nil when there is no folder of them and nobody named one.
    func registry() throws -> Registry? {
        let folder = try configuration().dataFolder
        if data == nil {
            do throws(UnreadableFile) {
                try InputFile.checkFolder(folder)
            } catch {
                LineOutput.standardError.write("cuakhau: no seed files in \(folder): identifiers are taken as they are")
                return nil
            }
        }
        return try SeedData.loaded(from: folder).registry
    }
}
