import Dispatch
import Server
import Synchronization
import Testing

@testable import cuakhau

@Suite struct FreedMemoryTests {
    private final class Count: Sendable {
        let value = Atomic<Int>(0)
        let changed = DispatchSemaphore(value: 0)

        func add() {
            value.add(1, ordering: .relaxed)
            changed.signal()
        }
    }

    @Test func memory_IsGivenBackOnceForAllThatGoTogether() {
        let count = Count()
        let memory = FreedMemory(delay: .milliseconds(20)) { count.add() }
        memory.record(.manyClosed(open: 1000))
        memory.record(.manyClosed(open: 500))
        count.changed.wait()
        #expect(count.value.load(ordering: .relaxed) == 1)
        memory.record(.manyClosed(open: 100))
        count.changed.wait()
        #expect(count.value.load(ordering: .relaxed) == 2)
    }

    @Test func memory_IsLeftAloneWhenNotManyHaveGone() {
        let count = Count()
        let memory = FreedMemory(delay: .milliseconds(0)) { count.add() }
        for event in [ServerEvent.accepted(open: 1), .refused(open: 2), .closed(open: 0), .stalled] {
            memory.record(event)
        }
        #expect(count.changed.wait(timeout: .now() + .milliseconds(50)) == .timedOut)
    }
}
