/// Where codes go when further texts come among those of a dictionary: each ascends by the number of texts that came
/// before it.
struct CodeShift: Sendable {
    /// The codes of the texts that came, ascending.
    let inserted: [UInt32]

    /// No text came.
    static let none = CodeShift(inserted: [])

    /// What was the code of a text before.
    func shifted(_ code: UInt32) -> UInt32 {
        var shifted = code
        for inserted in inserted {
            guard inserted <= shifted else { break }
            shifted += 1
        }
        return shifted
    }

    /// The last of the codes before whose text does not come behind that of `code`.
    func last(upTo code: UInt32) -> UInt32 { code - UInt32(inserted.partitioningIndex { $0 > code }) }

    /// Codes as they are now.
    func shifted(_ codes: [UInt32]) -> [UInt32] {
        guard let first = inserted.first else { return codes }
        return codes.map { $0 < first ? $0 : shifted($0) }
    }
}

extension TextDictionary {
    /// The dictionary with the texts of another one, which are few.
    ///
    /// - Returns: where the codes of this one go, and those of the other one, code by code from 0.
    func joining(_ other: TextDictionary) -> (dictionary: TextDictionary, shift: CodeShift, others: [UInt32]) {
        var places: [(text: UInt32, before: UInt32)] = []
        var others: [UInt32] = [0]
        for code in 1..<UInt32(other.count + 1) {
            let text = other[code]
            let place = lowerBound(of: text)
            let isNew = place > count || self[place] != text
            others.append(place + UInt32(places.count))
            if isNew { places.append((code, place)) }
        }
        guard !places.isEmpty else { return (self, .none, others) }
        let shift = CodeShift(inserted: places.enumerated().map { $0.element.before + UInt32($0.offset) })
        return (inserting(places.map { ($0.before, other[$0.text]) }), shift, others)
    }
}
