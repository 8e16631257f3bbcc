import BorderEconomy

/// Text as search sees it: words without case and diacritics.
package enum SearchText {
    /// Lower case without diacritics, đ as d: `Hữu Nghị` becomes `huu nghi`, however it is composed.
    package static func folded(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased() }
        var folded = ""
        for scalar in text.lowercased().unicodeScalars {
            if let base = bases[scalar] {
                folded.unicodeScalars.append(base)
            } else if !(0x0300...0x036F).contains(scalar.value) {
                folded.unicodeScalars.append(scalar)
            }
        }
        return folded
    }

    /// The text without diacritics, đ as d and Đ as D, in the case it is in.
    package static func withoutDiacritics(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
        var plain = ""
        for scalar in text.unicodeScalars {
            if (0x0300...0x036F).contains(scalar.value) { continue }
            if let base = bases[scalar] {
                plain.unicodeScalars.append(base)
            } else if let small = scalar.properties.lowercaseMapping.unicodeScalars.first, let base = bases[small] {
                plain += String(base).uppercased()
            } else {
                plain.unicodeScalars.append(scalar)
            }
        }
        return plain
    }

    /// The folded form of a text in UTF-8; nil when it is the text itself.
    static func foldedBytes(_ text: UnsafeRawBufferPointer) -> [UInt8]? {
        var isASCII = true
        var isFolded = true
        for byte in text {
            if byte >= 0x80 { isASCII = false }
            if (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) { isFolded = false }
        }
        guard isASCII else {
            let folded =
                FoldedLetters.folded(text) ?? Array(folded(String(decoding: text, as: UTF8.self)).utf8)
            return folded.withUnsafeBytes { $0.isSame(as: text) } ? nil : folded
        }
        if isFolded { return nil }
        return text.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
    }

    /// The letter without its diacritics, for the Latin letters of Vietnamese, Pinyin and European names.
    static let bases: [Unicode.Scalar: Unicode.Scalar] = {
        let letters: [(Unicode.Scalar, String)] = [
            ("a", "àáâãäåāăąǎǟạảấầẩẫậắằẳẵặ"), ("c", "çćĉċč"), ("d", "ďđð"), ("e", "èéêëēĕėęěẹẻẽếềểễệ"),
            ("g", "ĝğġģ"), ("h", "ĥħ"), ("i", "ìíîïĩīĭįıǐịỉ"), ("j", "ĵ"), ("k", "ķ"), ("l", "ĺļľŀł"),
            ("n", "ñńņňŋ"), ("o", "òóôõöøōŏőơǒọỏốồổỗộớờởỡợ"), ("r", "ŕŗř"), ("s", "śŝşšș"), ("t", "ţťŧț"),
            ("u", "ùúûüũūŭůűųưǔǖǘǚǜụủứừửữự"), ("w", "ŵẁẃẅ"), ("y", "ýÿŷỳỵỷỹ"), ("z", "źżž"),
        ]
        return Dictionary(
            uniqueKeysWithValues: letters.flatMap { base, marked in marked.unicodeScalars.map { ($0, base) } })
    }()

    /// The folded words: runs of letters and digits; each Chinese character is a word of its own.
    package static func words(_ text: String) -> [String] {
        var copy = text
        if let folded = copy.withUTF8({ FoldedLetters.folded(UnsafeRawBufferPointer($0)) }) {
            return FoldedLetters.words(folded)
        }
        var words: [String] = []
        var word = ""
        for character in folded(text) {
            if isIdeograph(character) {
                if !word.isEmpty { words.append(word) }
                words.append(String(character))
                word = ""
            } else if character.isLetter || character.isNumber {
                word.append(character)
            } else if !word.isEmpty {
                words.append(word)
                word = ""
            }
        }
        if !word.isEmpty { words.append(word) }
        return words
    }

    private static func isIdeograph(_ character: Character) -> Bool {
        character.unicodeScalars.first.map { (0x3400...0x9FFF).contains($0.value) } ?? false
    }
}
