import API
import BorderEconomy
import Catalog
import Foundation

/// The data of the repository as shown on one day, read once for all tests.
struct SeedFixture: Sendable {
    let seeds: SeedData
    let snapshot: Snapshot

    var registry: Registry { seeds.registry }

    private init() throws {
        seeds = try SeedFolder(path: Self.folder).load()
        snapshot = Presentation.snapshot(of: seeds, on: try Self.day())
    }

    static func shared() throws -> SeedFixture { try loaded.get() }

    /// A Saturday after the mergers of 2025, with targets that are met, missed and still open.
    static func day() throws -> CalendarDay {
        guard let day = CalendarDay(year: 2026, month: 11, day: 21) else { throw TestFailure("no such day") }
        return day
    }

    private static let loaded = Result { try SeedFixture() }

    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Config/Seed").path
}

/// Why a test cannot go on.
struct TestFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
