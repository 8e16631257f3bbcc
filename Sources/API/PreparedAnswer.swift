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
        // What describes the representation comes with it alone (RFC 9110 §15.4.5).
        notModified = PreparedResponse(
            status: .notModified, fields: fields.filter { $0.name != "Content-Language" })
        fields.insert(ResponseField("Content-Type", answer.mediaType), at: 0)
        if isGzip { fields.append(ResponseField("Content-Encoding", "gzip")) }
        ok = PreparedResponse(status: answer.status, fields: fields, body: representation.bytes)
    }
}
