import BorderEconomy
import Catalog

/// The texts of the seed files of a minimal data set without faults, one record or two a noun, for a test to change.
struct SeedFiles {
    static let folder = "Seed"

    private(set) var texts: [String: String]

    init() {
        texts = Self.minimal
    }

    /// The data set with one passage of one file replaced; the passage must stand there exactly once.
    func replacing(_ passage: String, in file: String, with other: String) -> SeedFiles {
        var files = self
        let parts = texts["\(file).json", default: ""].split(separator: passage, omittingEmptySubsequences: false)
        precondition(parts.count == 2, "\(passage) stands \(parts.count - 1) times in \(file).json")
        files.texts["\(file).json"] = parts.joined(separator: other)
        return files
    }

    /// The data set with another text of a whole file.
    func replacing(file: String, with text: String) -> SeedFiles {
        var files = self
        files.texts["\(file).json"] = text
        return files
    }

    var bytes: [String: [UInt8]] { texts.mapValues { Array($0.utf8) } }

    func registry() throws -> Registry { try SeedFolder.registry(of: bytes, folder: Self.folder) }

    /// What the loader says against the data set, in its order.
    var faults: [SeedFault] { Self.faults(of: bytes) }

    static func faults(of bytes: [String: [UInt8]]) -> [SeedFault] {
        do throws(SeedFaults) {
            _ = try SeedFolder.registry(of: bytes, folder: folder)
            return []
        } catch {
            return error.faults
        }
    }
}
