import ContentCoding

/// Bytes that are sent as they are, with the entity tag of exactly these bytes.
package struct Representation: Sendable {
    package let bytes: [UInt8]
    /// Strong, with its quotes: a hash of the bytes.
    package let etag: String

    package init(bytes: [UInt8]) {
        self.bytes = bytes
        etag = "\"\(SHA256.digest(bytes).base64URL(prefix: 12))\""
    }
}

/// A representation in the codings it is offered in.
package struct CodedRepresentation: Sendable {
    package let identity: Representation
    /// Nil when compression gains nothing.
    package let gzip: Representation?

    /// Bytes below which the fields of a coded answer cost more than coding saves.
    package static let smallestWorthCoding = 600

    /// The effort of compressing what is made for one answer; what is made once for all takes more.
    package static let levelForOnce = 1

    package init(bytes: [UInt8], gzipLevel: Int = 6) {
        identity = Representation(bytes: bytes)
        guard bytes.count >= Self.smallestWorthCoding else {
            gzip = nil
            return
        }
        let coded = Gzip.compress(bytes, level: gzipLevel)
        gzip = coded.count < bytes.count ? Representation(bytes: coded) : nil
    }
}
