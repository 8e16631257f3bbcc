import BorderEconomy
import Catalog

extension Presentation {
    /// The data of a snapshot as seen from a vantage, judged on `day`.
    static func snapshot(of base: Snapshot, from vantage: Vantage, on day: CalendarDay) -> Snapshot {
        let seen = base.registry.seen(from: vantage, on: day)
        let presentation = Presentation(
            of: seen.shown, evidence: seen.evidence, on: day, thresholds: base.thresholds)
        return Snapshot(of: base, seen: seen, from: vantage) { presentation.collection($0) }
    }

    /// A collection by its name.
    func collection(_ name: String) -> CollectionDraft? {
        switch name {
        case Self.factDefinition.name: facts(of: recordCollections())
        case Self.checkDefinition.name: checks()
        case Self.conflictDefinition.name: conflicts()
        case Self.laneDefinition.name: lanes()
        case Self.taskDefinition.name: tasks()
        default: RecordCollection(rawValue: name).map(records)
        }
    }
}
