import BorderEconomy
import Confinement
import ContentCoding
import Dispatch
import DomainTesting
import Synchronization

@testable import Journal

/// A journal that is served, with two gates and a clock that tests set.
final class LiveJournal {
    static let kimThanh: Identifier<BorderGate> = "kim-thanh"
    static let tanThanh: Identifier<BorderGate> = "tan-thanh"
    static let lane: LaneID = "export-1"

    /// A clock that shows what it was set to.
    final class Clock: Sendable {
        private let moment: Mutex<Moment>

        init(_ moment: Moment) {
            self.moment = Mutex(moment)
        }

        var now: Moment {
            get { moment.withLock { $0 } }
            set { moment.withLock { $0 = newValue } }
        }
    }

    let journal: TemporaryJournal
    let clock: Clock
    private(set) var file: JournalFile
    private(set) var writer: GateWriter
    let admin: AccessToken
    let desk = SampleDesk()

    init(at moment: Moment = .morning) throws {
        journal = try TemporaryJournal()
        clock = Clock(moment)
        file = try journal.open()
        admin = try AccessTokens(of: file).create(.admin, days: 365, at: moment).token
        writer = try Self.writer(of: file, clock, desk)
    }

    static func writer(
        of file: JournalFile, _ clock: Clock, _ desk: SampleDesk? = nil,
        gates: [Identifier<BorderGate>] = [kimThanh, tanThanh]
    ) throws -> GateWriter {
        let layouts = gates.map {
            GateLayout(gate: $0, lanes: [LiveLane(id: lane, direction: .export)], clearancePoints: [], hours: nil)
        }
        return try GateWriter(of: file, layouts: layouts, rules: YardRules(), desk: desk) { clock.now }
    }

    /// Stops serving, and serves again what the file has.
    func restart(gates: [Identifier<BorderGate>] = [kimThanh, tanThanh]) throws {
        stop()
        file = try journal.open()
        writer = try Self.writer(of: file, clock, desk, gates: gates)
    }

    func stop() {
        let isStopped = DispatchSemaphore(value: 0)
        writer.stop { isStopped.signal() }
        isStopped.wait()
    }

    /// Lets the writer's pulse beat, with the clock going evenly.
    func beat(_ times: Int) {
        for _ in 0..<times {
            clock.now = clock.now.advanced(bySeconds: 5)
            writer.executor.queue.sync { writer.assumeIsolated { $0.tick() } }
        }
    }

    /// Waits for the outcome of a command.
    @discardableResult
    func submit(_ action: Action, by actor: AccessToken? = nil, _ idempotency: Idempotency? = nil) -> Outcome {
        submit([Command(actor: actor ?? admin, action: action, idempotency: idempotency)])[0]
    }

    /// Waits for the outcomes of commands that are submitted at once.
    func submit(_ commands: [Command]) -> [Outcome] {
        let outcomes = Mutex([Outcome?](repeating: nil, count: commands.count))
        let group = DispatchGroup()
        for (place, command) in commands.enumerated() {
            group.enter()
            writer.submit(command) { outcome in
                outcomes.withLock { $0[place] = outcome }
                group.leave()
            }
        }
        group.wait()
        return outcomes.withLock { $0.compactMap(\.self) }
    }

    /// A declaration at Kim Thành of a vehicle that no other number means.
    static func declaration(_ number: UInt64, at gate: Identifier<BorderGate> = kimThanh) -> LiveWrite {
        LiveWrite(
            .declare(
                gate: gate,
                VisitDeclaration(
                    plateDigest: PlateDigest(high: number, low: ~number),
                    plateEnding: PlateEnding(lastOf: "24C-\(number)"), direction: .export, goodsClass: .fruit,
                    refrigerated: true, weightKilograms: 18_000)))
    }

    /// Declares a vehicle and gives the visit.
    func declare(_ number: UInt64, at gate: Identifier<BorderGate> = kimThanh) throws -> VehicleVisit {
        try visit(submit(.write(Self.declaration(number, at: gate))))
    }

    @discardableResult
    func step(_ visit: VisitID, _ step: VisitStep) throws -> VehicleVisit {
        try self.visit(submit(.write(LiveWrite(.step(visit: visit, step)))))
    }

    func open(_ lane: LaneID = lane, at gate: Identifier<BorderGate> = kimThanh) {
        submit(.write(LiveWrite(.setLane(gate: gate, lane: lane, LaneEdit(state: .open), ifRevision: nil))))
    }

    /// Takes a visit through the lane, which is open.
    @discardableResult
    func clear(_ visit: VisitID) throws -> VehicleVisit {
        try step(visit, .arrive)
        try step(visit, .call)
        try step(visit, .beginClearing(lane: Self.lane))
        return try step(visit, .clear)
    }

    func visit(_ outcome: Outcome) throws -> VehicleVisit {
        guard case .written(.visit(let standing)) = outcome else { throw Unexpected(outcome: outcome) }
        return standing.visit
    }

    /// Reads a visit as it is served.
    func read(_ id: VisitID) throws -> VisitStanding? { try waiting { writer.readVisit(id, completion: $0) } ?? nil }

    /// Reads a page of the open visits of a gate.
    func list(_ question: VisitQuestion) throws -> VisitPage {
        let page: VisitPage?? = try waiting { writer.readVisits(question, completion: $0) }
        return (page ?? nil) ?? VisitPage(visits: [], total: -1, next: nil)
    }

    func bulletin(of day: CalendarDay, scope: Bulletin.Scope = .real) throws -> Bulletin? {
        try waiting { writer.readBulletin(of: Self.kimThanh, day: day, scope: scope, completion: $0) } ?? nil
    }

    /// Waits for what is told later.
    private func waiting<Value: Sendable>(
        _ begin: (@escaping @Sendable (Result<Value, JournalFault>) -> Void) -> Void
    ) throws -> Value? {
        let result = Mutex<Result<Value, JournalFault>?>(nil)
        let isRead = DispatchSemaphore(value: 0)
        begin { read in
            result.withLock { $0 = read }
            isRead.signal()
        }
        isRead.wait()
        return try result.withLock { $0 }?.get()
    }

    /// Another outcome than a test needs to go on.
    struct Unexpected: Error {
        let outcome: Outcome
    }

    static func idempotency(_ key: String, of request: String = "request") -> Idempotency {
        Idempotency(key: key, digest: SHA256.digest(Array(request.utf8)).bytes) { outcome in
            KeptAnswer(status: 201, fields: [.init("Location", "/v1/visits/x")], body: Array("\(outcome)".utf8))
        }
    }
}

extension Outcome {
    /// The refusal, of an outcome that is one.
    var refusal: Refusal? {
        if case .refused(let refusal) = self { refusal } else { nil }
    }

    var fault: JournalFault? {
        if case .failed(let fault) = self { fault } else { nil }
    }

    var rule: YardRefusal? {
        if case .refused(.rule(let refusal)) = self { refusal } else { nil }
    }
}
