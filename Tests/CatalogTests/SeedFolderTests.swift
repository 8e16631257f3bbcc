import BorderEconomy
import Catalog
import Testing

struct SeedFolderTests {
    private func faults(of folder: String) -> [SeedFault] {
        do throws(SeedFaults) {
            _ = try SeedFolder(path: folder).load()
            return []
        } catch {
            return error.faults
        }
    }

    @Test func fileNames_areOneANounTheOutlinesAndTheChecks() {
        #expect(SeedFolder.fileNames.count == 17)
        #expect(Set(SeedFolder.fileNames) == Set(SeedFiles.minimal.keys))
    }

    @Test func folder_isLoaded() throws {
        try TemporaryFolder.with(SeedFiles().bytes) { path in
            let data = try SeedFolder(path: path).load()
            #expect(data.registry.gates.count == 1)
            #expect(data.version.count == 16)
            #expect(data.version.allSatisfy { $0.isHexDigit && !$0.isUppercase })
        }
    }

    @Test func version_isThatOfTheContent() throws {
        let files = SeedFiles()
        let first = try TemporaryFolder.with(files.bytes) { try SeedFolder(path: $0).load().version }
        let again = try TemporaryFolder.with(files.bytes) { try SeedFolder(path: $0).load().version }
        #expect(first == again)
    }

    /// Each with one byte more or another byte, in the first file of the folder and in the last.
    @Test(arguments: [
        ("documents", "Bài báo", "Bài bác"), ("checks", #""en": "Lanes"}"#, #""en": "Lanes" }"#),
        ("zones", "\"line\": 6", "\"line\": 7"),
    ])
    func version_changesWithOneByte(_ file: String, _ passage: String, _ other: String) throws {
        let before = try TemporaryFolder.with(SeedFiles().bytes) { try SeedFolder(path: $0).load().version }
        let changed = SeedFiles().replacing(passage, in: file, with: other)
        let after = try TemporaryFolder.with(changed.bytes) { try SeedFolder(path: $0).load().version }
        #expect(before != after)
    }

    @Test func file_thatIsMissing_isToldWithAllOtherFaults() throws {
        var files = SeedFiles().replacing(#""held""#, in: "meetings", with: #""perhaps""#).bytes
        files["documents.json"] = nil
        files["checks.json"] = nil
        try TemporaryFolder.with(files) { path in
            let faults = faults(of: path)
            #expect(
                faults.map(\.file) == ["checks", "documents", "meetings"].map { "\(path)/\($0).json" })
            #expect(faults.prefix(2).allSatisfy { $0.reason == "the file is missing" && $0.line == nil })
            #expect(faults.last?.pointer == "/0/dateStatus")
        }
    }

    @Test func folder_thatIsMissing_isSeventeenMissingFiles() {
        let faults = faults(of: "/nowhere/at/all")
        #expect(faults.count == 17)
        #expect(faults.allSatisfy { $0.reason == "the file is missing" })
    }

    @Test func fault_namesTheFileAsItWasOpened() throws {
        let files = SeedFiles().replacing(#""held""#, in: "meetings", with: #""perhaps""#)
        try TemporaryFolder.with(files.bytes) { path in
            #expect(faults(of: path).map(\.file) == ["\(path)/meetings.json"])
        }
    }
}
