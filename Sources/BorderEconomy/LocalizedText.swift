/// The languages the service speaks (BCP 47 tags).
package enum Language: String, Sendable, CaseIterable {
    case vietnamese = "vi"
    case english = "en"
    case chinese = "zh"
}

/// A name or a short text of our own in Vietnamese and English, and in Chinese where it is known.
package struct LocalizedText: Hashable, Sendable {
    package let vietnamese: String
    package let english: String
    package let chinese: String?

    package init(vietnamese: String, english: String, chinese: String? = nil) {
        self.vietnamese = vietnamese
        self.english = english
        self.chinese = chinese
    }

    /// The text in `language`; Vietnamese stands in for a Chinese text that is not known.
    package func text(in language: Language) -> String {
        switch language {
        case .vietnamese: vietnamese
        case .english: english
        case .chinese: chinese ?? vietnamese
        }
    }

    package var all: [String] { [vietnamese, english] + (chinese.map { [$0] } ?? []) }
}
