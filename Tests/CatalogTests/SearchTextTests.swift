import Testing

@testable import Catalog

struct SearchTextTests {
    @Test(arguments: [
        ("Hữu Nghị", "huu nghi"), ("huu nghi", "huu nghi"), ("HỮU NGHỊ", "huu nghi"), ("Đồng Đăng", "dong dang"),
        ("đồng đăng", "dong dang"), ("Mường Khương", "muong khuong"), ("Y Tý", "y ty"), ("Lào Cai", "lao cai"),
        ("Kỳ Sơn ẫ ặ ở ỹ", "ky son a a o y"), ("Héng Hé Líng", "heng he ling"), ("Lüchun", "luchun"), ("昆明", "昆明"),
        ("Côn Minh 昆明 K-1", "con minh 昆明 k-1"), ("", ""),
    ])
    func text_isFolded(_ text: String, folded: String) {
        #expect(SearchText.folded(text) == folded)
    }

    /// The same name with its marks written as characters of their own.
    @Test func text_isFoldedHoweverItIsComposed() {
        #expect(SearchText.folded("Hu\u{31B}\u{303}u Nghi\u{323}") == "huu nghi")
        #expect(SearchText.folded("\u{110}o\u{302}\u{300}ng \u{110}a\u{306}ng") == "dong dang")
    }

    @Test(arguments: [
        ("Hữu Nghị", ["huu", "nghi"]), ("kim-thanh--bac-son", ["kim", "thanh", "bac", "son"]),
        ("1620/QĐ-TTg", ["1620", "qd", "ttg"]), ("昆明", ["昆", "明"]),
        ("Hekou 河口, Hà Khẩu", ["hekou", "河", "口", "ha", "khau"]),
        ("K口1", ["k", "口", "1"]), ("  ", []), ("", []), ("(A) . b", ["a", "b"]),
    ])
    func text_isSplitIntoWords(_ text: String, words: [String]) {
        #expect(SearchText.words(text) == words)
    }

    private let index = WordIndex(texts: [
        ["Kim Thành", "金城口岸"], ["Hữu Nghị", "Youyiguan"], ["Đồng Đăng", "dong-dang"], [], ["Đông Hưng", "东兴"],
    ])

    @Test(arguments: [
        ("dong", [2, 4]), ("dong dang", [2]), ("Đông", [2, 4]), ("hu", [1, 4]), ("huu nghi", [1]), ("nghi huu", [1]),
        ("th", [0]), ("anh", []), ("you", [1]), ("guan", []), ("口", [0]), ("金城", [0]), ("zz", []), ("a", []),
        ("kim thanh dong", []),
    ])
    func index_findsByTheBeginningsOfWords(_ query: String, positions: [Int]) {
        #expect(Array(index.matches(SearchText.words(query))) == positions)
    }

    @Test func index_ofNoWords_findsNothing() {
        #expect(index.matches([]) == [])
        #expect(WordIndex(texts: []).matches(["a"]) == [])
    }
}
