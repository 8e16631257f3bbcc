import Catalog
import HTTPEngine

/// An answer with its head encoded, as it is sent when nothing stands against it and when nothing has changed.
struct PreparedAnswer {
    let etag: String
    let ok: PreparedResponse
    let notModified: PreparedResponse

    init(_ answer: Answer, representation: Representation, isGzip: Bool) {
        etag = representation.etag
        var fields = [
            ResponseField("ETag", representation.etag), ResponseField("Cache-Control", answer.cacheControl),
            ResponseField("Vary", answer.vary),
        ]
        if !answer.links.isEmpty { fields.append(ResponseField("Link", answer.links.joined(separator: ", "))) }
        fields += answer.fields + Answer.sharedFields
        notModified = PreparedResponse(status: .notModified, fields: fields)
        fields.insert(ResponseField("Content-Type", answer.mediaType), at: 0)
        if isGzip { fields.append(ResponseField("Content-Encoding", "gzip")) }
        ok = PreparedResponse(status: answer.status, fields: fields, body: representation.bytes)
    }
}

/// The answers that a loop has given to plain addresses, by the bytes of the address: a hash table with open addressing
/// that is looked up without making text of a request.
///
/// Only addresses without a query in their own spelling are kept, so it is no larger than the snapshot; it is emptied
/// when the snapshot changes.
struct PreparedAnswers {
    struct Entry {
        fileprivate let address: [UInt8]
        let identity: PreparedAnswer
        /// Nil when the answer is offered in no coding.
        let gzip: PreparedAnswer?
        /// The number of its pattern in `RoutePattern.all`.
        let route: UInt16
    }

    private var slots: [Entry?] = Array(repeating: nil, count: 256)
    private var count = 0

    /// The answers kept for an address.
    func withEntry<Result>(at address: ByteView, _ body: (borrowing Entry) -> Result) -> Result? {
        var slot = Self.hash(address.unsafeBytes) & (slots.count - 1)
        while let entry = slots[slot] {
            if entry.address.count == address.count, address.elementsEqual(entry.address) { return body(entry) }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    mutating func keep(_ identity: PreparedAnswer, gzip: PreparedAnswer?, route: UInt16, at address: String) {
        if count * 2 >= slots.count { grow() }
        insert(Entry(address: Array(address.utf8), identity: identity, gzip: gzip, route: route))
    }

    mutating func removeAll() {
        self = PreparedAnswers()
    }

    private mutating func grow() {
        let entries = slots.compactMap { $0 }
        slots = Array(repeating: nil, count: slots.count * 2)
        count = 0
        for entry in entries { insert(entry) }
    }

    private mutating func insert(_ entry: Entry) {
        var slot = entry.address.withUnsafeBytes { Self.hash($0) } & (slots.count - 1)
        while let present = slots[slot] {
            if present.address == entry.address { break }
            slot = (slot + 1) & (slots.count - 1)
        }
        if slots[slot] == nil { count += 1 }
        slots[slot] = entry
    }

    /// FNV-1a. The addresses kept are our own, so nobody can choose them to collide.
    private static func hash(_ bytes: UnsafeRawBufferPointer) -> Int {
        var hash: UInt32 = 2_166_136_261
        for byte in bytes { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        return Int(hash >> 4)
    }
}
