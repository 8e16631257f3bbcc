/// Takes chunk framing out of content, in place: the content is moved to the front, over the framing (RFC 9112 §7.1).
struct ChunkedDecoder {
    enum Progress {
        /// Of the buffer the first `kept` bytes still matter; they were moved together.
        case incomplete(kept: Int)
        case complete(contentEnd: Int, consumed: Int)
    }

    private enum Phase {
        case size, data(remaining: Int), dataEnd, trailer
    }

    private var phase = Phase.size
    /// First byte of the content.
    private var start = 0
    /// The content so far ends here; at most `position`.
    private var contentEnd = 0
    /// The next byte of framing or data.
    private var position = 0
    private var extensionBytes = 0
    private var trailerBytes = 0
    private var trailerCount = 0
    private var search = LineSearch()

    init(start: Int = 0) {
        self.start = start
        contentEnd = start
        position = start
    }

    mutating func decode(
        _ buffer: UnsafeMutableRawBufferPointer, limits: HTTPLimits
    ) throws(ProtocolError) -> Progress {
        let bytes = UnsafeRawBufferPointer(buffer).bytes
        while true {
            switch phase {
            case .size:
                guard let size = try readSize(bytes, limits: limits) else { return compact(buffer) }
                phase = size == 0 ? .trailer : .data(remaining: size)
            case .data(let remaining):
                let taken = min(remaining, buffer.count - position)
                move(taken, in: buffer)
                guard taken == remaining else {
                    phase = .data(remaining: remaining - taken)
                    return compact(buffer)
                }
                phase = .dataEnd
            case .dataEnd:
                guard try readDataEnd(bytes) else { return compact(buffer) }
                phase = .size
            case .trailer:
                let room = limits.trailerBytes - trailerBytes
                guard search.mayEndLine(bytes, from: position) || buffer.count - position > room,
                    let isLast = try readTrailerLine(bytes, room: room, limits: limits)
                else {
                    search.scanned = bytes.byteCount
                    return compact(buffer)
                }
                if isLast { return .complete(contentEnd: contentEnd, consumed: position) }
            }
        }
    }

    private mutating func move(_ count: Int, in buffer: UnsafeMutableRawBufferPointer) {
        if contentEnd != position, count > 0 {
            let source = UnsafeRawBufferPointer(rebasing: buffer[position..<position + count])
            UnsafeMutableRawBufferPointer(rebasing: buffer[contentEnd..<contentEnd + count]).copyMemory(from: source)
        }
        contentEnd += count
        position += count
    }

    /// Moves what is not decoded yet behind the content, so that framing does not pile up in the buffer.
    private mutating func compact(_ buffer: UnsafeMutableRawBufferPointer) -> Progress {
        let gap = position - contentEnd
        guard gap > 0 else { return .incomplete(kept: buffer.count) }
        let rest = UnsafeRawBufferPointer(rebasing: buffer[position..<buffer.count])
        UnsafeMutableRawBufferPointer(rebasing: buffer[contentEnd..<contentEnd + rest.count]).copyMemory(from: rest)
        position = contentEnd
        if search.scanned > 0 { search.scanned -= gap }
        return .incomplete(kept: contentEnd + rest.count)
    }

    /// `chunk-size [ chunk-ext ] CRLF`; nil when its end has not come.
    private mutating func readSize(_ bytes: RawSpan, limits: HTTPLimits) throws(ProtocolError) -> Int? {
        var index = position
        var size = 0
        while index < bytes.byteCount, let digit = Grammar.hexadecimalValue(bytes.byte(at: index)) {
            // Fifteen digits cannot overflow; leading zeros count, so that a size has an end.
            guard index - position < 15 else { throw .chunkSizeInvalid }
            size = size << 4 | Int(digit)
            index += 1
        }
        guard index < bytes.byteCount else { return nil }
        guard index > position else { throw .chunkSizeInvalid }
        guard size <= limits.bodyBytes - (contentEnd - start) else { throw .bodyTooLarge }
        let extensionStart = index
        // The CR behind the longest line is the last byte looked at.
        let window = position + limits.chunkLineBytes + 1
        guard let end = try ChunkExtension.end(bytes.extracting(first: window), from: index) else {
            guard bytes.byteCount < window else { throw .chunkExtensionTooLong }
            return nil
        }
        index = end
        guard index + 1 < bytes.byteCount else { return nil }
        guard bytes.byte(at: index + 1) == Grammar.lineFeed else { throw .lineEndingInvalid }
        extensionBytes += index - extensionStart
        guard extensionBytes <= limits.chunkExtensionBytes else { throw .chunkExtensionTooLong }
        position = index + 2
        return size
    }

    private mutating func readDataEnd(_ bytes: RawSpan) throws(ProtocolError) -> Bool {
        guard position < bytes.byteCount else { return false }
        guard bytes.byte(at: position) == Grammar.carriageReturn else { throw .chunkEndInvalid }
        guard position + 1 < bytes.byteCount else { return false }
        guard bytes.byte(at: position + 1) == Grammar.lineFeed else { throw .chunkEndInvalid }
        position += 2
        return true
    }

    /// Reads one line of the trailer section; true when it was the empty one. Trailer fields are checked and dropped, as
    /// RFC 9110 §6.5.1 allows: none is defined for what this server does.
    private mutating func readTrailerLine(
        _ bytes: RawSpan, room: Int, limits: HTTPLimits
    ) throws(ProtocolError) -> Bool? {
        guard position < bytes.byteCount else { return nil }
        if bytes.byte(at: position) == Grammar.carriageReturn {
            guard position + 1 < bytes.byteCount else { return nil }
            guard bytes.byte(at: position + 1) == Grammar.lineFeed else { throw .lineEndingInvalid }
            position += 2
            return true
        }
        var line = FieldTable.Line(name: .empty, value: .empty, known: .other)
        let window = position + room
        guard let next = try FieldLine.parse(bytes.extracting(first: window), at: position, into: &line) else {
            guard bytes.byteCount <= window else { throw .trailerTooLarge }
            return nil
        }
        trailerBytes += next - position
        trailerCount += 1
        guard trailerCount <= limits.fieldCount else { throw .trailerTooLarge }
        guard !FieldName.isForbiddenInTrailer(line, of: bytes) else { throw .trailerForbidden }
        position = next
        search = LineSearch()
        return false
    }
}
