internal import COpenSSL

/// Bytes that nobody can foresee, from libcrypto's generator.
package enum RandomBytes {
    /// So many of them. A system without randomness is nothing that a caller could mend: that traps.
    package static func make(_ count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let status = RAND_bytes(&bytes, Int32(count))
        precondition(status == 1, "libcrypto has no random numbers")
        return bytes
    }
}
