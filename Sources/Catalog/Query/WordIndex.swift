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

    /// How many positions are read at most to find the records in which each of `query` begins a word.
    func matchCost(of query: [String]) -> Int {
        query.reduce(0) { $0 + index.count(ofCodes: words.codes(foldedPrefix: $1)) }
    }

    /// Positions of the records that have each of `query` as a word; ascending.
    func wholeMatches(_ query: [String]) -> PositionList {
        let lists = query.map { words.code(of: $0).map(index.positions(ofCode:)) ?? [] }
        return lists.dropFirst().reduce(lists.first ?? []) { $0.intersection($1) }
    }

    /// Positions of the records in which each of `query` begins a word; ascending.
    func matches(_ query: [String]) -> PositionList {
        var result: PositionList?
        // The rarest first, so that the others are looked up only for what it leaves.
        let lists = query.map { index.positions(ofCodes: words.codes(foldedPrefix: $0), of: count) }
        for list in lists.sorted(by: { $0.count < $1.count }) {
            result = result.map { $0.intersection(list) } ?? list
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

    /// Adds the next record, which is found by the words of these texts.
    mutating func add(_ list: [String]) {
        let start = codes.count
        for text in list { add(text) }
        // Few words a record: the cheapest way to keep each once is to look at those before it.
        var kept = start
        for place in start..<codes.count where !codes[start..<kept].contains(codes[place]) {
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
        let index = FieldIndex(.lists(offsets: offsets, ordered, dictionary))
        return WordIndex(
            words: dictionary, index: index ?? .postings(starts: [0], positions: []), count: count)
    }
}
