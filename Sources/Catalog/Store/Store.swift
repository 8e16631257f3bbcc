import Synchronization

/// The published snapshot, and those before it of other versions that are kept. Readers keep their copy until the
/// revision has moved.
package final class Store: Sendable {
    private let published: Mutex<Published>
    private let publications = Atomic<UInt64>(1)

    package init(_ snapshot: Snapshot) {
        published = Mutex(Published(snapshot))
    }

    /// Grows by one with each publication; one atomic read.
    package var revision: UInt64 { publications.load(ordering: .acquiring) }

    package var snapshot: Snapshot { published.withLock { $0.current } }

    /// The snapshot of a version that is kept, as it was last published; nil when it is not.
    package func kept(_ datasetVersion: String) -> Snapshot? {
        published.withLock { published in
            if published.current.datasetVersion == datasetVersion { return published.current }
            return published.earlier.first { $0.datasetVersion == datasetVersion }
        }
    }

    package func publish(_ snapshot: Snapshot) {
        published.withLock { $0.replace(with: snapshot) }
        publications.add(1, ordering: .releasing)
    }
}

/// What a store holds.
private struct Published {
    private(set) var current: Snapshot
    /// Those of other versions that are kept.
    private(set) var earlier: [Snapshot] = []

    init(_ snapshot: Snapshot) {
        current = snapshot
    }

    mutating func replace(with snapshot: Snapshot) {
        let kept = snapshot.chronicle.versions.map(\.datasetVersion)
        earlier = (earlier + [current]).filter {
            kept.contains($0.datasetVersion) && $0.datasetVersion != snapshot.datasetVersion
        }
        current = snapshot
    }
}
