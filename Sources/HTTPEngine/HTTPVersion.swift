/// The versions of HTTP that this engine speaks (RFC 9112 §2.3). A higher minor version is treated as 1.1.
package enum HTTPVersion: UInt8, Sendable {
    case http10, http11
}
