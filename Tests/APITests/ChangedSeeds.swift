import API
import BorderEconomy
import Catalog
import Foundation

/// The data of the repository with some of their text changed, as a reload would read them.
struct ChangedSeeds {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("cuakhau-\(UUID().uuidString)")
        try FileManager.default.copyItem(at: URL(fileURLWithPath: SeedFixture.folder), to: folder)
    }

    /// Reads the files with each first occurrence of a text in a file replaced by another.
    func load(_ changes: [(file: String, old: String, new: String)]) throws -> SeedData {
        for change in changes {
            let file = folder.appendingPathComponent(change.file)
            var text = try String(contentsOf: file, encoding: .utf8)
            guard let range = text.range(of: change.old) else {
                throw TestFailure("\(change.file) has no \(change.old)")
            }
            text.replaceSubrange(range, with: change.new)
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        return try SeedFolder(path: folder.path).load()
    }

    func remove() throws { try FileManager.default.removeItem(at: folder) }
}

extension ObservationTable {
    /// The table without the observations for which `isRemoved` holds.
    func removing(_ isRemoved: (Observation) -> Bool) -> ObservationTable {
        keeping(indices.filter { !isRemoved(self[$0]) }.map { UInt32($0) })
    }
}
