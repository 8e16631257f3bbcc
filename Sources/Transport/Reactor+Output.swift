extension Reactor {
    /// Sends bytes, or keeps what the peer does not take now and sends it when it does. False when some wait. The farewell
    /// of the codec and the end of our side go with those that are the last: `finish` must follow at once.
    package func send(_ bytes: UnsafeRawBufferPointer, on slot: Int, isLast: Bool = false) -> Bool {
        let wire = connections[slot].codec?.sending(bytes, isLast: isLast) ?? bytes
        return sendWire(wire, on: slot, isLast: isLast)
    }

    /// Sends bytes past the codec, to a peer whose handshake failed because it speaks none; `finish` must follow.
    package func sendClear(_ bytes: UnsafeRawBufferPointer, on slot: Int) {
        _ = sendWire(bytes, on: slot)
    }

    /// Bytes that wait for the peer.
    package func waitingCount(on slot: Int) -> Int { connections[slot].pending.count }

    /// Whether input is wanted. While it is not, the kernel's window fills and the peer is held back.
    ///
    /// A connection that is watched for news only is watched so until news come: most answers are there before, and then
    /// the kernel need not be told twice.
    package func setWantsInput(_ wants: Bool, on slot: Int) {
        connections[slot].wantsInput = wants
        if wants || !connections[slot].interest.isNewsOnly { updateInterest(slot) }
    }

    /// Whether the handler wants to know of the peer's end while it wants no input; it is told once, and what the peer sent
    /// before may still be unread.
    package func setWatchesEnd(_ watches: Bool, on slot: Int) {
        guard connections[slot].watchesEnd != watches else { return }
        connections[slot].watchesEnd = watches
        // The end is among the news.
        if !connections[slot].interest.isNewsOnly { updateInterest(slot) }
    }

    /// When `deadlinePassed` is to be called; replaces the one before.
    package func setDeadline(_ deadline: UInt64, on slot: Int) {
        wheel.value.set(slot, deadline: deadline)
    }

    /// Ends the connection after its output has left. A lingering end gives the peer `lingerNanoseconds` to read it:
    /// closing with unread input would reset the connection and take our last bytes with it (RFC 9112 §9.6).
    package func finish(_ slot: Int, lingers: Bool) {
        guard case .open = connections[slot].phase else { return }
        let farewell = connections[slot].codec?.finishing()
        connections[slot].phase = .finishing(lingers: lingers)
        if let farewell, !farewell.isEmpty { _ = sendWire(farewell, on: slot) }
        if connections[slot].pending.isEmpty {
            endOutput(slot, lingers: lingers)
        } else {
            updateInterest(slot)
        }
    }

    /// Ends the connection now.
    package func abort(_ slot: Int) {
        close(slot)
    }

    /// Ends the connection now, so that the peer learns that what it has is not whole.
    package func reset(_ slot: Int) {
        SystemCalls.resetOnClose(connections[slot].descriptor.number)
        close(slot)
    }

    func sendWire(_ wire: UnsafeRawBufferPointer, on slot: Int, isLast: Bool = false) -> Bool {
        let connection = connections.place(slot)
        guard connection.pointee.pending.isEmpty else {
            connection.pointee.pending.append(wire)
            return false
        }
        switch SystemCalls.send(connection.pointee.descriptor.number, wire, isLast: isLast) {
        case .moved(let count):
            connection.pointee.isHeldBack = isLast
            guard count < wire.count else { return true }
            connection.pointee.pending.append(UnsafeRawBufferPointer(rebasing: wire[count...]))
        case .wouldBlock:
            connection.pointee.pending.append(wire)
        case .broken:
            // The next read reports the break; what we still say goes nowhere.
            return true
        }
        updateInterest(slot)
        return false
    }

    func sendPending(_ slot: Int) {
        let count = connections[slot].pending.count
        guard count > 0 else { return }
        switch SystemCalls.send(connections[slot].descriptor.number, connections[slot].pending.bytes) {
        case .wouldBlock:
            return
        case .broken:
            close(slot)
        case .moved(let sent):
            connections[slot].pending.removeFirst(sent)
            if sent == count { updateInterest(slot) }
            switch connections[slot].phase {
            case .finishing(let lingers) where sent == count:
                endOutput(slot, lingers: lingers)
            case .open, .finishing, .lingering:
                let token = connections.token(slot)
                handler.sentWaiting(sent, isAll: sent == count, on: slot, in: self)
                if connections.slot(of: token) == slot { tellPeerFinished(slot) }
            }
        }
    }

    private func endOutput(_ slot: Int, lingers: Bool) {
        // A close alone would throw away what is held back when the peer has sent more meanwhile.
        if lingers || connections[slot].isHeldBack {
            SystemCalls.shutdownWrite(connections[slot].descriptor.number)
        }
        guard lingers else { return close(slot) }
        connections[slot].phase = .lingering
        wheel.value.set(slot, deadline: now + configuration.lingerNanoseconds)
        updateInterest(slot)
    }

    /// Begins to watch a connection for what is wanted of it now.
    func watch(_ slot: Int) throws(TransportError) {
        let interest = interest(in: slot)
        connections[slot].interest = interest
        try set.add(connections[slot].descriptor.number, for: interest, token: connections.token(slot))
        connections[slot].isWatched = true
    }

    func updateInterest(_ slot: Int) {
        let interest = interest(in: slot)
        guard connections[slot].isWatched, interest != connections[slot].interest else { return }
        connections[slot].interest = interest
        set.change(connections[slot].descriptor.number, for: interest, token: connections.token(slot))
    }

    private func interest(in slot: Int) -> Interest {
        var interest = Interest(writes: !connections[slot].pending.isEmpty)
        switch connections[slot].phase {
        case .open:
            interest.reads = connections[slot].wantsInput
            interest.isNewsOnly = interest.reads && !interest.writes
            interest.end = interest.isNewsOnly || connections[slot].watchesEnd && !interest.reads
        case .finishing:
            interest.end = connections[slot].watchesEnd
        case .lingering:
            interest.reads = true
        }
        return interest
    }

    func close(_ slot: Int) {
        wheel.value.remove(slot)
        connections.remove(slot)
        handler.closed(slot, in: self)
        if acceptIsPaused { resumeAccepting() }
    }
}
