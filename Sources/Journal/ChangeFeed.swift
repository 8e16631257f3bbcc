package import BorderEconomy
internal import Synchronization

/// One thing that happened at a gate and was committed.
package struct LiveChange: Sendable {
    /// Its number in the journal; numbers grow, and go on after a restart.
    package let sequence: Int64
    /// The server's clock when it was told. Order is that of the sequence, whatever the clock did.
    package let at: Moment
    /// What it was, with before and after, and which gate.
    package let change: YardChange

    package var gate: Identifier<BorderGate> { change.gate }

    package init(sequence: Int64, at: Moment, change: YardChange) {
        self.sequence = sequence
        self.at = at
        self.change = change
    }
}

/// What one publication brought.
package struct FeedBatch: Sendable {
    /// In the order of their sequence; empty when boards changed with time alone.
    package let changes: [LiveChange]
    /// The boards that are new.
    package let boards: [PublishedBoard]
    /// The last sequence that is published now.
    package let sequence: Int64

    package init(changes: [LiveChange], boards: [PublishedBoard], sequence: Int64) {
        self.changes = changes
        self.boards = boards
        self.sequence = sequence
    }
}

/// What happened, told to subscribers as it is published, and remembered for those that were away for a while.
package final class ChangeFeed: Sendable {
    /// What somebody has missed who knows everything up to some sequence.
    package enum Replay: Sendable {
        /// All of it, in order; empty when nothing was missed.
        case changes([LiveChange])
        /// That is too long ago, or the sequence is none of this journal's: only the boards as they are now can tell.
        case gone
    }

    /// Ends when it is let go of.
    package final class Subscription: Sendable {
        private let feed: ChangeFeed
        private let number: Int

        fileprivate init(_ feed: ChangeFeed, number: Int) {
            self.feed = feed
            self.number = number
        }

        deinit {
            feed.state.withLock { $0.receivers[number] = nil }
        }
    }

    private struct State {
        /// The last changes, oldest first; the first `gap` are forgotten.
        var recent: [LiveChange] = []
        var gap = 0
        /// Everything after this sequence is remembered.
        var begin: Int64
        var latest: Int64
        var receivers: [Int: @Sendable (FeedBatch) -> Void] = [:]
        var nextNumber = 0
    }

    /// Changes that are remembered at most.
    package static let capacity = 16_384

    /// The id of the journal that the sequences are of.
    package let journal: String
    private let state: Mutex<State>

    init(journal: String, after sequence: Int64) {
        self.journal = journal
        state = Mutex(State(begin: sequence, latest: sequence))
    }

    /// The last sequence that was published.
    package var latest: Int64 { state.withLock { $0.latest } }

    /// Calls `receive` with each batch that is published after this, in order, on the writer's thread: it must hand the
    /// work on.
    ///
    /// - Parameter sequence: what the subscriber knows already, for `replay`; nil when it knows nothing.
    /// - Returns: what it has missed, up to exactly where the batches begin.
    package func subscribe(
        after sequence: Int64? = nil, _ receive: @escaping @Sendable (FeedBatch) -> Void
    ) -> (subscription: Subscription, replay: Replay) {
        state.withLock { state in
            state.nextNumber += 1
            state.receivers[state.nextNumber] = receive
            return (Subscription(self, number: state.nextNumber), Self.replay(after: sequence, state))
        }
    }

    /// What was missed by somebody who knows everything up to `sequence`.
    package func replay(after sequence: Int64) -> Replay {
        state.withLock { Self.replay(after: sequence, $0) }
    }

    private static func replay(after sequence: Int64?, _ state: borrowing State) -> Replay {
        guard let sequence, sequence >= state.begin, sequence <= state.latest else { return .gone }
        var low = state.gap
        var high = state.recent.count
        while low < high {
            let middle = (low + high) / 2
            if state.recent[middle].sequence <= sequence { low = middle + 1 } else { high = middle }
        }
        return .changes(Array(state.recent[low...]))
    }

    func publish(_ batch: FeedBatch) {
        let receivers = state.withLock { state in
            state.recent += batch.changes
            let excess = state.recent.count - state.gap - Self.capacity
            if excess > 0 {
                state.gap += excess
                state.begin = state.recent[state.gap - 1].sequence
            }
            // Forgotten ones are let go of when they are as many as the others: a removal from the front moves all.
            if state.gap > Self.capacity {
                state.recent.removeFirst(state.gap)
                state.gap = 0
            }
            state.latest = batch.sequence
            return Array(state.receivers.values)
        }
        for receive in receivers { receive(batch) }
    }
}
