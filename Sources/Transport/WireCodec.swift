/// Turns bytes of the network into bytes of the application and back. It sees no socket: TLS is one more codec.
///
/// The codecs of a loop may share memory. What a call returns is therefore sent or copied before any codec of the loop
/// is called again, but for the bytes of the application, which stay until the next `received`.
package protocol WireCodec {
    /// Whether what it carries is encrypted.
    var isSecure: Bool { get }

    /// Takes bytes from the network. What they carry is in place of `wire`, or in memory of the codec's own.
    mutating func received(_ wire: UnsafeMutableRawBufferPointer) -> Received

    /// Encodes bytes of the application, and the farewell behind them when they are the last. What `received` had to say
    /// and has not been taken comes before them.
    mutating func sending(_ plain: UnsafeRawBufferPointer, isLast: Bool) -> UnsafeRawBufferPointer

    /// What is left of the last `Received.reply`, when nothing that was sent since has taken it along.
    mutating func takeReply() -> UnsafeRawBufferPointer

    /// The farewell to the peer before our side closes; empty when there is none or it is said.
    mutating func finishing() -> UnsafeRawBufferPointer
}

extension WireCodec {
    /// Encodes bytes of the application.
    package mutating func sending(_ plain: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        sending(plain, isLast: false)
    }

    /// A codec that never replies has nothing to take.
    package mutating func takeReply() -> UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: nil, count: 0) }
}

/// What a codec made of bytes from the network.
package struct Received {
    package enum Health: Equatable, Sendable {
        case good
        /// The peer said farewell: nothing follows.
        case finished
        /// The bytes are not what the codec speaks; after the reply the connection closes.
        case broken
    }

    /// Bytes for the application.
    package var plain: UnsafeMutableRawBufferPointer
    /// Bytes the codec itself has to say to the peer, as in a handshake. They wait in the codec until they are taken.
    package var reply: UnsafeRawBufferPointer
    /// How the handshake ended, when these bytes ended it.
    package var handshake: HandshakeOutcome?
    package var health: Health

    package init(
        plain: UnsafeMutableRawBufferPointer, reply: UnsafeRawBufferPointer, handshake: HandshakeOutcome? = nil,
        health: Health
    ) {
        self.plain = plain
        self.reply = reply
        self.handshake = handshake
        self.health = health
    }
}
