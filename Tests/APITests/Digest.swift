import ContentCoding

/// SHA-256 in hexadecimal.
enum Digest {
    static func sha256(_ bytes: [UInt8]) -> String { SHA256.digest(bytes).hexadecimal() }
}
