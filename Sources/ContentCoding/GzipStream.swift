import CZlib
import Synchronization

/// Compresses content that comes piece by piece into one gzip member (RFC 1952). The same pieces at the same level
/// always give the same bytes.
package final class GzipStream: Sendable {
    private let deflater: Mutex<Deflater>

    /// - Parameter level: 1 (fastest) to 9 (smallest).
    package init(level: Int) {
        deflater = Mutex(Deflater(level: level))
    }

    /// Appends what the next piece comes to, which may be nothing yet: zlib gathers until a block is worth writing.
    ///
    /// - Parameter isLast: whether no further piece comes; the member is then ended.
    package func append(_ piece: [UInt8], isLast: Bool, to bytes: inout [UInt8]) {
        deflater.withLock { $0.append(piece, isLast: isLast, to: &bytes) }
    }
}

/// The state of zlib, which it refers back to: it stays where it is.
private struct Deflater: ~Copyable {
    private static let partByteCount = 32 << 10

    private let stream: UnsafeMutablePointer<z_stream>

    init(level: Int) {
        precondition((1...9).contains(level), "gzip levels are 1 to 9")
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let status = deflateInit2_(
            stream, Int32(level), Z_DEFLATED, Gzip.windowBits, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        precondition(status == Z_OK, "zlib has no memory to compress")
    }

    deinit {
        deflateEnd(stream)
        stream.deinitialize(count: 1)
        stream.deallocate()
    }

    mutating func append(_ piece: [UInt8], isLast: Bool, to bytes: inout [UInt8]) {
        piece.withUnsafeBytes { input in
            precondition(input.count <= UInt32.max, "a piece is at most 4 GiB")
            stream.pointee.next_in = UnsafeMutablePointer(mutating: input.bindMemory(to: UInt8.self).baseAddress)
            stream.pointee.avail_in = UInt32(input.count)
            var isDone = false
            while !isDone {
                bytes += [UInt8](unsafeUninitializedCapacity: Self.partByteCount) { output, count in
                    stream.pointee.next_out = output.baseAddress
                    stream.pointee.avail_out = UInt32(output.count)
                    let status = deflate(stream, isLast ? Z_FINISH : Z_NO_FLUSH)
                    count = output.count - Int(stream.pointee.avail_out)
                    // Nothing more comes out of what went in when there was room left.
                    isDone = isLast ? status == Z_STREAM_END : stream.pointee.avail_out > 0
                    precondition(status != Z_STREAM_ERROR, "zlib was called out of order")
                }
            }
            stream.pointee.next_in = nil
        }
    }
}
