/// An answer encoded ahead of time: everything but `Date` and `Connection`, which differ per request.
package struct PreparedResponse: Sendable {
    package let status: HTTPStatus
    /// Status line and field lines, each ended with CR LF; without the empty line.
    package let head: [UInt8]
    package let body: [UInt8]

    /// Encodes status line, `fields` in order and `Content-Length`. A status that forbids content gets neither body nor
    /// length (RFC 9110 §8.6).
    package init(status: HTTPStatus, fields: [ResponseField], body: [UInt8] = []) {
        var buffer = ByteBuffer()
        HeadEncoding.appendStatusLine(status, to: &buffer)
        for field in fields { HeadEncoding.append(field, to: &buffer) }
        if !status.forbidsContent {
            HeadEncoding.appendContentLength(body.count, to: &buffer)
        }
        self.status = status
        self.head = Array(buffer.bytes)
        self.body = status.forbidsContent ? [] : body
    }
}
