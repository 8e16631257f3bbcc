/// Where a server is: the scheme http, a host and a port. TLS is not spoken here.
struct ServerURL: Hashable, Sendable {
    /// Why a text is no such address, with what to give instead.
    struct Fault: Error, Hashable, CustomStringConvertible {
        let description: String
    }

    let host: String
    let port: UInt16

    /// Reads `http://host`, `http://host:8080` or `http://[::1]:8080`, with no path but `/`.
    init(_ text: String) throws(Fault) {
        if text.lowercased().hasPrefix("https://") {
            throw Fault(
                description: "\(text): only http:// is spoken here; give a listener without TLS, such as a loopback one"
            )
        }
        guard text.lowercased().hasPrefix("http://") else {
            throw Fault(description: "\(text) is no address of a server; give one such as http://127.0.0.1:8080")
        }
        var rest = text.dropFirst("http://".count)
        if rest.hasSuffix("/") { rest = rest.dropLast() }
        let host: Substring
        var tail: Substring
        if rest.hasPrefix("["), let end = rest.firstIndex(of: "]") {
            host = rest[rest.index(after: rest.startIndex)..<end]
            tail = rest[rest.index(after: end)...]
        } else {
            host = rest.prefix { $0 != ":" }
            tail = rest.dropFirst(host.count)
        }
        let isHost = !host.isEmpty && host.utf8.allSatisfy { Self.isHostByte($0) }
        if tail.isEmpty { tail = ":80" }
        guard isHost, tail.hasPrefix(":"), let port = UInt16(tail.dropFirst()), port > 0 else {
            throw Fault(
                description: "\(text) is no address of a server; give a host and a port, such as http://127.0.0.1:8080")
        }
        self.host = String(host)
        self.port = port
    }

    /// As it stands in a Host field.
    var authority: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"),
            UInt8(ascii: ":"), UInt8(ascii: "%"):
            true
        default: false
        }
    }
}
