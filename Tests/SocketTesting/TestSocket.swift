import Glibc

/// A blocking client socket whose reads fail after ten seconds, so that a fault of the server fails a test instead of
/// hanging it.
package final class TestSocket {
    package struct Refused: Error {
        package let code: Int32
    }

    /// A call that failed in a way that no test expects.
    package struct Failed: Error, CustomStringConvertible {
        let call: StaticString
        let code: Int32

        package var description: String { "\(call): errno \(code)" }
    }

    private let descriptor: Int32

    /// `receiveBytes` makes the receive buffer small, so that a slow reader shows soon.
    package init(port: UInt16, isIPv6: Bool = false, receiveBytes: Int32? = nil) throws {
        descriptor = socket(isIPv6 ? AF_INET6 : AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Failed(call: "socket", code: errno) }
        var timeout = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        if var receiveBytes {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &receiveBytes, socklen_t(MemoryLayout<Int32>.size))
        }
        let result: Int32
        if isIPv6 {
            var address = sockaddr_in6()
            address.sin6_family = sa_family_t(AF_INET6)
            address.sin6_port = port.bigEndian
            address.sin6_addr = in6addr_loopback
            result = withUnsafePointer(to: address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in6>.size))
                }
            }
        } else {
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = port.bigEndian
            address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
            result = withUnsafePointer(to: address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
        }
        guard result == 0 else { throw Refused(code: errno) }
    }

    deinit {
        close(descriptor)
    }

    package func write(_ text: String) throws { try write(Array(text.utf8)) }

    package func write(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw Failed(call: "send", code: errno) }
            sent += count
        }
    }

    /// Closes the sending side.
    package func finish() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// What comes next, at most `count` bytes; empty at the end. Nil when the peer reset the connection.
    package func readSome(_ count: Int = 65_536) throws -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: count)
        let received = recv(descriptor, &buffer, count, 0)
        if received < 0, errno == ECONNRESET { return nil }
        guard received >= 0 else { throw Failed(call: "recv", code: errno) }
        return Array(buffer.prefix(received))
    }

    /// Exactly `count` bytes, or fewer when the peer ends before.
    package func read(_ count: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count, let some = try readSome(count - bytes.count), !some.isEmpty { bytes += some }
        return bytes
    }

    /// Everything up to the end; nil when the peer reset the connection instead of ending it.
    package func readToEnd() throws -> [UInt8]? {
        var bytes: [UInt8] = []
        while true {
            guard let some = try readSome() else { return nil }
            if some.isEmpty { return bytes }
            bytes += some
        }
    }
}
