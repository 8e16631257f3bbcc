/// Reads one answer of HTTP/1.1 out of the bytes of a connection (RFC 9112 §6): a head, then content by length, in chunks
/// or until the end.
struct ReplyReader {
    struct Reply: Hashable, Sendable {
        var status: Int
        var content: [UInt8]
        /// `Retry-After` in seconds, where it says so.
        var retryAfter: Int?
        /// Whether the server ends the connection.
        var closes: Bool
    }

    /// The bytes are no answer of HTTP/1.1.
    struct Malformed: Error, Hashable {
        let reason: String
    }

    /// Content of an answer at most, in bytes: what a batch of thousands of lines is answered with is far below.
    static let contentMax = 64 << 20

    private var bytes: [UInt8] = []

    mutating func append(_ more: some Sequence<UInt8>) { bytes += more }

    /// The next answer, when it has come whole; interim answers (1xx) are passed over.
    ///
    /// - Parameter atEnd: the peer has ended the connection.
    mutating func next(atEnd: Bool) throws(Malformed) -> Reply? {
        while let head = headEnd() {
            let lines = String(decoding: bytes[..<head], as: UTF8.self).split(separator: "\r\n")
            let status = try Self.status(lines.first ?? "")
            if (100..<200).contains(status) {
                bytes.removeFirst(head + 4)
                continue
            }
            var reply = Reply(status: status, content: [], retryAfter: nil, closes: false)
            var length: Int?
            var isChunked = false
            for line in lines.dropFirst() {
                let parts = line.split(separator: ":", maxSplits: 1)
                guard parts.count == 2 else { throw Malformed(reason: "a field has no colon") }
                let value = parts[1].trimmingSpaces().lowercased()
                switch parts[0].lowercased() {
                case "content-length": length = Int(value)
                case "transfer-encoding": isChunked = value == "chunked"
                case "connection": reply.closes = value == "close"
                case "retry-after": reply.retryAfter = Int(value)
                default: break
                }
            }
            let body = bytes[(head + 4)...]
            if status == 204 || status == 304 { length = 0 }
            if isChunked {
                guard let (content, end) = try Self.chunks(body) else { return nil }
                reply.content = content
                bytes.removeSubrange(..<end)
                return reply
            }
            if let length {
                guard (0...Self.contentMax).contains(length) else { throw Malformed(reason: "its content is too long") }
                guard body.count >= length else { return nil }
                reply.content = Array(body.prefix(length))
                bytes.removeFirst(head + 4 + length)
                return reply
            }
            guard atEnd else { return nil }
            reply.content = Array(body)
            reply.closes = true
            bytes = []
            return reply
        }
        return nil
    }

    private func headEnd() -> Int? {
        guard bytes.count >= 4 else { return nil }
        return (0...bytes.count - 4).first { index in
            bytes[index] == 13 && bytes[index + 1] == 10 && bytes[index + 2] == 13 && bytes[index + 3] == 10
        }
    }

    private static func status(_ line: Substring) throws(Malformed) -> Int {
        let parts = line.split(separator: " ", maxSplits: 2)
        guard parts.count >= 2, parts[0].hasPrefix("HTTP/1."), parts[1].count == 3, let status = Int(parts[1]) else {
            throw Malformed(reason: "it begins with \"\(line.prefix(40))\"")
        }
        return status
    }

    /// The content of a chunked body and where it ends; nil when more is to come.
    private static func chunks(_ body: ArraySlice<UInt8>) throws(Malformed) -> (content: [UInt8], end: Int)? {
        var content: [UInt8] = []
        var index = body.startIndex
        while true {
            guard let lineEnd = body[index...].firstIndex(of: 10) else { return nil }
            let size = String(decoding: body[index..<lineEnd], as: UTF8.self).prefix {
                $0 != ";" && $0 != "\r\n" && $0 != "\r"
            }
            guard let count = Int(size, radix: 16), count >= 0, content.count + count <= contentMax else {
                throw Malformed(reason: "a chunk has no size")
            }
            index = lineEnd + 1
            if count == 0 {
                // No trailers are sent here, only the blank line.
                guard let end = body[index...].firstIndex(of: 10) else { return nil }
                return (content, end + 1)
            }
            guard body.endIndex - index >= count + 2 else { return nil }
            content += body[index..<index + count]
            index += count + 2
        }
    }
}

extension Substring {
    fileprivate func trimmingSpaces() -> Substring {
        var text = self
        while text.first == " " || text.first == "\t" { text = text.dropFirst() }
        while text.last == " " || text.last == "\t" { text = text.dropLast() }
        return text
    }
}
