import API
import BorderEconomy
import Catalog
import HTTPEngine
import Journal
import Transport

/// The journal and what hangs on it: tokens, the writer, the live gates.
final class GateService: Sendable {
    /// What the API is given.
    let gate: DigitalGate
    let writer: GateWriter
    private let figures: LiveFigures
    private let tokens: AccessTokens
    private let log: EventLog
    private let clock: ServiceClock

    /// Opens the journal at `path` to be served, and makes it if it is not there, and reads the edits that are in it. Ends
    /// the program when it cannot.
    static func journal(at path: String) throws -> (file: JournalFile, edits: [RecordEdit]) {
        do throws(JournalFault) {
            let file = try JournalFile(path: path, for: .serve)
            return (file, try file.edits())
        } catch {
            throw ExitStatus(of: error).after(["cuakhau: \(error)"])
        }
    }

    /// Serves an open journal. Ends the program when it cannot.
    ///
    /// - Parameter publisher: where edits are judged, and what is counted is shown.
    init(
        _ journal: JournalFile, configuration: Configuration, publisher: Publisher, log: EventLog
    ) throws {
        let steady = SteadyClock { [log] news in log.record(news) }
        clock = ServiceClock(now: { steady.now }, monotonic: { SystemClock.monotonic })
        do throws(JournalFault) {
            let snapshot = publisher.store.snapshot
            writer = try GateWriter(
                of: journal, layouts: snapshot.registry.gateLayouts(on: snapshot.day), rules: configuration.yardRules,
                desk: publisher,
                clock: clock.now)
            tokens = try AccessTokens(of: journal)
            gate = DigitalGate(
                journal: journal, writer: writer, rules: configuration.yardRules,
                doorkeeper: Doorkeeper(tokens: tokens, rules: configuration.accessRules, clock: clock), clock: clock,
                pulse: DispatchPulse(label: "cuakhau.stream", isSerial: true),
                intake: DispatchPulse(label: "cuakhau.intake", isSerial: false))
        } catch {
            throw ExitStatus(of: error).after(["cuakhau: \(error)"])
        }
        figures = LiveFigures(
            of: writer, rules: configuration.yardRules, everyMinutes: configuration.countingMinutes,
            show: { publisher.count($0) }, report: { log.record($0) })
        self.log = log
        gate.show(publisher.store.snapshot)
        for missing in writer.missingGates { log.recordMissing(missing) }
        writer.alarm.follow { [log] fault in log.recordWriting(fault) }
    }

    /// Begins to follow time and tokens that another process changes.
    func start() {
        writer.start()
        figures.start(now: clock.now)
        // Tokens that were made or revoked while nobody served, and from now on.
        writer.noteTokens()
        tokens.follow { [log] fault in
            log.record(fault)
        } changed: { [writer] in
            writer.noteTokens()
        }
    }

    /// Tells listeners of the snapshot that is served now, and takes the gates of seeds that were read again, or
    /// of another day.
    func take(_ snapshot: Snapshot, because reason: Publisher.Reason) {
        gate.show(snapshot)
        guard reason != .edit else { return }
        writer.renew(snapshot.registry.gateLayouts(on: snapshot.day)) { [log] fault in log.record(fault) }
    }

    /// Writes what waits, tells it, and closes the journal.
    func stop(completion: @escaping @Sendable () -> Void) {
        figures.stop()
        writer.stop(completion: completion)
    }
}
