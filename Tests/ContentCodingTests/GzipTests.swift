import Testing

@testable import ContentCoding

struct GzipTests {
    private static let text = Array(String(repeating: "Cửa khẩu Hữu Nghị, Lạng Sơn. ", count: 400).utf8)

    @Test(arguments: 1...9)
    func compress_RoundTrips(level: Int) throws {
        let compressed = Gzip.compress(Self.text, level: level)
        #expect(compressed.count < Self.text.count / 10)
        #expect(try Gzip.decompress(compressed) == Self.text)
    }

    @Test func compress_Nothing_RoundTrips() throws {
        #expect(try Gzip.decompress(Gzip.compress([])) == [])
    }

    @Test func compress_Noise_RoundTrips() throws {
        var state: UInt64 = 1
        let noise = (0..<200_000).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 56)
        }
        #expect(try Gzip.decompress(Gzip.compress(noise)) == noise)
    }

    @Test func compress_IsDeterministic_WithoutTimeOrName() {
        let compressed = Gzip.compress(Self.text)
        #expect(compressed == Gzip.compress(Self.text))
        #expect(Array(compressed.prefix(8)) == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0])
    }

    /// Made by `printf abc | gzip -n`.
    @Test func decompress_ForeignMember() throws {
        let member: [UInt8] = [
            0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0x4B, 0x4C, 0x4A, 0x06, 0x00, 0xC2, 0x41, 0x24,
            0x35, 0x03, 0x00, 0x00, 0x00,
        ]
        #expect(try Gzip.decompress(member) == Array("abc".utf8))
    }

    @Test func decompress_BadInput_SaysWhy() {
        let good = Gzip.compress(Self.text)
        var corrupt = good
        corrupt[corrupt.count - 5] ^= 0xFF
        #expect(throws: GzipFault.corrupt) { try Gzip.decompress(corrupt) }
        #expect(throws: GzipFault.corrupt) { try Gzip.decompress(Array("not gzip at all".utf8)) }
        #expect(throws: GzipFault.truncated) { try Gzip.decompress(Array(good.dropLast(9))) }
        #expect(throws: GzipFault.truncated) { try Gzip.decompress([]) }
        #expect(throws: GzipFault.trailingBytes) { try Gzip.decompress(good + [0]) }
        #expect(throws: GzipFault.tooLong(limit: 100)) { try Gzip.decompress(good, byteLimit: 100) }
    }
}

/// Compression of what comes piece by piece.
struct GzipStreamTests {
    private static let content = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* $0 / 7) }

    private func compressed(_ pieces: [[UInt8]], level: Int) -> [UInt8] {
        let stream = GzipStream(level: level)
        var bytes: [UInt8] = []
        for (number, piece) in pieces.enumerated() {
            stream.append(piece, isLast: number == pieces.count - 1, to: &bytes)
        }
        return bytes
    }

    @Test(arguments: [1, 6, 9], [1, 999, 65_536, 200_000]) func pieces_areOneMember(level: Int, size: Int) throws {
        let pieces =
            size == 1
            ? Self.content.prefix(3000).map { [$0] }
            : stride(from: 0, to: Self.content.count, by: size).map {
                Array(Self.content[$0..<min($0 + size, Self.content.count)])
            }
        let bytes = compressed(pieces, level: level)
        #expect(try Gzip.decompress(bytes) == pieces.flatMap(\.self))
        #expect(compressed(pieces, level: level) == bytes)
    }

    @Test func emptyPieces_addNothing() throws {
        let bytes = compressed([[], [1, 2, 3], [], []], level: 1)
        #expect(try Gzip.decompress(bytes) == [1, 2, 3])
        #expect(try Gzip.decompress(compressed([[]], level: 1)) == [])
    }
}
