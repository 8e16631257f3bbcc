/// Which records have a word that begins with a given one.
package struct WordIndex: Sendable {
    /// The words in order, code by code.
    private let words: TextDictionary
    /// The positions under each word, ascending.
    private let index: FieldIndex
    private let count: Int

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
    ///
    /// - Parameter known: words besides, each once.
    mutating func add(_ list: [String], known: [UInt32] = []) {
        let start = codes.count
        codes.append(contentsOf: known)
        for text in list { add(text) }
        // Few words a record: the cheapest way to keep each once is to look at those before it.
        var kept = start + known.count
        for place in kept..<codes.count where !codes[start..<kept].contains(codes[place]) {
            codes[kept] = codes[place]
            kept += 1
        }
        codes.removeLast(codes.count - kept)
        offsets.append(UInt32(codes.count))
    }

    private mutating func add(_ text: String) {
        var text = text
        if text.utf8.allSatisfy({ $0 < 0x80 }) {
            text.withUTF8 { addASCII($0) }
            return
        }
        if let known = text.withUTF8({ texts.number(of: UnsafeRawBufferPointer($0)) }) {
            codes += textWords[textStarts[Int(known)]..<textStarts[Int(known) + 1]]
            return
        }
        if let folded = text.withUTF8({ FoldedLetters.folded(UnsafeRawBufferPointer($0)) }) {
            return folded.withUnsafeBufferPointer { addASCII($0) }
        }
        let found = SearchText.words(text).map { words.insert($0) }
        codes += found
        guard texts.count < Self.greatestRemembered else { return }
        _ = texts.insert(text)
        textWords += found
        textStarts.append(textWords.count)
    }

    /// Runs of letters and digits, in lower case.
    private mutating func addASCII(_ text: UnsafeBufferPointer<UInt8>) {
        word.removeAll(keepingCapacity: true)
        for byte in text {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): word.append(byte)
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): word.append(byte | 0x20)
            default: endWord()
            }
        }
        endWord()
    }

    private mutating func endWord() {
        guard !word.isEmpty else { return }
        codes.append(word.withUnsafeBytes { words.insert($0) })
        word.removeAll(keepingCapacity: true)
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
