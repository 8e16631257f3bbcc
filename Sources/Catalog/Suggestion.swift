/// The nearest right word for a wrong one. What is asked may be made to cost much, so the search is bounded: long words
/// have no neighbours, and neither has a word among very many.
package enum Suggestion {
    /// The longest word, in bytes of UTF-8, that is compared.
    package static let greatestByteCount = 64
    /// How many candidates are compared at most; among more, none is suggested.
    package static let greatestCandidateCount = 4096

    private static let greatestDistance = 6

    /// The candidate with the fewest edits to `word`, when it is near enough to be what was meant: less than half of the
    /// letters differ, but for words of two; of several the first. Numbers and days are near to
    /// none: a digit more is another number.
    package static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
        guard word.utf8.count <= greatestByteCount, word.contains(where: \.isLetter) else { return nil }
        let wanted = Array(word.lowercased().utf8)
        let limit =
            switch wanted.count {
            case ..<2: 0
            case 2..<5: 1
            default: min(max(2, wanted.count / 3), greatestDistance)
            }
        var distances = EditDistance()
        var best: (distance: Int, word: String)?
        for (count, candidate) in candidates.enumerated() {
            guard count < greatestCandidateCount else { return nil }
            guard abs(candidate.utf8.count - wanted.count) <= limit + 2 else { continue }
            let within = best.map { $0.distance - 1 } ?? limit
            let distance = distances.between(wanted, Array(candidate.lowercased().utf8), within: within)
            if let distance { best = (distance, candidate) }
        }
        return best?.word
    }

    /// Words for an error message: the nearest candidate, or all of them when none is near.
    package static func phrase(for word: String, among candidates: [String]) -> String {
        if let nearest = nearest(to: word, among: candidates) { return "did you mean \"\(nearest)\"?" }
        let shown = candidates.prefix(24).joined(separator: ", ")
        return candidates.count > 24 ? "known are \(shown), …" : "known are \(shown)"
    }
}

/// Levenshtein distance with transposition of neighbours, over bytes; its rows are kept from one pair to the next.
private struct EditDistance {
    private var beforePrevious: [Int] = []
    private var previous: [Int] = []
    private var row: [Int] = []

    /// The distance of two words; nil when it is more than `limit`.
    mutating func between(_ left: [UInt8], _ right: [UInt8], within limit: Int) -> Int? {
        if abs(left.count - right.count) > limit { return nil }
        if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
        beforePrevious = []
        previous = Array(0...right.count)
        for i in 1...left.count {
            row.removeAll(keepingCapacity: true)
            row.append(i)
            for j in 1...right.count {
                let cost = left[i - 1] == right[j - 1] ? 0 : 1
                var distance = min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + cost)
                if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
                    distance = min(distance, beforePrevious[j - 2] + 1)
                }
                row.append(distance)
            }
            // A transposition reaches over one row, so two rows beyond the limit end the search.
            if row.min() ?? 0 > limit, previous.min() ?? 0 > limit { return nil }
            swap(&beforePrevious, &previous)
            swap(&previous, &row)
        }
        return previous[right.count] <= limit ? previous[right.count] : nil
    }
}
