/// What one loop owns: its readiness set, its listeners, its connections and their deadlines.
///
/// Not Sendable: it lives inside an `EventLoop` and is touched only on that loop's queue.
package final class Reactor {
    /// Monotonic time in nanoseconds at the start of the present round.
    package private(set) var now: UInt64 {
        get { nowPlace.value }
        set { nowPlace.value = newValue }
    }

    let set: ReadinessSet
    let wake: WakeSignal
    let notices: Notices
    let configuration: EventLoop.Configuration
    let handler: any ConnectionHandler
    /// The plain one and, when there is an identity, the one for TLS; none while draining.
    var entrances: [Entrance] = []
    let connections = ConnectionTable()
    private let nowPlace: Place<UInt64>
    let wheel: Place<TimerWheel>
    var acceptIsPaused = false
    private var expired: [Int] = []
    /// Whether work waits on the queue behind the present turn.
    private var mustYield = false
    let readBuffer: UnsafeMutableRawBufferPointer

    static var wakeToken: UInt64 { .max }
    private static var plainToken: UInt64 { .max - 1 }
    private static var secureToken: UInt64 { .max - 2 }
    /// Reads of one connection whose time is up: what a socket holds of a request of the greatest size.
    private static var overdueReadsMax: Int { 64 }
    /// Most that a peer may make us say without the application's doing, as by asking for new handshakes again and again.
    private static var unaskedBytesMax: Int { 64 * 1024 }

    init(
        listener: Listener, secure: EventLoop.SecureEntrance?, configuration: EventLoop.Configuration,
        wake: WakeSignal, handler: any ConnectionHandler
    ) throws(TransportError) {
        set = try ReadinessSet()
        let now = SystemClock.monotonic
        nowPlace = Place(now)
        wheel = Place(TimerWheel(now: now))
        self.wake = wake
        notices = Notices(wake: wake)
        self.configuration = configuration
        self.handler = handler
        readBuffer = .allocate(byteCount: configuration.readBytes, alignment: 64)
        try set.add(wake.number, for: Interest(reads: true), token: Reactor.wakeToken)
        entrances.append(Entrance(listener, token: Reactor.plainToken, makeCodec: configuration.makeCodec))
        if let secure {
            let context = TLSContext(secure.identity)
            entrances.append(
                Entrance(secure.listener, token: Reactor.secureToken, makeCodec: { TLSCodec(context) }))
        }
        for entrance in entrances {
            try set.add(entrance.number, for: Interest(reads: true), token: entrance.token)
        }
    }

    /// Serves handshakes that begin from now on with another identity; open connections go on with theirs.
    func renew(_ identity: TLSIdentity) {
        guard let entrance = entrances.first(where: { $0.token == Reactor.secureToken }) else { return }
        let context = TLSContext(identity)
        entrance.makeCodec = { TLSCodec(context) }
        handler.identityRenewed(in: self)
    }

    deinit {
        readBuffer.deallocate()
    }

    /// Whether time matters to the loop: while nothing does, its timer sleeps.
    var needsTicks: Bool { wheel.value.count > 0 || acceptIsPaused }

    /// Whether a connection is open in that slot.
    package func contains(_ slot: Int) -> Bool { connections.contains(slot) }

    /// Where the peer is; nil when it has gone.
    package func peerAddress(of slot: Int) -> SocketAddress? {
        guard connections.contains(slot) else { return nil }
        return SystemCalls.peerAddress(connections[slot].descriptor.number)
    }

    /// A name of the connection in that slot, which no other will have.
    package func token(of slot: Int) -> UInt64 { connections.token(slot) }

    /// The slot of a connection by its token; nil when it has gone.
    package func slot(of token: UInt64) -> Int? { connections.slot(of: token) }

    /// What tells the handler from other threads to look after that connection.
    package func notifier(of slot: Int) -> ConnectionNotifier {
        ConnectionNotifier(notices: notices, token: connections.token(slot))
    }

    /// How many connections are open.
    package var connectionCount: Int { connections.count }

    /// Serves everything that is ready, in rounds, and lingers a little after each: under load the next request comes
    /// within microseconds, and a wait here is far cheaper than a way through Dispatch. Returns when nothing came, when
    /// posted work waits, or after `turnNanoseconds`.
    func turn() {
        mustYield = false
        let end = SystemClock.monotonic + configuration.turnNanoseconds
        var patience: Int32 = 0
        while !mustYield {
            let count = set.wait(milliseconds: patience)
            beginRound()
            for index in 0..<count { serve(index) }
            handler.roundEnded(in: self)
            guard count > 0 else { break }
            patience = configuration.lingerMilliseconds
            if now >= end { break }
        }
    }

    /// Lets the deadlines that have passed be known. Costs a comparison when no tick has.
    func tick() {
        beginRound()
        handler.roundEnded(in: self)
    }

    private func beginRound() {
        now = SystemClock.monotonic
        handler.roundBegins(in: self)
        guard now >= wheel.value.nextTick else { return }
        if acceptIsPaused { resumeAccepting() }
        wheel.value.advance(to: now, expired: &expired)
        while let slot = expired.popLast() {
            guard connections.contains(slot) else { continue }
            if case .lingering = connections[slot].phase {
                close(slot)
            } else if isOverdue(slot) {
                handler.deadlinePassed(slot, in: self)
            }
        }
    }

    /// Reads what has come on a connection whose time is up, and says whether it still is. After the loop or the machine
    /// stood still what came in time lies here unread, and its sender is not to be told that it came too late.
    private func isOverdue(_ slot: Int) -> Bool {
        let token = connections.token(slot)
        for _ in 0..<Reactor.overdueReadsMax {
            guard case .open = connections[slot].phase, connections[slot].wantsInput else { return true }
            let count = receive(slot, isFaulty: false)
            guard connections.slot(of: token) == slot, wheel.value.deadline(of: slot) <= now else { return false }
            if count == 0 { return true }
        }
        return true
    }

    private func serve(_ index: Int) {
        let token = set.token(index)
        guard let slot = connections.slot(of: token) else {
            if token == Reactor.wakeToken {
                wake.clear()
                mustYield = true
                passNotices()
            } else if let entrance = entrances.first(where: { $0.token == token }) {
                acceptBurst(entrance)
            }
            return
        }
        if set.isWritable(index) {
            sendPending(slot)
            // The handler may have ended it, and accepted sockets may have taken its slot since.
            guard connections.slot(of: token) == slot else { return }
        }
        if set.isReadable(index) || set.isFaulty(index) {
            let count = receive(slot, isFaulty: set.isFaulty(index))
            let peerHasEnded = set.isEndedByPeer(index)
            if count > 0, peerHasEnded || count == readBuffer.count {
                readOn(slot, token, peerHasEnded: peerHasEnded)
            }
        } else if set.isEndedByPeer(index) {
            tellPeerEnded(slot)
        }
    }

    private func passNotices() {
        for token in notices.take() {
            guard let slot = connections.slot(of: token), case .open = connections[slot].phase else { continue }
            handler.notified(slot, in: self)
            if connections.slot(of: token) == slot { tellPeerFinished(slot) }
        }
    }

    /// Tells the handler once that the peer has closed its side while no input is wanted.
    private func tellPeerEnded(_ slot: Int) {
        guard connections[slot].watchesEnd else { return }
        setWatchesEnd(false, on: slot)
        if case .open = connections[slot].phase { handler.peerFinished(slot, in: self) }
    }

    /// Reads what has come on a connection without being told that something has.
    package func poll(_ slot: Int) {
        receive(slot, isFaulty: false)
    }

    /// Goes on behind a reading that may have left something, of which nothing would tell again. What was sent before the
    /// peer's end is no more than the system has; else others have their turn first.
    private func readOn(_ slot: Int, _ token: UInt64, peerHasEnded: Bool) {
        var count = 0
        repeat {
            guard connections.slot(of: token) == slot, connections[slot].interest.isNewsOnly,
                case .open = connections[slot].phase
            else { return }
            // What is left is told of when input is wanted again.
            guard connections[slot].wantsInput else { return updateInterest(slot) }
            guard peerHasEnded else {
                return set.change(
                    connections[slot].descriptor.number, for: connections[slot].interest, token: token)
            }
            count = receive(slot, isFaulty: false)
        } while count > 0
    }

    /// Reads once; returns how many bytes were taken.
    @discardableResult
    private func receive(_ slot: Int, isFaulty: Bool) -> Int {
        let connection = connections.place(slot)
        switch connection.pointee.phase {
        case .finishing:
            if isFaulty { close(slot) }
        case .lingering:
            switch SystemCalls.receive(connection.pointee.descriptor.number, into: readBuffer) {
            case .moved(0), .broken: close(slot)
            case .moved, .wouldBlock: break
            }
        case .open:
            guard connection.pointee.wantsInput else {
                if isFaulty { close(slot) } else { updateInterest(slot) }
                return 0
            }
            switch SystemCalls.receive(connection.pointee.descriptor.number, into: readBuffer) {
            case .moved(0): handler.peerFinished(slot, in: self)
            case .moved(let count):
                decode(count, on: slot)
                return count
            case .wouldBlock: break
            case .broken: close(slot)
            }
        }
        return 0
    }

    private func decode(_ count: Int, on slot: Int) {
        let wire = UnsafeMutableRawBufferPointer(rebasing: readBuffer[0..<count])
        guard let received = connections[slot].codec?.received(wire) else {
            return handler.received(wire, on: slot, in: self)
        }
        let token = connections.token(slot)
        // With bytes for the application the reply waits to go with the answer. A peer that does not speak TLS understands
        // no alert; the handler may tell it in clear.
        if received.plain.isEmpty, received.handshake != .failed(.notTLS) { sendReply(slot) }
        if let outcome = received.handshake { handler.handshakeEnded(outcome, on: slot, in: self) }
        guard connections.slot(of: token) == slot else { return }
        // Input is read only while no answer waits, so what waits here is the codec's own.
        if connections[slot].pending.count > Reactor.unaskedBytesMax { return close(slot) }
        if !received.plain.isEmpty {
            handler.received(received.plain, on: slot, in: self)
            guard connections.slot(of: token) == slot else { return }
            sendReply(slot)
        }
        guard received.health != .good else { return }
        if received.health == .finished {
            connections[slot].peerHasFinished = true
            tellPeerFinished(slot)
        } else if connections[slot].pending.isEmpty {
            finish(slot, lingers: true)
        } else {
            // A peer that broke the protocol and takes nothing is not waited for.
            close(slot)
        }
    }

    /// Sends what the codec itself has to say, if nothing has taken it along.
    private func sendReply(_ slot: Int) {
        guard let reply = connections[slot].codec?.takeReply(), !reply.isEmpty else { return }
        _ = sendWire(reply, on: slot)
    }

    /// Tells the handler of the peer's farewell, once it wants input: until then requests that came before may wait.
    func tellPeerFinished(_ slot: Int) {
        guard connections[slot].peerHasFinished, connections[slot].wantsInput,
            case .open = connections[slot].phase
        else { return }
        handler.peerFinished(slot, in: self)
    }
}
