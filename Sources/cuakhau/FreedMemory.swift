import CSystem
import Dispatch
import Server
import Synchronization

/// Gives memory back to the system when many connections have gone: the allocator would keep it for others to come.
final class FreedMemory: Sendable {
    /// Fewer connections are not worth looking through the memory for: their coming and going is an ordinary day.
    private static let connectionsWorthIt = 256

    private let giveBack: @Sendable () -> Void
    /// Most connections that were open at once since memory was last given back.
    private let peak = Atomic<Int>(0)
    private let open = Atomic<Int>(0)
    private let isDue = Atomic<Bool>(false)
    private let queue = DispatchQueue(label: "cuakhau.memory", qos: .utility)
    private let delay: DispatchTimeInterval

    /// Waits for `delay` after half of the connections have gone, so that those that go with them are gone as well.
    init(
        delay: DispatchTimeInterval = .seconds(1),
        giveBack: @escaping @Sendable () -> Void = { csystem_return_freed_memory() }
    ) {
        self.delay = delay
        self.giveBack = giveBack
    }

    /// Something happened in the server.
    func record(_ event: ServerEvent) {
        switch event {
        case .accepted(let count), .refused(let count):
            open.store(count, ordering: .relaxed)
            if count > peak.load(ordering: .relaxed) { peak.store(count, ordering: .relaxed) }
        case .closed(let count):
            open.store(count, ordering: .relaxed)
            let peak = peak.load(ordering: .relaxed)
            guard peak - count >= Self.connectionsWorthIt, count <= peak / 2 else { return }
            guard !isDue.exchange(true, ordering: .relaxed) else { return }
            queue.asyncAfter(deadline: .now() + delay) { [self] in
                isDue.store(false, ordering: .relaxed)
                self.peak.store(open.load(ordering: .relaxed), ordering: .relaxed)
                giveBack()
            }
        default: return
        }
    }
}
