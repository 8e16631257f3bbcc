internal import Confinement
internal import Dispatch

/// A loop: a serial queue, and an epoll set that wakes it. Its connections live and die on it.
///
/// It is an actor whose executor is the queue, so the compiler and, at each entry, the queue itself
/// check that nothing else reaches them.
package actor EventLoop {
    /// How a loop behaves.
    package struct Configuration: Sendable {
        /// Most bytes read from a socket at once.
        package var readBytes = 64 * 1024
        /// How long a loop waits for more after it has served something, before it goes back to Dispatch.
        package var lingerMilliseconds: Int32 = 1
        /// Longest turn. Other work of the queue waits as long, unless it was posted; every end of a turn lets those who ask
        /// meanwhile wait for the way through Dispatch.
        package var turnNanoseconds: UInt64 = 1_000_000_000
        /// How long a peer has to close its side after ours.
        package var lingerNanoseconds: UInt64 = 2_000_000_000
        /// Makes the codec of a connection that came through the plain listener; nil when bytes are taken as they are.
        package var makeCodec: (@Sendable () -> any WireCodec)?

        package init() {}
    }

    /// A second listener, for TLS.
    package struct SecureEntrance: Sendable {
        package var listener: Listener
        package var identity: TLSIdentity

        package init(listener: Listener, identity: TLSIdentity) {
            self.listener = listener
            self.identity = identity
        }
    }

    private let executor: QueueExecutor
    private let reactor: Reactor
    private let wake: WakeSignal
    /// Made at the start: Dispatch forbids to release a source that never ran.
    private var readiness: (any DispatchSourceRead)?
    private var ticks: (any DispatchSourceTimer)?
    private var ticksAreOn = false

    /// A loop that accepts from `listener`, and from that of `secure`. `makeHandler` is called once; the handler stays
    /// on this loop.
    package init(
        label: String, listener: Listener, secure: SecureEntrance? = nil, configuration: Configuration,
        makeHandler: @Sendable () -> sending any ConnectionHandler
    ) throws(TransportError) {
        executor = QueueExecutor(label: label)
        wake = try WakeSignal()
        reactor = try Reactor(
            listener: listener, secure: secure, configuration: configuration, wake: wake, handler: makeHandler())
    }

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Starts to serve. Until `stop`, the loop keeps itself alive.
    package nonisolated func start() {
        executor.queue.async { self.assumeIsolated { $0.startSources() } }
    }

    /// Runs `work` on the loop, soon: a busy loop ends its turn for it.
    package nonisolated func post(_ work: @escaping @Sendable (isolated EventLoop) -> Void) {
        executor.queue.async { self.assumeIsolated { work($0) } }
        wake.signal()
    }

    /// Stops accepting, and tells the handler to end what is idle.
    package func drain() {
        reactor.drain()
        updateTicks()
    }

    /// Serves handshakes that begin from now on with another identity; open connections go on with theirs.
    package func renew(_ identity: TLSIdentity) {
        reactor.renew(identity)
    }

    /// Cuts every connection.
    package func abortConnections() {
        reactor.abortAll()
    }

    /// Ends the loop: cuts every connection and lets go of itself.
    package func stop() {
        reactor.stopAccepting()
        reactor.abortAll()
        readiness?.cancel()
        ticks?.cancel()
    }

    private func startSources() {
        SystemCalls.ignoreBrokenPipes()
        let readiness = DispatchSource.makeReadSource(fileDescriptor: reactor.set.number, queue: executor.queue)
        let ticks = DispatchSource.makeTimerSource(queue: executor.queue)
        self.readiness = readiness
        self.ticks = ticks
        readiness.setEventHandler { self.assumeIsolated { $0.turn() } }
        ticks.setEventHandler { self.assumeIsolated { $0.tick() } }
        // The epoll descriptor must stay open until Dispatch has let go of it: the handlers hold this loop, which holds
        // it, and are released after cancellation.
        readiness.setCancelHandler { self.assumeIsolated { $0.releaseSources() } }
        ticks.schedule(deadline: .distantFuture)
        readiness.activate()
        ticks.activate()
    }

    private func releaseSources() {
        readiness = nil
        ticks = nil
    }

    private func turn() {
        reactor.turn()
        updateTicks()
    }

    private func tick() {
        reactor.tick()
        updateTicks()
    }

    /// Ticks only while a deadline is set, so that an idle server sleeps.
    private func updateTicks() {
        guard reactor.needsTicks != ticksAreOn else { return }
        ticksAreOn = reactor.needsTicks
        if ticksAreOn {
            ticks?.schedule(
                deadline: .now() + .milliseconds(100), repeating: .milliseconds(100), leeway: .milliseconds(20))
        } else {
            ticks?.schedule(deadline: .distantFuture)
        }
    }
}
