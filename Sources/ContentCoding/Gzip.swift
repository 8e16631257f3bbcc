import CZlib

/// The gzip format (RFC 1952) by zlib. The same bytes at the same level always give the same result: the header has
/// no time and no name, so that entity tags of compressed answers are stable.
package enum Gzip {
    /// Window of 32 KiB (15 bits), and 16 to ask for the gzip frame instead of zlib's own.
    static let windowBits: Int32 = 15 + 16

    /// Compresses `bytes`; `level` is 1 (fastest) to 9 (smallest).
    package static func compress(_ bytes: [UInt8], level: Int = 6) -> [UInt8] {
        precondition((1...9).contains(level), "gzip levels are 1 to 9")
        var stream = z_stream()
        let status = deflateInit2_(
            &stream, Int32(level), Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        precondition(status == Z_OK, "zlib has no memory to compress")
        defer { deflateEnd(&stream) }
        let capacity = Int(deflateBound(&stream, UInt(bytes.count)))
        return bytes.withUnsafeBytes { input in
            precondition(input.count <= UInt32.max, "gzip input is at most 4 GiB here")
            return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: capacity) { output in
                stream.next_in = UnsafeMutablePointer(mutating: input.bindMemory(to: UInt8.self).baseAddress)
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(output.count)
                let outcome = deflate(&stream, Z_FINISH)
                precondition(outcome == Z_STREAM_END, "deflateBound was too small")
                // A copy, so that what is kept is as large as the result and not as the bound.
                return Array(output.prefix(output.count - Int(stream.avail_out)))
            }
        }
    }

    /// Decompresses one gzip member that fills `bytes`, to at most `byteLimit` bytes.
    package static func decompress(
        _ bytes: [UInt8], byteLimit: Int = 64 << 20
    ) throws(GzipFault) -> [UInt8] {
        var stream = z_stream()
        let status = inflateInit2_(&stream, windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        precondition(status == Z_OK, "zlib has no memory to decompress")
        defer { inflateEnd(&stream) }
        let outcome: Result<[UInt8], GzipFault> = bytes.withUnsafeBytes { input in
            inflated(input, stream: &stream, byteLimit: byteLimit)
        }
        return try outcome.get()
    }

    private static func inflated(
        _ input: UnsafeRawBufferPointer, stream: inout z_stream, byteLimit: Int
    ) -> Result<[UInt8], GzipFault> {
        guard input.count <= UInt32.max else { return .failure(.tooLong(limit: Int(UInt32.max))) }
        stream.next_in = UnsafeMutablePointer(mutating: input.bindMemory(to: UInt8.self).baseAddress)
        stream.avail_in = UInt32(input.count)
        var output: [UInt8] = []
        while true {
            var status = Z_OK
            let part = [UInt8](unsafeUninitializedCapacity: 64 << 10) { buffer, count in
                stream.next_out = buffer.baseAddress
                stream.avail_out = UInt32(buffer.count)
                status = inflate(&stream, Z_NO_FLUSH)
                count = buffer.count - Int(stream.avail_out)
            }
            output += part
            guard output.count <= byteLimit else { return .failure(.tooLong(limit: byteLimit)) }
            switch status {
            case Z_STREAM_END: return stream.avail_in == 0 ? .success(output) : .failure(.trailingBytes)
            case Z_OK where stream.avail_in > 0 || !part.isEmpty: continue
            case Z_OK, Z_BUF_ERROR: return .failure(.truncated)
            default: return .failure(.corrupt)
            }
        }
    }
}

/// Why bytes are not one gzip member.
package enum GzipFault: Error, Sendable, Equatable {
    /// The header, the deflate stream or the checksum is wrong.
    case corrupt
    /// The member ends early.
    case truncated
    /// Something follows the member.
    case trailingBytes
    /// More bytes than the limit would come out.
    case tooLong(limit: Int)
}
