/// Why a lane or gate is closed or a vehicle turned back, in the words of whoever says so: 1–200 characters on one line.
package struct LiveReason: Hashable, Sendable, CustomStringConvertible {
    package let text: String

    /// Nil when the text is empty or blank, longer than 200 characters, or has control characters.
    package init?(_ text: String) {
        if Self.isPlain(text) {
            self.text = text
            return
        }
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

    /// Whether it is a reason of visible ASCII and spaces alone, as many are; false says nothing.
    private static func isPlain(_ text: String) -> Bool {
        guard text.utf8.count <= longest else { return false }
        var isBlank = true
        for byte in text.utf8 {
            guard (0x20...0x7E).contains(byte) else { return false }
            if byte != 0x20 { isBlank = false }
        }
        return !isBlank
    }

    package static let longest = 200

    package var description: String { text }
}
