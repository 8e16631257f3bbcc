import BorderEconomy
import Dispatch
import DomainTesting
import Foundation
import GRDB
import Synchronization
import Testing

@testable import Journal

/// What happens when the journal cannot be written: nothing is half done, reads go on, and it goes on when it can.
@Suite struct FailureTests {
    private let live: LiveJournal

    init() throws {
        live = try LiveJournal()
    }

    /// Lets the file take no further page, as a full disk does, or as many as it wants.
    private func setFull(_ isFull: Bool) throws {
        try live.file.pool.writeWithoutTransaction { database in
            let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
            _ = try Int.fetchOne(database, sql: "PRAGMA max_page_count = \(isFull ? pages : 1_000_000_000)")
        }
    }

    @Test func aFullDisk_refusesWritesWithTheReasonAndUndoesThem() throws {
        live.open()
        let visit = try live.declare(1)
        try live.step(visit.id, .arrive)
        let before = live.writer.live.publication
        let tallies = try live.file.tallies(from: ClockHour(number: 0))
        let told = Mutex<[JournalFault.Kind?]>([])
        live.writer.watch.follow { fault in told.withLock { $0.append(fault?.kind) } }
        try setFull(true)
        var failures = 0
        for round in 0..<20 as Range<UInt64> {
            let outcome = live.submit(.batch((1...100).map { LiveJournal.declaration(1000 + round * 100 + $0) }))
            guard let fault = outcome.fault else { continue }
            #expect(fault.kind == .full && fault.description.contains("no room"))
            failures += 1
        }
        #expect(failures > 0 && live.writer.figures.isFailing)
        // Reads go on, from memory and from the file.
        #expect(try live.read(visit.id)?.visit.state == .arrived)
        #expect(try live.file.audit(AuditQuestion(limit: 1)).entries.count == 1)
        try setFull(false)
        let next = try live.declare(1 << 40)
        #expect(!live.writer.figures.isFailing)
        // Once when it began and once when it went on, however many failed.
        #expect(told.withLock { $0 } == [.full, nil])
        let written = Int64(20 - failures) * 100
        #expect(next.id.number == before.sequence + written + 1)
        let board = try #require(live.writer.live.publication[LiveJournal.kimThanh]?.board)
        #expect(board.directions[0].expected == Int(written) + 1 && board.directions[0].figures.waiting == 1)
        let counted = try live.file.tallies(from: ClockHour(number: 0))[LiveJournal.kimThanh]?.first
        #expect(counted?[.export, .fruit].declared == Int32(written) + 2)
        #expect(tallies[LiveJournal.kimThanh]?.first?[.export, .fruit].declared == 1)
        // What failed can be done now: nothing of it stayed.
        for round in 0..<20 as Range<UInt64> {
            live.submit(.batch((1...100).map { LiveJournal.declaration(1000 + round * 100 + $0) }))
        }
        let expected = live.writer.live.publication[LiveJournal.kimThanh]?.board.directions[0].expected
        try live.restart()
        #expect(live.writer.live.publication[LiveJournal.kimThanh]?.board.directions[0].expected == expected)
        #expect(expected == 2001)
    }

    @Test func aLockOfAnotherProcess_failsTheWriteAndIsSaid() throws {
        let other = try holder(of: live.journal.path)
        try other.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
        let outcome = live.submit(.write(LiveJournal.declaration(1)))
        #expect(outcome.fault?.kind == .locked)
        #expect(live.writer.live.publication[LiveJournal.kimThanh]?.board.directions[0].expected == 0)
        try other.inDatabase { try $0.execute(sql: "ROLLBACK") }
        _ = try live.declare(1)
    }

    /// While the writer is held up, everything that is read is answered all the same.
    @Test func whatIsRead_doesNotWaitForTheWriter() throws {
        let visit = try live.declare(1)
        try live.step(visit.id, .arrive)
        let other = try holder(of: live.journal.path)
        try other.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
        let isAnswered = DispatchSemaphore(value: 0)
        live.writer.submit(Command(actor: live.admin, action: .write(LiveJournal.declaration(2)))) { _ in
            isAnswered.signal()
        }
        #expect(try live.read(visit.id)?.queuePosition?.position == 1)
        #expect(try live.list(VisitQuestion(of: LiveJournal.kimThanh, limit: 10)).total == 1)
        let day = try #require(ClockHour(of: .morning).day)
        #expect(try live.bulletin(of: day)?.total.arrived == 1)
        #expect(isAnswered.wait(timeout: .now()) == .timedOut, "the write has not been answered yet")
        isAnswered.wait()
        try other.inDatabase { try $0.execute(sql: "ROLLBACK") }
    }

    @Test func undoing_aWholeDay_leavesTheYardsAsTheyWere() throws {
        live.open()
        let visit = try live.declare(1)
        for step in [VisitStep.arrive, .call] { try live.step(visit.id, step) }
        let before = try #require(live.writer.live.publication[LiveJournal.kimThanh]?.board)
        try setFull(true)
        // A batch that does everything there is, and is then too large for the file.
        var writes: [LiveWrite] = [
            LiveWrite(.step(visit: visit.id, .beginClearing(lane: LiveJournal.lane))),
            LiveWrite(.step(visit: visit.id, .clear)),
            LiveJournal.declaration(1),
            LiveWrite(
                .setLane(
                    gate: LiveJournal.kimThanh, lane: LaneID("export-9"),
                    LaneEdit(state: .open, direction: .export), ifRevision: nil)),
            LiveWrite(
                .announce(
                    gate: LiveJournal.kimThanh,
                    GateAnnouncement(kind: .closes, reason: LiveReason("flood"), from: .morning))),
        ]
        writes += (100...4000).map { LiveJournal.declaration($0) }
        #expect(live.submit(.batch(writes)).fault?.kind == .full)
        try setFull(false)
        live.open(LaneID("export-1"))
        let after = try #require(live.writer.live.publication[LiveJournal.kimThanh]?.board)
        #expect(after.directions == before.directions)
        #expect(after.events == before.events && after.lanes.count == before.lanes.count)
        #expect(try live.step(visit.id, .beginClearing(lane: LiveJournal.lane)).state == .clearing)
        #expect(live.submit(.write(LiveJournal.declaration(1))).rule == .plateInYard(visit.id, .clearing))
    }
}
