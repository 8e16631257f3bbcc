internal import HTTPEngine
internal import Transport

/// Answers requests as their bytes come, and ends connections.
extension HTTPLoop {
    /// What became of a buffer.
    enum Served {
        /// The `kept` bytes after `consumed` wait for more, or for room.
        case rest(consumed: Int, kept: Int)
        case ended
    }

    /// Answers what `partial` has, and lets go of it when nothing is left.
    func serve(_ partial: PartialRequest, on slot: Int, in reactor: Reactor) {
        switch serve(partial.input.mutableBytes, parser: &partial.parser, on: slot, in: reactor) {
        case .ended:
            end(slot, in: reactor)
        case .rest(let consumed, let kept):
            partial.input.truncate(to: consumed + kept)
            partial.input.removeFirst(consumed)
            if kept == 0 {
                connections[slot].partial = nil
                recycle(partial)
            }
            awaitRest(on: slot, in: reactor)
        }
    }

    /// Waits for the rest of a request, if there is memory for it.
    func awaitRest(on slot: Int, in reactor: Reactor) {
        if let partial = connections[slot].partial, connections[slot].state.readsRequests,
            !partial.isWithin(contentBudget)
        {
            return obey(.answer(.contentExhausted), on: slot, in: reactor)
        }
        reactor.setDeadline(connections[slot].state.deadline, on: slot)
    }

    /// Answers the requests in `buffer` as long as the peer takes the answers. Does not end the connection: that would
    /// give back the parser and the buffer in use here.
    func serve(
        _ buffer: UnsafeMutableRawBufferPointer, parser: inout RequestParser, on slot: Int, in reactor: Reactor
    ) -> Served {
        var consumed = 0
        peers.slot = slot
        while true {
            let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[consumed...])
            let outcome = cycle.serve(
                rest, parser: &parser, connection: &connections[slot].state, now: reactor.now)
            let isAllSent = flush(slot, isLast: outcome.isLast, in: reactor)
            settle(slot, in: reactor)
            switch outcome {
            case .wantsBytes(let count, let kept):
                return .rest(consumed: consumed + count, kept: kept)
            case .wantsRoom(let count):
                consumed += count
                // The rest is read when the peer has taken what waits.
                guard isAllSent else { return .rest(consumed: consumed, kept: buffer.count - consumed) }
            case .waitsForAnswer(let count):
                consumed += count
                suspend(slot, isAllSent: isAllSent, in: reactor)
                return .rest(consumed: consumed, kept: buffer.count - consumed)
            case .closing:
                return .ended
            case .failed(let error):
                refused(error)
                return .ended
            }
        }
    }

    /// Sends what the cycle has gathered; false when some of it waits, and then no input is read.
    func flush(_ slot: Int, isLast: Bool = false, in reactor: Reactor) -> Bool {
        guard !cycle.writer.output.isEmpty else { return true }
        counters.add(cycle.writer.output.count, to: .sentBytes)
        let isAllSent = reactor.send(cycle.writer.output.bytes, on: slot, isLast: isLast)
        cycle.writer.output.removeAll(keepingAtMost: HTTPLoop.outputKeptBytes)
        if !isAllSent {
            connections[slot].state.outputWaits(now: reactor.now, limits: limits)
            reactor.setWantsInput(false, on: slot)
        }
        return isAllSent
    }

    /// Counts the answers just handed over among those whose duration is to be counted, and reports those that are wanted.
    func settle(_ slot: Int, in reactor: Reactor) {
        let count = cycle.takeAnsweredCount()
        guard count > 0 else { return }
        unsettledCount.value &+= count
        guard recorder.hasNoted || unsettledCount.value >= HTTPLoop.unsettledMax else { return }
        let nanoseconds = countDurations(in: reactor)
        guard recorder.hasNoted else { return }
        for var answered in recorder.takeNoted() {
            answered.nanoseconds = nanoseconds
            answered.remote = connections[slot].remote ?? reactor.peerAddress(of: slot)?.description ?? ""
            if let observe { observe(.answered(answered)) }
        }
    }

    /// Counts how long the answers took that were handed over of late. One reading of the clock does for several: pipelined
    /// answers leave with one send, so none is there before the last is made, and of other connections' none is said to
    /// have been faster than it was.
    func countDurations(in reactor: Reactor) -> UInt64 {
        let nanoseconds = SystemClock.monotonic &- reactor.now
        counters.countDuration(nanoseconds, answers: unsettledCount.value)
        unsettledCount.value = 0
        return nanoseconds
    }

    func refused(_ error: ProtocolError) {
        counters.countError(error)
        if let observe { observe(.protocolError(error)) }
    }

    /// Ends a connection whose last answer is written.
    func end(_ slot: Int, in reactor: Reactor) {
        reactor.setDeadline(connections[slot].state.deadline, on: slot)
        if case .closing(let lingers) = connections[slot].state.phase { reactor.finish(slot, lingers: lingers) }
    }

    func obey(_ action: ConnectionState.Action, on slot: Int, in reactor: Reactor) {
        switch action {
        case .none:
            reactor.setDeadline(connections[slot].state.deadline, on: slot)
        case .probe:
            probe(slot, in: reactor)
        case .answer(let error):
            if let suspended = connections[slot].suspended { return fail(error, suspended, on: slot, in: reactor) }
            if let partial = connections[slot].partial {
                cycle.fail(
                    error, parser: &partial.parser, connection: &connections[slot].state, now: reactor.now,
                    kept: partial.input.bytes)
            } else {
                cycle.fail(error, parser: &parsers[0], connection: &connections[slot].state, now: reactor.now)
            }
            _ = flush(slot, in: reactor)
            settle(slot, in: reactor)
            refused(error)
            end(slot, in: reactor)
        case .finish(let lingers):
            reactor.finish(slot, lingers: lingers)
        case .abort:
            // Half of a stream must not look like a whole one, and what a peer does not take must not stay in the system's
            // memory for minutes.
            let isWhole = connections[slot].suspended == nil && reactor.waitingCount(on: slot) == 0
            if isWhole { reactor.abort(slot) } else { reactor.reset(slot) }
        }
    }

    /// Gives a connection memory of its own for an unfinished request, and the parser that has begun it.
    func keep(
        _ bytes: UnsafeMutableRawBufferPointer, from start: Int, count: Int, readBy reader: Int, on slot: Int
    ) {
        let partial = spares.popLast() ?? PartialRequest(limits: limits)
        partial.input.append(UnsafeRawBufferPointer(rebasing: bytes[start..<start + count]))
        swap(&partial.parser, &parsers[reader])
        partial.parser.isSecure = connections[slot].isSecure
        connections[slot].partial = partial
    }

    func recycle(_ partial: PartialRequest) {
        partial.clear(contentBudget)
        if spares.count < HTTPLoop.sparesMax { spares.append(partial) }
    }
}
