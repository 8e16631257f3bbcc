/// The segments of a request path, decoded one by one, so that an encoded slash stays inside its segment.
///
/// Without escapes a segment is a place in the request; with one, the whole path is decoded into storage of its own.
struct PathSegments: ~Copyable {
    private var ranges = Row<ByteRange>(capacity: 16)
    private var decoded = ByteBuffer()
    private(set) var areDecoded = false
    /// Whether a segment is `.` or `..`, which no path of ours may have: what it means is for the client to work out.
    private(set) var haveDots = false

    var count: Int { ranges.count }

    func range(_ index: Int) -> ByteRange { ranges[index] }

    /// The storage that the ranges point into when `areDecoded`.
    var storage: UnsafeRawBufferPointer { decoded.bytes }

    mutating func removeAll() {
        ranges.removeAll()
        areDecoded = false
        haveDots = false
    }

    /// Adds the segment that lies there in the request, as it was sent.
    @inline(__always)
    mutating func append(_ bytes: RawSpan, from start: Int, to end: Int) {
        if isDots(bytes, from: start, to: end) { haveDots = true }
        ranges.append(ByteRange(start, end))
    }

    /// Decodes every segment; all escapes are valid.
    mutating func decode(_ bytes: RawSpan) throws(ProtocolError) {
        areDecoded = true
        decoded.removeAll(keepingAtMost: 64 * 1024)
        for index in 0..<ranges.count {
            let range = ranges[index]
            let lower = decoded.count
            var offset = range.offset
            let end = range.offset + range.length
            while offset < end {
                let byte = bytes.byte(at: offset)
                if byte == Grammar.percent {
                    decoded.append(try PercentEncoding.byte(bytes, at: offset, end: end))
                    offset += 3
                } else {
                    decoded.append(byte)
                    offset += 1
                }
            }
            ranges[index] = ByteRange(lower, decoded.count)
            let storage = decoded.bytes
            if isDots(storage.bytes, from: lower, to: storage.count) { haveDots = true }
        }
    }

    @inline(__always)
    private func isDots(_ bytes: RawSpan, from start: Int, to end: Int) -> Bool {
        switch end - start {
        case 1: bytes.byte(at: start) == Grammar.dot
        case 2: bytes.byte(at: start) == Grammar.dot && bytes.byte(at: start + 1) == Grammar.dot
        default: false
        }
    }
}
