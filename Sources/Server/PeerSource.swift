internal import HTTPEngine
internal import Transport

/// Where the client is whose request a loop answers at present; the system is asked only when somebody wants to know.
final class PeerSource {
    /// The connection whose requests are being answered.
    var slot = 0
    /// Known once the loop has accepted a connection.
    weak var reactor: Reactor?

    /// A client that has gone is taken for a stranger.
    var peer: Peer {
        guard let address = reactor?.peerAddress(of: slot) else { return Peer(network: 0, isLoopback: false) }
        return Peer(network: address.network, isLoopback: address.isLoopback)
    }
}
