import API
import BorderEconomy
import CSystem
import Catalog
import Dispatch
import Journal
import Synchronization
import Transport

/// Makes snapshots of the seeds with what was written and publishes them: at start, after edits, when told to read the
/// seeds again, and at midnight, because the progress of targets changes with the day.
///
/// It is the desk at which edits are judged. What waits to be shown makes one snapshot, in which only what the edits touch
/// is encoded anew.
final class Publisher: Sendable {
    /// Why a snapshot is published.
    enum Reason: String {
        case reload, midnight
        /// What planners wrote, or what was counted at the gates.
        case edit
    }

    /// Where the snapshots are published.
    let store: Store

    private let folder: String
    /// The gates of which the journal has something, read when seeds are.
    private let keptGates: @Sendable () throws(JournalFault) -> [Identifier<BorderGate>]
    private let thresholds: ProgressThresholds
    private let log: EventLog
    private let desk: Mutex<Desk>
    /// The state that is shown; the queue's own.
    private let shown: Mutex<EditedSeeds>
    private let publication: Atomic<UInt64>
    private let refusals = Atomic<Int>(0)
    private let queue = DispatchQueue(label: "cuakhau.publisher", qos: .userInitiated)
    /// Makes what a snapshot left to be made, beside the next one.
    private let completion = DispatchQueue(label: "cuakhau.publisher.completion", qos: .utility)
    private let follower = Mutex<(@Sendable (Snapshot, Reason) -> Void)?>(nil)

    /// Edits between the writer, which has them judged and stores them, and the queue, which shows them.
    private struct Desk {
        /// With all edits that are stored.
        var stored: EditedSeeds
        /// With those that were accepted and are not stored yet, too.
        var proposed: EditedSeeds
        /// Told when what is stored by now is shown.
        var waiting: [@Sendable () -> Void] = []
        var isScheduled = false
    }

    /// Publishes the first snapshot, of `seeds`, which come from `folder`, with the edits that were made of them.
    init(
        _ seeds: SeedData, edits: [RecordEdit], from folder: String, thresholds: ProgressThresholds, log: EventLog,
        keptGates: @escaping @Sendable () throws(JournalFault) -> [Identifier<BorderGate>]
    ) {
        self.folder = folder
        self.keptGates = keptGates
        self.thresholds = thresholds
        self.log = log
        let edited = EditedSeeds(seeds, edits: edits, keptGates: Self.kept(keptGates, log))
        desk = Mutex(Desk(stored: edited, proposed: edited))
        shown = Mutex(edited)
        publication = Atomic(SystemClock.wall)
        store = Store(
            Presentation.snapshot(of: edited.data, on: VietnamClock.day(), thresholds: thresholds, at: Self.now))
        for conflict in edited.conflicts { log.record(conflict) }
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
                take(try SeedFolder(path: folder).load())
                publish(because: .reload)
            } catch {
                refusals.add(1, ordering: .relaxed)
                log.recordRefusal(of: error)
            }
        }
    }

    /// Waits until a reload that is under way has ended: the libraries it uses are taken down when the process exits.
    func settle() {
        queue.sync {}
        completion.sync {}
    }

    /// Publishes anew each time the day changes: at midnight, and soon after a clock was set.
    func followDay() {
        queue.asyncAfter(deadline: .now() + .seconds(VietnamClock.secondsUntilNextLook())) { [self] in
            if store.snapshot.day != VietnamClock.day() { publish(because: .midnight) }
            followDay()
        }
    }

    /// Tells `follower` of every snapshot that is published from now on, when readers see it.
    func follow(_ follower: @escaping @Sendable (Snapshot, Reason) -> Void) {
        self.follower.withLock { $0 = follower }
    }

    /// Lays the edits over other seeds. Those that come in meanwhile are laid over them last.
    private func take(_ seeds: SeedData) {
        let before = desk.withLock { $0.stored }
        var edited = EditedSeeds(seeds, edits: before.edits, keptGates: Self.kept(keptGates, log))
        desk.withLock { desk in
            edited.lay(desk.stored.edits.dropFirst(edited.edits.count))
            edited.takeFigures(of: desk.stored)
            desk.stored = edited
            edited.lay(desk.proposed.edits.dropFirst(edited.edits.count))
            desk.proposed = edited
        }
        for conflict in desk.withLock({ $0.stored.conflicts }) { log.record(conflict) }
    }

    /// The gates of which the journal has something; none when it cannot be read, which is logged.
    private static func kept(
        _ gates: () throws(JournalFault) -> [Identifier<BorderGate>], _ log: EventLog
    ) -> [Identifier<BorderGate>] {
        do throws(JournalFault) {
            return try gates()
        } catch {
            log.record(error)
            return []
        }
    }

    /// Publishes everything anew.
    private func publish(because reason: Reason) {
        let (edited, waiting) = takeWaiting()
        let snapshot = Presentation.snapshot(
            of: edited.data, on: VietnamClock.day(), thresholds: thresholds, after: store.snapshot, at: Self.now)
        show(snapshot, of: edited, because: reason, waiting)
        Self.returnFreedMemory()
    }

    /// Publishes what was written since the last time.
    private func publishEdits() {
        let (edited, waiting) = takeWaiting()
        let shown = shown.withLock { $0 }
        let data = edited.data
        guard data.version != store.snapshot.datasetVersion else {
            for tell in waiting { tell() }
            return
        }
        let snapshot = Presentation.snapshot(
            of: data, after: store.snapshot, touching: edited.touched(since: shown), at: Self.now)
        show(snapshot, of: edited, because: .edit, waiting)
        completion.async { [store] in
            guard store.snapshot === snapshot else { return }
            Presentation.complete(snapshot)
            Self.returnFreedMemory()
        }
    }

    private func takeWaiting() -> (EditedSeeds, [@Sendable () -> Void]) {
        desk.withLock { desk in
            defer {
                desk.waiting = []
                desk.isScheduled = false
            }
            return (desk.stored, desk.waiting)
        }
    }

    private func show(
        _ snapshot: Snapshot, of edited: EditedSeeds, because reason: Reason, _ waiting: [@Sendable () -> Void]
    ) {
        shown.withLock { $0 = edited }
        store.publish(snapshot)
        publication.store(SystemClock.wall, ordering: .relaxed)
        for tell in waiting { tell() }
        follower.withLock { $0 }?(snapshot, reason)
        log.recordPublication(snapshot, because: reason.rawValue)
    }

    private static var now: Moment { Moment(secondsSince1970: Int64(SystemClock.wall / 1_000_000_000)) }

    /// Gives what building a snapshot took and freed back to the system; the allocator would keep it for the next one.
    private static func returnFreedMemory() {
        csystem_return_freed_memory()
    }
}

extension Publisher: EditDesk {
    func propose(_ proposal: EditProposal) throws(EditRefusal) -> AcceptedEdit {
        try desk.withLock { desk throws(EditRefusal) in try desk.proposed.accept(proposal) }
    }

    func settle(isStored: Bool, published: @escaping @Sendable () -> Void) {
        desk.withLock { desk in
            if isStored { desk.stored = desk.proposed } else { desk.proposed = desk.stored }
        }
        if isStored { schedule(published) } else { published() }
    }

    /// Takes the figures of our own counting, to be shown with the next edits or by themselves.
    func count(_ figures: CountedFigures) {
        desk.withLock { desk in
            desk.stored.count(figures)
            desk.proposed.count(figures)
        }
        schedule {}
    }

    private func schedule(_ published: @escaping @Sendable () -> Void) {
        let isFirst = desk.withLock { desk in
            defer { desk.isScheduled = true }
            desk.waiting.append(published)
            return !desk.isScheduled
        }
        if isFirst { queue.async { self.publishEdits() } }
    }
}
