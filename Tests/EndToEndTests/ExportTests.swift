import Foundation
import JSONText
import Testing

/// `cuakhau export` from outside.
@Suite(.timeLimit(.minutes(2)))
struct ExportTests {
    /// A folder of its own that lives as long as a test.
    private func withFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        let result = Swift.Result { try body(folder) }
        try FileManager.default.removeItem(at: folder)
        return try result.get()
    }

    private func names(in folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    private func export(_ format: String, to folder: URL, _ more: String...) throws -> (
        status: Int32, output: [String], errors: [String]
    ) {
        try RunningProgram.run(["export", "--format", format, "--out", folder.path] + more)
    }

    @Test func csv_IsATableForEachCollectionWithTheirDescription() throws {
        try withFolder { parent in
            let folder = parent.appendingPathComponent("tables")
            let end = try export("csv", to: folder)
            try #require(end.status == 0, "\(end.errors)")
            #expect(end.output.first?.contains("dataset version") == true)
            let package = try JSONValue(
                parsing: Array(Data(contentsOf: folder.appendingPathComponent("datapackage.json"))))
            let resources = try #require(package["resources"]?.array)
            #expect(resources.count > 14)
            #expect(
                try names(in: folder)
                    == (resources.compactMap { $0["path"]?.string } + ["datapackage.json"]).sorted())
            for resource in resources {
                let path = try #require(resource["path"]?.string)
                let content = try Data(contentsOf: folder.appendingPathComponent(path))
                #expect(resource["bytes"] == .integer(Int64(content.count)), "\(path)")
                let head = String(decoding: content.prefix { $0 != 0x0D }, as: UTF8.self)
                let columns = (resource["schema"]?["fields"]?.array ?? []).compactMap { $0["name"]?.string }
                #expect(head.split(separator: ",").map(String.init) == columns, "\(path)")
            }
            // Nothing is left beside it.
            #expect(try names(in: parent) == ["tables"])
        }
    }

    @Test func geojson_IsWhatLiesSomewhere() throws {
        try withFolder { folder in
            let end = try export("geojson", to: folder, "--lang", "en")
            try #require(end.status == 0, "\(end.errors)")
            #expect(
                try names(in: folder)
                    == [
                        "gates.geojson", "legs.geojson", "places.geojson", "projects.geojson", "provinces.geojson",
                        "zones.geojson",
                    ])
            let gates = try JSONValue(parsing: Array(Data(contentsOf: folder.appendingPathComponent("gates.geojson"))))
            #expect(gates["features"]?.array?.count == gates["numberMatched"]?.integer.map { Int($0) })
        }
    }

    @Test func ndjson_OfSomeCollections_HasOnlyThose() throws {
        try withFolder { folder in
            let end = try export("ndjson", to: folder, "--collections", "zones,gates")
            try #require(end.status == 0, "\(end.errors)")
            #expect(try names(in: folder) == ["gates.ndjson", "zones.ndjson"])
        }
    }

    @Test func sqlite_IsOneWholeDatabase() throws {
        try withFolder { folder in
            let end = try export("sqlite", to: folder, "--collections", "provinces,gates,projects")
            try #require(end.status == 0, "\(end.errors)")
            #expect(try names(in: folder) == ["cuakhau.sqlite"])
            let head = try Data(contentsOf: folder.appendingPathComponent("cuakhau.sqlite")).prefix(15)
            #expect(head == Data("SQLite format 3".utf8))
        }
    }

    @Test func folder_WithContent_IsLeftAloneUnlessForced() throws {
        try withFolder { folder in
            let other = folder.appendingPathComponent("notes.txt")
            try Data("mine".utf8).write(to: other)
            let refused = try export("csv", to: folder, "--collections", "gates")
            #expect(refused.status == 73)
            #expect(
                refused.errors == [
                    "cuakhau: \(folder.path) is not empty; give --out another name, or --force to replace its files"
                ])
            #expect(try names(in: folder) == ["notes.txt"])
            for _ in 0..<2 {
                let forced = try export("csv", to: folder, "--collections", "gates", "--force")
                #expect(forced.status == 0, "\(forced.errors)")
            }
            #expect(try names(in: folder) == ["datapackage.json", "gates.csv", "notes.txt"])
            #expect(try Data(contentsOf: other) == Data("mine".utf8))
        }
    }

    @Test func place_ThatCannotBeWritten_Ends73WithTheReason() throws {
        try withFolder { folder in
            let file = folder.appendingPathComponent("file")
            try Data().write(to: file)
            let onFile = try export("ndjson", to: file)
            #expect(onFile.status == 73)
            #expect(onFile.errors == ["cuakhau: \(file.path) is no folder; give --out another name"])
            let nowhere = try export("ndjson", to: URL(fileURLWithPath: "/nowhere/at/all"))
            #expect(nowhere.status == 73)
            #expect(nowhere.errors.first?.contains("cannot be written: No such file or directory") == true)
            let unwritable = try export("ndjson", to: URL(fileURLWithPath: "/proc/cuakhau"))
            #expect(unwritable.status == 73)
        }
    }

    @Test(arguments: [
        (["--format", "xls"], "xls"), (["--format", "csv", "--lang", "fr"], "known are vi, en, zh"),
        (["--format", "csv", "--collections", "gats"], "did you mean \"gates\"?"),
        (["--format", "geojson", "--collections", "meetings"], "meetings lie nowhere"),
        (["--format", "ndjson", "--bom"], "no byte order mark"),
    ])
    func wrongFlag_Ends64(arguments: [String], hint: String) throws {
        try withFolder { folder in
            let end = try RunningProgram.run(["export", "--out", folder.path] + arguments)
            #expect(end.status == 64)
            #expect(end.errors.contains { $0.contains(hint) }, "\(end.errors)")
            #expect(try names(in: folder) == [])
        }
    }
}
