import BorderEconomy
import DomainTesting
import Foundation
import GRDB
import Testing

@testable import Journal

@Suite struct JournalCareTests {
    private let live: LiveJournal

    /// A journal in which everything has happened.
    init() throws {
        live = try LiveJournal()
        live.open()
        for number in 1...24 as ClosedRange<UInt64> {
            live.clock.now = .morning.advanced(bySeconds: Int64(number) * 700)
            let visit = try live.declare(number, at: number % 5 == 0 ? LiveJournal.tanThanh : LiveJournal.kimThanh)
            switch number % 4 {
            case 0: break
            case 1: try live.step(visit.id, .turnBack("no papers"))
            case 2: try live.step(visit.id, .arrive)
            default:
                try live.step(visit.id, .arrive)
                try live.step(visit.id, .divert(to: "ba-vuong"))
            }
        }
        let proposal = EditProposal(
            collection: .projects, record: RecordID("sky-rail"), form: .record, content: Array("{}".utf8),
            author: live.admin.id, at: .morning)
        live.submit(.edit(proposal), LiveJournal.idempotency("key"))
    }

    @Test func aSoundJournal_hasNoFindings() throws {
        #expect(try live.journal.open(.inspect).findings() == [])
        live.stop()
        #expect(try live.journal.open(.inspect).findings() == [])
        #expect(try live.journal.open(.inspect).counts().map(\.count) == [50, 24, 12, 1, 1, 1])
    }

    @Test(arguments: [
        ("UPDATE visit SET state = 1 WHERE id = 2", "a visit does not agree with its last event"),
        ("DELETE FROM event WHERE sequence = 20", "the numbers of events have gaps"),
        ("UPDATE event SET after = 4 WHERE sequence = 3", "a visit does not agree with its last event"),
        ("UPDATE tally SET arrived = arrived + 1", "the vehicles in a yard are not those that came"),
        ("UPDATE tally SET declared = declared - 1", "the vehicles that are declared are not those that were"),
        ("UPDATE visit SET closedAt = 1 WHERE state = 0", "a visit is open and closed at once"),
        ("UPDATE lane SET state = 2", "a lane does not agree with its last event"),
        ("UPDATE edit SET content = x'7B'", "has a content that is no JSON"),
        ("DELETE FROM edit", "an edit has no event"),
        ("DELETE FROM token", "an event is of a gate or a token that is not there"),
        (
            "UPDATE visit SET detail = NULL WHERE state = 0; UPDATE visit SET goods = 77 WHERE state = 0",
            "makes no sense"
        ),
    ]) func whatDoesNotAgree_isFound(damage: String, words: String) throws {
        live.stop()
        let queue = try DatabaseQueue(path: live.journal.path)
        try queue.write { try $0.execute(sql: damage) }
        try queue.close()
        let findings = try live.journal.open(.inspect).findings()
        #expect(findings.contains { $0.contains(words) }, "\(findings)")
    }

    @Test func aBackup_isWholeWhileTheJournalIsServed() throws {
        let copy = live.journal.folder + "/copy.sqlite"
        try live.journal.open(.inspect).backUp(to: copy)
        _ = try live.declare(100)
        let copied = try JournalFile(path: copy, for: .inspect)
        #expect(try copied.findings() == [])
        #expect(try copied.counts().first?.count == 50)
        #expect(copied.id == live.file.id)
        try copied.close()
        #expect(throws: JournalFault.self) { try live.journal.open(.inspect).backUp(to: copy) }
        // A folder that is not there is not made: it is a slip of the pen.
        let nowhere = live.journal.folder + "/no/copy.sqlite"
        do throws(JournalFault) {
            try live.journal.open(.inspect).backUp(to: nowhere)
            Issue.record("a backup went to a folder that is not there")
        } catch {
            #expect(error.kind == .missing && error.reason.contains("there is no folder"))
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: live.journal.folder)
        #expect(!names.contains("no"))
        #expect(!names.contains { $0.contains("-part") })
        let served = try JournalFile(path: copy, for: .serve)
        let writer = try LiveJournal.writer(of: served, live.clock)
        #expect(writer.live.publication.sequence == 50)
    }

    @Test func compacting_keepsWhatCountsAndDropsWhatIsPast() throws {
        live.stop()
        let file = try live.journal.open()
        try file.compact(at: .morning.advanced(bySeconds: 3 * 86_400))
        #expect(try file.findings() == [])
        #expect(try file.counts().map(\.count) == [50, 24, 12, 1, 1, 0])
        let level = try file.pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") }
        #expect(level == 2)
    }
}
