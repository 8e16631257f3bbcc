internal import COpenSSL
internal import Synchronization

/// HMAC with SHA-256 (RFC 2104) under one key by libcrypto: a digest that only a holder of the key can make.
///
/// The key is taken in once. Any thread may use it; one after the other.
package final class HMACSHA256: Sendable {
    /// What libcrypto keeps of the key.
    private let context: Mutex<OpaquePointer>

    /// libcrypto refuses only when memory or the algorithm itself is missing, which no caller can mend: that traps.
    package init(key: [UInt8]) {
        guard let algorithm = EVP_MAC_fetch(nil, "HMAC", nil), let pointer = EVP_MAC_CTX_new(algorithm) else {
            preconditionFailure("libcrypto has no HMAC")
        }
        // The context keeps the algorithm from here on.
        EVP_MAC_free(algorithm)
        let status = key.withUnsafeBufferPointer { key in
            copenssl_set_hmac_sha256(pointer, key.baseAddress, key.count)
        }
        precondition(status == 1, "libcrypto could not take the key of an HMAC")
        context = Mutex(pointer)
    }

    deinit {
        context.withLock { EVP_MAC_CTX_free($0) }
    }

    /// The digest of `bytes`.
    package func digest(_ bytes: [UInt8]) -> SHA256.Digest {
        let made = context.withLock { context in
            var digest = [UInt8](repeating: 0, count: SHA256.Digest.byteCount)
            var length = 0
            // Without a key it begins anew under the one it has.
            let isMade =
                EVP_MAC_init(context, nil, 0, nil) == 1 && EVP_MAC_update(context, bytes, bytes.count) == 1
                && EVP_MAC_final(context, &digest, &length, SHA256.Digest.byteCount) == 1
            return isMade && length == SHA256.Digest.byteCount ? digest : nil
        }
        guard let made else { preconditionFailure("libcrypto could not make an HMAC") }
        return SHA256.Digest(bytes: made)
    }
}
