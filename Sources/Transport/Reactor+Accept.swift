extension Reactor {
    /// Takes every connection that waits: a bound per round loses connections under load.
    func acceptAll() {
        guard let number = listener?.descriptor.number else { return }
        while true {
            switch SystemCalls.accept(number) {
            case .descriptor(let descriptor): open(FileDescriptor(owning: descriptor))
            case .wouldBlock: return
            case .exhausted:
                // The listener would be reported ready again and again; look after it at the next tick, or when a
                // connection has closed.
                acceptIsPaused = true
                set.change(number, reads: false, writes: false, token: Reactor.listenerToken)
                handler.acceptPaused(true, in: self)
                return
            }
        }
    }

    private func open(_ descriptor: consuming FileDescriptor) {
        let number = descriptor.number
        let codec = configuration.makeCodec()
        let isSecure = codec.isSecure
        let slot = connections.insert(SocketConnection(descriptor: descriptor, codec: codec))
        do {
            try set.add(number, reads: true, token: connections.token(slot))
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
        acceptAll()
        if let number = listener?.descriptor.number { set.remove(number) }
        listener = nil
        acceptIsPaused = false
    }

    /// Stops accepting and asks the handler to end what is idle.
    func drain() {
        stopAccepting()
        handler.drain(in: self)
    }

    /// Ends every connection at once.
    func abortAll() {
        for slot in 0..<connections.slotLimit where connections.contains(slot) { close(slot) }
    }
}
