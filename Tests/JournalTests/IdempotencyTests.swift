import BorderEconomy
import Testing

@testable import Journal

@Suite struct IdempotencyTests {
    private let live: LiveJournal

    init() throws {
        live = try LiveJournal()
    }

    @Test func aRepeatedKey_getsTheSameAnswerAndWritesNothing() throws {
        let first = live.submit(.write(LiveJournal.declaration(1)), LiveJournal.idempotency("key"))
        let visit = try live.visit(first)
        guard
            case .repeated(let answer) = live.submit(.write(LiveJournal.declaration(1)), LiveJournal.idempotency("key"))
        else { throw Failed() }
        #expect(answer.status == 201 && answer.fields == [.init("Location", "/v1/visits/x")])
        #expect(answer.body == Array("\(first)".utf8))
        #expect(live.writer.live.publication.sequence == visit.id.number)
        try live.restart()
        guard case .repeated(answer) = live.submit(.write(LiveJournal.declaration(1)), LiveJournal.idempotency("key"))
        else { throw Failed() }
    }

    private struct Failed: Error {}

    @Test func theSameKeyForAnotherRequest_isRefused() throws {
        live.submit(.write(LiveJournal.declaration(1)), LiveJournal.idempotency("key"))
        let other = live.submit(.write(LiveJournal.declaration(2)), LiveJournal.idempotency("key", of: "another"))
        guard case .keyReused? = other.refusal else { throw Failed() }
    }

    @Test func aKey_isOneTokensOwn() throws {
        let other = try AccessTokens(of: live.file).create(.admin, days: 1, at: .morning).token
        live.submit(.write(LiveJournal.declaration(1)), LiveJournal.idempotency("key"))
        _ = try live.visit(live.submit(.write(LiveJournal.declaration(2)), by: other, LiveJournal.idempotency("key")))
    }

    @Test func keysSentAtOnce_areDoneOnce() throws {
        let commands = (0..<64).map { _ in
            Command(
                actor: live.admin, action: .write(LiveJournal.declaration(1)),
                idempotency: LiveJournal.idempotency("key"))
        }
        let outcomes = live.submit(commands)
        #expect(outcomes.count { if case .written = $0 { true } else { false } } == 1)
        #expect(outcomes.count { if case .repeated = $0 { true } else { false } } == 63)
    }

    @Test func aRefusal_isNotKept() throws {
        let visit = try live.declare(1)
        let step = Action.write(LiveWrite(.step(visit: visit.id, .call)))
        #expect(live.submit(step, LiveJournal.idempotency("key")).rule != nil)
        try live.step(visit.id, .arrive)
        _ = try live.visit(live.submit(step, LiveJournal.idempotency("key")))
    }

    @Test func aKey_isForgottenAfter24Hours() throws {
        live.submit(.write(LiveJournal.declaration(1)), LiveJournal.idempotency("key"))
        live.clock.now = .morning.advanced(bySeconds: 86_399)
        guard case .repeated = live.submit(.write(LiveJournal.declaration(1)), LiveJournal.idempotency("key")) else {
            throw Failed()
        }
        live.clock.now = .morning.advanced(bySeconds: 86_400)
        #expect(live.submit(.write(LiveJournal.declaration(1)), LiveJournal.idempotency("key")).rule != nil)
        _ = try live.visit(live.submit(.write(LiveJournal.declaration(2)), LiveJournal.idempotency("key", of: "new")))
    }
}
