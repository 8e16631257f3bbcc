import ArgumentParser
import BorderEconomy
import Catalog
import Glibc
import JSONText

/// `cuakhau synth`: writes a data set of any size, made up and the same for the same seed, to measure and to try with.
struct SynthCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "synth",
        abstract: "Writes a folder of seed files with as many made-up records as wanted.",
        discussion: """
            The folder holds the records of the base folder and, beside them, the made-up ones, which refer to its \
            provinces, documents and indicators. The same numbers, seed and base give the same bytes.
            """)

    @Option(help: "How many gates to make up.") var gates: Int = 100
    @Option(help: "How many projects to make up.") var projects: Int = 1000
    @Option(help: "How many observations to make up.") var observations: Int = 10_000
    @Option(help: "A number that all that is made up follows from.") var seed: UInt64 = 1
    @Option(help: "Folder to write, made when it is not there.") var out: String
    @Option(help: "Folder of seed files to stand beside (default: the setting data).") var base: String?
    @Option(.config) var config: String?

    /// More records of a noun than this would not fit the positions that a store counts in.
    static let greatestCount = 100_000_000

    func validate() throws {
        for (name, count) in [("gates", gates), ("projects", projects), ("observations", observations)]
        where !(0...Self.greatestCount).contains(count) {
            throw ValidationError("--\(name) is \(count): give a number from 0 to \(Self.greatestCount)")
        }
        if out.isEmpty { throw ValidationError("--out is empty: give the folder to write") }
    }

    func run() throws {
        var flags: [Setting: String] = [:]
        flags[.data] = base
        flags[.config] = config
        let folder = try Configuration.made(flags: flags).dataFolder
        let real = try SeedData.loaded(from: folder)
        let counts = SyntheticSeeds.Counts(gates: gates, projects: projects, observations: observations)
        let seeds: SyntheticSeeds
        do throws(SyntheticSeeds.MissingBasis) {
            seeds = try SyntheticSeeds(counts: counts, seed: seed, beside: real.registry)
        } catch {
            throw ExitStatus.badData.after(["cuakhau: \(folder): \(error)"])
        }
        guard mkdir(out, 0o755) == 0 || errno == EEXIST else {
            throw ExitStatus.unreadable.after(["cuakhau: \(out) cannot be made: \(String(cString: strerror(errno)))"])
        }
        do throws(SeedFileWriter.Failure) {
            for name in SeedFolder.fileNames { try write(name, of: folder, seeds) }
        } catch {
            throw ExitStatus.unreadable.after(["cuakhau: \(error)"])
        }
        LineOutput.standardOutput.write(
            "\(out): \(gates) gates, \(projects) projects and \(observations) observations beside those of \(folder)")
    }

    private func write(_ name: String, of folder: String, _ seeds: SyntheticSeeds) throws(SeedFileWriter.Failure) {
        var file = try SeedFileWriter(path: "\(out)/\(name)", beginningWith: "\(folder)/\(name)")
        switch name {
        case "gates.json": try file.write(count: gates) { seeds.writeGate($0, to: &$1) }
        case "projects.json": try file.write(count: projects) { seeds.writeProject($0, to: &$1) }
        case "observations.json": try file.write(count: observations) { seeds.writeObservation($0, to: &$1) }
        default: break
        }
        try file.finish()
    }
}
