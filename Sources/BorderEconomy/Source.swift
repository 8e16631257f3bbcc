/// Where a fact was read: a document, the line in it, and whom the document reports.
package struct Source: Hashable, Sendable {
    package let document: Identifier<Document>
    /// Line of the document's text; nil for documents that have no numbered text here.
    package let line: Int?
    /// Further lines that state the same fact.
    package let alsoLines: [Int]
    /// The decision or body whose statement the document reports.
    package let statedBy: RecordID?

    package init(document: Identifier<Document>, line: Int? = nil, alsoLines: [Int] = [], statedBy: RecordID? = nil) {
        self.document = document
        self.line = line
        self.alsoLines = alsoLines
        self.statedBy = statedBy
    }
}

/// How far a statement may be relied on. Ordered from low to high.
package enum Confidence: String, Sendable, CaseIterable, Comparable {
    case low, medium, high

    private var rank: Int {
        switch self {
        case .low: 0
        case .medium: 1
        case .high: 2
        }
    }

    package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
}

/// Which body of text a record or member comes from.
package enum Layer: String, Sendable, CaseIterable {
    /// The main bodies of the five articles.
    case core
    /// Public sources beside them.
    case extended
    /// Teasers beside the articles: truncated, of low confidence.
    case sidebar

    var rank: Int {
        switch self {
        case .sidebar: 0
        case .extended: 1
        case .core: 2
        }
    }
}

/// How a date or a period was come by.
package enum Basis: String, Sendable, CaseIterable {
    /// The source says it of this very fact.
    case stated
    /// The source says it of what the fact stands under, as a list does for its items.
    case inherited
    /// We concluded it from the context.
    case inferred
}
