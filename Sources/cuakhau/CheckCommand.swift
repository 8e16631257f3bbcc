import ArgumentParser
import BorderEconomy
import Catalog
import FoundationEssentials

/// `cuakhau check`: reads the seed files, applies every rule, and says how many records there are or what is wrong.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Checks a folder of seed files and counts its records.")

    @Argument(help: "Folder of seed files (default: the setting data).") var folder: String?
    @Option(.config) var config: String?

    func run() throws {
        var flags: [Setting: String] = [:]
        flags[.data] = folder
        flags[.config] = config
        let configuration = try Configuration.made(flags: flags)
        let data = try SeedData.loaded(from: configuration.dataFolder)
        for (noun, count) in data.counts { LineOutput.standardOutput.write("\(noun): \(count)") }
        LineOutput.standardOutput.write("dataset version: \(data.version)")
    }
}

extension Configuration {
    /// The configuration from these flags and the process's environment; ends the program when there is a fault.
    static func made(flags: [Setting: String]) throws -> Configuration {
        do throws(ConfigurationFaults) {
            return try Configuration(flags: flags, environment: ProcessInfo.processInfo.environment)
        } catch {
            let isUnreadable = error.faults.allSatisfy(\.isUnreadable)
            throw (isUnreadable ? ExitStatus.unreadable : .usage).after(error.faults.map { "cuakhau: \($0)" })
        }
    }
}
