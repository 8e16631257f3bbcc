internal import CSystem
internal import Glibc

/// Every system call of the transport, and the only place that reads errno. Interrupted calls are repeated; "would block"
/// and a broken connection are values; what only a fault of ours can cause traps.
enum SystemCalls {
    /// Outcome of moving bytes without waiting.
    enum Transfer: Equatable {
        case moved(Int)
        case wouldBlock
        /// The connection is gone; nothing more moves in either direction.
        case broken(code: Int32)
    }

    enum Accepted: Equatable {
        case descriptor(Int32)
        case wouldBlock
        /// No descriptor or memory is free; more connections wait.
        case exhausted(code: Int32)
    }

    /// Reads what has come, at most as much as fits; `moved(0)` means the peer closed its side.
    @inline(__always)
    static func receive(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer) -> Transfer {
        while true {
            let count = csystem_receive(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 { return .moved(count) }
            if let outcome = transferFault(errno, call: "recv") { return outcome }
        }
    }

    /// Sends what the socket takes, without SIGPIPE. What `isLast` may stay in the system for a fifth of a second, to go
    /// in one segment with the end that `shutdownWrite` makes.
    @inline(__always)
    static func send(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer, isLast: Bool = false) -> Transfer {
        while true {
            let count = csystem_send(descriptor, bytes.baseAddress, bytes.count, isLast ? 1 : 0)
            if count >= 0 { return .moved(count) }
            if let outcome = transferFault(errno, call: "send") { return outcome }
        }
    }

    /// What an errno of `recv` or `send` means; nil when the call is to be repeated.
    private static func transferFault(_ code: Int32, call: StaticString) -> Transfer? {
        switch code {
        case EINTR: return nil
        case EAGAIN: return .wouldBlock
        case EBADF, EFAULT, ENOTSOCK, EINVAL, EDESTADDRREQ:
            preconditionFailure("\(call): errno \(code) is a fault of ours")
        default: return .broken(code: code)
        }
    }

    /// Closes our side; the peer sees the end after all that was sent.
    static func shutdownWrite(_ descriptor: Int32) {
        // ENOTCONN: the peer has reset the connection, which leaves nothing to end.
        _ = Glibc.shutdown(descriptor, Int32(SHUT_WR))
    }

    /// Lets a listener take no new connections, so that none comes between the last `accept` and its close. Where the system
    /// forbids that, such a connection is reset by the close.
    static func refuseConnections(_ listener: Int32) {
        _ = csystem_refuse_connections(listener)
    }

    /// Lets the close to come reset the connection and drop what the peer has not acknowledged.
    static func resetOnClose(_ descriptor: Int32) {
        var option = linger(l_onoff: 1, l_linger: 0)
        // On a socket whose connection is gone there is nothing to reset.
        _ = setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }

    static func close(_ descriptor: Int32) {
        // On Linux an interrupted close has closed (close(2)); a repeat could close somebody else's descriptor.
        if csystem_close(descriptor) != 0 { precondition(errno != EBADF, "closed twice") }
    }

    static func accept(_ listener: Int32) -> Accepted {
        while true {
            let descriptor = csystem_accept(listener)
            if descriptor >= 0 { return .descriptor(descriptor) }
            switch errno {
            case EAGAIN: return .wouldBlock
            case EMFILE, ENFILE, ENOBUFS, ENOMEM: return .exhausted(code: errno)
            case EBADF, EFAULT, ENOTSOCK, EINVAL: preconditionFailure("accept4: errno \(errno) is a fault of ours")
            default: continue  // accept(2): errors of the connection itself are passed on; take the next one.
            }
        }
    }

    /// A TCP socket that does not block, with the options of a listener set.
    static func listenerSocket(family: Int32, sharesPort: Bool) throws(TransportError) -> FileDescriptor {
        let socket = FileDescriptor(owning: try check(csystem_stream_socket(family), "socket"))
        try setOption(socket.number, SOL_SOCKET, SO_REUSEADDR, "SO_REUSEADDR")
        if sharesPort { try setOption(socket.number, SOL_SOCKET, SO_REUSEPORT, "SO_REUSEPORT") }
        // Accepted sockets inherit it: an answer is one write, and must not wait for the peer's acknowledgement.
        try setOption(socket.number, Int32(IPPROTO_TCP), TCP_NODELAY, "TCP_NODELAY")
        return socket
    }

    private static func setOption(
        _ socket: Int32, _ level: Int32, _ option: Int32, _ name: String
    ) throws(TransportError) {
        var enabled: Int32 = 1
        try check(
            setsockopt(socket, level, option, &enabled, socklen_t(MemoryLayout<Int32>.size)), "setsockopt \(name)")
    }

    /// Binds to an address; false when another socket listens there.
    static func bind(_ socket: Int32, to address: SocketAddress) throws(TransportError) -> Bool {
        let result = address.withPointer { Glibc.bind(socket, $0, $1) }
        if result == 0 { return true }
        if errno == EADDRINUSE { return false }
        throw .system(call: "bind \(address)", code: errno)
    }

    /// Starts to listen; false when another socket listens there.
    static func listen(_ socket: Int32, backlog: Int32) throws(TransportError) -> Bool {
        if Glibc.listen(socket, backlog) == 0 { return true }
        if errno == EADDRINUSE { return false }
        throw .system(call: "listen", code: errno)
    }

    static func localAddress(_ socket: Int32) throws(TransportError) -> SocketAddress {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let result = withUnsafeMutablePointer(to: &storage) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(socket, $0, &length) }
        }
        try check(result, "getsockname")
        return SocketAddress(storage: storage, length: length)
    }

    /// Where the other end of a socket is; nil when the connection is gone.
    static func peerAddress(_ socket: Int32) -> SocketAddress? {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let result = withUnsafeMutablePointer(to: &storage) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getpeername(socket, $0, &length) }
        }
        return result == 0 ? SocketAddress(storage: storage, length: length) : nil
    }

    static func readinessSet() throws(TransportError) -> FileDescriptor {
        FileDescriptor(owning: try check(csystem_epoll_create(), "epoll_create1"))
    }

    static func watch(_ set: Int32, _ descriptor: Int32, events: UInt32, token: UInt64) throws(TransportError) {
        try check(csystem_epoll_add(set, descriptor, events, token), "epoll_ctl add")
    }

    /// Changes what a watched descriptor is watched for; cannot fail on a descriptor that is in the set.
    static func rewatch(_ set: Int32, _ descriptor: Int32, events: UInt32, token: UInt64) {
        let result = csystem_epoll_change(set, descriptor, events, token)
        precondition(result == 0, "epoll_ctl change: errno \(errno)")
    }

    static func unwatch(_ set: Int32, _ descriptor: Int32) {
        let result = csystem_epoll_remove(set, descriptor)
        precondition(result == 0, "epoll_ctl remove: errno \(errno)")
    }

    /// Waits until something is ready or the time is over; returns how many of `ready` were filled.
    static func wait(_ set: Int32, into ready: UnsafeMutablePointer<csystem_ready>, milliseconds: Int32) -> Int {
        let count = csystem_epoll_wait(set, ready, milliseconds)
        if count >= 0 { return Int(count) }
        precondition(errno == EINTR, "epoll_wait: errno \(errno)")
        return 0
    }

    static func eventCounter() throws(TransportError) -> FileDescriptor {
        FileDescriptor(owning: try check(csystem_eventfd(), "eventfd"))
    }

    /// Makes an event counter readable. A full counter is readable already.
    static func signal(_ counter: Int32) {
        var one: UInt64 = 1
        while Glibc.write(counter, &one, 8) < 0, errno == EINTR {}
    }

    /// Makes an event counter unreadable again.
    static func clear(_ counter: Int32) {
        var count: UInt64 = 0
        while Glibc.read(counter, &count, 8) < 0, errno == EINTR {}
    }

    /// Makes writes to a closed socket an error instead of a signal, for the libraries that cannot pass MSG_NOSIGNAL.
    static func ignoreBrokenPipes() {
        Glibc.signal(SIGPIPE, SIG_IGN)
    }

    static func time(_ clock: clockid_t) -> UInt64 {
        var time = timespec()
        let result = clock_gettime(clock, &time)
        precondition(result == 0, "clock_gettime: errno \(errno)")
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    @discardableResult
    private static func check(_ result: Int32, _ call: @autoclosure () -> String) throws(TransportError) -> Int32 {
        guard result < 0 else { return result }
        throw .system(call: call(), code: errno)
    }
}
