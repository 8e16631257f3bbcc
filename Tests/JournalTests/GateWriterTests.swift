import BorderEconomy
import DomainTesting
import Testing

@testable import Journal

@Suite struct GateWriterTests {
    private let live: LiveJournal
    private let kimThanh = LiveJournal.kimThanh

    init() throws {
        live = try LiveJournal()
    }

    @Test func aVisit_goesThroughTheGateAndStandsInTheFile() throws {
        live.open()
        let declared = try live.declare(1)
        #expect(declared.state == .declared)
        live.clock.now = .morning.advanced(bySeconds: 600)
        let cleared = try live.clear(declared.id)
        #expect(cleared.state == .cleared && cleared.closedAt == live.clock.now)
        let stored = try #require(try live.file.visit(declared.id))
        #expect(stored.visit == cleared && stored.gate == kimThanh)
        #expect(try live.read(declared.id)?.visit == cleared)
        #expect(try live.read(VisitID(number: 999)) == nil)
    }

    /// Rows are written several at once, and a step needs the row of its vehicle: that of a batch whose own vehicles take
    /// steps is written in time, whatever the number of vehicles before it.
    @Test(arguments: 1...17)
    func aBatch_mayTakeStepsWithItsOwnVehicles(vehicles: UInt64) throws {
        var sequence = live.writer.live.publication.sequence
        var writes: [LiveWrite] = []
        func add(_ write: LiveWrite) -> VisitID {
            sequence += 1
            writes.append(write)
            return VisitID(number: sequence)
        }
        for number in 1...vehicles {
            let visit = add(LiveJournal.declaration(number))
            if number % 3 != 1 { _ = add(LiveWrite(.step(visit: visit, .arrive))) }
            if number % 5 == 0 { _ = add(LiveWrite(.step(visit: visit, .turnBack(LiveReason("no papers"))))) }
        }
        let last = add(LiveJournal.declaration(vehicles + 1))
        _ = add(LiveWrite(.step(visit: last, .turnBack(LiveReason("no papers")))))
        // It is closed by the same transaction, and that is where its state is found.
        writes.append(LiveWrite(.step(visit: last, .arrive)))
        guard case .batch(let results) = live.submit(.batch(writes)) else { throw Failed() }
        guard case .failure(.rule(.illegalStep(.arrive, from: .turnedBack, legal: _))) = results.last else {
            throw Failed()
        }
        var visits: [VisitID: VehicleVisit] = [:]
        for result in results.dropLast() {
            guard case .visit(let standing) = try result.get() else { throw Failed() }
            visits[standing.visit.id] = standing.visit
        }
        #expect(visits.count == Int(vehicles) + 1)
        for visit in visits.values { #expect(try live.file.visit(visit.id)?.visit == visit) }
        #expect(try live.file.findings().isEmpty)
        let before = live.writer.live.publication
        try live.restart()
        let after = live.writer.live.publication
        #expect(after.sequence == before.sequence && after.sequence == sequence)
        #expect(after[kimThanh]?.board.directions == before[kimThanh]?.board.directions)
    }

    @Test func anOutcome_isToldAfterItIsPublishedAndCommitted() throws {
        let visit = try live.declare(1)
        #expect(live.writer.live.publication[kimThanh]?.board.directions[0].expected == 1)
        #expect(live.writer.live.publication.sequence == visit.id.number)
        // Another connection sees it.
        #expect(try live.journal.open(.inspect).visit(visit.id)?.visit == visit)
    }

    @Test func theDeclarer_isToldThePlaceInTheQueue() throws {
        for number in 1...3 as ClosedRange<UInt64> { try live.step(live.declare(number).id, .arrive) }
        let fourth = try live.declare(4)
        guard case .written(.visit(let standing)) = live.submit(.write(LiveWrite(.step(visit: fourth.id, .arrive))))
        else { throw Failed() }
        #expect(standing.queuePosition?.position == 4)
        #expect(try live.read(fourth.id)?.queuePosition?.position == 4)
    }

    private struct Failed: Error {}

    @Test func refusals_changeNothing() throws {
        let visit = try live.declare(1)
        let before = live.writer.live.publication
        let unknown = Identifier<BorderGate>("nowhere")
        #expect(live.submit(.write(LiveJournal.declaration(1))).rule == .plateInYard(visit.id, .declared))
        #expect(
            live.submit(.write(LiveWrite(.step(visit: visit.id, .clear)))).rule
                == .illegalStep(.clear, from: .declared, legal: VisitState.declared.legalSteps))
        guard case .unknownGate(unknown)? = live.submit(.write(LiveJournal.declaration(2, at: unknown))).refusal else {
            throw Failed()
        }
        guard case .unknownVisit? = live.submit(.write(LiveWrite(.step(visit: VisitID(number: 77), .arrive)))).refusal
        else { throw Failed() }
        #expect(live.writer.live.publication.revision == before.revision)
        #expect(live.writer.live.publication.sequence == before.sequence)
        #expect(try live.file.audit(AuditQuestion(limit: 10)).entries.count == 1)
    }

    @Test func aStepOfAClosedVisit_isRefusedByItsState() throws {
        let visit = try live.declare(1)
        try live.step(visit.id, .turnBack(LiveReason("no papers")))
        #expect(
            live.submit(.write(LiveWrite(.step(visit: visit.id, .arrive)))).rule
                == .illegalStep(.arrive, from: .turnedBack, legal: []))
    }

    @Test func roles_areHeldTo() throws {
        let tokens = try AccessTokens(of: live.file)
        let other = try tokens.create(.operator(gates: [LiveJournal.tanThanh]), days: 1, at: .morning).token
        let visit = try live.declare(1)
        for write in [
            LiveJournal.declaration(2), LiveWrite(.step(visit: visit.id, .arrive)),
            LiveWrite(.setLane(gate: kimThanh, lane: LiveJournal.lane, LaneEdit(state: .open), ifRevision: nil)),
        ] {
            guard case .notPermitted(kimThanh)? = live.submit(.write(write), by: other).refusal else { throw Failed() }
        }
        try live.step(visit.id, .turnBack(LiveReason("no papers")))
        let closed = live.submit(.write(LiveWrite(.step(visit: visit.id, .arrive))), by: other)
        guard case .notPermitted(kimThanh)? = closed.refusal else { throw Failed() }
        _ = try live.visit(live.submit(.write(LiveJournal.declaration(2, at: LiveJournal.tanThanh)), by: other))
    }

    @Test func aLane_isSetOnlyInTheVersionThatIsMeant() throws {
        func set(_ state: LaneState, _ revision: Int64?) -> Outcome {
            live.submit(
                .write(
                    LiveWrite(
                        .setLane(gate: kimThanh, lane: LiveJournal.lane, LaneEdit(state: state), ifRevision: revision)))
            )
        }
        guard case .written(.lane(_, let opened)) = set(.open, 0) else { throw Failed() }
        guard case .otherRevision(let lane)? = set(.closed(nil), 0).refusal else { throw Failed() }
        #expect(lane == opened)
        guard case .written(.lane(_, let closed)) = set(.closed(LiveReason("flood")), opened.revision) else {
            throw Failed()
        }
        #expect(closed.state == .closed(LiveReason("flood")) && closed.revision > opened.revision)
    }

    @Test func aBatch_isOneCommitWithAResultForEachLine() throws {
        let groups = live.writer.figures.groups
        let outcome = live.submit(
            .batch([LiveJournal.declaration(1), LiveJournal.declaration(1), LiveJournal.declaration(2)]))
        guard case .batch(let results) = outcome else { throw Failed() }
        #expect(results.count == 3)
        guard case .success = results[0], case .failure(.rule(.plateInYard)) = results[1], case .success = results[2]
        else { throw Failed() }
        #expect(live.writer.figures.groups == groups + 1)
        #expect(live.writer.live.publication[kimThanh]?.board.directions[0].expected == 2)
    }

    @Test func whatComesAtOnce_sharesCommitsAndKeepsItsOrder() throws {
        let commands = (1...2000).map { Command(actor: live.admin, action: .write(LiveJournal.declaration($0))) }
        let outcomes = live.submit(commands)
        let sequences = try outcomes.map { try live.visit($0).id.number }
        #expect(sequences == Array(1...2000))
        #expect(live.writer.figures.groups < 1000)
        #expect(live.writer.figures.events == 2000)
    }

    @Test func aClockThatStepsBack_breaksNoOrder() throws {
        live.open()
        let first = try live.declare(1)
        try live.step(first.id, .arrive)
        live.clock.now = .morning.advanced(bySeconds: -3600)
        let second = try live.declare(2)
        try live.step(second.id, .arrive)
        #expect(second.id > first.id)
        #expect(try live.read(second.id)?.queuePosition?.position == 2)
        let called = try live.step(first.id, .call)
        #expect(called.calledAt == called.arrivedAt)
        try live.restart()
        #expect(try live.read(second.id)?.queuePosition?.position == 1)
        #expect(try live.declare(3).id > second.id)
        let entries = try live.file.audit(AuditQuestion(limit: 100)).entries
        #expect(entries.map(\.sequence) == entries.map(\.sequence).sorted(by: >))
    }

    @Test func commandsAfterTheStop_areToldThatItIsClosed() throws {
        _ = try live.declare(1)
        live.stop()
        #expect(live.submit(.write(LiveJournal.declaration(2))).fault?.kind == .closed)
    }
}
