extension Reactor {
    /// Takes connections that wait.
    func acceptBurst(_ entrance: Entrance) {
        let tookAll = accept(from: entrance, atMost: entrance.burst.value.count)
        entrance.burst.value.took(all: tookAll)
    }

    /// Takes so many connections; false when fewer were there.
    private func accept(from entrance: Entrance, atMost count: Int) -> Bool {
        for number in 0..<count {
            switch SystemCalls.accept(entrance.number) {
            case .descriptor(let descriptor):
                open(
                    FileDescriptor(owning: descriptor), from: entrance,
                    isServed: entrance.burst.value.isBacklogged && number < Reactor.servedAtOnceMax)
            case .wouldBlock: return false
            case .exhausted:
                pauseAccepting()
                return false
            }
        }
        return true
    }

    /// Connections of a burst that are served as they are accepted: those behind them, and whoever is connected already,
    /// must not wait for more handshakes than these.
    private static var servedAtOnceMax: Int { 64 }

    /// Serves what has come with the connection, if it `isServed`, before the readiness set is told of it: when connections
    /// had to wait their requests are there by now, and one of a single request then never comes to be watched.
    private func open(_ descriptor: consuming FileDescriptor, from entrance: Entrance, isServed: Bool) {
        let codec = entrance.makeCodec?()
        let isSecure = codec?.isSecure ?? false
        guard let slot = connections.insert(SocketConnection(descriptor: descriptor, codec: codec)) else { return }
        let token = connections.token(slot)
        handler.accepted(slot, isSecure: isSecure, in: self)
        guard connections.slot(of: token) == slot else { return }
        if isServed { poll(slot) }
        guard connections.slot(of: token) == slot else { return }
        do {
            try watch(slot)
        } catch {
            // epoll's own bound (max_user_watches) is one more kind of exhaustion: the connection cannot be served.
            close(slot)
        }
    }

    /// Listeners would be reported ready again and again; look after them at the next tick, or when a connection has
    /// closed.
    private func pauseAccepting() {
        guard !acceptIsPaused else { return }
        acceptIsPaused = true
        for entrance in entrances { set.change(entrance.number, for: Interest(), token: entrance.token) }
        handler.acceptPaused(true, in: self)
    }

    func resumeAccepting() {
        guard acceptIsPaused else { return }
        acceptIsPaused = false
        for entrance in entrances { set.change(entrance.number, for: Interest(reads: true), token: entrance.token) }
        handler.acceptPaused(false, in: self)
    }

    /// Takes the connections that the kernel has already answered, then closes the listeners.
    func stopAccepting() {
        guard !entrances.isEmpty else { return }
        resumeAccepting()
        for entrance in entrances {
            SystemCalls.refuseConnections(entrance.number)
            _ = accept(from: entrance, atMost: .max)
            set.remove(entrance.number)
        }
        entrances = []
        acceptIsPaused = false
    }

    /// Stops accepting and asks the handler to end what is idle.
    func drain() {
        // A loop that slept has an old time.
        tick()
        stopAccepting()
        handler.drain(in: self)
        handler.roundEnded(in: self)
    }

    /// Ends every connection at once.
    func abortAll() {
        for slot in 0..<connections.slotLimit where connections.contains(slot) { close(slot) }
    }
}
