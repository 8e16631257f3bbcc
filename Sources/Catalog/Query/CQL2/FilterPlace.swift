package import JSONText

/// Where something stands in a filter.
package enum FilterPlace: Sendable, Equatable {
    /// In CQL2 text: the number of the character, counted in Unicode scalars from 1.
    case character(Int)
    /// In CQL2 JSON.
    case pointer(JSONPointer)
}

/// One thing that is wrong with a filter: where, what, and what to do about it.
package struct FilterFault: Error, Sendable, Equatable {
    package let place: FilterPlace
    /// The text around the place; empty in JSON.
    package let excerpt: String
    /// What was found and what was expected instead.
    package let reason: String
    package let remedy: String

    package init(at place: FilterPlace, excerpt: String = "", reason: String, remedy: String) {
        self.place = place
        self.excerpt = excerpt
        self.reason = reason
        self.remedy = remedy
    }

    /// The same with the text around its place.
    func excerpted(from text: String) -> FilterFault {
        guard case .character(let number) = place else { return self }
        return FilterFault(at: place, excerpt: Self.excerpt(of: text, at: number), reason: reason, remedy: remedy)
    }

    /// A few words before and after a character.
    private static func excerpt(of text: String, at number: Int) -> String {
        let scalars = Array(text.unicodeScalars)
        let start = max(0, min(number - 1, scalars.count) - 12)
        let end = min(scalars.count, number - 1 + 20)
        guard start < end else { return "" }
        var excerpt = String(String.UnicodeScalarView(scalars[start..<end]))
        if start > 0 { excerpt = "…" + excerpt }
        if end < scalars.count { excerpt += "…" }
        return excerpt
    }
}

/// What came of reading a filter: every fault that was found.
package struct FilterFaults: Error, Sendable, Equatable {
    package let all: [FilterFault]

    package init(_ all: [FilterFault]) { self.all = all }

    /// The same with the text around their places.
    package func excerpted(from text: String) -> FilterFaults { FilterFaults(all.map { $0.excerpted(from: text) }) }
}
