import BorderEconomy
import Dispatch
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
            #expect(new.board.directions == old.board.directions)
            #expect(new.board.lanes.map(\.lane) == old.board.lanes.map(\.lane))
            #expect(new.board.lanes.map(\.figures.served60) == old.board.lanes.map(\.figures.served60))
            #expect(new.board.lanes.map(\.figures.served15) == old.board.lanes.map(\.figures.served15))
            #expect(new.board.events == old.board.events && new.board.observedAt == old.board.observedAt)
        }
        #expect(try live.file.tallies(of: kimThanh, in: hours) == tallies)
        #expect(try live.file.tallies(from: hours.lowerBound)[kimThanh] == tallies)
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
