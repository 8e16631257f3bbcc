extension Reactor {
    /// Takes connections that wait, twice as many each time that so many did: a bound per round would lose connections
    /// under load, and asking until none is left costs a call per connection when they come singly.
    func acceptBurst() {
        guard accept(atMost: burst) else {
            burst = 1
            return
        }
        burst = min(burst * 2, 4096)
    }

    /// Takes so many connections; false when fewer were there.
    private func accept(atMost count: Int) -> Bool {
        guard let number = listener?.descriptor.number else { return false }
        for _ in 0..<count {
            switch SystemCalls.accept(number) {
            case .descriptor(let descriptor): open(FileDescriptor(owning: descriptor))
            case .wouldBlock: return false
            case .exhausted:
                // The listener would be reported ready again and again; look after it at the next tick, or when a
                // connection has closed.
                acceptIsPaused = true
                set.change(number, reads: false, writes: false, token: Reactor.listenerToken)
                handler.acceptPaused(true, in: self)
                return false
            }
        }
        return true
    }

    private func open(_ descriptor: consuming FileDescriptor) {
        let codec = configuration.makeCodec()
        let isSecure = codec.isSecure
        guard let slot = connections.insert(SocketConnection(descriptor: descriptor, codec: codec)) else { return }
        let token = connections.token(slot)
        do {
            try set.add(connections[slot].descriptor.number, reads: true, token: token)
        } catch {
            // epoll's own bound (max_user_watches) is one more kind of exhaustion: the connection cannot be served.
            connections.remove(slot)
            return
        }
        handler.accepted(slot, isSecure: isSecure, in: self)
    }

    func resumeAccepting() {
        guard acceptIsPaused, let number = listener?.descriptor.number else { return }
        acceptIsPaused = false
        set.change(number, reads: true, writes: false, token: Reactor.listenerToken)
        handler.acceptPaused(false, in: self)
    }

    /// Takes the connections that the kernel has already answered, then closes the listener.
    func stopAccepting() {
        guard listener != nil else { return }
        resumeAccepting()
        _ = accept(atMost: .max)
        if let number = listener?.descriptor.number { set.remove(number) }
        listener = nil
        acceptIsPaused = false
    }

    /// Stops accepting and asks the handler to end what is idle.
    func drain() {
        // A loop that slept has an old time.
        tick()
        stopAccepting()
        handler.drain(in: self)
    }

    /// Ends every connection at once.
    func abortAll() {
        for slot in 0..<connections.slotLimit where connections.contains(slot) { close(slot) }
    }
}
