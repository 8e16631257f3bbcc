import Testing

@testable import ContentCoding

/// The vectors of RFC 4648 §10 without their padding, and what is no text of any bytes.
struct Base64URLTests {
    @Test(arguments: [
        ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE"),
        ("foobar", "Zm9vYmFy"),
    ])
    func vectors_areEncodedAndDecoded(plain: String, text: String) {
        #expect(Base64URL.encode(Array(plain.utf8)) == text)
        #expect(Base64URL.decode(text) == Array(plain.utf8))
    }

    @Test func everyByte_comesBack() {
        for length in 1...4 {
            for byte in UInt8.min...UInt8.max {
                let bytes = [UInt8](repeating: byte, count: length)
                let text = Base64URL.encode(bytes)
                #expect(text.utf8.allSatisfy(Base64URL.isCharacter))
                #expect(Base64URL.decode(text) == bytes)
            }
        }
        #expect(Base64URL.encode([0xFB, 0xFF, 0xBF]) == "-_-_")
    }

    /// Other alphabets, padding, a lone character, and bits behind the last byte that no byte set.
    @Test(arguments: ["Zm9v+A", "Zm9v/A", "Zg==", "Z", "Zm9vY", "Zh", "Zm9", "Z g", "Zé"])
    func whatNoBytesHaveAsTheirText_isRefused(text: String) {
        #expect(Base64URL.decode(text) == nil)
    }
}
