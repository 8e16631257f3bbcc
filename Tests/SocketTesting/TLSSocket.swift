package import TLSTesting

/// A blocking TLS client over a socket.
package final class TLSSocket {
    package let client: TLSClient
    private let socket: TestSocket

    /// Connects and shakes hands.
    package init(port: UInt16, _ options: TLSClient.Options) throws {
        socket = try TestSocket(port: port)
        client = TLSClient(options)
        client.take([])
        try socket.write(client.takeOutput())
        while !client.isConnected, try receive() {}
    }

    package func write(_ text: String) throws {
        client.send(Array(text.utf8))
        try socket.write(client.takeOutput())
    }

    /// Says farewell, and closes nothing.
    package func finish() throws {
        client.finish()
        try socket.write(client.takeOutput())
    }

    package func read(_ count: Int) throws -> [UInt8] {
        while client.received.count < count, try receive() {}
        defer { client.received.removeFirst(min(count, client.received.count)) }
        return Array(client.received.prefix(count))
    }

    /// Everything up to the end of the connection.
    package func readToEnd() throws -> [UInt8] {
        while try receive() {}
        defer { client.received = [] }
        return client.received
    }

    /// Takes what comes next; false at the end.
    private func receive() throws -> Bool {
        guard let wire = try socket.readSome(), !wire.isEmpty else { return false }
        client.take(wire)
        let reply = client.takeOutput()
        if !reply.isEmpty { try socket.write(reply) }
        return true
    }
}
