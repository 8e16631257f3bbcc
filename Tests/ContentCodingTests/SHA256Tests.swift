import Testing

@testable import ContentCoding

struct SHA256Tests {
    /// FIPS 180-4 examples and the lengths around a block.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (String(repeating: "a", count: 63), "7d3e74a05d7db15bce4ad9ec0658ea98e3f06eeecf16b4c6fff2da457ddc2f34"),
        (String(repeating: "a", count: 64), "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"),
        (String(repeating: "a", count: 1_000_000), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
    ])
    func digest_KnownText(text: String, expected: String) {
        #expect(SHA256.digest(Array(text.utf8)).hexadecimal() == expected)
    }

    @Test func update_InPieces_EqualsOneDigest() {
        let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        for size in [1, 3, 64, 999] {
            var hash = SHA256()
            for start in stride(from: 0, to: bytes.count, by: size) {
                hash.update(Array(bytes[start..<min(start + size, bytes.count)]))
            }
            #expect(hash.finalize() == SHA256.digest(bytes))
        }
    }

    @Test func update_Nothing_ChangesNothing() {
        var hash = SHA256()
        hash.update([])
        hash.update(UnsafeRawBufferPointer(start: nil, count: 0))
        #expect(hash.finalize() == SHA256.digest([]))
    }

    @Test func hexadecimal_Prefix() {
        #expect(SHA256.digest(Array("abc".utf8)).hexadecimal(prefix: 4) == "ba7816bf")
    }

    @Test func base64URL_EveryRemainder() {
        let digest = SHA256.digest(Array("abc".utf8))
        #expect(digest.base64URL(prefix: 3) == "ungW")
        #expect(digest.base64URL(prefix: 4) == "ungWvw")
        #expect(digest.base64URL(prefix: 5) == "ungWv48")
        #expect(digest.base64URL() == "ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0")
    }
}
