import Foundation
import Testing

/// The one-way arrows between the targets, as Docs/Architecture.md draws them.
@Suite struct ArrowTests {
    static let allowed: [String: Set<String>] = [
        "BorderEconomy": [],
        "JSONText": [],
        "HTTPEngine": ["Synchronization"],
        "Confinement": ["Dispatch"],
        "ContentCoding": ["COpenSSL", "CZlib", "Synchronization"],
        "Catalog": ["BorderEconomy", "JSONText", "ContentCoding", "FoundationEssentials", "Glibc", "Synchronization"],
        "Transport": ["COpenSSL", "CSystem", "Confinement", "Dispatch", "Glibc", "Synchronization"],
        "Server": ["HTTPEngine", "Transport", "Dispatch", "Synchronization"],
        "SQLite": ["GRDBSQLite"],
        "Journal": [
            "BorderEconomy", "Confinement", "ContentCoding", "Dispatch", "FoundationEssentials", "GRDB", "GRDBSQLite",
            "Glibc", "JSONText", "Synchronization",
        ],
        "API": [
            "HTTPEngine", "BorderEconomy", "Catalog", "JSONText", "ContentCoding", "FoundationEssentials", "Journal",
            "Synchronization",
        ],
        "cuakhau": [
            "API", "ArgumentParser", "BorderEconomy", "CSystem", "Catalog", "ContentCoding", "Dispatch",
            "FoundationEssentials", "Glibc", "HTTPEngine", "JSONText", "Journal", "Logging", "SQLite", "Server",
            "Synchronization", "Transport",
        ],
    ]

    @Test(arguments: allowed.keys.sorted()) func target_importsOnlyAlongTheArrows(target: String) throws {
        let repository = Repository()
        let files = repository.files(below: "Sources/\(target)", endingWith: ".swift")
        #expect(!files.isEmpty)
        for file in files {
            for module in Self.imports(of: try repository.text(file)) {
                #expect(Self.allowed[target]?.contains(module) == true, "\(file) imports \(module)")
            }
        }
    }

    @Test func everyTarget_hasItsArrows() throws {
        let folders = Set(
            Repository().files(below: "Sources", endingWith: ".swift").compactMap {
                $0.split(separator: "/").dropFirst().first
            })
        #expect(Set(folders.map(String.init)) == Set(Self.allowed.keys))
    }

    @Test func imports_areFoundWhateverStandsBeforeThem() {
        let source = "package import Catalog\n@testable import API\nimport struct Foundation.URL\n// import Glibc\n"
        #expect(Self.imports(of: source) == ["Catalog", "API", "Foundation"])
    }

    /// The modules that a source file imports.
    static func imports(of source: String) -> [String] {
        source.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ").map(String.init)
            guard let position = words.firstIndex(of: "import"), position + 1 < words.count,
                words[..<position].allSatisfy({
                    ["package", "public", "internal", "private", "@testable"].contains($0)
                })
            else { return nil }
            let kinds = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
            let name = kinds.contains(words[position + 1]) ? words[position + 2] : words[position + 1]
            return name.split(separator: ".").first.map(String.init)
        }
    }
}
