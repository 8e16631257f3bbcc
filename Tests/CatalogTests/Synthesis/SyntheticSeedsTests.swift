import BorderEconomy
import JSONText
import Testing

@testable import Catalog

/// What is made up is a data set as good as a real one, and the same for the same seed.
struct SyntheticSeedsTests {
    private func files(_ counts: SyntheticSeeds.Counts, seed: UInt64 = 7) throws -> [String: [UInt8]] {
        var files = try RealSeedFiles.bytes()
        let registry = try SeedFolder.registry(of: files, folder: "Config/Seed")
        let seeds = try SyntheticSeeds(counts: counts, seed: seed, beside: registry)
        func add(_ name: String, _ count: Int, _ write: (Int, inout JSONWriter) -> Void) {
            var bytes = files[name] ?? []
            while let last = bytes.last, last != UInt8(ascii: "]") { bytes.removeLast() }
            bytes.removeLast()
            for number in 0..<count {
                var writer = JSONWriter()
                write(number, &writer)
                bytes += [UInt8(ascii: ",")] + writer.bytes
            }
            files[name] = bytes + [UInt8(ascii: "]")]
        }
        add("gates.json", counts.gates) { seeds.writeGate($0, to: &$1) }
        add("projects.json", counts.projects) { seeds.writeProject($0, to: &$1) }
        add("observations.json", counts.observations) { seeds.writeObservation($0, to: &$1) }
        return files
    }

    @Test(arguments: [
        SyntheticSeeds.Counts(gates: 20, projects: 50, observations: 2000),
        SyntheticSeeds.Counts(gates: 0, projects: 5, observations: 300),
        SyntheticSeeds.Counts(gates: 1, projects: 0, observations: 12_000),
    ])
    func records_loadCleanly(counts: SyntheticSeeds.Counts) throws {
        let real = try SeedFolder.registry(of: RealSeedFiles.bytes(), folder: "Config/Seed")
        let registry = try SeedFolder.registry(of: files(counts), folder: "made")
        #expect(registry.gates.count == real.gates.count + counts.gates)
        #expect(registry.projects.count == real.projects.count + counts.projects)
        #expect(registry.observations.count == real.observations.count + counts.observations)
    }

    @Test func sameSeed_givesTheSameBytes() throws {
        let counts = SyntheticSeeds.Counts(gates: 5, projects: 5, observations: 50)
        #expect(try files(counts) == files(counts))
        #expect(try files(counts)["observations.json"] != files(counts, seed: 8)["observations.json"])
    }

    @Test func base_withoutWhatIsCited_isRefused() {
        let counts = SyntheticSeeds.Counts(gates: 1, projects: 1, observations: 1)
        #expect(throws: SyntheticSeeds.MissingBasis.self) {
            try SyntheticSeeds(counts: counts, seed: 1, beside: Registry())
        }
    }
}
