import Testing

@testable import Transport

@Suite struct ListenerTests {
    @Test func systemChoosesThePort() throws {
        let listener = try Listener(host: "127.0.0.1", port: 0)
        let address = listener.address
        #expect(address.port > 0 && address.host == "127.0.0.1")
        #expect(address.description == "127.0.0.1:\(address.port)")
    }

    @Test func busyPortIsSaid() throws {
        let first = try Listener(host: "127.0.0.1", port: 0)
        let port = first.address.port
        #expect(throws: TransportError.addressInUse(host: "127.0.0.1", port: port)) {
            _ = try Listener(host: "127.0.0.1", port: port)
        }
        #expect(
            TransportError.addressInUse(host: "127.0.0.1", port: 80).description
                == "port 80 of 127.0.0.1 is in use by another program")
    }

    @Test func listenersShareAPortWithEachOtherOnly() throws {
        var ports: [UInt16] = []
        var held: [FileDescriptorBox] = []
        let address = try Listener.open(host: "127.0.0.1", port: 0, count: 3) {
            (listener: consuming Listener) throws(TransportError) in
            ports.append(listener.address.port)
            held.append(FileDescriptorBox(listener))
        }
        #expect(ports == [address.port, address.port, address.port])
        for count in [1, 2] {
            #expect(throws: TransportError.addressInUse(host: "127.0.0.1", port: address.port)) {
                _ = try Listener.open(host: "127.0.0.1", port: address.port, count: count) {
                    (_: consuming Listener) throws(TransportError) in
                }
            }
        }
        #expect(held.count == 3)
    }

    @Test func portIsFreeAfterwards() throws {
        let port = try Listener(host: "127.0.0.1", port: 0).address.port
        #expect(try Listener(host: "127.0.0.1", port: port).address.port == port)
    }

    @Test func hostsThatAreNoneAreSaid() {
        #expect(throws: TransportError.self) { _ = try Listener(host: "no such host", port: 0) }
        #expect(throws: TransportError.self) { _ = try Listener(host: "203.0.113.7", port: 0) }
    }

    @Test func listensOnIPv6() throws {
        let listener = try Listener(host: "::1", port: 0)
        let address = listener.address
        #expect(address.description == "[::1]:\(address.port)")
    }
}

private final class FileDescriptorBox {
    private let listener: Listener
    init(_ listener: consuming Listener) { self.listener = listener }
}
