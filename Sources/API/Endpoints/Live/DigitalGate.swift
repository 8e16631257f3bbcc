package import BorderEconomy
package import Catalog
import HTTPEngine
import JSONText
package import Journal

/// Hashes a number plate with the journal's key, so that what is kept does not tell the plate.
package struct PlateHashing: Sendable {
    let digest: @Sendable (Plate) -> PlateDigest

    package init(_ digest: @escaping @Sendable (Plate) -> PlateDigest) {
        self.digest = digest
    }
}

/// The live side of the service: whoever lets in, writes, reads and tells. One for all loops; there is none in a server
/// that is read only.
package final class DigitalGate: Sendable {
    let doorkeeper: Doorkeeper
    let writer: GateWriter
    let live: LiveGates
    let boards: BoardShelf
    let plates: PlateHashing
    package let stream: EventStream
    let clock: ServiceClock
    let rules: YardRules
    let journal: JournalFile
    /// Takes what would hold up a loop and must not wait behind work of low priority, such as large batches.
    let intake: any Pulse
    private let dataset: DatasetNotice
    private let subscription: ChangeFeed.Subscription

    package init(
        journal: JournalFile, writer: GateWriter, rules: YardRules, doorkeeper: Doorkeeper, clock: ServiceClock,
        pulse: any Pulse, intake: any Pulse
    ) {
        self.journal = journal
        self.writer = writer
        self.rules = rules
        self.doorkeeper = doorkeeper
        let live = writer.live
        self.live = live
        let key = journal.plateKey
        plates = PlateHashing { key.digest(of: $0) }
        self.clock = clock
        self.intake = intake
        let boards = BoardShelf()
        self.boards = boards
        let dataset = DatasetNotice()
        self.dataset = dataset
        let stream = EventStream(
            EventStream.Source(
                board: { gate in live.publication[gate].map { boards.bytes(of: $0) } ?? [] },
                gates: { live.publication.boards.map(\.gate) }, dataset: { dataset.bytes }),
            pulse: pulse, clock: clock)
        self.stream = stream
        subscription = live.feed.subscribe { batch in stream.take(batch) }.subscription
    }

    /// Tells listeners of the data set that is served now, when it is another or seen on another day.
    package func show(_ snapshot: Snapshot) {
        guard let bytes = dataset.note(snapshot) else { return }
        stream.happened([EventStream.News(kind: .dataset, gate: nil) { bytes }], boards: [])
    }
}

extension EventStream {
    /// Tells of what was published. Called on the writer's thread, so it only notes it.
    fileprivate func take(_ batch: FeedBatch) {
        let news = batch.changes.compactMap { change -> News? in
            let gate = change.gate
            return switch change.change.subject {
            case .visit: nil
            case .lane(_, let lane):
                News(kind: .lane, gate: gate) { LiveWriter.encode { $0.lane(lane, of: gate) } }
            case .event(_, let event):
                News(kind: .gateEvent, gate: gate) { LiveWriter.encode { $0.gateEvent(event, of: gate) } }
            }
        }
        happened(news, boards: batch.boards.map(\.gate))
    }
}
