internal import HTTPEngine
internal import Transport

/// Answers that come later or piece by piece.
extension HTTPLoop {
    func notified(_ slot: Int, in reactor: Reactor) {
        // While output waits for the peer, the end of that wait goes on with the answer.
        guard let suspended = connections[slot].suspended, reactor.waitingCount(on: slot) == 0 else { return }
        advance(suspended, on: slot, in: reactor)
    }

    /// The answer to the last request that was read is not there yet.
    func suspend(_ slot: Int, isAllSent: Bool, in reactor: Reactor) {
        guard let suspended = cycle.takeSuspended() else { return }
        connections[slot].suspended = suspended
        counters.add(1, to: .unfinished)
        reactor.setWantsInput(false, on: slot)
        reactor.setWatchesEnd(true, on: slot)
        let notifier = reactor.notifier(of: slot)
        suspended.start { notifier.notify() }
        // What came before the notifier was there is not told of. The caller has the bytes behind the request in hand and
        // must be done with them first.
        if isAllSent { notifier.notify() }
    }

    /// Sends what there is of an unfinished answer, as long as the peer takes it, and goes on with what came behind it
    /// when it is whole.
    func advance(_ suspended: SuspendedAnswer, on slot: Int, in reactor: Reactor) {
        while true {
            let step = cycle.advance(
                suspended, connection: &connections[slot].state, now: reactor.now, limits: limits)
            let isAllSent = flush(slot, in: reactor)
            switch step {
            case .waits:
                return reactor.setDeadline(connections[slot].state.deadline, on: slot)
            case .wantsRoom:
                guard isAllSent else { return reactor.setDeadline(connections[slot].state.deadline, on: slot) }
            case .cut(let reason):
                if let observe { observe(.contentCut(reason: reason)) }
                return reactor.reset(slot)
            case .complete:
                return finish(suspended, isAllSent: isAllSent, on: slot, in: reactor)
            }
        }
    }

    /// The answer cannot come any more.
    func fail(_ error: ProtocolError, _ suspended: SuspendedAnswer, on slot: Int, in reactor: Reactor) {
        cycle.fail(error, suspended, connection: &connections[slot].state)
        _ = flush(slot, in: reactor)
        counters.add(1, to: .abandoned)
        release(suspended, on: slot, in: reactor)
        refused(error)
        end(slot, in: reactor)
    }

    /// The peer has closed its side and may still read: if it does not, its system answers this with a reset.
    func probe(_ slot: Int, in reactor: Reactor) {
        if connections[slot].suspended?.takesInterimAnswers == true {
            cycle.writeProcessing()
            _ = flush(slot, in: reactor)
        }
        reactor.setDeadline(connections[slot].state.deadline, on: slot)
    }

    /// The connection has gone before the answer was whole.
    func abandon(_ suspended: SuspendedAnswer, on slot: Int) {
        cycle.abandon(suspended)
        counters.add(1, to: .abandoned)
        counters.add(-1, to: .unfinished)
        connections[slot].suspended = nil
        recorder.record(suspended)
        report(recorder.takeNoted(), nanoseconds: 0, on: slot, remote: "")
    }

    private func finish(_ suspended: SuspendedAnswer, isAllSent: Bool, on slot: Int, in reactor: Reactor) {
        release(suspended, on: slot, in: reactor)
        if case .closing = connections[slot].state.phase { return end(slot, in: reactor) }
        reactor.setWatchesEnd(false, on: slot)
        if isAllSent { reactor.setWantsInput(true, on: slot) }
        if isAllSent, let partial = connections[slot].partial { return serve(partial, on: slot, in: reactor) }
        connections[slot].state.waitForBytes(isPartial: false, inBody: false, now: reactor.now, limits: limits)
        reactor.setDeadline(connections[slot].state.deadline, on: slot)
    }

    /// Lets go of an answer that is written, and counts it.
    private func release(_ suspended: SuspendedAnswer, on slot: Int, in reactor: Reactor) {
        connections[slot].suspended = nil
        counters.add(-1, to: .unfinished)
        let nanoseconds = SystemClock.monotonic &- suspended.startedAt
        counters.countDuration(nanoseconds, answers: 1)
        recorder.record(suspended)
        guard recorder.hasNoted else { return }
        let remote = connections[slot].remote ?? reactor.peerAddress(of: slot)?.description ?? ""
        report(recorder.takeNoted(), nanoseconds: nanoseconds, on: slot, remote: remote)
    }

    private func report(_ noted: [AnsweredRequest], nanoseconds: UInt64, on slot: Int, remote: String) {
        for var answered in noted {
            answered.nanoseconds = nanoseconds
            answered.remote = connections[slot].remote ?? remote
            if let observe { observe(.answered(answered)) }
        }
    }
}
