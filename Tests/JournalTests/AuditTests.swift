import BorderEconomy
import DomainTesting
import Testing

@testable import Journal

@Suite struct AuditTests {
    private let live: LiveJournal

    init() throws {
        live = try LiveJournal()
    }

    private func text(_ bytes: [UInt8]?) -> String? { bytes.map { String(decoding: $0, as: UTF8.self) } }

    @Test func aVisitsHistory_saysWhoWhenWhatBeforeAndAfter() throws {
        live.open()
        let visit = try live.declare(1)
        _ = try live.declare(2)
        try live.clear(visit.id)
        var question = AuditQuestion(limit: 10)
        question.visit = visit.id
        let page = try live.file.audit(question)
        #expect(page.entries.map(\.action) == [.clear, .beginClearing, .call, .arrive, .declare])
        #expect(page.next == nil)
        let clearing = page.entries[1]
        #expect(text(clearing.before) == #"{"state":"called"}"#)
        #expect(text(clearing.after) == #"{"state":"clearing","lane":"export-1"}"#)
        #expect(clearing.actor == live.admin.id && clearing.at == .morning && clearing.gate == "kim-thanh")
        #expect(clearing.subject == .visit(visit.id))
        #expect(page.entries[4].before == nil)
        #expect(
            text(page.entries[4].after)
                == #"{"state":"declared","direction":"export","goodsClass":"fruit","refrigerated":true,"#
                + #""weightKilograms":18000,"clearancePoint":null,"simulated":false}"#)
        question.limit = 2
        let first = try live.file.audit(question)
        question.before = first.next
        question.limit = 10
        #expect(try first.entries + live.file.audit(question).entries == page.entries)
    }

    /// Tokens are made and revoked by other processes, also while nobody serves.
    @Test func tokens_areInTheTrailOnceEach() throws {
        let tokens = try AccessTokens(of: live.file)
        let made = try tokens.create(
            .operator(gates: [LiveJournal.kimThanh]), note: "shift", days: 1, at: .morning)
        _ = try tokens.revoke(made.token.id, at: .morning)
        for _ in 1...2 { live.submit(.noteTokens) }
        let all = try live.file.audit(AuditQuestion(limit: 10)).entries.filter { $0.subject == .token(made.token.id) }
        #expect(all.map(\.action) == [.revokeToken, .makeToken])
        #expect(all.allSatisfy { $0.reported == .morning && $0.gate == nil && $0.actor == AuditEntry.system })
        #expect(
            text(all[1].after)
                == #"{"role":"operator","scope":["kim-thanh"],"note":"shift","expiresAt":"2026-11-29T03:00:00Z","revokedAt":null}"#
        )
        #expect(all[1].before == nil && text(all[0].before) == #"{"revokedAt":null}"#)
        #expect(text(all[0].after) == #"{"revokedAt":"2026-11-28T03:00:00Z"}"#)
        let trail = try live.file.audit(AuditQuestion(limit: 1000)).entries
        #expect(!trail.contains { (text($0.after) ?? "").contains(made.text) })
        var question = AuditQuestion(limit: 10)
        question.action = .makeToken
        #expect(try live.file.audit(question).entries.contains { $0.subject == .token(made.token.id) })
        #expect(try live.file.findings() == [])
    }

    @Test func lanesAndEvents_standWithTheirValues() throws {
        live.open()
        live.submit(
            .write(
                LiveWrite(
                    .setLane(
                        gate: LiveJournal.kimThanh, lane: LiveJournal.lane,
                        LaneEdit(state: .closed(LiveReason("flood \"A\""))), ifRevision: nil))))
        let entry = try live.file.audit(AuditQuestion(limit: 1)).entries[0]
        #expect(entry.action == .setLane && entry.subject == .lane("export-1"))
        #expect(text(entry.before)?.contains(#""state":"open""#) == true)
        #expect(text(entry.after)?.contains(#""state":"closed","reason":"flood \"A\"""#) == true)
        let announcement = GateAnnouncement(kind: .closes, reason: LiveReason("flood"), from: .morning)
        guard
            case .written(.event(_, let event)) = live.submit(
                .write(LiveWrite(.announce(gate: LiveJournal.kimThanh, announcement))))
        else {
            Issue.record("the announcement was refused")
            return
        }
        live.submit(
            .write(
                LiveWrite(
                    .changeEvent(
                        gate: LiveJournal.kimThanh, event.id,
                        GateEventEdit(ending: .at(Moment.morning.advanced(bySeconds: 60))), ifRevision: nil))))
        let entries = try live.file.audit(AuditQuestion(limit: 2)).entries
        #expect(entries.map(\.action) == [.endEvent, .announce])
        #expect(entries.allSatisfy { $0.subject == .event(event.id) })
        #expect(text(entries[0].before)?.contains(#""until":null"#) == true)
        #expect(text(entries[0].after)?.contains(#""until":"2026-11-28T03:01:00Z""#) == true)
    }

    @Test func questions_narrowThePage() throws {
        for number in 1...30 as ClosedRange<UInt64> {
            live.clock.now = .morning.advanced(bySeconds: Int64(number))
            _ = try live.declare(number, at: number % 3 == 0 ? LiveJournal.tanThanh : LiveJournal.kimThanh)
        }
        func count(_ change: (inout AuditQuestion) -> Void) throws -> Int {
            var question = AuditQuestion(limit: 100)
            change(&question)
            let page: AuditPage = try live.file.audit(question)
            return page.entries.count
        }
        #expect(try count { $0.gate = "tan-thanh" } == 10)
        #expect(try count { $0.gate = "nowhere" } == 0)
        #expect(try count { $0.actor = live.admin.id } == 30)
        #expect(try count { $0.actor = "operator-00000000" } == 0)
        #expect(try count { $0.action = .declare } == 30)
        #expect(try count { $0.action = .clear } == 0)
        #expect(try count { $0.from = .morning.advanced(bySeconds: 11) } == 20)
        #expect(try count { $0.to = .morning.advanced(bySeconds: 11) } == 10)
        #expect(try count { $0.before = 6 } == 5)
        var question = AuditQuestion(limit: 7)
        var seen: [Int64] = []
        repeat {
            let page = try live.file.audit(question)
            seen += page.entries.map(\.sequence)
            question.before = page.next
        } while question.before != nil
        #expect(seen == Array((1...30).reversed()))
    }

    @Test func edits_areKeptInOrderWithWhatTheyWereMadeOn() throws {
        func proposal(_ content: String, _ form: RecordEdit.Form) -> EditProposal {
            EditProposal(
                collection: .projects, record: RecordID("sky-rail"), form: form, content: Array(content.utf8),
                author: live.admin.id, at: .morning)
        }
        let outcomes = [
            live.submit(.edit(proposal(#"{"id":"sky-rail"}"#, .record))),
            live.submit(.edit(proposal(#"{"subkind":"cable"}"#, .patch))),
        ]
        let edits = outcomes.compactMap { outcome -> RecordEdit? in
            if case .edited(let accepted) = outcome { accepted.edit } else { nil }
        }
        guard case .refused(.edit(.invalid)) = live.submit(.edit(proposal("{}", .stage))), edits.count == 2 else {
            Issue.record("edits are not judged by the desk")
            return
        }
        #expect(live.desk.groups.map(\.isStored) == [true, true])
        try live.restart()
        #expect(try live.file.edits() == edits)
        let entries = try live.file.audit(AuditQuestion(limit: 2)).entries
        #expect(entries[0].subject == .record(collection: "projects", id: "sky-rail") && entries[0].gate == nil)
        #expect(text(entries[0].before) == #"{"id":"sky-rail"}"# && entries[1].before == nil)
        #expect(text(entries[0].after) == #"{"subkind":"cable"}"#)
    }
}
