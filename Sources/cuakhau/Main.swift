import ArgumentParser

/// The program; without a command it serves.
@main
struct Program: ParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "cuakhau",
        abstract: "Serves the border-gate economy as JSON over HTTP.",
        discussion: """
            Exit status: 0 after an orderly stop, 64 a wrong flag or setting, 65 wrong seed files \
            or a wrong certificate, key or journal, 66 a file or folder that cannot be read, 69 an address that \
            cannot be listened on, a journal that another process holds or a server that does not answer, 73 a file \
            or folder that cannot be written, 77 a token that lacks a right.
            """,
        version: version,
        subcommands: [
            ServeCommand.self, CheckCommand.self, ExportCommand.self, SynthCommand.self, TokenCommand.self,
            JournalCommand.self, SimulateCommand.self,
        ],
        defaultSubcommand: ServeCommand.self
    )
}
