import API
import BorderEconomy
import Catalog
import ContentCoding
import JSONText
import SQLite

/// Collections of a snapshot on their way into files.
struct DatasetExport {
    let snapshot: Snapshot
    /// Names, in the order of the files.
    let collections: [String]
    let language: Language

    init(of snapshot: Snapshot, collections: [String], language: Language) {
        self.snapshot = snapshot
        self.collections = collections
        self.language = language
    }

    /// Writes a table for each collection, and `datapackage.json`, which describes them.
    func writeTables(to folder: inout OutputFolder, forSpreadsheets: Bool) throws(UnwritablePath) {
        var tables: [DataPackage.Table] = []
        for name in collections {
            let fileName = "\(name).csv"
            let written = try write(name, to: folder.file(fileName), as: .csv(forSpreadsheets: forSpreadsheets))
            tables.append(
                DataPackage.Table(name: name, path: fileName, byteCount: written.count, digest: written.digest))
        }
        let package = DataPackage(of: snapshot, language: language, tables: tables)
        let file = try OutputFile(creating: folder.file("datapackage.json"))
        try file.write(JSONWriter.encode(.object(package.descriptor), layout: .indented) + [0x0A])
    }

    /// Writes a file for each collection.
    func writeFiles(
        to folder: inout OutputFolder, as format: ListExport.FileFormat, extension: String
    ) throws(UnwritablePath) {
        for name in collections { _ = try write(name, to: folder.file("\(name).\(`extension`)"), as: format) }
    }

    private func write(
        _ name: String, to path: String, as format: ListExport.FileFormat
    ) throws(UnwritablePath) -> (count: Int, digest: String) {
        let file = try OutputFile(creating: path)
        var hash = SHA256()
        var count = 0
        guard let collection = snapshot[name] else { return (0, hash.finalize().hexadecimal()) }
        var export = ListExport(of: collection, in: snapshot, language: language, as: format)
        var piece: [UInt8] = []
        var isWhole = false
        while !isWhole {
            piece.removeAll(keepingCapacity: true)
            isWhole = !export.append(to: &piece)
            try file.write(piece)
            hash.update(piece)
            count += piece.count
        }
        return (count, hash.finalize().hexadecimal())
    }

    /// Writes one database with a table for each collection.
    func writeDatabase(to folder: inout OutputFolder) throws(UnwritablePath) {
        let path = folder.file("cuakhau.sqlite")
        do throws(DatabaseFault) {
            let database = try Database(path: path)
            let tables = collections.compactMap { snapshot[$0] }.map { DatabaseTable($0, among: collections) }
            // Nobody sees the file before it is whole, so nothing has to survive a fault.
            try database.execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF")
            try database.execute("BEGIN")
            for table in tables { try table.create(in: database) }
            for table in tables { try table.fill(in: database, language: language) }
            for table in tables { try table.createIndexes(in: database) }
            try describe(in: database)
            try database.execute("COMMIT; ANALYZE")
            guard try !database.statement("PRAGMA foreign_key_check").run() else {
                throw DatabaseFault(code: 0, reason: "a record names another that is not there")
            }
        } catch {
            throw UnwritablePath(path: path, reason: "cannot be written: \(error)")
        }
    }

    /// Writes down what the database is, of which version, and whom to name.
    private func describe(in database: Database) throws(DatabaseFault) {
        try database.execute(
            """
            CREATE TABLE "dataset" ("version" TEXT PRIMARY KEY NOT NULL, "day" TEXT NOT NULL, "language" TEXT NOT NULL, \
            "program" TEXT NOT NULL, "licence" TEXT NOT NULL, "attribution" TEXT NOT NULL)
            """)
        let row = try database.statement("INSERT INTO \"dataset\" VALUES (?, ?, ?, ?, ?, ?)")
        let values = [
            snapshot.datasetVersion, snapshot.day.description, language.rawValue, "cuakhau \(Program.version)",
            DataPackage.licence, DataPackage.attributions.joined(separator: "\n"),
        ]
        for (place, value) in values.enumerated() { try row.bind(value, at: place + 1) }
        try row.run()
    }
}
