import BorderEconomy
import Testing

@testable import Catalog

/// The fast ways to put things in order agree with the library's.
struct SortingTests {
    @Test(arguments: [0, 1, 2, 300, 5000])
    func radixSort_isStableAndRight(count: Int) {
        var random = SplitMix(seed: UInt64(count))
        let keys = (0..<count).map { _ in random.next() >> UInt64(random.below(60)) % 1000 << UInt64(random.below(50)) }
        let positions = (0..<UInt32(count)).map { $0 * 2 }
        let expected = positions.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }.map { positions[$0] }
        #expect(RadixSort.sorted(positions, by: keys) == expected)
    }

    @Test(arguments: ["", "obs-gate-", "Đồng Đăng, khu kinh tế cửa khẩu số "])
    func strings_areOrderedByFoldedFormThenThemselves(prefix: String) {
        var random = SplitMix(seed: 11)
        var table = ByteTable()
        let letters = ["a", "A", "á", "b", "đ", "Đ", "z", "-", "1", "\u{0}", "山", "e\u{301}", "é"]
        for _ in 0..<2000 {
            let length = random.below(20)
            _ = table.insert(prefix + (0..<length).map { _ in random.pick(letters) }.joined())
        }
        let texts = (0..<table.count).map { table.withBytes(of: $0) { String(decoding: $0, as: UTF8.self) } }
        let folded = texts.map { SearchText.folded($0) }
        let expected = (0..<texts.count).sorted { left, right in
            let (mine, theirs) = (Array(folded[left].utf8), Array(folded[right].utf8))
            return mine == theirs
                ? texts[left].utf8.lexicographicallyPrecedes(texts[right].utf8)
                : mine.lexicographicallyPrecedes(theirs)
        }
        let order = StringSort(
            table, folded: (0..<table.count).map { table.withBytes(of: $0) { SearchText.foldedBytes($0) } })
        #expect(order.numbers == expected.map { UInt32($0) })
    }

    @Test func foldedLetters_foldAsSearchDoes() {
        for value in 0..<UInt32(0x2100) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            var text = "x\(Character(scalar))Y"
            guard let folded = text.withUTF8({ FoldedLetters.folded(UnsafeRawBufferPointer($0)) }) else { continue }
            #expect(String(decoding: folded, as: UTF8.self) == SearchText.folded(text), "\(String(value, radix: 16))")
        }
    }

    @Test func words_areThoseOfTheFoldedText() {
        #expect(
            SearchText.words("Cửa khẩu Hữu Nghị: 3,02 triệu ĐỒNG") == [
                "cua", "khau", "huu", "nghi", "3", "02", "trieu", "dong",
            ])
        #expect(SearchText.words("Lào Cai 老街 2") == ["lao", "cai", "老", "街", "2"])
        #expect(SearchText.words("") == [])
    }
}
