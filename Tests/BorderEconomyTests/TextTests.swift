import BorderEconomy
import Testing

struct TextTests {
    @Test func text_isInTheLanguageAskedFor() {
        let text = LocalizedText(vietnamese: "Côn Minh", english: "Kunming", chinese: "昆明")
        #expect(Language.allCases.map(text.text) == ["Côn Minh", "Kunming", "昆明"])
        #expect(text.all == ["Côn Minh", "Kunming", "昆明"])
    }

    @Test func text_withoutChinese_isVietnamese() {
        let text = LocalizedText(vietnamese: "Mường Khương", english: "Muong Khuong")
        #expect(text.text(in: .chinese) == "Mường Khương")
        #expect(text.all.count == 2)
    }

    @Test func units_haveNamesOfTheirOwn() {
        #expect(Set(Unit.allCases.map(\.names.english)).count == Unit.allCases.count)
        #expect(Set(Unit.allCases.map(\.names.vietnamese)).count == Unit.allCases.count)
    }

    @Test func confidence_isOrdered() {
        #expect([Confidence.high, .low, .medium].sorted() == [.low, .medium, .high])
    }
}
