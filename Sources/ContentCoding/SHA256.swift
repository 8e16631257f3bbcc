import COpenSSL

/// SHA-256 (FIPS 180-4) by libcrypto, over bytes that come in pieces.
///
/// libcrypto refuses only when memory or the algorithm itself is missing, which no caller can mend: that traps.
package struct SHA256: ~Copyable {
    private let context: OpaquePointer

    /// A hash of nothing yet.
    package init() {
        guard let context = EVP_MD_CTX_new() else { preconditionFailure("libcrypto has no memory for a digest") }
        self.context = context
        let status = EVP_DigestInit_ex(context, EVP_sha256(), nil)
        precondition(status == 1, "libcrypto has no SHA-256")
    }

    deinit {
        EVP_MD_CTX_free(context)
    }

    /// Takes in more bytes.
    package mutating func update(_ bytes: UnsafeRawBufferPointer) {
        let status = EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
        precondition(status == 1, "libcrypto could not hash")
    }

    /// Takes in more bytes.
    package mutating func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { update($0) }
    }

    /// The digest of everything taken in.
    package consuming func finalize() -> Digest {
        let bytes = [UInt8](unsafeUninitializedCapacity: Digest.byteCount) { buffer, count in
            let status = EVP_DigestFinal_ex(context, buffer.baseAddress, nil)
            precondition(status == 1, "libcrypto could not finish a digest")
            count = Digest.byteCount
        }
        return Digest(bytes: bytes)
    }

    /// The digest of `bytes`.
    package static func digest(_ bytes: [UInt8]) -> Digest {
        bytes.withUnsafeBytes { digest($0) }
    }

    /// The digest of `bytes`.
    package static func digest(_ bytes: UnsafeRawBufferPointer) -> Digest {
        var hash = SHA256()
        hash.update(bytes)
        return hash.finalize()
    }
}

extension SHA256 {
    /// The 32 bytes that SHA-256 makes.
    package struct Digest: Sendable, Hashable, CustomStringConvertible {
        static let byteCount = 32

        /// The digest itself.
        package let bytes: [UInt8]

        init(bytes: [UInt8]) {
            precondition(bytes.count == Digest.byteCount)
            self.bytes = bytes
        }

        /// The first `prefix` bytes, two lower-case digits each.
        package func hexadecimal(prefix: Int = 32) -> String {
            let digits = Array("0123456789abcdef".utf8)
            var text: [UInt8] = []
            for byte in bytes.prefix(prefix) {
                text.append(digits[Int(byte >> 4)])
                text.append(digits[Int(byte & 0xF)])
            }
            return String(decoding: text, as: UTF8.self)
        }

        /// The first `prefix` bytes in base64url without padding (RFC 4648 §5): safe in URLs, file names and ETags.
        package func base64URL(prefix: Int = 32) -> String { Base64URL.encode(bytes.prefix(prefix)) }

        /// All bytes, in hexadecimal.
        package var description: String { hexadecimal() }
    }
}
