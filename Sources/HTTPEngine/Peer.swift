/// Where a request came from, as far as it matters to what may be asked.
package struct Peer: Hashable, Sendable {
    /// What the client is counted by: an IPv4 address (below 2^48), or the first 64 bits of an IPv6 address.
    package let network: UInt64
    /// Whether the client is on this machine, so that what it sends passes no wire.
    package let isLoopback: Bool

    package init(network: UInt64, isLoopback: Bool) {
        self.network = network
        self.isLoopback = isLoopback
    }

    /// 127.0.0.1.
    package static let localhost = Peer(network: 0xFFFF_7F00_0001, isLoopback: true)
}
