import Foundation
import Testing

/// The habits of the house that no compiler checks.
@Suite struct HouseRuleTests {
    private static let bannedInNames = ["Manager", "Helper", "Util", "Common.", "Base."]
    private static let bannedInSources = [
        "TO" + "DO", "FIX" + "ME", "@unchecked " + "Sendable", "try" + "!", "fatal" + "Error(",
    ]

    @Test func fileNames_nameWhatIsKept() {
        for file in Repository().files(below: "Sources", endingWith: ".swift") {
            let name = String(file.split(separator: "/").last ?? "")
            for word in Self.bannedInNames { #expect(!name.contains(word), "\(file)") }
        }
    }

    @Test func sources_holdNothingUnfinishedOrUnchecked() throws {
        let repository = Repository()
        for file in repository.files(below: "Sources", endingWith: ".swift") {
            let text = try repository.text(file)
            for word in Self.bannedInSources where text.contains(word) { Issue.record("\(file) has \(word)") }
        }
    }

    @Test func files_dependOnNothingOutsideTheRepository() throws {
        let repository = Repository()
        let outside = ".." + "/shared"
        for folder in ["Sources", "Tests", "Docs", "Config", ".ci"] {
            for file in repository.files(below: folder, endingWith: "") where Self.isText(file) {
                #expect(try !repository.text(file).contains(outside), "\(file)")
            }
        }
    }

    @Test func topLevel_holdsWhatTheReadmeNames() throws {
        let repository = Repository()
        let expected = [
            "Package.swift", "Makefile", "README.md", "LICENSE", "CHANGELOG.md", ".gitignore", ".swift-format",
            ".ci/run",
            "Sources", "Tests", "Config/server.json", "Config/Seed", "Docs/API.md", "Docs/Architecture.md",
            "Docs/Data.md",
            "Docs/Configuration.md",
        ]
        for path in expected { #expect(repository.exists(path), "\(path)") }
    }

    @Test func links_inDocumentsLeadSomewhere() throws {
        let repository = Repository()
        for file in ["README.md"] + repository.files(below: "Docs", endingWith: ".md") {
            let folder = file.split(separator: "/").dropLast().joined(separator: "/")
            for match in try repository.text(file).matches(of: /\]\(([^)#:]+)\)/) {
                let path = folder.isEmpty ? String(match.1) : "\(folder)/\(match.1)"
                #expect(repository.exists(path), "\(file) links to \(match.1)")
            }
        }
    }

    private static func isText(_ path: String) -> Bool {
        [".swift", ".md", ".json", ".c", ".h", ".py", ".sh", ".txt", "run", "setup"].contains { path.hasSuffix($0) }
    }
}
