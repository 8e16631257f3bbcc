internal import Synchronization

/// Commands that wait for the writer, in the order in which they came.
final class CommandInbox: Sendable {
    struct Item: Sendable {
        let command: Command
        let completion: GateWriter.Completion
    }

    enum Place {
        /// The writer is at work and will see it.
        case waits
        /// The writer must be told.
        case isFirst
        case isFull
    }

    private struct State {
        var items: [Item] = []
        /// Items before this one are taken.
        var next = 0
        var isServed = false
    }

    private let state = Mutex(State())

    func put(_ command: Command, _ completion: @escaping GateWriter.Completion, limit: Int) -> Place {
        state.withLock { state in
            guard state.items.count - state.next < limit else { return .isFull }
            state.items.append(Item(command: command, completion: completion))
            defer { state.isServed = true }
            return state.isServed ? .waits : .isFirst
        }
    }

    /// The first of those that wait, at most `count`; when there are none, the next one that comes is the first again.
    func take(_ count: Int) -> [Item] {
        state.withLock { state in
            let end = min(state.items.count, state.next + count)
            if state.next == 0 && end == state.items.count {
                var taken: [Item] = []
                swap(&taken, &state.items)
                if taken.isEmpty { state.isServed = false }
                return taken
            }
            let taken = Array(state.items[state.next..<end])
            state.next = end
            if end == state.items.count {
                state.items.removeAll(keepingCapacity: true)
                state.next = 0
            }
            return taken
        }
    }

    /// How many wait.
    var count: Int { state.withLock { $0.items.count - $0.next } }
}
