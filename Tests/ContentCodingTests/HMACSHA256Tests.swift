import ContentCoding
import Testing

@Suite struct HMACSHA256Tests {
    /// RFC 4231 §4.2, §4.3 and §4.7.
    @Test(arguments: [
        (
            [UInt8](repeating: 0x0B, count: 20), "Hi There",
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        ),
        (
            Array("Jefe".utf8), "what do ya want for nothing?",
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        (
            [UInt8](repeating: 0xAA, count: 131), "Test Using Larger Than Block-Size Key - Hash Key First",
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
    ]) func digest_ofKnownText(key: [UInt8], text: String, expected: String) {
        let code = HMACSHA256(key: key)
        // Again and after something else: nothing of the digest before is left.
        #expect(code.digest(Array(text.utf8)).hexadecimal() == expected)
        _ = code.digest([1, 2, 3])
        #expect(code.digest(Array(text.utf8)).hexadecimal() == expected)
    }

    @Test func secrets_areEqualWhenAllBytesAre() {
        #expect(ConstantTime.isEqual([1, 2, 3], [1, 2, 3]) && ConstantTime.isEqual([], []))
        #expect(!ConstantTime.isEqual([1, 2, 3], [1, 2, 4]) && !ConstantTime.isEqual([1, 2], [1, 2, 3]))
    }

    @Test func randomBytes_differ() {
        #expect(RandomBytes.make(32).count == 32)
        #expect(RandomBytes.make(32) != RandomBytes.make(32))
    }
}
