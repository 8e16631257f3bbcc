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

    /// The letter without its diacritics, for the Latin letters of Vietnamese, Pinyin and European names.
    private static let bases: [Unicode.Scalar: Unicode.Scalar] = {
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

/// Which records have a word that begins with a given one.
package struct WordIndex: Sendable {
    private let words: [String]
    private let positions: [[Int]]

    /// - Parameter texts: of each record, all that it is found by.
    init(texts: [[String]]) {
        var index: [String: [Int]] = [:]
        for (position, list) in texts.enumerated() {
            for word in Set(list.flatMap(SearchText.words)) { index[word, default: []].append(position) }
        }
        words = index.keys.sorted()
        positions = words.map { index[$0] ?? [] }
    }

    /// Positions of the records in which each of `query` begins a word; ascending.
    func matches(_ query: [String]) -> [Int] {
        var result: Set<Int>?
        for prefix in query {
            let found = Set(range(of: prefix).flatMap { positions[$0] })
            result = result.map { $0.intersection(found) } ?? found
        }
        return (result ?? []).sorted()
    }

    private func range(of prefix: String) -> Range<Int> {
        let lower = firstIndex { $0 >= prefix }
        var upper = lower
        while upper < words.count, words[upper].hasPrefix(prefix) { upper += 1 }
        return lower..<upper
    }

    private func firstIndex(where isAtOrAfter: (String) -> Bool) -> Int {
        var low = 0
        var high = words.count
        while low < high {
            let middle = (low + high) / 2
            if isAtOrAfter(words[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
