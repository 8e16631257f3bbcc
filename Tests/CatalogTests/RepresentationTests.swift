import Catalog
import Testing

struct RepresentationTests {
    /// SHA-256 of `abc` (FIPS 180-2): its first twelve bytes in base64url.
    @Test func etag_isAQuotedHashOfTheBytes() {
        #expect(Representation(bytes: Array("abc".utf8)).etag == #""ungWv48Bz-pBQUDe""#)
    }

    @Test func etag_changesWithOneByte() {
        let one = Representation(bytes: [1, 2, 3])
        #expect(one.etag == Representation(bytes: [1, 2, 3]).etag)
        #expect(one.etag != Representation(bytes: [1, 2, 4]).etag)
        #expect(one.etag != Representation(bytes: [1, 2, 3, 0]).etag)
    }

    @Test func gzip_ofALongText_isShorterWithAnEntityTagOfItsOwn() throws {
        let bytes = [UInt8](repeating: UInt8(ascii: "a"), count: 600)
        let coded = CodedRepresentation(bytes: bytes)
        let gzip = try #require(coded.gzip)
        #expect(coded.identity.bytes == bytes)
        #expect(gzip.bytes.starts(with: [0x1F, 0x8B, 8]))
        #expect(gzip.bytes.count < 100)
        #expect(gzip.etag != coded.identity.etag)
        #expect(gzip.etag == Representation(bytes: gzip.bytes).etag)
        // RFC 1952: the member ends with the CRC-32 and the length of what was compressed, low byte first.
        #expect(Array(gzip.bytes.suffix(8)) == [0x2D, 0x6C, 0x70, 0xFA, 0x58, 0x02, 0, 0])
        #expect(CodedRepresentation(bytes: bytes).gzip?.bytes == gzip.bytes)
    }

    @Test func gzip_ofAShortText_isNone() {
        #expect(CodedRepresentation(bytes: [UInt8](repeating: 97, count: 599)).gzip == nil)
        #expect(CodedRepresentation(bytes: []).gzip == nil)
    }

    @Test func gzip_thatWouldBeLonger_isNone() {
        // Bytes without a pattern, by the multiplier of MINSTD.
        var state: UInt64 = 1
        let noise = (0..<600).map { _ in
            state = state * 48_271 % 2_147_483_647
            return UInt8(truncatingIfNeeded: state >> 8)
        }
        #expect(CodedRepresentation(bytes: noise).gzip == nil)
    }
}
