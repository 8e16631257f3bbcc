import Testing
import Transport

@Suite struct SocketAddressTests {
    /// An address with what is known of it.
    struct Known: Sendable, CustomTestStringConvertible {
        let host: String
        let network: UInt64
        let isLoopback: Bool

        var testDescription: String { host }
    }

    @Test(arguments: [
        Known(host: "127.0.0.1", network: 0xFFFF_7F00_0001, isLoopback: true),
        Known(host: "127.255.0.9", network: 0xFFFF_7FFF_0009, isLoopback: true),
        Known(host: "128.0.0.1", network: 0xFFFF_8000_0001, isLoopback: false),
        Known(host: "0.0.0.0", network: 0xFFFF_0000_0000, isLoopback: false),
        Known(host: "192.0.2.7", network: 0xFFFF_C000_0207, isLoopback: false),
        Known(host: "::1", network: 0, isLoopback: true),
        Known(host: "::", network: 0, isLoopback: false),
        Known(host: "::2", network: 0, isLoopback: false),
        Known(host: "::ffff:127.1.2.3", network: 0xFFFF_7F01_0203, isLoopback: true),
        Known(host: "::ffff:192.0.2.7", network: 0xFFFF_C000_0207, isLoopback: false),
        Known(host: "::fffe:7f00:1", network: 0, isLoopback: false),
        Known(host: "2001:db8:1:2::7f00:1", network: 0x2001_0DB8_0001_0002, isLoopback: false),
        Known(host: "7f00::1", network: 0x7F00_0000_0000_0000, isLoopback: false),
    ])
    func address_TellsItsNetworkAndWhetherItIsOfThisMachine(known: Known) throws {
        let address = try SocketAddress.resolve(host: known.host, port: 8080)
        #expect(address.network == known.network)
        #expect(address.isLoopback == known.isLoopback)
        #expect(address.host == known.host && address.port == 8080)
        #expect(address.description == (known.host.contains(":") ? "[\(known.host)]:8080" : "\(known.host):8080"))
    }
}
