internal import Synchronization

/// Where a server counts. It is made before the server, so that what shows the figures may be among what is served.
package final class Traffic: Sendable {
    let budget = ConnectionBudget()
    private let loops = Mutex<[LoopCounters]>([])
    private let certificateEnd = Mutex<Int64?>(nil)

    package init() {}

    /// The counters of one more loop.
    func addLoop() -> LoopCounters {
        let counters = LoopCounters()
        loops.withLock { $0.append(counters) }
        return counters
    }

    /// Handshakes that begin from now on show a certificate that ends then, in seconds since 1970.
    func noteCertificate(endingAt end: Int64) {
        certificateEnd.withLock { $0 = end }
    }

    /// What all loops have counted so far. Any thread may ask; no loop waits for it.
    package var figures: TrafficFigures {
        let loops = self.loops.withLock { $0 }
        var figures = TrafficFigures()
        for loop in loops { loop.add(to: &figures) }
        figures.open = budget.open
        figures.certificateEnd = certificateEnd.withLock { $0 }
        return figures
    }
}
