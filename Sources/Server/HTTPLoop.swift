internal import HTTPEngine
internal import Transport

/// The HTTP side of one loop: gives bytes to the engine and answers to the transport, and obeys `ConnectionState`.
final class HTTPLoop: ConnectionHandler {
    struct Connection {
        var state: ConnectionState
        var isSecure: Bool
        var partial: PartialRequest?
        /// The answer that is worked out or made piece by piece at present; no further request is read meanwhile.
        var suspended: SuspendedAnswer?
        /// Where the peer is, when every answer is reported.
        var remote: String?
    }

    let limits: HTTPLimits
    private let budget: ConnectionBudget
    let contentBudget: ContentBudget
    let counters: LoopCounters
    let recorder: AnswerRecorder
    private let reportsAll: Bool
    private let reportsConnections: Bool
    let observe: HTTPServer.Observer?
    private let drained: @Sendable () -> Void
    private let cyclePlace: Place<RequestCycle>
    var cycle: RequestCycle {
        @inline(__always) unsafeAddress { UnsafePointer(cyclePlace.address) }
        @inline(__always) unsafeMutableAddress { cyclePlace.address }
    }
    /// Read requests that come whole; those that do not have a parser of their own.
    let parsers: RequestParsers
    let connections = ConnectionSlots()
    /// Answers handed over in this round whose duration is not counted yet.
    let unsettledCount = Place(0)
    var spares: [PartialRequest] = []
    /// Connections over the cap, the oldest first; some may have gone.
    private var refusedTokens: [UInt64] = []
    private let countsClients: Bool
    private var nextSecond: UInt64 = 0
    private var isDraining = false
    private var hasReportedDrain = false
    let peers = PeerSource()

    /// Output memory that a loop keeps between requests.
    static var outputKeptBytes: Int { 1024 * 1024 }
    static var sparesMax: Int { 16 }
    /// Most answers on different connections whose duration is counted by one reading of the clock, which the last of them
    /// is right for.
    static var unsettledMax: Int { 8 }

    init(
        responder: any Responder, configuration: HTTPServer.Configuration, quotas: ClientQuotas?,
        budget: ConnectionBudget, contentBudget: ContentBudget, secureHosts: SecureHosts?,
        counters: LoopCounters, observe: HTTPServer.Observer?,
        drained: @escaping @Sendable () -> Void
    ) {
        limits = configuration.limits
        self.budget = budget
        self.contentBudget = contentBudget
        self.counters = counters
        reportsAll = observe != nil && configuration.answerReports == .all
        reportsConnections = observe != nil && configuration.reportsConnections
        self.observe = observe
        self.drained = drained
        parsers = RequestParsers(limits: limits)
        let recorder = AnswerRecorder(counters: counters, reports: reportsAll ? .all : .faults)
        self.recorder = recorder
        var options = RequestCycle.Options()
        options.requestIDs = reportsAll && configuration.requestIDs == .echo ? .make : configuration.requestIDs
        options.requestIDSeed = .random(in: 0...(.max))
        options.transportSecuritySeconds = configuration.secure?.transportSecuritySeconds ?? 0
        if configuration.showsServerTiming { options.timingClock = { SystemClock.monotonic } }
        countsClients = quotas != nil
        options.quotas = quotas
        options.quotaExceeded = { counters.countLimit(.clientRequests) }
        options.problemFields = configuration.problemFields
        options.streamRefused = { counters.countLimit(.streams) }
        options.findPeer = { [peers] in peers.peer }
        if let secureHosts { options.coversHost = { secureHosts.cover($0) } }
        cyclePlace = Place(RequestCycle(responder: responder, limits: limits, options: options, observer: recorder))
    }

    func roundBegins(in reactor: Reactor) {
        guard reactor.now >= nextSecond else { return }
        let wall = SystemClock.wall
        cycle.writer.setDate(secondsSince1970: Int(wall / .secondInNanoseconds))
        nextSecond = reactor.now + .secondInNanoseconds - wall % .secondInNanoseconds
    }

    func roundEnded(in reactor: Reactor) {
        if unsettledCount.value > 0 { _ = countDurations(in: reactor) }
    }

    func accepted(_ slot: Int, isSecure: Bool, in reactor: Reactor) {
        if peers.reactor == nil { peers.reactor = reactor }
        let open = budget.opened()
        let isOver = open > limits.connections
        var state = ConnectionState(
            acceptedAt: reactor.now, limits: limits, isSecure: isSecure, isOverCapacity: isOver,
            isDraining: isDraining)
        if countsClients { state.client = reactor.peerAddress(of: slot)?.network ?? 0 }
        let remote = reportsAll ? reactor.peerAddress(of: slot)?.description : nil
        let connection = Connection(state: state, isSecure: isSecure, partial: nil, remote: remote)
        connections.insert(connection, at: slot)
        counters.add(1, to: isOver ? .refused : .accepted)
        if isOver {
            counters.countLimit(.connections)
            if let observe { observe(.refused(open: open)) }
            noteRefused(slot, in: reactor)
        } else if reportsConnections, let observe {
            observe(.accepted(open: open))
        }
        if open > limits.connections + limits.refusedConnections { makeRoom(in: reactor) }
        if reactor.contains(slot) { reactor.setDeadline(connections[slot].state.deadline, on: slot) }
    }

    private func noteRefused(_ slot: Int, in reactor: Reactor) {
        if refusedTokens.count > 2 * limits.refusedConnections {
            refusedTokens.removeAll { reactor.slot(of: $0) == nil }
        }
        refusedTokens.append(reactor.token(of: slot))
    }

    /// Closes the oldest of the connections over the cap: it has had the longest time to be told, and whoever asks
    /// whether the server lives has only just come.
    private func makeRoom(in reactor: Reactor) {
        let gone = refusedTokens.firstIndex { reactor.slot(of: $0) != nil } ?? refusedTokens.count
        let oldest = gone < refusedTokens.count ? reactor.slot(of: refusedTokens[gone]) : nil
        refusedTokens.removeFirst(min(gone + 1, refusedTokens.count))
        guard let oldest else { return }
        // Not one that its peer abandoned.
        if connections[oldest].state.phase == .handshake { connections[oldest].state.handshakeFailed() }
        reactor.abort(oldest)
    }

    func handshakeEnded(_ outcome: HandshakeOutcome, on slot: Int, in reactor: Reactor) {
        switch outcome {
        case .done(let version, let isResumed):
            connections[slot].state.handshakeDone(now: reactor.now, limits: limits)
            reactor.setDeadline(connections[slot].state.deadline, on: slot)
            counters.countHandshake(version, isResumed: isResumed)
            if let observe { observe(.handshakeDone(version: version, isResumed: isResumed)) }
        case .failed(let failure):
            connections[slot].state.handshakeFailed()
            counters.add(1, to: .handshakesFailed)
            if let observe { observe(.handshakeFailed(failure)) }
            if failure == .notTLS { answerInClear(slot, in: reactor) }
        }
    }

    /// Tells a peer that speaks plain HTTP where TLS is spoken.
    private func answerInClear(_ slot: Int, in reactor: Reactor) {
        parsers[0].isSecure = false
        cycle.fail(
            .plainOnSecurePort, parser: &parsers[0], connection: &connections[slot].state, now: reactor.now)
        counters.add(cycle.writer.output.count, to: .sentBytes)
        reactor.sendClear(cycle.writer.output.bytes, on: slot)
        cycle.writer.output.removeAll(keepingAtMost: HTTPLoop.outputKeptBytes)
        settle(slot, in: reactor)
        refused(.plainOnSecurePort)
    }

    func received(_ bytes: UnsafeMutableRawBufferPointer, on slot: Int, in reactor: Reactor) {
        counters.add(bytes.count, to: .receivedBytes)
        if let partial = connections[slot].partial {
            partial.input.append(UnsafeRawBufferPointer(bytes))
            serve(partial, on: slot, in: reactor)
            return
        }
        let isSecure = connections[slot].isSecure
        // Which of the parsers remembers the like.
        let reader = RequestParsers.index(for: UnsafeRawBufferPointer(bytes), isSecure: isSecure)
        parsers[reader].isSecure = isSecure
        switch serve(bytes, parser: &parsers[reader], on: slot, in: reactor) {
        case .rest(let consumed, let kept):
            if kept > 0 { keep(bytes, from: consumed, count: kept, readBy: reader, on: slot) }
            awaitRest(on: slot, in: reactor)
        case .ended:
            end(slot, in: reactor)
        }
    }

    func sentWaiting(_ count: Int, isAll: Bool, on slot: Int, in reactor: Reactor) {
        connections[slot].state.outputMoved(count, now: reactor.now, limits: limits)
        if isAll {
            let action = connections[slot].state.outputGone(now: reactor.now, limits: limits)
            guard action == .none else { return obey(action, on: slot, in: reactor) }
            if let suspended = connections[slot].suspended { return advance(suspended, on: slot, in: reactor) }
            reactor.setWantsInput(true, on: slot)
            if let partial = connections[slot].partial { return serve(partial, on: slot, in: reactor) }
        }
        reactor.setDeadline(connections[slot].state.deadline, on: slot)
    }

    func peerFinished(_ slot: Int, in reactor: Reactor) {
        reportHandshake(.abandoned, on: slot)
        obey(connections[slot].state.peerFinished(), on: slot, in: reactor)
    }

    func deadlinePassed(_ slot: Int, in reactor: Reactor) {
        let wasHandshake = connections[slot].state.phase == .handshake
        let action = connections[slot].state.timedOut(now: reactor.now)
        switch action {
        case .abort where wasHandshake:
            counters.countLimit(.handshakeTime)
            counters.add(1, to: .handshakesFailed)
            if let observe { observe(.handshakeFailed(.timedOut)) }
        case .abort where connections[slot].state.isWaitingForPiece: counters.countLimit(.answerTime)
        case .abort:
            counters.countLimit(.stallTime)
            if let observe { observe(.stalled) }
        case .finish: counters.countLimit(.idleTime)
        case .none, .answer, .probe: break
        }
        obey(action, on: slot, in: reactor)
    }

    func closed(_ slot: Int, in reactor: Reactor) {
        reportHandshake(.abandoned, on: slot)
        if let partial = connections[slot].partial {
            connections[slot].partial = nil
            recycle(partial)
        }
        if let suspended = connections[slot].suspended { abandon(suspended, on: slot) }
        let (open, manyHaveGone) = budget.closed()
        if reportsConnections, let observe { observe(.closed(open: open)) }
        if manyHaveGone, let observe { observe(.manyClosed(open: open)) }
        if isDraining, reactor.connectionCount == 0 { reportDrained() }
    }

    func acceptPaused(_ isPaused: Bool, in reactor: Reactor) {
        if isPaused { counters.countLimit(.descriptors) }
        if let observe { observe(.acceptPaused(isPaused)) }
    }

    func identityRenewed(in reactor: Reactor) {
        cycle.forgetCoveredHost()
    }

    func drain(in reactor: Reactor) {
        isDraining = true
        for slot in 0..<connections.count where reactor.contains(slot) {
            connections[slot].state.startDraining()
            // A request that has already reached this machine is answered.
            if connections[slot].state.readsRequests { reactor.poll(slot) }
            guard reactor.contains(slot) else { continue }
            obey(connections[slot].state.drain(now: reactor.now, limits: limits), on: slot, in: reactor)
        }
        if reactor.connectionCount == 0 { reportDrained() }
    }

    /// Reports the failure of a handshake that is not over.
    private func reportHandshake(_ failure: HandshakeFailure, on slot: Int) {
        guard connections[slot].state.phase == .handshake else { return }
        connections[slot].state.handshakeFailed()
        counters.add(1, to: .handshakesFailed)
        if let observe { observe(.handshakeFailed(failure)) }
    }

    private func reportDrained() {
        guard !hasReportedDrain else { return }
        hasReportedDrain = true
        drained()
    }
}
