/// Which records have a word that begins with a given one.
package struct WordIndex: Sendable {
    /// The words in order, code by code.
    let words: TextDictionary
    /// The positions under each word, ascending.
    let index: FieldIndex
    let count: Int

    /// - Parameter texts: of each record, all that it is found by.
    init(texts: [[String]]) {
        var builder = WordIndexBuilder()
        for list in texts { builder.add(list) }
        self = builder.finished()
    }

    init(words: TextDictionary, index: FieldIndex, count: Int) {
        self.words = words
        self.index = index
        self.count = count
    }

    /// A word of a query: the words that begin with it, and how many records have one of them at most.
    private struct Term {
        let codes: Range<UInt32>
        let count: Int

        /// Whether to look each of some records up under the words, rather than to list the records of the words: that
        /// many look-ups cost less.
        func isLookedUp(forEachOf count: Int) -> Bool {
            codes.count > 1 && count * codes.count * WordIndex.lookUpSteps < self.count
        }
    }

    /// Steps of a look-up of a record under a word, about.
    private static let lookUpSteps = 16

    /// The words of a query, the rarest first, so that the others are looked up only for what it leaves.
    private func terms(of query: [String]) -> [Term] {
        query.map { word in
            let codes = words.codes(foldedPrefix: word)
            return Term(codes: codes, count: index.count(ofCodes: codes))
        }.sorted { $0.count < $1.count }
    }

    /// How many records have each of `query` as the beginning of a word at most, and how many positions are read to find
    /// them.
    func matchCost(of query: [String]) -> (count: Int, reads: Int) {
        let terms = terms(of: query)
        guard let rarest = terms.first else { return (0, 0) }
        let reads = terms.dropFirst().reduce(rarest.count) { reads, term in
            let each = rarest.count * term.codes.count * Self.lookUpSteps
            return reads + min(each, term.count)
        }
        return (rarest.count, reads)
    }

    /// Positions of the records that have each of `query` as a word; ascending.
    func wholeMatches(_ query: [String]) -> PositionList {
        let lists = query.map { words.code(of: $0).map(index.positions(ofCode:)) ?? [] }
        return lists.dropFirst().reduce(lists.first ?? []) { $0.intersection($1) }
    }

    /// Positions of the records in which each of `query` begins a word; ascending.
    func matches(_ query: [String]) -> PositionList {
        var result: PositionList?
        for term in terms(of: query) {
            guard let found = result else {
                result = index.positions(ofCodes: term.codes, of: count)
                continue
            }
            if term.isLookedUp(forEachOf: found.count) {
                let lists = term.codes.map(index.positions(ofCode:))
                result = PositionList(found.filter { position in lists.contains { $0.holds(position) } })
            } else {
                result = found.intersection(index.positions(ofCodes: term.codes, of: count))
            }
        }
        return result ?? []
    }
}

/// Collects the words of records, one record after the other.
struct WordIndexBuilder {
    /// Texts whose words are remembered: names that many records share.
    private static let greatestRemembered = 1 << 16

    private var words = ByteTable()
    private var texts = ByteTable()
    /// Where the words of each remembered text begin in `textWords`.
    private var textStarts: [Int] = [0]
    private var textWords: [UInt32] = []
    private var codes: [UInt32] = []
    private var offsets: [UInt32] = [0]
    private var word: [UInt8] = []

    /// The words of some texts, each once.
    mutating func codes(of texts: [String]) -> [UInt32] {
        let start = codes.count
        for text in texts { add(text) }
        let found = Array(Set(codes[start...])).sorted()
        codes.removeLast(codes.count - start)
        return found
    }

    /// Adds the next record, which is found by the words of these texts.
    mutating func add(_ list: [String]) {
        let start = codes.count
        for text in list { add(text) }
        endRecord(from: start, known: 0)
    }

    /// Adds the next record, which is found by the words of these texts in UTF-8.
    ///
    /// - Parameter known: words besides, each once.
    mutating func add(_ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer, known: [UInt32]) {
        let start = codes.count
        codes.append(contentsOf: known)
        add(first)
        add(second)
        endRecord(from: start, known: known.count)
    }

    /// Few words a record: the cheapest way to keep each once is to look at those before it.
    private mutating func endRecord(from start: Int, known: Int) {
        let kept = codes.withUnsafeMutableBufferPointer { codes in
            var kept = start + known
            for place in kept..<codes.count {
                let code = codes[place]
                var earlier = start
                while earlier < kept, codes[earlier] != code { earlier += 1 }
                guard earlier == kept else { continue }
                codes[kept] = code
                kept += 1
            }
            return kept
        }
        codes.removeLast(codes.count - kept)
        offsets.append(UInt32(codes.count))
    }

    private mutating func add(_ text: String) {
        var text = text
        text.withUTF8 { add(UnsafeRawBufferPointer($0)) }
    }

    private mutating func add(_ text: UnsafeRawBufferPointer) {
        if Self.isASCII(text) { return addASCII(text) }
        if let known = texts.number(of: text) {
            codes += textWords[textStarts[Int(known)]..<textStarts[Int(known) + 1]]
            return
        }
        if let folded = FoldedLetters.folded(text) { return folded.withUnsafeBytes { addASCII($0) } }
        let found = SearchText.words(String(decoding: text, as: UTF8.self)).map { words.insert($0) }
        codes += found
        guard texts.count < Self.greatestRemembered else { return }
        _ = texts.insert(text)
        textWords += found
        textStarts.append(textWords.count)
    }

    private static func isASCII(_ text: UnsafeRawBufferPointer) -> Bool {
        var place = 0
        while place + 8 <= text.count {
            if text.loadUnaligned(fromByteOffset: place, as: UInt64.self) & 0x8080_8080_8080_8080 != 0 { return false }
            place += 8
        }
        return text[place...].allSatisfy { $0 < 0x80 }
    }

    /// Runs of letters and digits, in lower case.
    private mutating func addASCII(_ text: UnsafeRawBufferPointer) {
        var start = 0
        var hasCapitals = false
        for place in 0...text.count {
            let byte = place < text.count ? text[place] : 0
            if byte &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10 { continue }
            if byte &- UInt8(ascii: "A") < 26 {
                hasCapitals = true
                continue
            }
            if place > start {
                addWord(UnsafeRawBufferPointer(rebasing: text[start..<place]), hasCapitals: hasCapitals)
            }
            start = place + 1
            hasCapitals = false
        }
    }

    private mutating func addWord(_ text: UnsafeRawBufferPointer, hasCapitals: Bool) {
        guard hasCapitals else { return codes.append(words.insert(text)) }
        word.removeAll(keepingCapacity: true)
        for byte in text { word.append(byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte) }
        codes.append(word.withUnsafeBytes { words.insert($0) })
    }

    /// The index of the records added.
    consuming func finished() -> WordIndex {
        let (dictionary, order) = TextDictionary.ordering(words)
        let count = offsets.count - 1
        let ordered = codes.map { order[Int($0)] }
        let index = FieldIndex(distinct: ordered, offsets: offsets, codeCount: dictionary.count + 1)
        return WordIndex(words: dictionary, index: index, count: count)
    }
}
