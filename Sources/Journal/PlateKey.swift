package import BorderEconomy
internal import ContentCoding

/// The key that plates are hashed with. It never leaves the journal, so a hash tells nobody the plate.
package struct PlateKey: Sendable {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The first sixteen bytes of HMAC-SHA-256 over the plate's normal form.
    package func digest(of plate: Plate) -> PlateDigest {
        let digest = HMACSHA256.digest(Array(plate.normalForm.utf8), key: bytes).bytes
        func number(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
        return PlateDigest(high: number(digest[0..<8]), low: number(digest[8..<16]))
    }
}
