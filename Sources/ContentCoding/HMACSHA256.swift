internal import COpenSSL

/// HMAC with SHA-256 (RFC 2104) by libcrypto: a digest that only a holder of the key can make.
package enum HMACSHA256 {
    /// The digest of `bytes` under `key`.
    ///
    /// libcrypto refuses only when memory or the algorithm itself is missing, which no caller can mend: that traps.
    package static func digest(_ bytes: UnsafeRawBufferPointer, key: [UInt8]) -> SHA256.Digest {
        let made = [UInt8](unsafeUninitializedCapacity: SHA256.Digest.byteCount) { buffer, count in
            var length: UInt32 = 0
            let result = HMAC(
                EVP_sha256(), key, Int32(key.count), bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count,
                buffer.baseAddress, &length)
            precondition(result != nil && length == SHA256.Digest.byteCount, "libcrypto could not make an HMAC")
            count = SHA256.Digest.byteCount
        }
        return SHA256.Digest(bytes: made)
    }

    /// The digest of `bytes` under `key`.
    package static func digest(_ bytes: [UInt8], key: [UInt8]) -> SHA256.Digest {
        bytes.withUnsafeBytes { digest($0, key: key) }
    }
}
