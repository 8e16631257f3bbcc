/// The segments of a request path, decoded one by one, so that an encoded slash stays inside its segment.
///
/// Without escapes a segment is a place in the request; with one, the whole path is decoded into storage of its own.
struct PathSegments: ~Copyable {
    private var ranges: [ByteRange] = []
    private var decoded = ByteBuffer()
    private(set) var areDecoded = false

    init() {
        ranges.reserveCapacity(16)
    }

    var count: Int { ranges.count }

    func range(_ index: Int) -> ByteRange { ranges[index] }

    /// The storage that the ranges point into when `areDecoded`.
    var storage: UnsafeRawBufferPointer { decoded.bytes }

    mutating func removeAll() {
        ranges.removeAll(keepingCapacity: true)
        areDecoded = false
    }

    /// Splits `path`, which starts with a slash and has only valid escapes. `/` has no segment, `/a/` has two.
    mutating func split(_ bytes: RawSpan, from start: Int, to end: Int, escaped: Bool) throws(ProtocolError) {
        removeAll()
        var lower = start + 1
        guard lower < end else { return }
        var index = lower
        while index <= end {
            if index == end || bytes.byte(at: index) == Grammar.slash {
                if isDots(bytes, from: lower, to: index) { throw .dotSegment }
                ranges.append(ByteRange(lower, index))
                lower = index + 1
            }
            index += 1
        }
        if escaped { try decode(bytes) }
    }

    private mutating func decode(_ bytes: RawSpan) throws(ProtocolError) {
        areDecoded = true
        decoded.removeAll(keepingAtMost: 64 * 1024)
        for index in ranges.indices {
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
            if isDots(storage.bytes, from: lower, to: storage.count) { throw .dotSegment }
        }
    }

    private func isDots(_ bytes: RawSpan, from start: Int, to end: Int) -> Bool {
        switch end - start {
        case 1: bytes.byte(at: start) == Grammar.dot
        case 2: bytes.byte(at: start) == Grammar.dot && bytes.byte(at: start + 1) == Grammar.dot
        default: false
        }
    }
}
