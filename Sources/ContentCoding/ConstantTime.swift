internal import COpenSSL

/// Comparisons whose time tells nothing of where two secrets differ.
package enum ConstantTime {
    /// Whether both are the same bytes. Only their lengths may show in the time.
    package static func isEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        left.count == right.count && CRYPTO_memcmp(left, right, left.count) == 0
    }
}
