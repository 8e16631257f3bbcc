import HTTPEngine
import Testing

@Suite struct ConnectionStateTests {
    private let limits = HTTPLimits()
    private let second = UInt64.secondInNanoseconds

    private func served(at now: UInt64) -> ConnectionState {
        var state = ConnectionState(acceptedAt: now, limits: limits)
        state.answered(keepsConnection: true, clientKeeps: true)
        state.waitForBytes(isPartial: false, inBody: false, now: now, limits: limits)
        return state
    }

    @Test func newConnectionHasTheTimeOfAHead() {
        var state = ConnectionState(acceptedAt: 5, limits: limits)
        #expect(state.deadline == 5 + limits.headNanoseconds)
        #expect(state.timedOut(now: 4 + limits.headNanoseconds) == .none)
        #expect(state.timedOut(now: 5 + limits.headNanoseconds) == .finish(lingers: true))
    }

    @Test func handshakeHasItsOwnTimeAndThenTheHeadHas() {
        var state = ConnectionState(acceptedAt: 5, limits: limits, isSecure: true)
        #expect(state.phase == .handshake && state.readsRequests && !state.isQuiet)
        #expect(state.deadline == 5 + limits.handshakeNanoseconds)
        var late = state
        #expect(late.timedOut(now: 5 + limits.handshakeNanoseconds) == .abort)
        var gone = state
        #expect(gone.peerFinished() == .finish(lingers: false))
        state.handshakeDone(now: 100, limits: limits)
        #expect(state.phase == .idle && state.deadline == 100 + limits.headNanoseconds)
    }

    @Test func handshakeEndsSoonWhenDraining() {
        var state = ConnectionState(acceptedAt: 0, limits: limits, isSecure: true)
        #expect(state.drain(now: 0, limits: limits) == .none)
        #expect(state.deadline == limits.lingerNanoseconds)
        state.handshakeDone(now: second, limits: limits)
        #expect(state.deadline == second + limits.lingerNanoseconds)
        #expect(!state.persists(clientKeeps: true))
    }

    @Test func headDeadlineIsAbsolute() {
        var state = ConnectionState(acceptedAt: 0, limits: limits)
        for now in 1...9 {
            state.waitForBytes(isPartial: true, inBody: false, now: UInt64(now) * second, limits: limits)
        }
        #expect(state.phase == .head)
        #expect(state.deadline == limits.headNanoseconds)
        #expect(state.timedOut(now: limits.headNanoseconds) == .answer(.headTimedOut))
    }

    @Test func headOfALaterRequestIsTimedFromItsFirstByte() {
        var state = served(at: 100)
        state.waitForBytes(isPartial: true, inBody: false, now: 7 * second, limits: limits)
        #expect(state.deadline == 7 * second + limits.headNanoseconds)
    }

    @Test func bodyDeadlineIsAbsolute() {
        var state = ConnectionState(acceptedAt: 0, limits: limits)
        state.waitForBytes(isPartial: true, inBody: false, now: 1, limits: limits)
        state.waitForBytes(isPartial: true, inBody: true, now: 2, limits: limits)
        state.waitForBytes(isPartial: true, inBody: true, now: 20 * second, limits: limits)
        #expect(state.phase == .body)
        #expect(state.deadline == 2 + limits.bodyNanoseconds)
        #expect(state.timedOut(now: state.deadline) == .answer(.bodyTimedOut))
    }

    @Test func idleConnectionEndsWithoutAnAnswer() {
        var state = served(at: 10)
        #expect(state.deadline == 10 + limits.idleNanoseconds)
        #expect(state.timedOut(now: state.deadline) == .finish(lingers: true))
        #expect(!state.readsRequests)
    }

    @Test func stalledOutputStopsReadingAndEndsInAnAbort() {
        var state = served(at: 0)
        state.outputWaits(now: 1, limits: limits)
        #expect(!state.readsRequests)
        #expect(state.deadline == 1 + limits.stallNanoseconds)
        #expect(state.timedOut(now: state.deadline) == .abort)
    }

    @Test func tricklingDoesNotRenewAStall() {
        var state = served(at: 0)
        state.outputWaits(now: 0, limits: limits)
        for now in 1...20 { state.outputMoved(1, now: UInt64(now) * second, limits: limits) }
        #expect(state.deadline == limits.stallNanoseconds)
        state.outputMoved(limits.writeProgressBytes, now: 21 * second, limits: limits)
        #expect(state.deadline == 21 * second + limits.stallNanoseconds)
    }

    @Test func outputGoneResumesReading() {
        var state = served(at: 0)
        state.outputWaits(now: 0, limits: limits)
        #expect(state.outputGone(now: 9 * second, limits: limits) == .none)
        #expect(state.readsRequests)
        #expect(state.deadline == 9 * second + limits.idleNanoseconds)
    }

    @Test func lastAnswerFinishes() {
        var asked = ConnectionState(acceptedAt: 0, limits: limits)
        asked.answered(keepsConnection: false, clientKeeps: false)
        #expect(asked.outputGone(now: 1, limits: limits) == .finish(lingers: false))
        var ours = ConnectionState(acceptedAt: 0, limits: limits)
        ours.answered(keepsConnection: false, clientKeeps: true)
        #expect(ours.outputGone(now: 1, limits: limits) == .finish(lingers: true))
        var failed = ConnectionState(acceptedAt: 0, limits: limits)
        failed.failed()
        #expect(failed.outputGone(now: 1, limits: limits) == .finish(lingers: true))
    }

    @Test func endOfThePeer() {
        var idle = served(at: 0)
        #expect(idle.peerFinished() == .finish(lingers: false))
        var partial = served(at: 0)
        partial.waitForBytes(isPartial: true, inBody: false, now: 1, limits: limits)
        #expect(partial.peerFinished() == .answer(.requestIncomplete))
    }

    @Test func drainEndsWhatIsIdleAndFinishesWhatIsNot() {
        var idle = served(at: 0)
        #expect(idle.drain(now: 1, limits: limits) == .finish(lingers: true))
        var busy = served(at: 0)
        busy.waitForBytes(isPartial: true, inBody: true, now: 1, limits: limits)
        #expect(busy.drain(now: 1, limits: limits) == .none)
        #expect(!busy.persists(clientKeeps: true))
        var new = ConnectionState(acceptedAt: 0, limits: limits)
        #expect(new.drain(now: 1, limits: limits) == .none)
        #expect(new.deadline == 1 + limits.lingerNanoseconds)
    }

    @Test func onlyAPersistentClientIsKept() {
        let state = ConnectionState(acceptedAt: 0, limits: limits)
        #expect(state.persists(clientKeeps: true))
        #expect(!state.persists(clientKeeps: false))
    }
}
