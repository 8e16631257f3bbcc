internal import Synchronization

/// What other threads have to say about a loop's connections, until the loop looks; whoever says something wakes it.
final class Notices: Sendable {
    private let tokens = Mutex<[UInt64]>([])
    private let wake: WakeSignal

    init(wake: WakeSignal) {
        self.wake = wake
    }

    func add(_ token: UInt64) {
        let isFirst = tokens.withLock { tokens in
            tokens.append(token)
            return tokens.count == 1
        }
        if isFirst { wake.signal() }
    }

    /// The tokens since this was last asked, in order.
    func take() -> [UInt64] {
        tokens.withLock { tokens in
            defer { tokens = [] }
            return tokens
        }
    }
}

/// Tells a connection's handler, from any thread, to look after the connection. It names this connection for ever: when
/// it has gone, nothing happens, also when another has its slot.
package struct ConnectionNotifier: Sendable {
    let notices: Notices
    let token: UInt64

    /// Lets `ConnectionHandler.notified` be called, soon.
    package func notify() {
        notices.add(token)
    }
}
