import BorderEconomy
import Synchronization

@testable import API

/// A pulse that does at once what is to be done soon, and what is to be done later when the test says so.
final class ManualPulse: Pulse {
    private let later = Mutex<[@Sendable () -> Void]>([])

    func run(_ work: @escaping @Sendable () -> Void) { work() }

    func run(afterNanoseconds delay: UInt64, _ work: @escaping @Sendable () -> Void) {
        later.withLock { $0.append(work) }
    }

    /// How much waits for its time.
    var waitingCount: Int { later.withLock { $0.count } }

    /// Lets the time of all that waits come.
    func fire() {
        let due = later.withLock { later in
            defer { later = [] }
            return later
        }
        for work in due { work() }
    }
}

/// A clock that shows what it was set to.
final class ManualClock: Sendable {
    private let state: Mutex<(now: Moment, monotonic: UInt64)>

    init(_ now: Moment) {
        state = Mutex((now, 1_000_000_000))
    }

    var now: Moment { state.withLock { $0.now } }

    func advance(seconds: Int64) {
        state.withLock { state in
            state.now = state.now.advanced(bySeconds: seconds)
            state.monotonic += UInt64(seconds) * 1_000_000_000
        }
    }

    func advance(milliseconds: UInt64) {
        state.withLock { $0.monotonic += milliseconds * 1_000_000 }
    }

    var service: ServiceClock {
        ServiceClock(now: { self.now }, monotonic: { self.state.withLock { $0.monotonic } })
    }
}
