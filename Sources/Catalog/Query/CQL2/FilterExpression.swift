package import BorderEconomy

/// A CQL2 expression (OGC 21-065) as a tree: what a filter says, whichever encoding it came in.
///
/// Two expressions are equal when they say the same; where they stood does not count.
package struct FilterExpression: Sendable, Equatable {
    /// What an expression is, with the expressions inside it.
    package indirect enum Form: Sendable, Equatable {
        /// A queryable by its name, which may be dotted (`period.start`).
        case property(String)
        case text(String)
        case number(Double)
        case boolean(Bool)
        case date(CalendarDay)
        case timestamp(FilterTimestamp)
        /// From one instant to another, both included. The bounds are instants, `open`, properties or functions.
        case interval(FilterExpression, FilterExpression)
        /// The open end of an interval, written `'..'`.
        case open
        case shape(Geometry)
        case array([FilterExpression])
        /// Two or more.
        case and([FilterExpression])
        case or([FilterExpression])
        case not(FilterExpression)
        case comparison(Comparator, FilterExpression, FilterExpression)
        case between(FilterExpression, low: FilterExpression, high: FilterExpression)
        case isIn(FilterExpression, [FilterExpression])
        case like(FilterExpression, pattern: FilterExpression)
        case isNull(FilterExpression)
        case folded(Folding, FilterExpression)
        case arithmetic(Arithmetic, FilterExpression, FilterExpression)
        case spatial(SpatialRelation, FilterExpression, FilterExpression)
        case temporal(TemporalRelation, FilterExpression, FilterExpression)
        case arrays(ArrayRelation, FilterExpression, FilterExpression)
        case function(String, [FilterExpression])
    }

    package let form: Form
    /// Where it begins in what was read.
    package let place: FilterPlace
    /// Levels of expressions, itself included.
    let depth: Int
    /// Expressions in it, itself included.
    let nodeCount: Int

    package init(_ form: Form, at place: FilterPlace = .character(1)) {
        self.form = form
        self.place = place
        let parts = form.parts
        depth = 1 + (parts.map(\.depth).max() ?? 0)
        nodeCount = parts.reduce(1) { $0 + $1.nodeCount }
    }

    package static func == (left: Self, right: Self) -> Bool { left.form == right.form }

    /// The names of the properties in it, in the order in which they stand.
    package var properties: [String] {
        if case .property(let name) = form { return [name] }
        return form.parts.flatMap(\.properties)
    }
}

extension FilterExpression.Form {
    /// Whether it is a condition by its form: it is true, false or unknown.
    var isCondition: Bool {
        switch self {
        case .and, .or, .not, .comparison, .between, .isIn, .like, .isNull, .spatial, .temporal, .arrays: true
        case .property, .text, .number, .boolean, .date, .timestamp, .interval, .open, .shape, .array, .folded,
            .arithmetic, .function:
            false
        }
    }

    /// The expressions directly inside.
    var parts: [FilterExpression] {
        switch self {
        case .property, .text, .number, .boolean, .date, .timestamp, .open, .shape: []
        case .interval(let a, let b), .comparison(_, let a, let b), .like(let a, let b), .arithmetic(_, let a, let b),
            .spatial(_, let a, let b), .temporal(_, let a, let b), .arrays(_, let a, let b):
            [a, b]
        case .array(let list), .and(let list), .or(let list), .function(_, let list): list
        case .not(let a), .isNull(let a), .folded(_, let a): [a]
        case .between(let a, let b, let c): [a, b, c]
        case .isIn(let a, let list): [a] + list
        }
    }
}

/// The comparisons of CQL2. The raw value is the operator in both encodings.
package enum Comparator: String, Sendable, CaseIterable {
    case equal = "="
    case notEqual = "<>"
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="

    /// The comparison that holds where this one does not.
    var negated: Comparator {
        switch self {
        case .equal: .notEqual
        case .notEqual: .equal
        case .less: .greaterOrEqual
        case .lessOrEqual: .greater
        case .greater: .lessOrEqual
        case .greaterOrEqual: .less
        }
    }

    /// The comparison that says the same with its sides changed.
    var mirrored: Comparator {
        switch self {
        case .equal, .notEqual: self
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        }
    }

    /// Whether it holds between two values that have an order.
    func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
        switch self {
        case .equal: left == right
        case .notEqual: left != right
        case .less: left < right
        case .lessOrEqual: left <= right
        case .greater: left > right
        case .greaterOrEqual: left >= right
        }
    }
}

/// The arithmetic of CQL2. The raw value is the operator in both encodings.
package enum Arithmetic: String, Sendable, CaseIterable {
    case plus = "+"
    case minus = "-"
    case times = "*"
    case divided = "/"
    case modulo = "%"
    /// Integer division: the quotient without its fraction.
    case integerDivided = "div"
    case power = "^"
}

/// What a comparison of texts leaves out of account. The raw value is the operator of the JSON encoding.
package enum Folding: String, Sendable, CaseIterable {
    /// Upper and lower case.
    case letterCase = "casei"
    /// Diacritics: đ is d, ồ is o.
    case diacritics = "accenti"
}

/// The relations between geometries. The raw value is the operator of the JSON encoding.
package enum SpatialRelation: String, Sendable, CaseIterable {
    case intersects = "s_intersects"
    case equals = "s_equals"
    case disjoint = "s_disjoint"
    case touches = "s_touches"
    case within = "s_within"
    case overlaps = "s_overlaps"
    case crosses = "s_crosses"
    case contains = "s_contains"

    /// The relation of b to a where this one is of a to b.
    var mirrored: SpatialRelation {
        switch self {
        case .within: .contains
        case .contains: .within
        case .intersects, .equals, .disjoint, .touches, .overlaps, .crosses: self
        }
    }
}

/// The relations between arrays. The raw value is the operator of the JSON encoding.
package enum ArrayRelation: String, Sendable, CaseIterable {
    case equals = "a_equals"
    case contains = "a_contains"
    case containedBy = "a_containedBy"
    case overlaps = "a_overlaps"

    /// The relation of b to a where this one is of a to b.
    var mirrored: ArrayRelation {
        switch self {
        case .contains: .containedBy
        case .containedBy: .contains
        case .equals, .overlaps: self
        }
    }
}

/// The relations between instants and intervals (OWL-Time). The raw value is the operator of the JSON encoding.
package enum TemporalRelation: String, Sendable, CaseIterable {
    case after = "t_after"
    case before = "t_before"
    case contains = "t_contains"
    case disjoint = "t_disjoint"
    case during = "t_during"
    case equals = "t_equals"
    case finishedBy = "t_finishedBy"
    case finishes = "t_finishes"
    case intersects = "t_intersects"
    case meets = "t_meets"
    case metBy = "t_metBy"
    case overlappedBy = "t_overlappedBy"
    case overlaps = "t_overlaps"
    case startedBy = "t_startedBy"
    case starts = "t_starts"

    /// Whether both sides may be instants; the others are between intervals only.
    var allowsInstants: Bool {
        switch self {
        case .after, .before, .disjoint, .equals, .intersects: true
        default: false
        }
    }

    /// Whether it holds between two spans of days, both ends included.
    func holds(_ a: DaySpan, _ b: DaySpan) -> Bool {
        switch self {
        case .after: a.first > b.last
        case .before: a.last < b.first
        case .disjoint: a.first > b.last || a.last < b.first
        case .intersects: a.first <= b.last && a.last >= b.first
        case .equals: a.first == b.first && a.last == b.last
        case .contains: a.first < b.first && a.last > b.last
        case .during: a.first > b.first && a.last < b.last
        case .finishedBy: a.first < b.first && a.last == b.last
        case .finishes: a.first > b.first && a.last == b.last
        case .meets: a.last == b.first
        case .metBy: a.first == b.last
        case .overlaps: a.first < b.first && a.last > b.first && a.last < b.last
        case .overlappedBy: a.first > b.first && a.first < b.last && a.last > b.last
        case .startedBy: a.first == b.first && a.last > b.last
        case .starts: a.first == b.first && a.last < b.last
        }
    }
}

/// A span of days as numbers since 1970-01-01; an open end is the least or the greatest number.
struct DaySpan: Equatable {
    var first: Int32
    var last: Int32

    /// The least number stands for null in columns.
    static let openStart = Int32.min + 1
    static let openEnd = Int32.max
}
