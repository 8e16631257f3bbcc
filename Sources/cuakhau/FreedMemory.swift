import CSystem
import Dispatch
import Server
import Synchronization

/// Gives memory back to the system when many connections have gone: the allocator would keep it for others to come.
final class FreedMemory: Sendable {
    private let giveBack: @Sendable () -> Void
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
        guard case .manyClosed = event, !isDue.exchange(true, ordering: .relaxed) else { return }
        queue.asyncAfter(deadline: .now() + delay) { [self] in
            isDue.store(false, ordering: .relaxed)
            giveBack()
        }
    }
}
