import Synchronization

/// The published snapshot. Readers keep their copy until the revision has moved.
package final class Store: Sendable {
    private let published: Mutex<Snapshot>
    private let publications = Atomic<UInt64>(1)

    package init(_ snapshot: Snapshot) {
        published = Mutex(snapshot)
    }

    /// Grows by one with each publication; one atomic read.
    package var revision: UInt64 { publications.load(ordering: .acquiring) }

    package var snapshot: Snapshot { published.withLock { $0 } }

    package func publish(_ snapshot: Snapshot) {
        published.withLock { $0 = snapshot }
        publications.add(1, ordering: .releasing)
    }
}
