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

    @Test func memory_IsGivenBackOnceWhenHalfOfManyConnectionsHaveGone() {
        let count = Count()
        let memory = FreedMemory(delay: .milliseconds(1)) { count.add() }
        for open in 1...2000 { memory.record(.accepted(open: open)) }
        for open in (1001...1999).reversed() { memory.record(.closed(open: open)) }
        #expect(count.value.load(ordering: .relaxed) == 0)
        memory.record(.closed(open: 1000))
        count.changed.wait()
        // From here on 1000 is the most.
        for open in (501...999).reversed() { memory.record(.closed(open: open)) }
        #expect(count.value.load(ordering: .relaxed) == 1)
        memory.record(.closed(open: 500))
        count.changed.wait()
        #expect(count.value.load(ordering: .relaxed) == 2)
    }

    @Test func memory_IsLeftAloneWhenFewHaveGone() {
        let count = Count()
        let memory = FreedMemory(delay: .milliseconds(0)) { count.add() }
        for open in 1...255 { memory.record(.accepted(open: open)) }
        for open in (0...254).reversed() { memory.record(.closed(open: open)) }
        #expect(count.changed.wait(timeout: .now() + .milliseconds(50)) == .timedOut)
    }
}
