import API
import ArgumentParser
import BorderEconomy
import Catalog
import ContentCoding
import JSONText

/// `cuakhau export`: writes the data set to files.
struct ExportCommand: ParsableCommand {
    /// What the data set is written in.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case csv, geojson, ndjson, sqlite
    }

    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes the data set to files: tables, map layers, lines or a database.",
        discussion: """
            csv: a table for each collection and datapackage.json, which describes them. geojson: a FeatureCollection for \
            each collection that lies somewhere. ndjson: a file for each collection, one record a line. sqlite: one \
            database, cuakhau.sqlite. The folder is put in place whole when everything is written.
            """)

    @Option(help: "csv, geojson, ndjson or sqlite.") var format: Format
    @Option(help: "Folder to write; it must be missing or empty.") var out: String
    @Option(help: "Collections with commas between (default: all that the format can show).") var collections: String?
    @Option(help: "Language of names and texts: vi, en or zh.") var lang = "vi"
    @Flag(help: "Replace files of the same names in a folder that has content.") var force = false
    @Flag(help: "With csv: made for spreadsheets, with a byte order mark.") var bom = false
    @Option(.data) var data: String?
    @Option(.config) var config: String?

    func run() throws {
        guard let language = Language(rawValue: lang) else {
            let known = Language.allCases.map(\.rawValue)
            throw usage("--lang: there is no language \"\(lang)\"; \(Suggestion.phrase(for: lang, among: known))")
        }
        guard !bom || format == .csv else {
            throw usage("--bom: \(format.rawValue) has no byte order mark; leave it out")
        }
        let chosen = try chosenCollections()
        var flags: [Setting: String] = [:]
        flags[.data] = data
        flags[.config] = config
        let configuration = try Configuration.made(flags: flags)
        // What is wrong with the place is said before any work is done.
        var folder: OutputFolder
        do throws(UnwritablePath) {
            folder = try OutputFolder(at: out, replacing: force)
        } catch {
            throw unwritable(error)
        }
        let seeds = try SeedData.loaded(from: configuration.dataFolder)
        let snapshot = Presentation.tables(
            of: seeds, chosen, on: VietnamClock.day(), thresholds: configuration.thresholds)
        do throws(UnwritablePath) {
            let export = DatasetExport(of: snapshot, collections: chosen, language: language)
            switch format {
            case .csv: try export.writeTables(to: &folder, forSpreadsheets: bom)
            case .geojson: try export.writeFiles(to: &folder, as: .geojson, extension: "geojson")
            case .ndjson: try export.writeFiles(to: &folder, as: .ndjson, extension: "ndjson")
            case .sqlite: try export.writeDatabase(to: &folder)
            }
            try folder.publish()
        } catch {
            throw unwritable(error)
        }
        let count = chosen.reduce(0) { $0 + (snapshot[$1]?.count ?? 0) }
        LineOutput.standardOutput.write(
            "\(out): \(count) records of \(chosen.count) collections; dataset version \(snapshot.datasetVersion)")
    }

    private func unwritable(_ path: UnwritablePath) -> ExitCode { ExitStatus.unwritable.after(["cuakhau: \(path)"]) }

    private func usage(_ reason: String) -> ExitCode { ExitStatus.usage.after(["cuakhau: \(reason)"]) }

    /// The collections to write, in the order of the data set.
    private func chosenCollections() throws -> [String] {
        let offered = Presentation.definitions.filter { format != .geojson || $0.isPlaced }.map(\.name)
        guard let collections else { return offered }
        let asked = collections.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        let faults = asked.filter { !offered.contains($0) }.map { name in
            Presentation.definitions.contains { $0.name == name }
                ? "cuakhau: --collections: \(name) lie nowhere; geojson has \(offered.joined(separator: ", "))"
                : "cuakhau: --collections: there are no \"\(name)\"; \(Suggestion.phrase(for: name, among: offered))"
        }
        guard faults.isEmpty else { throw ExitStatus.usage.after(faults) }
        return offered.filter(asked.contains)
    }
}
