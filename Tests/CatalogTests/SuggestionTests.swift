import Catalog
import Testing

struct SuggestionTests {
    private static let words = ["province", "parentGate", "kind", "class", "status", "zone"]

    @Test(arguments: [
        ("provinces", "province" as String?), ("provicne", "province"), ("Province", "province"), ("knd", "kind"),
        ("ikdn", nil), ("parent-gate", "parentGate"), ("parentgate", "parentGate"), ("clas", "class"),
        ("zones", "zone"), ("colour", nil), ("population", nil), ("", nil),
    ])
    func nearest_isWhatWasMeant(_ word: String, nearest: String?) {
        #expect(Suggestion.nearest(to: word, among: Self.words) == nearest)
    }

    /// Two edits make any word of two letters out of any other.
    @Test func nearest_toAShortWord_isVeryNear() {
        #expect(Suggestion.nearest(to: "xx", among: ["vi", "en"]) == nil)
        #expect(Suggestion.nearest(to: "vn", among: ["vi", "en"]) == "vi")
    }

    /// Half of the letters differ, there is one letter, or there are none.
    @Test(arguments: [
        ("from", "bom"), ("bbox", "bom"), ("f", "q"), ("2024-01-01", "2025-07-01"), ("5", "6"), ("abcd", "abxy"),
    ])
    func nearest_toSomethingElse_isNothing(_ word: String, _ candidate: String) {
        #expect(Suggestion.nearest(to: word, among: [candidate]) == nil)
    }

    @Test func nearest_toOneLetter_isThatLetter() {
        #expect(Suggestion.nearest(to: "Q", among: ["q", "f"]) == "q")
    }

    @Test func nearest_ofTwo_isTheNearer() {
        #expect(Suggestion.nearest(to: "statuz", among: ["stats", "status"]) == "status")
        #expect(Suggestion.nearest(to: "lane", among: ["lanes", "lane"]) == "lane")
        #expect(Suggestion.nearest(to: "a", among: []) == nil)
    }

    @Test func phrase_namesTheNearestOrAll() {
        #expect(Suggestion.phrase(for: "knd", among: Self.words) == #"did you mean "kind"?"#)
        #expect(
            Suggestion.phrase(for: "population", among: Self.words)
                == "known are province, parentGate, kind, class, status, zone")
    }

    @Test func phrase_ofManyWords_isCutShort() {
        let many = (10..<40).map { "candidate-\($0)" }
        let phrase = Suggestion.phrase(for: "x", among: many)
        #expect(phrase.hasSuffix("candidate-33, …"))
        #expect(Suggestion.phrase(for: "x", among: Array(many.prefix(24))).hasSuffix("candidate-33"))
    }

    /// What is looked for may be made to cost much, so there are bounds.
    @Test func nearest_ofWhatIsLongOrAmongVeryMany_IsNone() {
        let long = String(repeating: "a", count: Suggestion.greatestByteCount)
        #expect(Suggestion.nearest(to: long, among: [long + "b"]) == long + "b")
        #expect(Suggestion.nearest(to: long + "a", among: [long]) == nil)
        let many = (0..<Suggestion.greatestCandidateCount).map { "candidate-\($0)" }
        #expect(Suggestion.nearest(to: "candidate-1x", among: many) == "candidate-1")
        #expect(Suggestion.nearest(to: "candidate-1x", among: many + ["one-more"]) == nil)
    }

    @Test func nearest_ofEquallyNear_IsTheFirst() {
        #expect(Suggestion.nearest(to: "lan", among: ["lanx", "lana", "lanb"]) == "lanx")
    }
}
