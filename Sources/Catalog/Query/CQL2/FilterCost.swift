import BorderEconomy

/// What a condition costs, estimated in nanoseconds of one core before anything is done.
struct FilterCost: Equatable {
    /// For each record that is tested.
    var perRecord = 0.0
    /// Once, over the dictionaries of texts.
    var once = 0.0

    /// The cost of a condition over some columns.
    static func of(_ condition: CheckedCondition, column: (String) -> Column?) -> FilterCost {
        var cost = FilterCost()
        cost.add(condition, column)
        cost.perRecord = max(cost.perRecord, 0.2)
        return cost
    }

    private mutating func add(_ condition: CheckedCondition, _ column: (String) -> Column?) {
        switch condition {
        case .constant: break
        case .and(let terms), .or(let terms): for term in terms { add(term, column) }
        case .not(let inner): add(inner, column)
        case .isUnknown(let inner):
            add(inner, column)
            add(inner, column)
        case .numbers(_, let left, let right):
            add(left, column)
            add(right, column)
        case .days, .booleans, .isNull: perRecord += 0.6
        case .texts(_, let left, let right):
            perRecord += 0.8
            add(left, column)
            add(right, column)
        case .numberIsIn(let term, let numbers):
            add(term, column)
            perRecord += 2 + Double(numbers.count).squareRoot()
        case .dayIsIn(_, let days): perRecord += 2 + Double(days.count).squareRoot()
        case .textIsIn(let term, _):
            perRecord += 0.8
            once += 60 * Double(Self.dictionaryCount(term, column))
        case .like(let term, _):
            perRecord += 0.8
            once += (term.isFolded ? 600 : 250) * Double(Self.dictionaryCount(term, column))
        case .numberIsNull(let term): add(term, column)
        case .spatial(_, let property, let shape):
            // Each edge of a record's shape is held against each of the other.
            let edges = Self.positionsPerRecord(property, column)
            perRecord += 6 + 4 * Double(shape.positionCount) * (1 + edges) + 30 * edges
        case .spatialPair(_, let first, let second):
            let (a, b) = (Self.positionsPerRecord(first, column), Self.positionsPerRecord(second, column))
            perRecord += 20 + 4 * (a * b + a + b)
        case .temporal: perRecord += 25
        case .arrays(_, _, let texts): perRecord += 15 + 5 * Double(texts.count)
        case .arrayPair: perRecord += 300
        }
    }

    /// Comparing unfolded text with a constant needs only a place in the dictionary.
    private mutating func add(_ term: TextTerm, _ column: (String) -> Column?) {
        if term.isFolded { once += 800 * Double(Self.dictionaryCount(term, column)) }
    }

    private static func dictionaryCount(_ term: TextTerm, _ column: (String) -> Column?) -> Int {
        guard case .property(let name) = term.origin, case .texts(_, let dictionary)? = column(name) else { return 0 }
        return dictionary.count
    }

    /// How many positions shapes have in the mean of all records; 0 where each lies at a single one.
    private static func positionsPerRecord(_ property: String, _ column: (String) -> Column?) -> Double {
        guard case .shapes(let shapes)? = column(property), shapes.count > 0 else { return 0 }
        return Double(shapes.positionCount) / Double(shapes.count)
    }

    private mutating func add(_ term: NumberTerm, _ column: (String) -> Column?) {
        switch term {
        case .constant: break
        case .property: perRecord += 0.8
        case .distance(let property, _): perRecord += 100 * (1 + Self.positionsPerRecord(property, column))
        case .distancePair(let first, let second):
            let (a, b) = (Self.positionsPerRecord(first, column), Self.positionsPerRecord(second, column))
            perRecord += 100 * (1 + a) * (1 + b)
        case .year: perRecord += 20
        case .arithmetic(let operation, let left, let right):
            add(left, column)
            add(right, column)
            perRecord += operation == .power ? 60 : operation == .plus || operation == .minus ? 2 : 6
        }
    }
}
