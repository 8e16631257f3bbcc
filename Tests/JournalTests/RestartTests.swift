import BorderEconomy
import Dispatch
import DomainTesting
import GRDB
import Testing

@testable import Journal

/// What is open comes back as it was, and what is closed stays where it is.
@Suite struct RestartTests {
    private let live: LiveJournal
    private let kimThanh = LiveJournal.kimThanh

    init() throws {
        live = try LiveJournal()
    }

    @Test func everything_comesBackAsItWas() throws {
        live.open()
        for number in 1...40 as ClosedRange<UInt64> {
            live.clock.now = .morning.advanced(bySeconds: Int64(number) * 97)
            let visit = try live.declare(number)
            switch number % 8 {
            case 0: try live.clear(visit.id)
            case 1: break
            case 2: try live.step(visit.id, .turnBack(LiveReason("no papers")))
            case 3: try live.step(visit.id, .divert(to: LiveJournal.tanThanh))
            case 4:
                try live.step(visit.id, .arrive)
                try live.step(visit.id, .call)
            default: try live.step(visit.id, .arrive)
            }
        }
        let announcement = GateAnnouncement(
            kind: .restricts, reason: LiveReason("inspection of fruit"), directions: GateDirections([.export]),
            vehicleKinds: VehicleKinds([.fruit]), from: live.clock.now, until: live.clock.now.advanced(bySeconds: 7200))
        live.submit(.write(LiveWrite(.announce(gate: kimThanh, announcement))))
        let before = live.writer.live.publication
        let hours = ClockHour(of: .morning)..<ClockHour(number: ClockHour(of: .morning).number + 3)
        let tallies = try live.file.tallies(of: kimThanh, in: hours)
        #expect(tallies.map { $0[.export, .fruit].declared }.reduce(0, +) == 40)
        #expect(tallies.map { $0[.export, .fruit].cleared }.reduce(0, +) == 5)
        try live.restart()
        let after = live.writer.live.publication
        #expect(after.sequence == before.sequence)
        for (old, new) in zip(before.boards, after.boards) {
            // The other gate's board is of an earlier moment.
            if new.gate == kimThanh { #expect(new.board == old.board) }
            #expect(new.board.directions == old.board.directions && new.board.lanes == old.board.lanes)
        }
        #expect(try live.file.tallies(of: kimThanh, in: hours) == tallies)
        #expect(try live.file.tallies(from: hours.lowerBound)[kimThanh] == tallies)
    }

    /// What a gate was told of last, and a board of it.
    enum News: CaseIterable {
        case closedVisit, unreportedLane, event, olderClearance, turnedBackInTheLane, removedLane
    }

    /// Boards do not forget, whatever was told of them last.
    @Test(arguments: News.allCases) func aBoard_isTheSameAfterARestart(_ news: News) throws {
        live.open()
        let visit = try live.declare(1)
        live.clock.now = .morning.advanced(bySeconds: 600)
        switch news {
        case .closedVisit: try live.step(visit.id, .turnBack(LiveReason("no papers")))
        case .unreportedLane: try set(LiveJournal.lane, LaneEdit(state: .unreported))
        case .event:
            let announcement = GateAnnouncement(kind: .closes, reason: LiveReason("flood"), from: live.clock.now)
            live.submit(.write(LiveWrite(.announce(gate: LiveJournal.tanThanh, announcement))))
        case .olderClearance: try live.clear(visit.id)
        case .turnedBackInTheLane:
            for step in [VisitStep.arrive, .call, .beginClearing(lane: LiveJournal.lane)] {
                try live.step(visit.id, step)
            }
            try live.step(visit.id, .turnBack(LiveReason("no papers")))
        case .removedLane:
            try set(LaneID("extra"), LaneEdit(state: .open, direction: .import))
            try set(LaneID("extra"), LaneEdit(state: .removed))
        }
        let gate = news == .event ? LiveJournal.tanThanh : kimThanh
        let before = try #require(live.writer.live.publication[gate]?.board)
        #expect(before.observedAt == live.clock.now)
        try live.restart()
        #expect(live.writer.live.publication[gate]?.board == before)
        // Two hours later no window has anything in it, and what was known is known.
        live.clock.now = .morning.advanced(bySeconds: 2 * 3600)
        try live.restart()
        let after = try #require(live.writer.live.publication[gate]?.board)
        #expect(after.directions.map(\.figures.observedAt) == before.directions.map(\.figures.observedAt))
        #expect(after.lanes.map(\.figures.observedAt) == before.lanes.map(\.figures.observedAt))
        for direction in after.directions {
            #expect(direction.figures.served60 == (direction.figures.observedAt == nil ? nil : 0))
        }
        #expect(after.lanes.map(\.lane.id) == [LiveJournal.lane])
    }

    private func set(_ lane: LaneID, _ edit: LaneEdit) throws {
        let outcome = live.submit(.write(LiveWrite(.setLane(gate: kimThanh, lane: lane, edit, ifRevision: nil))))
        guard case .written = outcome else { throw LiveJournal.Unexpected(outcome: outcome) }
    }

    /// A journal of before directions and lanes had their last news is taken, and says no more than it knows.
    @Test func aJournalOfBefore_isMadeReady() throws {
        _ = try live.declare(1)
        live.stop()
        let pool = try DatabasePool(path: live.journal.path)
        try pool.write { database in
            try database.execute(
                sql: """
                    ALTER TABLE gate DROP COLUMN exportObservedAt;
                    ALTER TABLE gate DROP COLUMN importObservedAt;
                    ALTER TABLE gate ADD COLUMN observedAt INTEGER;
                    ALTER TABLE lane DROP COLUMN observedAt;
                    DELETE FROM grdb_migrations WHERE identifier = 'last-news';
                    """)
        }
        try pool.close()
        try live.restart()
        let board = try #require(live.writer.live.publication[kimThanh]?.board)
        #expect(board.directions.map(\.figures.observedAt) == [.morning, nil])
    }

    /// The yard has let go of it; the file has not.
    @Test func anEventThatIsOver_isToldOfAfterARestart() throws {
        let end = Moment.morning.advanced(bySeconds: 60)
        let announcement = GateAnnouncement(
            kind: .closes, reason: LiveReason("flood"), from: .morning, until: end)
        let outcome = live.submit(.write(LiveWrite(.announce(gate: kimThanh, announcement))))
        guard case .written(.event(_, let event)) = outcome else { throw LiveJournal.Unexpected(outcome: outcome) }
        live.clock.now = end.advanced(bySeconds: 60)
        try live.restart()
        func refusal(_ id: GateEventID, at gate: Identifier<BorderGate>) -> YardRefusal? {
            live.submit(.write(LiveWrite(.changeEvent(gate: gate, id, GateEventEdit(ending: .open), ifRevision: nil))))
                .rule
        }
        #expect(refusal(event.id, at: kimThanh) == .eventOver(event.id, since: end))
        #expect(refusal(event.id, at: LiveJournal.tanThanh) == .unknownEvent(event.id))
        #expect(try live.file.end(of: event.id, at: kimThanh) == end)
        #expect(try live.file.end(of: event.id, at: LiveJournal.tanThanh) == nil)
    }

    @Test func aPlateInTheYard_isKnownAfterARestart() throws {
        let visit = try live.declare(1)
        try live.restart()
        #expect(live.submit(.write(LiveJournal.declaration(1))).rule == .plateInYard(visit.id, .declared))
        #expect(try live.step(visit.id, .arrive).state == .arrived)
    }

    @Test func aGateThatTheSeedsHaveNoMore_isNamedAndKept() throws {
        let visit = try live.declare(1)
        let closed = try live.declare(2)
        try live.step(closed.id, .turnBack(LiveReason("no papers")))
        try live.restart(gates: [LiveJournal.tanThanh])
        #expect(live.writer.missingGates == [MissingGate(gate: "kim-thanh", openVisits: 1)])
        #expect(try live.file.keptGates() == [kimThanh])
        // It has no board and takes nothing new.
        #expect(live.writer.live.publication.boards.map(\.gate) == [LiveJournal.tanThanh])
        guard case .unknownGate(kimThanh)? = live.submit(.write(LiveJournal.declaration(3))).refusal else {
            Issue.record("a gate that is gone took a declaration")
            return
        }
        // What was open there is read, and ended.
        #expect(try live.read(visit.id)?.gate == kimThanh)
        #expect(try live.step(visit.id, .arrive).state == .arrived)
        try live.restart()
        #expect(live.writer.missingGates.isEmpty)
        #expect(try live.step(visit.id, .turnBack(LiveReason("the gate is gone"))).state == .turnedBack)
        try live.restart(gates: [LiveJournal.tanThanh])
        #expect(live.writer.missingGates == [MissingGate(gate: "kim-thanh", openVisits: 0)])
    }

    @Test func layoutsThatAreRenewed_keepWhatIsInTheYard() throws {
        let visit = try live.declare(1)
        let lane = LiveLane(id: LaneID("export-2"), direction: .export)
        let layout = GateLayout(
            gate: kimThanh, lanes: [LiveLane(id: LiveJournal.lane, direction: .export), lane], clearancePoints: [],
            hours: nil)
        let new = GateLayout(gate: "ba-vuong", lanes: [], clearancePoints: [], hours: nil)
        let isRenewed = DispatchSemaphore(value: 0)
        live.writer.renew([layout, new], reporting: { Issue.record("\($0)") }, completion: { isRenewed.signal() })
        isRenewed.wait()
        try live.step(visit.id, .arrive)
        let publication = live.writer.live.publication
        #expect(publication[kimThanh]?.board.lanes.count == 2)
        #expect(publication[kimThanh]?.board.directions[0].figures.waiting == 1)
        #expect(publication[new.gate] != nil)
        _ = try live.declare(2, at: new.gate)
    }
}
