import BorderEconomy
import Catalog

extension SeedData {
    /// The seeds of `folder`; ends the program when they cannot be read or are wrong.
    static func loaded(from folder: String) throws -> SeedData {
        do throws(UnreadableFile) {
            try InputFile.checkFolder(folder)
        } catch {
            throw ExitStatus.unreadable.after(["cuakhau: the folder of seed files \(folder) \(error.reason)"])
        }
        do throws(SeedFaults) {
            return try SeedFolder(path: folder).load()
        } catch {
            let isUnreadable = error.faults.allSatisfy { $0.line == nil }
            throw (isUnreadable ? ExitStatus.unreadable : .badData).after(error.faults.map(\.description))
        }
    }

    /// How many records there are of each noun.
    var counts: [(noun: String, count: Int)] {
        RecordCollection.allCases.map { ($0.rawValue, count(of: $0)) }
    }

    /// The counts and the version in one line.
    var summary: String {
        let nouns = counts.map { "\($0.count) \($0.noun)" }.joined(separator: ", ")
        return "\(nouns); dataset \(version)"
    }

    private func count(of collection: RecordCollection) -> Int {
        switch collection {
        case .provinces: registry.provinces.all.count
        case .gates: registry.gates.all.count
        case .zones: registry.zones.all.count
        case .projects: registry.projects.all.count
        case .corridors: registry.corridors.all.count
        case .legs: registry.legs.all.count
        case .places: registry.places.all.count
        case .organisations: registry.organisations.all.count
        case .meetings: registry.meetings.all.count
        case .documents: registry.documents.all.count
        case .plans: registry.plans.all.count
        case .services: registry.services.all.count
        case .indicators: registry.indicators.all.count
        case .observations: registry.observations.all.count
        case .targets: registry.targets.all.count
        }
    }
}
