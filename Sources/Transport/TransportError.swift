internal import Glibc

/// Why the machine refused: a closed list; system calls carry their name and errno.
package enum TransportError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Another socket listens on that address.
    case addressInUse(host: String, port: UInt16)
    /// The host is no address of this machine, or its name does not resolve.
    case addressUnusable(host: String, reason: String)
    case system(call: String, code: Int32)

    package var description: String {
        switch self {
        case .addressInUse(let host, let port):
            "port \(port) of \(host) is in use by another program"
        case .addressUnusable(let host, let reason):
            "cannot listen on \(host): \(reason)"
        case .system(let call, let code):
            "\(call) failed: \(String(cString: strerror(code))) (errno \(code))"
        }
    }
}
