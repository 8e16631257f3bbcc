import BorderEconomy
import Catalog
import Dispatch
import Foundation
import HTTPEngine
import JSONText
import Journal
import Synchronization

@testable import API

/// The API with a journal of its own, the one writer and a desk that edits are judged at: what a planner talks to.
final class PlanningService {
    let store: Store
    private let folder: URL
    private let journal: JournalFile
    private let writer: GateWriter
    private let tokens: AccessTokens
    private let responder: APIResponder

    private static let now = Moment(secondsSince1970: 1_795_000_000)

    init(_ seeds: SeedData? = nil) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("cuakhau-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        let fixture = try SeedFixture.shared()
        let desk = SampleDesk(EditedSeeds(seeds ?? fixture.seeds), showing: fixture.snapshot)
        store = desk.store
        journal = try JournalFile(path: folder.appendingPathComponent("journal.sqlite").path, for: .serve)
        let clock = ServiceClock(now: { Self.now }, monotonic: { 0 })
        writer = try GateWriter(of: journal, layouts: [], rules: YardRules(), desk: desk, clock: clock.now)
        tokens = try AccessTokens(of: journal)
        let gate = DigitalGate(
            journal: journal, writer: writer, rules: YardRules(), doorkeeper: Doorkeeper(tokens: tokens, clock: clock),
            clock: clock, pulse: NoPulse(), intake: NoPulse())
        responder = APIResponder(
            store: store, site: Site(version: "0.0.0-test", securityContact: "mailto:a@example.org", gate: gate))
    }

    /// Closes the journal and removes it.
    func remove() throws {
        let stopped = DispatchSemaphore(value: 0)
        writer.stop { stopped.signal() }
        stopped.wait()
        try FileManager.default.removeItem(at: folder)
    }

    /// A field line with a new token for a role.
    func authorization(_ role: Role) throws -> String {
        "Authorization: Bearer \(try tokens.create(role, days: 1, at: Self.now).text)"
    }

    var edits: [RecordEdit] { get throws { try journal.edits() } }

    /// Asks, and waits for the writer when the answer is promised.
    func ask(_ method: String, _ target: String, _ fields: [String] = [], body: String = "") throws -> WireAnswer {
        var connection = MemoryConnection(responder: responder)
        var lines = ["\(method) \(target) HTTP/1.1", "Host: test"] + fields
        if !body.isEmpty { lines.append("Content-Length: \(body.utf8.count)") }
        var wire = connection.receive(Array((lines.joined(separator: "\r\n") + "\r\n\r\n" + body).utf8))
        let deadline = ContinuousClock.now.advanced(by: .seconds(60))
        while wire.isEmpty {
            guard ContinuousClock.now < deadline else { throw TestFailure("\(method) \(target) is never answered") }
            sched_yield()
            wire = connection.advance()
        }
        return try WireAnswer(wire, toHead: method == "HEAD")
    }

    /// Asks with content that is JSON.
    func write(
        _ method: String, _ target: String, _ body: String, by authorization: String, _ fields: String...
    ) throws -> WireAnswer {
        let type = method == "PATCH" ? "application/merge-patch+json" : "application/json"
        return try ask(method, target, ["Content-Type: \(type)", authorization] + fields, body: body)
    }

    private struct NoPulse: Pulse {
        func run(_ work: @escaping @Sendable () -> Void) {}
        func run(afterNanoseconds delay: UInt64, _ work: @escaping @Sendable () -> Void) {}
    }
}

/// A desk that shows what is stored at once.
private final class SampleDesk: EditDesk {
    let store: Store
    private let state: Mutex<(stored: EditedSeeds, proposed: EditedSeeds)>

    init(_ edited: EditedSeeds, showing snapshot: Snapshot) {
        state = Mutex((edited, edited))
        store = Store(snapshot)
    }

    func propose(_ proposal: EditProposal) throws(EditRefusal) -> AcceptedEdit {
        try state.withLock { state throws(EditRefusal) in try state.proposed.accept(proposal) }
    }

    func settle(isStored: Bool, published: @escaping @Sendable () -> Void) {
        state.withLock { state in
            guard isStored else { return state.proposed = state.stored }
            let touched = state.proposed.touched(since: state.stored)
            state.stored = state.proposed
            store.publish(
                Presentation.snapshot(
                    of: state.stored.data, after: store.snapshot, touching: touched,
                    at: Moment(secondsSince1970: 1_795_000_001)))
        }
        published()
    }
}
