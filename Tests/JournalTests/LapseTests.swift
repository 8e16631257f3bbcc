import BorderEconomy
import Confinement
import Dispatch
import GRDB
import Testing

@testable import Journal

/// Declarations whose vehicles never come.
@Suite struct LapseTests {
    private let live: LiveJournal
    private let hours72: Int64 = 72 * 3600

    init() throws {
        live = try LiveJournal()
    }

    /// Lets time pass, and the clock go evenly for as long as it takes to be believed.
    private func pass(_ seconds: Int64) {
        live.clock.now = live.clock.now.advanced(bySeconds: seconds)
        live.beat(ClockWatch.evenBeats + 1)
    }

    private var expected: Int? { live.writer.live.publication[LiveJournal.kimThanh]?.board.directions[0].expected }

    @Test func aDeclaration_lapsesWhenItsTimeIsOver() throws {
        let visit = try live.declare(1)
        let here = try live.declare(2)
        try live.step(here.id, .arrive)
        pass(hours72 - 600)
        #expect(try live.read(visit.id)?.visit.state == .declared)
        let sequence = live.writer.live.publication.sequence
        live.beat(120)
        let lapsed = try #require(try live.read(visit.id)?.visit)
        #expect(lapsed.state == .expired && lapsed.closedAt != nil && lapsed.revision == sequence + 1)
        #expect(try live.read(here.id)?.visit.state == .arrived)
        #expect(expected == 0)
        guard case .changes(let told) = live.writer.live.feed.replay(after: sequence) else {
            Issue.record("the feed has forgotten")
            return
        }
        #expect(told.map(\.sequence) == [sequence + 1])
        let refusal = live.submit(.write(LiveWrite(.step(visit: visit.id, .arrive)))).rule
        #expect(refusal == .illegalStep(.arrive, from: .expired, legal: []))
        #expect(try live.declare(1).state == .declared)
    }

    @Test func whatLapsed_isInTheJournalInTheNameOfTheSystem() throws {
        let visit = try live.declare(1)
        pass(hours72)
        var question = AuditQuestion(limit: 10)
        question.visit = visit.id
        let history = try live.file.audit(question).entries
        #expect(history.map(\.action) == [.expire, .declare])
        #expect(history.map(\.actor) == [AuditEntry.system, live.admin.id])
        #expect(String(decoding: history[0].after, as: UTF8.self) == #"{"state":"expired"}"#)
        question = AuditQuestion(limit: 10)
        question.actor = AuditEntry.system
        #expect(try live.file.audit(question).entries == [history[0]])
        #expect(try live.file.findings() == [])
        try live.restart()
        #expect(try live.read(visit.id)?.visit.state == .expired)
        #expect(expected == 0)
        let tallies = try #require(try live.file.tallies(from: ClockHour(number: 0))[LiveJournal.kimThanh])
        #expect(tallies.map { $0[.export, .fruit].expired } == [0, 1])
        _ = try live.declare(1)
        #expect(try live.file.findings() == [])
    }

    @Test func manyThatLapse_areDoneInGroupsAndAllOfThem() throws {
        let count = GateWriter.lapsesAtOnce * 2 + 10
        live.submit(.batch((1...UInt64(count)).map { LiveJournal.declaration($0) }))
        pass(hours72)
        // Each group is begun behind the one before, on the writer's queue.
        for _ in 0..<3 { live.writer.executor.queue.sync {} }
        #expect(expected == 0)
        #expect(live.writer.figures.events == count * 2)
        #expect(try live.file.findings() == [])
    }

    @Test func aReportThatComesLate_hasItsWholeTime() throws {
        let declaration = LiveJournal.declaration(1)
        let late = LiveWrite(declaration.kind, reported: live.clock.now.advanced(bySeconds: -5 * 86_400))
        let visit = try live.visit(live.submit(.write(late)))
        pass(60)
        #expect(try live.read(visit.id)?.visit.state == .declared)
        pass(hours72)
        #expect(try live.read(visit.id)?.visit.state == .expired)
    }

    @Test func aClockThatJumps_isNotBelievedAtOnce() throws {
        let visit = try live.declare(1)
        live.beat(ClockWatch.evenBeats + 1)
        let right = live.clock.now
        live.clock.now = right.advanced(bySeconds: 365 * 86_400)
        live.beat(ClockWatch.evenBeats - 1)
        live.clock.now = right
        live.beat(ClockWatch.evenBeats + 1)
        #expect(try live.read(visit.id)?.visit.state == .declared)
        _ = try live.declare(2)
        #expect(try live.file.findings() == [])
        pass(hours72)
        #expect(try live.read(visit.id)?.visit.state == .expired)
    }

    @Test func whatWasToldWhileTheClockWasAhead_lapsesWithWhatCameAfter() throws {
        let right = live.clock.now
        live.clock.now = right.advanced(bySeconds: 365 * 86_400)
        let ahead = try live.declare(1)
        live.beat(ClockWatch.evenBeats + 1)
        live.clock.now = right
        let next = try live.declare(2)
        pass(600)
        for visit in [ahead, next] { #expect(try live.read(visit.id)?.visit.state == .declared) }
        pass(hours72)
        for visit in [ahead, next] { #expect(try live.read(visit.id)?.visit.state == .expired) }
        #expect(try live.file.findings() == [])
    }

    @Test func whatCannotBeWritten_isTriedAgain() throws {
        let visit = try live.declare(1)
        live.clock.now = live.clock.now.advanced(bySeconds: hours72)
        live.beat(ClockWatch.evenBeats)
        let other = try holder(of: live.journal.path)
        try other.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
        let sequence = live.writer.live.publication.sequence
        live.beat(1)
        #expect(live.writer.figures.isFailing)
        #expect(try live.read(visit.id)?.visit.state == .declared)
        #expect(live.writer.live.publication.sequence == sequence)
        try other.inDatabase { try $0.execute(sql: "ROLLBACK") }
        live.beat(1)
        #expect(try live.read(visit.id)?.visit.state == .expired)
        #expect(!live.writer.figures.isFailing)
    }

    @Test func aJournalOfTheFirstVersion_isTakenOver() throws {
        let visit = try live.declare(1)
        live.stop()
        let queue = try DatabaseQueue(path: live.journal.path)
        try queue.write {
            try $0.execute(
                sql: "ALTER TABLE tally DROP COLUMN expired; DELETE FROM grdb_migrations WHERE identifier = '2'")
        }
        try queue.close()
        #expect(throws: JournalFault.self) { try live.journal.open(.inspect) }
        try live.restart()
        #expect(try live.file.findings() == [])
        pass(hours72)
        #expect(try live.read(visit.id)?.visit.state == .expired)
        #expect(try live.file.findings() == [])
    }
}
