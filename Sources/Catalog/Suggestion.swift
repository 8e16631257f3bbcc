/// The nearest right word for a wrong one.
package enum Suggestion {
    /// The candidate with the fewest edits to `word`, when it is near enough to be what was meant: less than half of the
    /// letters differ, but for words of two. Numbers and days are near to none: a digit more is another number.
    package static func nearest(to word: String, among candidates: [String]) -> String? {
        guard word.contains(where: \.isLetter) else { return nil }
        let limit =
            switch word.count {
            case ..<2: 0
            case 2..<5: 1
            default: max(2, word.count / 3)
            }
        var best: (distance: Int, word: String)?
        for candidate in candidates {
            let distance = editDistance(Array(word.lowercased()), Array(candidate.lowercased()), limit: limit)
            if distance <= limit, distance < best?.distance ?? Int.max { best = (distance, candidate) }
        }
        return best?.word
    }

    /// Words for an error message: the nearest candidate, or all of them when none is near.
    package static func phrase(for word: String, among candidates: [String]) -> String {
        if let nearest = nearest(to: word, among: candidates) { return "did you mean \"\(nearest)\"?" }
        let shown = candidates.prefix(24).joined(separator: ", ")
        return candidates.count > 24 ? "known are \(shown), …" : "known are \(shown)"
    }

    /// Levenshtein distance with transposition of neighbours, or more than `limit`.
    private static func editDistance(_ left: [Character], _ right: [Character], limit: Int) -> Int {
        if abs(left.count - right.count) > limit { return limit + 1 }
        if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
        var beforePrevious: [Int] = []
        var previous = Array(0...right.count)
        for i in 1...left.count {
            var row = [i]
            for j in 1...right.count {
                let cost = left[i - 1] == right[j - 1] ? 0 : 1
                var distance = min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + cost)
                if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
                    distance = min(distance, beforePrevious[j - 2] + 1)
                }
                row.append(distance)
            }
            (beforePrevious, previous) = (previous, row)
        }
        return previous[right.count]
    }
}
