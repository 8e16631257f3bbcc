internal import Glibc

/// Where a socket listens: an IPv4 or IPv6 address and a port.
package struct SocketAddress: Sendable, CustomStringConvertible {
    private let storage: sockaddr_storage
    private let length: socklen_t

    init(storage: sockaddr_storage, length: socklen_t) {
        self.storage = storage
        self.length = length
    }

    /// The address in its usual text form.
    package var host: String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        withUnsafePointer(to: storage) { pointer in
            if family == AF_INET6 {
                pointer.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) {
                    var address = $0.pointee.sin6_addr
                    inet_ntop(AF_INET6, &address, &text, socklen_t(text.count))
                }
            } else {
                pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                    var address = $0.pointee.sin_addr
                    inet_ntop(AF_INET, &address, &text, socklen_t(text.count))
                }
            }
        }
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    package var port: UInt16 {
        withUnsafePointer(to: storage) { pointer in
            // The port stands at the same place in the addresses of both families.
            pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { UInt16(bigEndian: $0.pointee.sin_port) }
        }
    }

    /// The first address that `host`, a number or a name, resolves to.
    package static func resolve(host: String, port: UInt16) throws(TransportError) -> SocketAddress {
        var hints = addrinfo()
        hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let result = getaddrinfo(host, String(port), &hints, &list)
        defer { if let list { freeaddrinfo(list) } }
        guard result == 0 else {
            throw .addressUnusable(host: host, reason: String(cString: gai_strerror(result)))
        }
        guard let first = list?.pointee, let address = first.ai_addr,
            first.ai_family == AF_INET || first.ai_family == AF_INET6
        else { throw .addressUnusable(host: host, reason: "it has neither an IPv4 nor an IPv6 address") }
        var storage = sockaddr_storage()
        withUnsafeMutableBytes(of: &storage) {
            $0.copyMemory(from: UnsafeRawBufferPointer(start: address, count: Int(first.ai_addrlen)))
        }
        return SocketAddress(storage: storage, length: first.ai_addrlen)
    }

    /// The network that a client is counted by: an IPv4 address, also where it came as one of IPv6, or the first 64 bits
    /// of an IPv6 address.
    package var network: UInt64 {
        let (first, second) = halves
        return first == 0 && second >> 32 == 0xFFFF ? second : first
    }

    /// Whether it is an address of the machine itself: 127.0.0.0/8, also as one of IPv6, or ::1.
    package var isLoopback: Bool {
        let (first, second) = halves
        return first == 0 && (second == 1 || second >> 24 == 0xFFFF_7F)
    }

    /// The address as one of IPv6, in two words: ::ffff:0:0/96 holds the addresses of IPv4 (RFC 4291 §2.5.5.2).
    private var halves: (first: UInt64, second: UInt64) {
        withUnsafePointer(to: storage) { pointer in
            guard family == AF_INET6 else {
                return pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                    (0, 0xFFFF_0000_0000 | UInt64(UInt32(bigEndian: $0.pointee.sin_addr.s_addr)))
                }
            }
            return pointer.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) {
                withUnsafeBytes(of: $0.pointee.sin6_addr) { bytes in
                    (
                        UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
                        UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
                    )
                }
            }
        }
    }

    var family: Int32 { Int32(storage.ss_family) }

    /// Calls `body` with the address as the system wants it.
    func withPointer(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        withUnsafePointer(to: storage) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
        }
    }

    package var description: String { family == AF_INET6 ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
