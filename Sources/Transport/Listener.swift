/// A listening TCP socket; it closes when nobody holds it any more.
package final class Listener: Sendable {
    let descriptor: FileDescriptor
    /// Where it listens, with the port that the system chose when 0 was asked for.
    package let address: SocketAddress

    /// The kernel shortens it to net.core.somaxconn.
    private static var backlog: Int32 { 4096 }

    private init(bindingTo address: SocketAddress, asked host: String, sharesPort: Bool) throws(TransportError) {
        let socket = try SystemCalls.listenerSocket(family: address.family, sharesPort: sharesPort)
        guard try SystemCalls.bind(socket.number, to: address),
            try SystemCalls.listen(socket.number, backlog: Listener.backlog)
        else { throw .addressInUse(host: host, port: address.port) }
        self.address = try SystemCalls.localAddress(socket.number)
        descriptor = socket
    }

    /// Listens alone on `host` and `port`; port 0 lets the system choose.
    package convenience init(host: String, port: UInt16) throws(TransportError) {
        try self.init(bindingTo: SocketAddress.resolve(host: host, port: port), asked: host, sharesPort: false)
    }

    /// One of several listeners that share a port, between which the kernel spreads connections (SO_REUSEPORT).
    private convenience init(sharing address: SocketAddress) throws(TransportError) {
        try self.init(bindingTo: address, asked: address.host, sharesPort: true)
    }

    /// Calls `body` with each of `count` listeners on the same port, and returns their address.
    ///
    /// A shared port would also be shared with a second server of the same user, so a socket that does not share is bound
    /// first: it fails when anybody listens there.
    package static func open(
        host: String, port: UInt16, count: Int, _ body: (Listener) throws(TransportError) -> Void
    ) throws(TransportError) -> SocketAddress {
        precondition(count > 0)
        let asked = try SocketAddress.resolve(host: host, port: port)
        if count == 1 {
            let listener = try Listener(bindingTo: asked, asked: host, sharesPort: false)
            let address = listener.address
            try body(listener)
            return address
        }
        if port != 0 {
            let probe = try SystemCalls.listenerSocket(family: asked.family, sharesPort: false)
            guard try SystemCalls.bind(probe.number, to: asked) else { throw .addressInUse(host: host, port: port) }
        }
        let first = try Listener(sharing: asked)
        let address = first.address
        try body(first)
        for _ in 1..<count { try body(try Listener(sharing: address)) }
        return address
    }
}
