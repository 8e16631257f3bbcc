import BorderEconomy

/// A search for words in several collections at once, its answers in order.
///
/// First come records whose identifier, alias or name is what was asked, without regard to case and diacritics; then those whose
/// name begins so; then those that have all the words; then those in which all the words begin one. Within these the
/// collections follow each other as given.
package struct RecordSearch: Sendable {
    /// How well a record answers.
    package enum Match: Int, Sendable, CaseIterable {
        case exact, nameBegins, wholeWords, wordsBegin

        /// From 1, the best, down.
        package var score: Double {
            switch self {
            case .exact: 1
            case .nameBegins: 0.8
            case .wholeWords: 0.6
            case .wordsBegin: 0.4
            }
        }
    }

    /// A record found.
    package struct Hit: Sendable {
        package let collection: StoredCollection
        package let position: Int
        package let match: Match
    }

    /// Records of one collection that answer equally well, ascending.
    private struct Group {
        let collection: StoredCollection
        let match: Match
        let positions: PositionList
    }

    private let groups: [Group]
    /// How many records are found.
    package let total: Int

    /// - Parameter collections: in the order in which their records come.
    package init(_ text: String, in collections: [StoredCollection]) {
        let words = SearchText.words(text)
        var groups: [Group] = []
        for collection in collections {
            var rest = collection.positions(matching: words)
            let exact = Self.exact(text, in: collection)
            rest = rest.subtracting(exact)
            let begins = Self.nameBegins(text, in: collection).subtracting(exact)
            rest = rest.subtracting(begins)
            let whole = collection.positions(withWords: words).intersection(rest)
            rest = rest.subtracting(whole)
            for (match, positions) in zip(Match.allCases, [exact, begins, whole, rest]) where !positions.isEmpty {
                groups.append(Group(collection: collection, match: match, positions: positions))
            }
        }
        self.groups = groups.enumerated().sorted {
            ($0.element.match.rawValue, $0.offset) < ($1.element.match.rawValue, $1.offset)
        }.map(\.element)
        total = groups.reduce(0) { $0 + $1.positions.count }
    }

    /// Estimated nanoseconds of a search.
    package static func cost(of text: String, in collections: [StoredCollection]) -> Double {
        let words = SearchText.words(text)
        return collections.reduce(20_000) { $0 + 30 * Double($1.matchCost(of: words).reads) }
    }

    private static func exact(_ text: String, in collection: StoredCollection) -> PositionList {
        let slug = SearchText.words(text).joined(separator: "-")
        var lists = Set([text, text.lowercased(), slug]).compactMap(collection.position).map { PositionList([$0]) }
        eachName(of: collection) { column, dictionary in
            let folded = SearchText.folded(text)
            // Equal folded texts stand first among those that begin so.
            for code in dictionary.codes(foldedPrefix: text) {
                guard SearchText.folded(dictionary[code]) == folded else { break }
                lists.append(column.positions(equalTo: .text(dictionary[code])))
            }
        }
        return PositionList.union(lists, of: collection.count)
    }

    private static func nameBegins(_ text: String, in collection: StoredCollection) -> PositionList {
        var lists: [PositionList] = []
        eachName(of: collection) { column, dictionary in
            guard let index = column.index else { return }
            lists.append(index.positions(ofCodes: dictionary.codes(foldedPrefix: text), of: collection.count))
        }
        return PositionList.union(lists, of: collection.count)
    }

    private static func eachName(of collection: StoredCollection, _ body: (IndexedColumn, TextDictionary) -> Void) {
        for language in Language.allCases {
            if let column = collection.indexed("name", in: language), case .texts(_, let dictionary) = column.column {
                body(column, dictionary)
            }
        }
    }

    /// The records from a place on.
    package func hits(from place: Int, limit: Int) -> [Hit] {
        var hits: [Hit] = []
        var before = 0
        for group in groups where hits.count < limit {
            let start = max(0, place + hits.count - before)
            if start < group.positions.count {
                for position in group.positions[start...].prefix(limit - hits.count) {
                    hits.append(Hit(collection: group.collection, position: position, match: group.match))
                }
            }
            before += group.positions.count
        }
        return hits
    }

    /// The place behind a record of a former answer: where it stands now, or would stand if it were still found as it was.
    package func place(behind key: String, of collection: String, match: Match) -> Int {
        var before = 0
        for group in groups {
            let name = group.collection.definition.name
            if group.match == match, name == collection {
                guard let position = group.collection.position(of: key) else { return before }
                return before + group.positions.partitioningIndex { $0 > position }
            }
            before += group.positions.count
        }
        // The group is gone: its successors follow those of better matches.
        return groups.reduce(0) { $0 + ($1.match.rawValue < match.rawValue ? $1.positions.count : 0) }
    }
}

extension PositionList {
    /// What is in this ascending list and not in another.
    func subtracting(_ other: PositionList) -> PositionList {
        if isEmpty || other.isEmpty { return self }
        var result: [UInt32] = []
        var place = 0
        for position in self {
            while place < other.count, other[place] < position { place += 1 }
            if place == other.count || other[place] != position { result.append(UInt32(position)) }
        }
        return PositionList(result)
    }
}

extension StoredCollection {
    /// How many records a word search finds at most, and how many positions it reads.
    func matchCost(of words: [String]) -> (count: Int, reads: Int) { self.words.matchCost(of: words) }

    /// The records that have each of the folded words, ascending.
    func positions(withWords words: [String]) -> PositionList { self.words.wholeMatches(words) }
}
