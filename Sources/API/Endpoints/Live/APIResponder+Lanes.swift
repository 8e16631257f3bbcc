import BorderEconomy
import Catalog
import Journal

/// The list of a gate's lanes as they are, with those that operators added.
extension APIResponder {
    /// The collection that a list of the lanes there are now is of; nil when the list is another one, or of another time or
    /// version of the data set, which has the lanes as built.
    func presentLanes(
        _ address: ListAddress, of base: Snapshot, at time: TimeParameters
    ) -> StoredCollection? {
        guard address.name == Presentation.laneDefinition.name, time.vantage == .present, time.datasetVersion == nil,
            let id = Identifier<BorderGate>(address.parentID), let gate = base.registry.gates[id],
            let board = site.gate?.live.publication[id]
        else { return nil }
        let added = board.board.lanes.map(\.lane).filter { lane in
            !gate.lanes.contains { $0.id == lane.id.rawValue }
        }
        guard !added.isEmpty else { return base[address.name] }
        let presentation = Presentation(
            unindexed: base.registry, evidence: base.registry, on: base.day, thresholds: base.thresholds)
        return StoredCollection(presentation.lanes(of: gate, added: added))
    }
}
