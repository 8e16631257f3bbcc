import HTTPEngine
import Testing

/// Each byte class as its RFC spells it, for all 256 bytes.
@Suite struct GrammarTests {
    private static let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)
    private static let digits = Array("0123456789".utf8)
    private static let unreserved = letters + digits + Array("-._~".utf8)
    private static let subDelims = Array("!$&'()*+,;=".utf8)

    @Test func tokens_areTchar() {
        expect(Grammar.isToken, are: Self.letters + Self.digits + Array("!#$%&'*+-.^_`|~".utf8))
    }

    @Test func segments_arePcharWithoutEscapes() {
        expect(Grammar.isSegmentByte, are: Self.unreserved + Self.subDelims + Array(":@".utf8))
    }

    @Test func queries_arePcharSlashAndQuestionMark() {
        expect(Grammar.isQueryByte, are: Self.unreserved + Self.subDelims + Array(":@/?".utf8))
    }

    @Test func names_areUnreservedAndSubDelims() {
        expect(Grammar.isNameByte, are: Self.unreserved + Self.subDelims)
    }

    private func expect(_ isInClass: (UInt8) -> Bool, are bytes: [UInt8]) {
        for byte in UInt8.min...UInt8.max { #expect(isInClass(byte) == bytes.contains(byte), "byte \(byte)") }
    }
}
