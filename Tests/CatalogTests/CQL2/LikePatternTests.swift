import Testing

@testable import Catalog

struct LikePatternTests {
    @Test(arguments: [
        ("abc", "abc", true), ("abc", "abcd", false), ("abc", "ab", false), ("a%", "a", true), ("a%", "abc", true),
        ("a%", "ba", false), ("%c", "abc", true), ("%b%", "abc", true), ("%b%", "ac", false), ("a_c", "abc", true),
        ("a_c", "ac", false), ("_", "", false), ("%", "", true), ("", "", true), ("", "a", false),
        ("a%b%c", "aXbYbZc", true),
        ("a%b%c", "aXbYb", false), (#"100\%"#, "100%", true), (#"100\%"#, "1000", false), (#"a\_b"#, "a_b", true),
        (#"a\_b"#, "axb", false), (#"a\\b"#, #"a\b"#, true), ("Cửa%", "Cửa khẩu", true), ("_ửa%", "Cửa khẩu", true),
        ("Hữu_Nghị", "Hữu Nghị", true), ("%关", "友谊关", true), ("友_关", "友谊关", true), ("%%a%%", "bab", true),
        ("%a_", "aab", true), ("%aab", "aaaaaab", true), ("Đ%", "D", false),
    ])
    func matches_isAsTheStandardSays(pattern: String, text: String, isMatch: Bool) throws {
        #expect(try #require(LikePattern(pattern)).matches(text) == isMatch)
    }

    @Test func prefix_isWhatStandsBeforeTheFirstWildcard() throws {
        #expect(try #require(LikePattern("Cửa%")).prefix == "Cửa")
        #expect(try #require(LikePattern("Cửa%")).isPrefix)
        #expect(try #require(LikePattern("Cửa%x")).isPrefix == false)
        #expect(try #require(LikePattern("_a")).prefix.isEmpty)
        #expect(LikePattern(#"a\"#) == nil)
    }

    /// A hostile pattern costs no more than its length times the text's.
    @Test func matches_ofManyWildcards_ends() throws {
        let pattern = try #require(LikePattern(String(repeating: "a%", count: 200) + "b"))
        #expect(!pattern.matches(String(repeating: "a", count: 2000)))
    }
}
