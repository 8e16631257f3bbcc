import BorderEconomy
import Synchronization

/// Learns while something is made in one language whether it would be another in another language.
final class LanguageDifference: Sendable {
    private let isThere = Atomic(false)

    /// A text that is shown.
    func note(_ text: LocalizedText) {
        if text.english != text.vietnamese || text.text(in: .chinese) != text.vietnamese {
            isThere.store(true, ordering: .relaxed)
        }
    }

    /// Whether any text so far has differed.
    var isFound: Bool { isThere.load(ordering: .relaxed) }
}
