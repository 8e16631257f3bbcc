/// An arithmetic statement about the figures of the registry that is computed at every load.
package struct ConsistencyCheck: Sendable {
    /// What a side of a check is computed from.
    package indirect enum Expression: Sendable {
        package enum Part: String, Sendable, CaseIterable {
            case value, low, high
        }

        case number(Double)
        /// The value of an observation or target.
        case figure(RecordID, Part)
        /// The earlier value implied by the comparison of that index.
        case previous(RecordID, comparison: Int)
        case sum([Expression])
        case difference(Expression, Expression)
        case product([Expression])
        case quotient(Expression, Expression)
        case power(Expression, Expression)
        /// How many members a record has in a list, those counted that have all the values of `matching`.
        case count(record: RecordID, member: CountedMember, matching: [String: String])
    }

    /// The lists that may be counted.
    package enum CountedMember: String, Sendable, CaseIterable {
        case lanes, tasks, breakthroughs, solutions, areas, members
    }

    package enum Relation: String, Sendable, CaseIterable {
        case equals, about
        case atMost = "at-most"
        case atLeast = "at-least"
        case lessThan = "less-than"
    }

    package enum Severity: String, Sendable, CaseIterable {
        /// Must hold: otherwise the data contradict themselves.
        case error
        case warning
        /// Shown for what it implies.
        case information
    }

    package let id: RecordID
    package let names: LocalizedText
    package let left: Expression
    package let relation: Relation
    package let right: Expression
    /// Relative, for `about`.
    package let tolerance: Double
    package let unit: Unit?
    package let severity: Severity
    package let note: LocalizedText?
    package let documents: [Identifier<Document>]

    package init(
        id: RecordID, names: LocalizedText, left: Expression, relation: Relation, right: Expression, tolerance: Double,
        unit: Unit?, severity: Severity, note: LocalizedText?, documents: [Identifier<Document>]
    ) {
        self.id = id
        self.names = names
        self.left = left
        self.relation = relation
        self.right = right
        self.tolerance = tolerance
        self.unit = unit
        self.severity = severity
        self.note = note
        self.documents = documents
    }

    /// Whether the relation holds between two computed sides.
    package func holds(_ left: Double, _ right: Double) -> Bool {
        let scale = max(abs(left), abs(right), 1)
        return switch relation {
        case .equals: abs(left - right) <= scale * 1e-9
        case .about: abs(left - right) <= max(abs(left), abs(right)) * tolerance
        case .atMost: left <= right + scale * 1e-9
        case .atLeast: left >= right - scale * 1e-9
        case .lessThan: left < right
        }
    }
}

/// What a consistency check came to.
package struct CheckOutcome: Sendable {
    package let check: ConsistencyCheck
    package let left: Double?
    package let right: Double?

    /// Nil when a side could not be computed.
    package var holds: Bool? {
        guard let left, let right else { return nil }
        return check.holds(left, right)
    }
}

extension ConsistencyCheck.Expression {
    /// The records that the expression reads, with the JSON pointers to them.
    func references(at member: String) -> [Reference] {
        switch self {
        case .number: []
        case .figure(let id, _): [Reference("\(member)/figure", id, in: [.observations, .targets])]
        case .previous(let id, _): [Reference("\(member)/previous", id, in: [.observations, .targets])]
        case .sum(let parts):
            parts.enumerated().flatMap { $0.element.references(at: "\(member)/sum/\($0.offset)") }
        case .product(let parts):
            parts.enumerated().flatMap { $0.element.references(at: "\(member)/product/\($0.offset)") }
        case .difference(let a, let b):
            a.references(at: "\(member)/difference/0") + b.references(at: "\(member)/difference/1")
        case .quotient(let a, let b):
            a.references(at: "\(member)/quotient/0") + b.references(at: "\(member)/quotient/1")
        case .power(let a, let b):
            a.references(at: "\(member)/power/0") + b.references(at: "\(member)/power/1")
        case .count(let record, _, _): [Reference("\(member)/count/record", record)]
        }
    }
}
