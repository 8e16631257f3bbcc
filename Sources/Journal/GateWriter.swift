package import BorderEconomy
internal import Confinement
internal import Dispatch
internal import GRDB
internal import GRDBSQLite
internal import Synchronization

/// The one writer: it puts commands in order, applies them by the rules of the domain, writes what they change in one
/// transaction, and only then publishes and answers.
///
/// It is an actor on a serial queue of its own. Whatever waits when it begins is one group with one commit, so the more
/// comes in, the less each costs. When the commit fails every change of the group is undone, and reads go on.
package actor GateWriter {
    /// Told to whoever waits for a command, on a queue of its own, in the order in which the commands were written.
    package typealias Completion = @Sendable (Outcome) -> Void

    /// Commands of a group at most: it bounds how long the first of them waits for the last.
    static let groupCommands = 512
    /// Commands that may wait; further ones are refused.
    package static let waitingCommands = 65_536

    /// What is published.
    package nonisolated let live: LiveGates
    /// Gates that the journal knows and the layouts do not have: nothing new is taken for them; visits that were open can be
    /// ended.
    package nonisolated var missingGates: [MissingGate] { missing.withLock { $0 } }
    /// What was written so far.
    package nonisolated var figures: WriterFigures { counters.withLock { $0 } }

    /// Tells when the journal begins to fail, and when it goes on.
    package nonisolated let watch = JournalWatch()

    nonisolated let file: JournalFile
    nonisolated let executor: QueueExecutor
    nonisolated let inbox = CommandInbox()
    nonisolated let counters = Mutex(WriterFigures())
    private nonisolated let missing: Mutex<[MissingGate]>
    /// Answers are told beside the next group's work.
    private let answers = DispatchQueue(label: "cuakhau.writer.answers", qos: .userInitiated)
    /// Where edits of the registry are judged; without it they are refused.
    let desk: (any EditDesk)?
    nonisolated let clock: @Sendable () -> Moment
    nonisolated let rules: YardRules
    var yards: GateYards
    var pen: Pen?
    private var clockWatch = ClockWatch()
    /// Before this no declaration lapses; nil when that is not known.
    var nextLapse: Moment?
    private var ticks: (any DispatchSourceTimer)?
    private var settledHour: ClockHour
    private var isClosed = false

    /// A writer of `file`, which is open to be served, with a yard for each layout. What is in the journal is read here.
    ///
    /// - Parameter desk: where edits of the registry are judged; nil where none are taken.
    package init(
        of file: JournalFile, layouts: [GateLayout], rules: YardRules, desk: (any EditDesk)? = nil,
        clock: @escaping @Sendable () -> Moment
    ) throws(JournalFault) {
        self.desk = desk
        self.file = file
        self.rules = rules
        self.clock = clock
        executor = QueueExecutor(label: "cuakhau.writer")
        let stored = try StoredYards.load(from: file, layouts: layouts, rules: rules, now: clock())
        var all = stored.yards
        for place in stored.leftover { all.put(place) }
        yards = all
        missing = Mutex(stored.missing)
        settledHour = ClockHour(of: stored.yards.now)
        live = LiveGates(journal: file.id, sequence: stored.yards.sequence)
        live.publish(
            stored.yards.boards(of: stored.yards.places.indices), changes: [], sequence: stored.yards.sequence)
    }

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Takes a command; `completion` is called once, after its commit.
    package nonisolated func submit(_ command: Command, completion: @escaping Completion) {
        switch inbox.put(command, completion, limit: Self.waitingCommands) {
        case .waits: break
        case .isFirst: executor.queue.async { self.assumeIsolated { $0.drain() } }
        case .isFull: completion(.refused(.overloaded))
        }
    }

    /// Puts into the audit trail what was done with tokens, by this process or another.
    package nonisolated func noteTokens() {
        // What cannot be written now is noted with the next change, or at the next start.
        submit(Command(actor: .none, action: .noteTokens)) { _ in }
    }

    /// Writes a group of what waits, and the next one after whatever else the queue has to do.
    private func drain() {
        let group = inbox.take(Self.groupCommands)
        guard !group.isEmpty else { return }
        write(group)
        executor.queue.async { self.assumeIsolated { $0.drain() } }
    }

    /// Writes a group, publishes it and answers it.
    private func write(_ group: [CommandInbox.Item]) {
        yards.now = clock()
        var page = GroupPage(sequence: yards.sequence)
        do {
            if isClosed { throw JournalFault(.closed, path: file.path, reason: "is being closed") }
            try file.pool.writeWithoutTransaction { database in
                let pen = try self.pen ?? Pen(database, desk: desk)
                self.pen = pen
                try pen.write(group.map(\.command), to: &page, yards: &yards, database: database)
            }
            publish(page)
            watch.note(nil)
        } catch {
            undo(page)
            let fault = JournalFault(error, path: file.path)
            // Being closed is no failure.
            if fault.kind != .closed { watch.note(fault) }
            page.outcomes = group.map { _ in .failed(fault) }
        }
        counters.withLock { $0.count(page, waiting: inbox.count) }
        answer(group, page)
        file.log.checkpointIfDue(file.pool)
    }

    /// Tells what became of a group's commands. An edit is answered when readers see it; whatever else is, at once.
    private func answer(_ group: [CommandInbox.Item], _ page: GroupPage) {
        var told: [(CommandInbox.Item, Outcome)] = []
        var awaited: [(CommandInbox.Item, Outcome)] = []
        for (item, outcome) in zip(group, page.outcomes) {
            if case .edited = outcome { awaited.append((item, outcome)) } else { told.append((item, outcome)) }
        }
        answers.async { [told] in
            for (item, outcome) in told { item.completion(outcome) }
        }
        guard page.edits > 0, let desk else { return }
        // Of a group that failed none is awaited: what was accepted of it is undone.
        desk.settle(isStored: !awaited.isEmpty) { [answers, awaited] in
            answers.async {
                for (item, outcome) in awaited { item.completion(outcome) }
            }
        }
    }

    func publish(_ page: GroupPage) {
        guard !page.made.isEmpty else { return }
        let changes = page.made.map {
            LiveChange(sequence: $0.change.stamp.sequence, at: $0.change.stamp.received, change: $0.change)
        }
        live.publish(
            yards.boards(of: page.places.sorted()), changes: changes, sequence: yards.sequence)
    }

    /// Takes back what a group changed that could not be written, the last first.
    func undo(_ page: GroupPage) {
        for made in page.made.reversed() { yards.revert(made) }
        yards.restore(sequence: page.firstSequence)
    }
}

extension GateWriter {
    /// Publishes all boards anew every few seconds, because waits and windows move with time, and tidies once an hour.
    package nonisolated func start() {
        executor.queue.async { self.assumeIsolated { $0.startTicks() } }
    }

    /// Writes what waits, and nothing after it: commands that come later are answered `failed`. `completion` is called when
    /// all answers have been told and the journal is closed.
    package nonisolated func stop(completion: @escaping @Sendable () -> Void) {
        executor.queue.async { self.assumeIsolated { $0.close(completion) } }
    }

    private func startTicks() {
        guard ticks == nil, !isClosed else { return }
        let source = DispatchSource.makeTimerSource(queue: executor.queue)
        source.schedule(deadline: .now() + Self.tickSeconds, repeating: Self.tickSeconds, leeway: .milliseconds(250))
        source.setEventHandler { [weak self] in self?.assumeIsolated { $0.tick() } }
        source.activate()
        ticks = source
    }

    /// How often boards are published anew when nothing happens.
    private static let tickSeconds = 5.0

    /// One beat of the pulse.
    func tick() {
        yards.now = clock()
        live.publish(yards.boards(of: yards.places.indices), changes: [], sequence: yards.sequence)
        guard clockWatch.believes(yards.now) else {
            nextLapse = nil
            return
        }
        expireDeclarations()
        let hour = ClockHour(of: yards.now)
        guard hour != settledHour else { return }
        // What cannot be removed now is tried again at the next tick.
        do {
            if try purge() { settledHour = hour }
            yards.settle()
        } catch {
            counters.withLock { $0.isFailing = true }
            watch.note(JournalFault(error, path: file.path))
        }
    }

    /// Removes some of what is past its time; false when there may be more.
    private func purge() throws -> Bool {
        try file.pool.writeWithoutTransaction { database in
            let pen = try self.pen ?? Pen(database, desk: desk)
            self.pen = pen
            return try pen.purge(now: yards.now)
        }
    }

    private func close(_ completion: @escaping @Sendable () -> Void) {
        while true {
            let group = inbox.take(Self.groupCommands)
            if group.isEmpty { break }
            write(group)
        }
        isClosed = true
        ticks?.cancel()
        ticks = nil
        pen = nil
        let file = file
        answers.async {
            do throws(JournalFault) {
                try file.close()
            } catch {
                // Readers that are still at work keep it open; the system closes it when the process ends.
            }
            completion()
        }
    }
}

extension GateWriter {
    /// Takes layouts of seeds that were read again: new gates get yards, those whose layout changed keep what is in them.
    ///
    /// A gate that is gone keeps its yard until the next start; then it is among the `missingGates`. When the journal cannot
    /// be read nothing changes, and `report` is told why; in any case `completion` is called last, on the writer's thread.
    package nonisolated func renew(
        _ layouts: [GateLayout], reporting report: @escaping @Sendable (JournalFault) -> Void,
        completion: @escaping @Sendable () -> Void = {}
    ) {
        executor.queue.async {
            if let fault = self.assumeIsolated({ $0.take(layouts) }) { report(fault) }
            completion()
        }
    }

    private func take(_ layouts: [GateLayout]) -> JournalFault? {
        let changed = layouts.filter { layout in
            guard let place = yards.place(of: layout.gate) else { return true }
            return yards.places[place].yard.layout != layout
        }
        guard !changed.isEmpty else { return nil }
        do throws(JournalFault) {
            let loaded = try StoredYards.load(from: file, layouts: changed, rules: rules, now: clock())
            for place in loaded.yards.places { yards.put(place) }
        } catch {
            return error
        }
        yards.now = clock()
        let places = changed.compactMap { yards.place(of: $0.gate) }
        live.publish(yards.boards(of: places), changes: [], sequence: yards.sequence)
        return nil
    }
}
