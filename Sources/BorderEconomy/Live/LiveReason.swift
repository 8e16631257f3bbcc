/// Why a lane or gate is closed or a vehicle turned back, in the words of whoever says so: 1–200 characters on one line.
package struct LiveReason: Hashable, Sendable, CustomStringConvertible {
    package let text: String

    /// Nil when the text is empty or blank, longer than 200 characters, or has control characters.
    package init?(_ text: String) {
        let isPrintable = text.unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse: false
            default: true
            }
        }
        let isBlank = text.allSatisfy(\.isWhitespace)
        guard isPrintable, !isBlank, text.unicodeScalars.count <= Self.longest else { return nil }
        self.text = text
    }

    package static let longest = 200

    package var description: String { text }
}
