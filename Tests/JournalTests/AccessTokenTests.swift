import BorderEconomy
import DomainTesting
import Foundation
import GRDB
import Synchronization
import Testing

@testable import Journal

@Suite struct AccessTokenTests {
    private let journal: TemporaryJournal
    private let file: JournalFile
    private let tokens: AccessTokens
    private let kimThanh: Identifier<BorderGate> = "kim-thanh"

    init() throws {
        journal = try TemporaryJournal()
        file = try journal.open()
        tokens = try AccessTokens(of: file)
    }

    @Test func aNewToken_is43CharactersAndGood() throws {
        let issued = try tokens.create(.operator(gates: [kimThanh]), note: "night shift", days: 90, at: .morning)
        #expect(issued.text.utf8.count == 43)
        #expect(issued.text.wholeMatch(of: /[A-Za-z0-9_-]{43}/) != nil)
        let token = try tokens.verify(issued.text, at: .morning).get()
        #expect(token == issued.token)
        #expect(token.role == .operator(gates: [kimThanh]))
        #expect(token.expiresAt == Moment.morning.advanced(bySeconds: 90 * 86_400))
        #expect(token.id.hasPrefix("operator-"))
    }

    @Test func theFile_holdsNoToken() throws {
        let issued = try tokens.create(.admin, days: 1, at: .morning)
        _ = try file.read { try $0.dumpContent(to: Sink()) }
        try file.close()
        for name in try FileManager.default.contentsOfDirectory(atPath: journal.folder) {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: journal.folder + "/" + name))
            #expect(bytes.range(of: Data(issued.text.utf8)) == nil, "\(name)")
        }
    }

    private struct Sink: TextOutputStream {
        func write(_ string: String) {}
    }

    @Test func tokens_thatAreNotGood_areRefusedWithTheReason() throws {
        let issued = try tokens.create(.reader, days: 2, at: .morning)
        let end = Moment.morning.advanced(bySeconds: 2 * 86_400)
        #expect(throws: TokenRefusal.expired(since: end)) { try tokens.verify(issued.text, at: end).get() }
        #expect(throws: TokenRefusal.malformed) { try tokens.verify("", at: .morning).get() }
        #expect(throws: TokenRefusal.malformed) { try tokens.verify(issued.text + "A", at: .morning).get() }
        #expect(throws: TokenRefusal.malformed) {
            try tokens.verify(String(issued.text.dropLast()) + "=", at: .morning).get()
        }
        let other = issued.text.first == "A" ? "B" : "A"
        #expect(throws: TokenRefusal.unknown) { try tokens.verify(other + issued.text.dropFirst(), at: .morning).get() }
        let revoked = try #require(try tokens.revoke(issued.token.id, at: .morning))
        #expect(revoked.revokedAt == .morning)
        #expect(throws: TokenRefusal.revoked(since: .morning)) { try tokens.verify(issued.text, at: .morning).get() }
        #expect(try tokens.revoke("reader-00000000", at: .morning) == nil)
    }

    @Test func aTokenOfAnotherProcess_isSeenAfterARefresh() throws {
        let command = try journal.open(.change)
        let elsewhere = try AccessTokens(of: command)
        let issued = try elsewhere.create(.admin, days: 1, at: .morning)
        #expect(throws: TokenRefusal.unknown) { try tokens.verify(issued.text, at: .morning).get() }
        try tokens.refresh()
        #expect(try tokens.verify(issued.text, at: .morning).get().role == .admin)
        _ = try elsewhere.revoke(issued.token.id, at: .morning)
        try tokens.refresh()
        #expect(throws: TokenRefusal.revoked(since: .morning)) { try tokens.verify(issued.text, at: .morning).get() }
    }

    @Test func anUnknownToken_isLookedFor_SoOftenASecond() throws {
        let elsewhere = try AccessTokens(of: try journal.open(.change))
        let issued = try elsewhere.create(.admin, days: 1, at: .morning)
        #expect(tokens.lookForUnknown(at: .morning))
        #expect(try tokens.verify(issued.text, at: .morning).get().role == .admin)
        for _ in 2...20 { #expect(tokens.lookForUnknown(at: .morning)) }
        #expect(!tokens.lookForUnknown(at: .morning))
        #expect(tokens.lookForUnknown(at: .morning.advanced(bySeconds: 1)))
    }

    @Test func aTokenOfAnotherProcess_isSeenWithinASecond() async throws {
        let changes = Atomic<Int>(0)
        tokens.follow {
            Issue.record("\($0)")
        } changed: {
            changes.add(1, ordering: .relaxed)
        }
        let command = try journal.open(.change)
        let issued = try AccessTokens(of: command).create(.admin, days: 1, at: .morning)
        let deadline = ContinuousClock.now + .seconds(1)
        var seen = false
        while !seen, ContinuousClock.now < deadline {
            seen = (try? tokens.verify(issued.text, at: .morning).get()) != nil
            await Task.yield()
        }
        #expect(seen)
        let told = ContinuousClock.now + .seconds(20)
        while changes.load(ordering: .relaxed) == 0, ContinuousClock.now < told { await Task.yield() }
        #expect(changes.load(ordering: .relaxed) == 1)
    }

    @Test func roles_coverWhatTheirScopeNames() throws {
        let tanThanh = Identifier<BorderGate>("tan-thanh")
        let laoCai = Identifier<Province>("lao-cai-2025")
        #expect(Role.operator(gates: [kimThanh]).mayOperate(kimThanh))
        #expect(!Role.operator(gates: [kimThanh]).mayOperate(tanThanh))
        #expect(Role.operator(gates: [kimThanh]).mayReadVisits(of: kimThanh))
        #expect(!Role.operator(gates: [kimThanh]).mayReadVisits(of: tanThanh))
        #expect(!Role.reader.mayOperate(kimThanh) && Role.reader.mayReadVisits(of: kimThanh))
        #expect(Role.planner(provinces: [laoCai]).mayPlan(laoCai) && !Role.planner(provinces: [laoCai]).mayAudit)
        #expect(Role.admin.mayAudit && Role.admin.mayPlan(laoCai) && Role.admin.mayOperate(tanThanh))
        let declarant = Role.declarant(gates: [kimThanh])
        #expect(declarant.mayDeclare(at: kimThanh) && !declarant.mayDeclare(at: tanThanh))
        #expect(!declarant.mayOperate(kimThanh) && !declarant.mayReadVisits(of: kimThanh))
        #expect(Role(name: "declarant", scope: ["kim-thanh"]) == declarant && declarant.scope == ["kim-thanh"])
        #expect(Role(name: "declarant", scope: []) == nil)
        #expect(Role(name: "operator", scope: []) == nil)
        #expect(Role(name: "operator", scope: ["Kim Thành"]) == nil)
        #expect(Role(name: "king", scope: []) == nil)
    }
}
