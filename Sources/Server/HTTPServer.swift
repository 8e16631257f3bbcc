internal import Dispatch
package import HTTPEngine
internal import Synchronization
package import Transport

/// An HTTP server: loops that share a port, a responder on each, one observer.
package final class HTTPServer: Sendable {
    /// How a stop ended.
    package enum Outcome: Equatable, Sendable {
        /// Everything in flight was finished.
        case finished
        /// The drain time was over; so many connections were cut.
        case cut(connections: Int)
    }

    package typealias Observer = @Sendable (ServerEvent) -> Void

    private enum Phase {
        case new
        case running(loops: [EventLoop])
        case draining(loops: [EventLoop], remaining: Int, completions: [@Sendable (Outcome) -> Void])
        case stopped(Outcome)
    }

    private let configuration: Configuration
    private let makeResponder: @Sendable () -> any Responder
    private let contentBudget: ContentBudget
    /// Nil without TLS, and where any host will do.
    private let secureHosts: SecureHosts?
    private let observe: Observer?
    private let traffic: Traffic
    private let quotas: ClientQuotas?
    private let phase = Mutex(Phase.new)

    /// A server that is not started. `makeResponder` is called once for each loop, on which its responder stays. What the
    /// server does is counted in `traffic`, which belongs to this server alone.
    package init(
        configuration: Configuration, makeResponder: @escaping @Sendable () -> any Responder,
        traffic: Traffic = Traffic(), observe: Observer? = nil
    ) {
        precondition(configuration.loops > 0)
        self.traffic = traffic
        quotas = configuration.clientQuota.map { ClientQuotas($0, seed: .random(in: 0...(.max))) }
        self.configuration = configuration
        secureHosts = configuration.secure.flatMap { $0.checksHosts ? SecureHosts($0.identity.names) : nil }
        contentBudget = ContentBudget(limit: configuration.limits.unfinishedBytes)
        self.makeResponder = makeResponder
        self.observe = observe
        if let secure = configuration.secure { traffic.noteCertificate(endingAt: secure.identity.endSeconds) }
    }

    /// A server whose loops share one responder.
    package convenience init(
        configuration: Configuration, responder: any Responder & Sendable, traffic: Traffic = Traffic(),
        observe: Observer? = nil
    ) {
        self.init(
            configuration: configuration, makeResponder: { responder }, traffic: traffic, observe: observe)
    }

    /// Binds, listens and serves; returns where, with the ports the system chose when 0 was asked for. To be called once.
    package func start() throws(TransportError) -> Addresses {
        var secureListeners: [Listener] = []
        var secureAddress: SocketAddress?
        if let secure = configuration.secure {
            secureAddress = try Listener.open(
                host: configuration.host, port: secure.port, count: configuration.loops
            ) { (listener: Listener) throws(TransportError) in secureListeners.append(listener) }
        }
        var loops: [EventLoop] = []
        let address = try Listener.open(
            host: configuration.host, port: configuration.port, count: configuration.loops
        ) { (listener: Listener) throws(TransportError) in
            let secureListener = secureListeners.isEmpty ? nil : secureListeners[loops.count]
            loops.append(try makeLoop(number: loops.count, listener: listener, secureListener: secureListener))
        }
        phase.withLock {
            guard case .new = $0 else { preconditionFailure("a server starts once") }
            $0 = .running(loops: loops)
        }
        for loop in loops { loop.start() }
        observe?(.listening(address: address, secureAddress: secureAddress, loops: loops.count))
        return Addresses(plain: address, secure: secureAddress)
    }

    /// Serves handshakes that begin from now on with another identity; open connections go on with theirs.
    package func renew(_ identity: TLSIdentity) {
        let loops: [EventLoop] = phase.withLock {
            if case .running(let loops) = $0 { return loops }
            return []
        }
        secureHosts?.renew(identity.names)
        traffic.noteCertificate(endingAt: identity.endSeconds)
        for loop in loops { loop.post { $0.renew(identity) } }
    }

    /// How many connections are open.
    package var connectionCount: Int { traffic.budget.open }

    /// Stops accepting, finishes what is in flight, closes idle connections and calls `completion`, at the latest after
    /// `limits.drainNanoseconds`. Further calls wait for the same end.
    package func shutdown(completion: @escaping @Sendable (Outcome) -> Void) {
        enum Step { case drain([EventLoop]), report(Outcome), wait }
        let step: Step = phase.withLock {
            switch $0 {
            case .new:
                $0 = .stopped(.finished)
                return .report(.finished)
            case .running(let loops):
                $0 = .draining(loops: loops, remaining: loops.count, completions: [completion])
                return .drain(loops)
            case .draining(let loops, let remaining, let completions):
                $0 = .draining(loops: loops, remaining: remaining, completions: completions + [completion])
                return .wait
            case .stopped(let outcome):
                return .report(outcome)
            }
        }
        switch step {
        case .wait: return
        case .report(let outcome): completion(outcome)
        case .drain(let loops):
            observe?(.draining)
            for loop in loops { loop.post { $0.drain() } }
            DispatchQueue.global().asyncAfter(
                deadline: .now() + .nanoseconds(Int(configuration.limits.drainNanoseconds))
            ) {
                self.stop(.cut(connections: self.connectionCount))
            }
        }
    }

    private func makeLoop(
        number: Int, listener: Listener, secureListener: Listener?
    ) throws(TransportError) -> EventLoop {
        var secure: EventLoop.SecureEntrance?
        if let secureListener, let identity = configuration.secure?.identity {
            secure = EventLoop.SecureEntrance(listener: secureListener, identity: identity)
        }
        var transport = EventLoop.Configuration()
        transport.lingerNanoseconds = configuration.limits.lingerNanoseconds
        return try EventLoop(
            label: "cuakhau.loop.\(number)", listener: listener, secure: secure, configuration: transport
        ) { [self] in
            HTTPLoop(
                responder: makeResponder(), configuration: configuration, quotas: quotas, budget: traffic.budget,
                contentBudget: contentBudget, secureHosts: secureHosts, counters: traffic.addLoop(), observe: observe,
                drained: { self.loopDrained() })
        }
    }

    private func loopDrained() {
        let isLast = phase.withLock {
            guard case .draining(let loops, let remaining, let completions) = $0 else { return false }
            $0 = .draining(loops: loops, remaining: remaining - 1, completions: completions)
            return remaining == 1
        }
        if isLast { stop(.finished) }
    }

    /// Ends the loops, whatever is still open, and reports; only the first call does anything.
    private func stop(_ outcome: Outcome) {
        let ended: (loops: [EventLoop], completions: [@Sendable (Outcome) -> Void])? = phase.withLock {
            guard case .draining(let loops, _, let completions) = $0 else { return nil }
            $0 = .stopped(outcome)
            return (loops, completions)
        }
        guard let ended else { return }
        for loop in ended.loops { loop.post { $0.stop() } }
        switch outcome {
        case .finished: observe?(.drained(cut: 0))
        case .cut(let connections): observe?(.drained(cut: connections))
        }
        for completion in ended.completions { completion(outcome) }
    }
}
