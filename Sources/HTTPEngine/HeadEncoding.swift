/// Response heads as bytes (RFC 9112 §4 and §5).
enum HeadEncoding {
    static func appendStatusLine(_ status: HTTPStatus, to buffer: inout ByteBuffer) {
        buffer.append("HTTP/1.1 ")
        buffer.append(decimal: Int(status.rawValue))
        buffer.append(Grammar.space)
        buffer.append(status.reason)
        appendLineEnd(to: &buffer)
    }

    static func appendContentLength(_ count: Int, to buffer: inout ByteBuffer) {
        buffer.append("Content-Length: ")
        buffer.append(decimal: count)
        appendLineEnd(to: &buffer)
    }

    /// Appends the line before the data of a chunk (RFC 9112 §7.1).
    static func appendChunkSize(_ count: Int, to buffer: inout ByteBuffer) {
        for byte in String(count, radix: 16).utf8 { buffer.append(byte) }
        appendLineEnd(to: &buffer)
    }

    /// Appends a field line. Control characters in the value become spaces (RFC 9110 §5.5), so that no value can end its
    /// line and start another; a name that is no token is a fault of ours.
    static func append(_ field: ResponseField, to buffer: inout ByteBuffer) {
        var (name, value) = (field.name, field.value)
        name.withUTF8 { name in
            precondition(!name.isEmpty && name.allSatisfy(Grammar.isToken), "field name is not a token")
            buffer.append(UnsafeRawBufferPointer(name))
        }
        buffer.append(": ")
        value.withUTF8 { append(value: UnsafeRawBufferPointer($0), to: &buffer) }
        appendLineEnd(to: &buffer)
    }

    private static func append(value: UnsafeRawBufferPointer, to buffer: inout ByteBuffer) {
        var start = 0
        var place = 0
        while place < value.count {
            if place + 8 <= value.count,
                ByteWord.controls(
                    UInt64(littleEndian: value.loadUnaligned(fromByteOffset: place, as: UInt64.self))) == 0
            {
                place += 8
                continue
            }
            if !Grammar.isFieldValueByte(value[place]) {
                buffer.append(UnsafeRawBufferPointer(rebasing: value[start..<place]))
                buffer.append(Grammar.space)
                start = place + 1
            }
            place += 1
        }
        buffer.append(UnsafeRawBufferPointer(rebasing: value[start...]))
    }

    /// Appends `Server-Timing` with the whole time in milliseconds, to the microsecond (W3C Server Timing §3), and lets pages
    /// of every origin read it (W3C Resource Timing §4.5).
    static func appendServerTiming(nanoseconds: UInt64, to buffer: inout ByteBuffer) {
        let microseconds = Int(nanoseconds / 1000)
        buffer.append("Server-Timing: total;dur=")
        buffer.append(decimal: microseconds / 1000)
        buffer.append(".")
        for place in [100, 10, 1] { buffer.append(UInt8(0x30 + microseconds % 1000 / place % 10)) }
        buffer.append("\r\nTiming-Allow-Origin: *")
        appendLineEnd(to: &buffer)
    }

    @inline(__always)
    static func appendLineEnd(to buffer: inout ByteBuffer) {
        buffer.append("\r\n")
    }
}
