import Foundation

@testable import Catalog

/// The seeds of this repository as bytes.
enum RealSeedFiles {
    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Config/Seed")

    /// The files by name.
    static func bytes() throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        for name in SeedFolder.fileNames {
            files[name] = Array(try Data(contentsOf: folder.appendingPathComponent(name)))
        }
        return files
    }
}
