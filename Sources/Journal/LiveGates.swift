package import BorderEconomy
internal import Synchronization

/// The boards of all gates as they were published last, to be read by any thread without waiting for the writer.
///
///     if live.revision != seen { publication = live.publication }
package final class LiveGates: Sendable {
    /// A board with what is read beside it, as of the same moment.
    struct Shown {
        let board: GateBoard
        let reading: YardReading
    }

    /// All boards at one revision.
    package struct Publication: Sendable {
        /// Counts up by one with each publication.
        package fileprivate(set) var revision: Int
        /// The sequence of the last event that the boards show.
        package fileprivate(set) var sequence: Int64
        /// One a gate, in the order of the layouts.
        package fileprivate(set) var boards: [PublishedBoard]
        fileprivate var places: [Identifier<BorderGate>: Int]

        /// The board of a gate; nil when no gate of this id has one.
        package subscript(gate: Identifier<BorderGate>) -> PublishedBoard? { places[gate].map { boards[$0] } }
    }

    /// What changed last, and how many times anything did; a cheap look before `publication`.
    package var revision: Int { counter.load(ordering: .acquiring) }

    /// The boards as they are now.
    package var publication: Publication { state.withLock { $0 } }

    /// What happened, one by one.
    package let feed: ChangeFeed

    private let state: Mutex<Publication>
    private let counter = Atomic<Int>(0)

    /// No boards yet; `feed` begins behind `sequence`.
    init(journal: String, sequence: Int64) {
        state = Mutex(Publication(revision: 0, sequence: sequence, boards: [], places: [:]))
        feed = ChangeFeed(journal: journal, after: sequence)
    }

    /// Puts boards in the place of those of the same gates, adds those of new gates, then tells the feed.
    func publish(_ boards: [Shown], changes: [LiveChange], sequence: Int64) {
        let published = state.withLock { publication in
            publication.revision += 1
            publication.sequence = sequence
            let published = boards.map { PublishedBoard($0, revision: publication.revision, sequence: sequence) }
            for board in published {
                if let place = publication.places[board.gate] {
                    publication.boards[place] = board
                } else {
                    publication.places[board.gate] = publication.boards.count
                    publication.boards.append(board)
                }
            }
            counter.store(publication.revision, ordering: .releasing)
            return published
        }
        feed.publish(FeedBatch(changes: changes, boards: published, sequence: sequence))
    }
}

/// A board that was published; it never changes.
package final class PublishedBoard: Sendable {
    package let board: GateBoard
    /// Who waits, and what was counted, at the moment of the board.
    let reading: YardReading
    /// The revision of the publication that brought it: another for every board of a gate.
    package let revision: Int
    /// The sequence of the last event that it shows.
    package let sequence: Int64

    package var gate: Identifier<BorderGate> { board.gate }

    init(_ shown: LiveGates.Shown, revision: Int, sequence: Int64) {
        board = shown.board
        reading = shown.reading
        self.revision = revision
        self.sequence = sequence
    }
}
