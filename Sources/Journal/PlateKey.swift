package import BorderEconomy
internal import ContentCoding

/// The key that plates are hashed with. It never leaves the journal, so a hash tells nobody the plate.
package struct PlateKey: Sendable {
    private let code: HMACSHA256

    init(_ bytes: [UInt8]) {
        code = HMACSHA256(key: bytes)
    }

    /// The first sixteen bytes of HMAC-SHA-256 over the plate's normal form.
    package func digest(of plate: Plate) -> PlateDigest {
        let digest = code.digest(Array(plate.normalForm.utf8))
        return digest.bytes.withUnsafeBytes { bytes in
            func number(at place: Int) -> UInt64 {
                UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
            }
            return PlateDigest(high: number(at: 0), low: number(at: 8))
        }
    }
}
