import API
import BorderEconomy
import CSystem
import Catalog
import Dispatch
import Glibc
import Synchronization
import Transport

/// Makes snapshots of the seeds and publishes them: at start, when told to read the seeds again, and at midnight,
/// because the progress of targets changes with the day.
final class Publisher: Sendable {
    /// Where the snapshots are published.
    let store: Store

    private let folder: String
    private let thresholds: ProgressThresholds
    private let log: EventLog
    private let seeds: Mutex<SeedData>
    private let publication: Atomic<UInt64>
    private let refusals = Atomic<Int>(0)
    private let queue = DispatchQueue(label: "cuakhau.publisher", qos: .utility)
    private let follower = Mutex<(@Sendable (Snapshot) -> Void)?>(nil)

    /// Publishes the first snapshot, of `seeds`, which come from `folder`.
    init(_ seeds: SeedData, from folder: String, thresholds: ProgressThresholds, log: EventLog) {
        self.folder = folder
        self.thresholds = thresholds
        self.log = log
        self.seeds = Mutex(seeds)
        publication = Atomic(SystemClock.wall)
        store = Store(
            Presentation.snapshot(of: seeds, on: VietnamClock.day(), thresholds: thresholds, at: Self.now))
        Self.returnFreedMemory()
    }

    /// When the snapshot that is served was published, by the wall clock in nanoseconds.
    var publishedAt: UInt64 { publication.load(ordering: .relaxed) }

    /// How many times seeds that were read again were wrong.
    var refusedReloads: Int { refusals.load(ordering: .relaxed) }

    /// Reads the seeds again, off the caller's thread; wrong ones are logged and change nothing.
    func reload() {
        queue.async { [self] in
            do throws(SeedFaults) {
                let read = try SeedFolder(path: folder).load()
                seeds.withLock { $0 = read }
                publish(because: "reload")
            } catch {
                refusals.add(1, ordering: .relaxed)
                log.recordRefusal(of: error)
            }
        }
    }

    /// Waits until a reload that is under way has ended: the libraries it uses are taken down when the process exits.
    func settle() {
        queue.sync {}
    }

    /// Publishes anew each time the day changes.
    func followDay() {
        let midnight = timespec(tv_sec: VietnamClock.midnight(), tv_nsec: 0)
        queue.asyncAfter(wallDeadline: DispatchWallTime(timespec: midnight)) { [self] in
            if store.snapshot.day != VietnamClock.day() { publish(because: "midnight") }
            followDay()
        }
    }

    /// Tells `follower` of every snapshot that is published from now on.
    func follow(_ follower: @escaping @Sendable (Snapshot) -> Void) {
        self.follower.withLock { $0 = follower }
    }

    private func publish(because reason: String) {
        let seeds = self.seeds.withLock { $0 }
        let snapshot = Presentation.snapshot(
            of: seeds, on: VietnamClock.day(), thresholds: thresholds, after: store.snapshot, at: Self.now)
        store.publish(snapshot)
        publication.store(SystemClock.wall, ordering: .relaxed)
        Self.returnFreedMemory()
        log.recordPublication(snapshot, because: reason)
        follower.withLock { $0 }?(snapshot)
    }

    private static var now: Moment { Moment(secondsSince1970: Int64(SystemClock.wall / 1_000_000_000)) }

    /// Gives what building a snapshot took and freed back to the system; the allocator would keep it for the next one.
    private static func returnFreedMemory() {
        csystem_return_freed_memory()
    }
}
