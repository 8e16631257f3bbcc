import Testing

@testable import Catalog

struct TextDictionaryTests {
    private static let texts = [
        "Đồng Đăng", "dong dang", "Hà Nội", "ha noi", "Lào Cai", "lao cai", "zz", "昆明", "A", "b",
    ]

    private func dictionary(_ texts: [String]) -> (TextDictionary, [UInt32]) {
        var table = ByteTable()
        for text in texts { _ = table.insert(text) }
        return TextDictionary.ordering(table)
    }

    @Test func codes_ascendByTheFoldedTextThenTheText() {
        let (dictionary, codes) = dictionary(Self.texts)
        #expect(dictionary.count == Self.texts.count)
        let ordered = (1...UInt32(dictionary.count)).map { dictionary[$0] }
        #expect(
            ordered == ["A", "b", "dong dang", "Đồng Đăng", "Hà Nội", "ha noi", "lao cai", "Lào Cai", "zz", "昆明"]
                || ordered
                    == ["A", "b", "dong dang", "Đồng Đăng", "Hà Nội", "ha noi", "Lào Cai", "lao cai", "zz", "昆明"]
        )
        for (text, code) in zip(Self.texts, codes) {
            #expect(dictionary[code] == text)
            #expect(dictionary.code(of: text) == code)
            #expect(dictionary.lowerBound(of: text) == code)
            #expect(dictionary.upperBound(of: text) == code + 1)
        }
    }

    @Test func text_thatIsNotThere_hasBoundsAndNoCode() {
        let (dictionary, _) = dictionary(["ant", "bee", "cow"])
        #expect(dictionary.code(of: "bat") == nil)
        #expect(dictionary.code(of: "zebra") == nil)
        #expect(dictionary.lowerBound(of: "bat") == 2 && dictionary.upperBound(of: "bat") == 2)
        #expect(dictionary.lowerBound(of: "zebra") == 4)
        #expect(dictionary.lowerBound(of: "") == 1)
    }

    @Test func prefix_isFoldedAndFindsARun() {
        let (dictionary, _) = dictionary(Self.texts)
        func found(_ prefix: String) -> [String] {
            dictionary.codes(foldedPrefix: prefix).map { dictionary[$0] }.sorted()
        }
        #expect(found("Đô") == ["dong dang", "Đồng Đăng"].sorted())
        #expect(found("lao c") == ["Lào Cai", "lao cai"].sorted())
        #expect(found("昆") == ["昆明"])
        #expect(found("q") == [])
        #expect(found("").count == Self.texts.count)
    }

    @Test func empty_hasNothing() {
        #expect(TextDictionary().count == 0)
        #expect(TextDictionary().code(of: "a") == nil)
        #expect(TextDictionary().codes(foldedPrefix: "a").isEmpty)
    }

    /// Enough strings to make the table grow, some sharing their first bytes.
    @Test func table_numbersEachStringOnce() {
        var table = ByteTable()
        for round in 0..<2 {
            for number in 0..<5000 { #expect(table.insert("observation-\(number)") == UInt32(number), "\(round)") }
        }
        #expect(table.count == 5000)
        var text = "observation-4999"
        #expect(text.withUTF8 { table.number(of: UnsafeRawBufferPointer($0)) } == 4999)
        var other = "observation-5000"
        #expect(other.withUTF8 { table.number(of: UnsafeRawBufferPointer($0)) } == nil)
    }
}
