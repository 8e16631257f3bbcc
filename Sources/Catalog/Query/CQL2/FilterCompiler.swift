import BorderEconomy

/// Makes a program of a checked condition: names become columns, comparisons of texts become comparisons of codes.
struct FilterCompiler {
    private let column: (String) -> Column?
    private let recordCount: Int

    /// - Parameter column: the values of a queryable; nil when the collection keeps none, which reads as null.
    static func program(
        for condition: CheckedCondition, recordCount: Int, column: @escaping (String) -> Column?
    ) -> FilterProgram {
        let compiler = FilterCompiler(recordCount: recordCount, column: column)
        return FilterProgram(step: compiler.step(condition, isTrue: true))
    }

    private init(recordCount: Int, column: @escaping (String) -> Column?) {
        self.recordCount = recordCount
        self.column = column
    }

    private typealias Step = FilterProgram.Step

    /// Where the condition is true, or where it is false.
    private func step(_ condition: CheckedCondition, isTrue: Bool) -> Step {
        switch condition {
        case .constant(let value): return .constant(value == isTrue)
        case .and(let terms): return isTrue ? all(terms, true) : any(terms, false)
        case .or(let terms): return isTrue ? any(terms, true) : all(terms, false)
        case .not(let inner): return step(inner, isTrue: !isTrue)
        case .numbers(let comparator, let left, let right):
            return numbers(isTrue ? comparator : comparator.negated, left, right)
        case .days(let comparator, let left, let right):
            return days(isTrue ? comparator : comparator.negated, left, right)
        case .texts(let comparator, let left, let right):
            return texts(isTrue ? comparator : comparator.negated, left, right)
        case .booleans(let left, let right): return booleans(left, right, same: isTrue)
        case .numberIsIn(let term, let numbers): return number(term, isIn: numbers, isTrue)
        case .dayIsIn(let term, let days): return day(term, isIn: days, isTrue)
        case .textIsIn(let term, let texts):
            let wanted = Set(texts)
            return matching(term, isTrue) { wanted.contains($0) }
        case .like(let term, let pattern): return matching(term, isTrue) { pattern.matches($0) }
        case .isNull(let property):
            let isNull = nullStep(property)
            return isTrue ? isNull : .complement(isNull)
        case .numberIsNull(let term):
            let isNull = Step.numberIsNull(number(term))
            return isTrue ? isNull : .complement(isNull)
        case .isUnknown(let inner):
            let isKnown = Step.any([step(inner, isTrue: true), step(inner, isTrue: false)])
            return isTrue ? .complement(isKnown) : isKnown
        case .spatial(let relation, let property, let shape):
            return .shape(shapes(property), relation, shape, isTrue: isTrue)
        case .spatialPair(let relation, let first, let second):
            return .shapePair(shapes(first), shapes(second), relation, isTrue: isTrue)
        case .temporal(let relation, let first, let second):
            return .spans(relation, span(first), span(second), isTrue: isTrue)
        case .arrays(let relation, let property, let texts): return arrays(relation, property, texts, isTrue)
        case .arrayPair(let relation, let first, let second): return arrayPair(relation, first, second, isTrue)
        }
    }

    private func all(_ terms: [CheckedCondition], _ isTrue: Bool) -> Step {
        .all(terms.map { step($0, isTrue: isTrue) })
    }

    private func any(_ terms: [CheckedCondition], _ isTrue: Bool) -> Step {
        .any(terms.map { step($0, isTrue: isTrue) })
    }

    // Numbers

    private func numbers(_ comparator: Comparator, _ left: NumberTerm, _ right: NumberTerm) -> Step {
        switch (number(left), number(right)) {
        case (.constant(let a), .constant(let b)):
            return .constant(!a.isNaN && !b.isNaN && comparator.holds(a, b))
        case (.column(let values), .constant(let b)): return .numbers(comparator, values, b)
        case (.constant(let a), .column(let values)): return .numbers(comparator.mirrored, values, a)
        case (let a, let b): return .numberTerms(comparator, a, b)
        }
    }

    private func number(_ term: NumberTerm) -> NumberStep {
        switch term {
        case .constant(let value): return .constant(value)
        case .property(let name):
            if case .numbers(let values)? = column(name) { return .column(values) }
            return .constant(.nan)
        case .distance(let property, let place):
            return .distance(shapes(property), place)
        case .distancePair(let first, let second):
            return .distancePair(shapes(first), shapes(second))
        case .year(let day):
            switch day {
            case .constant(let day): return .constant(NumberStep.year(of: day))
            case .property(let name): return .year(dayColumn(name))
            }
        case .arithmetic(let operation, let left, let right):
            let a = number(left)
            let b = number(right)
            if case .constant(let x) = a, case .constant(let y) = b { return .constant(operation.result(x, y)) }
            return .arithmetic(operation, a, b)
        }
    }

    private func number(_ term: NumberTerm, isIn numbers: [Double], _ isTrue: Bool) -> Step {
        let sorted = Set(numbers).sorted()
        switch number(term) {
        case .constant(let value): return .constant(!value.isNaN && sorted.contains(value) == isTrue)
        case .column(let values): return .numberIsIn(values, sorted: sorted, isIn: isTrue)
        case let computed: return .numberTermIsIn(computed, sorted: sorted, isIn: isTrue)
        }
    }

    // Days

    private func dayColumn(_ name: String) -> [Int32] {
        if case .days(let days)? = column(name) { return days }
        return Array(repeating: .min, count: recordCount)
    }

    private func days(_ comparator: Comparator, _ left: DayTerm, _ right: DayTerm) -> Step {
        switch (left, right) {
        case (.constant(let a), .constant(let b)): return .constant(comparator.holds(a, b))
        case (.property(let name), .constant(let day)): return .days(comparator, dayColumn(name), day)
        case (.constant(let day), .property(let name)): return .days(comparator.mirrored, dayColumn(name), day)
        case (.property(let first), .property(let second)):
            return .dayPair(comparator, dayColumn(first), dayColumn(second))
        }
    }

    private func day(_ term: DayTerm, isIn days: [Int32], _ isTrue: Bool) -> Step {
        let sorted = Set(days).sorted()
        switch term {
        case .constant(let day): return .constant(sorted.contains(day) == isTrue)
        case .property(let name): return .dayIsIn(dayColumn(name), sorted: sorted, isIn: isTrue)
        }
    }

    private func span(_ term: SpanTerm) -> SpanStep {
        func source(_ day: DayTerm) -> SpanStep.DaySource {
            switch day {
            case .constant(let day): .constant(day)
            case .property(let name): .column(dayColumn(name))
            }
        }
        switch term {
        case .instant(.constant(let day)): return .constant(DaySpan(first: day, last: day))
        case .instant(.property(let name)): return .day(dayColumn(name))
        case .interval(let first, let last):
            if case .constant(let start)? = first ?? .constant(DaySpan.openStart),
                case .constant(let end)? = last ?? .constant(DaySpan.openEnd)
            {
                return .constant(DaySpan(first: start, last: end))
            }
            return .interval(first: first.map(source), last: last.map(source))
        case .property(let start, let end): return .ends(dayColumn(start), dayColumn(end))
        }
    }

    // Texts

    private func textColumn(_ name: String) -> ([UInt32], TextDictionary)? {
        if case .texts(let codes, let dictionary)? = column(name) { return (codes, dictionary) }
        return nil
    }

    /// Where a text is as `test` says, or is not; null is neither.
    private func matching(_ term: TextTerm, _ isTrue: Bool, _ test: (String) -> Bool) -> Step {
        switch term.origin {
        case .constant(let text): return .constant(test(text) == isTrue)
        case .property(let name):
            guard let (codes, dictionary) = textColumn(name) else { return .constant(false) }
            var table = [UInt8](repeating: 0, count: dictionary.count + 1)
            for code in 1..<(dictionary.count + 1) where test(term.form(of: dictionary[UInt32(code)])) == isTrue {
                table[code] = 1
            }
            return Self.step(codes, table)
        }
    }

    /// Codes that follow each other are compared with their ends.
    private static func step(_ codes: [UInt32], _ table: [UInt8]) -> Step {
        guard let first = table.firstIndex(of: 1), let last = table.lastIndex(of: 1) else { return .constant(false) }
        if table[first...last].allSatisfy({ $0 == 1 }) { return .codes(codes, UInt32(first), UInt32(last)) }
        return .codeTable(codes, table)
    }

    private func texts(_ comparator: Comparator, _ left: TextTerm, _ right: TextTerm) -> Step {
        switch (left.origin, right.origin) {
        case (.constant(let a), .constant(let b)): return .constant(comparator.holds(TextOrder(a), TextOrder(b)))
        case (.property, .constant(let text)): return compared(left, comparator, text)
        case (.constant(let text), .property): return compared(right, comparator.mirrored, text)
        case (.property(let first), .property(let second)):
            guard let (a, ranksA, b, ranksB) = ranked(first, left, second, right) else { return .constant(false) }
            return .codePair(comparator, a, leftRanks: ranksA, b, rightRanks: ranksB)
        }
    }

    /// The order of codes is that of the texts, so that a comparison with a text is one with a place among them.
    private func compared(_ term: TextTerm, _ comparator: Comparator, _ text: String) -> Step {
        guard !term.isFolded, case .property(let name) = term.origin else {
            let order = TextOrder(text)
            return matching(term, true) { comparator.holds(TextOrder($0), order) }
        }
        guard let (codes, dictionary) = textColumn(name) else { return .constant(false) }
        let place = dictionary.lowerBound(of: text)
        let isThere = dictionary.code(of: text) != nil
        let last = UInt32(dictionary.count)
        switch comparator {
        case .equal: return isThere ? .codes(codes, place, place) : .constant(false)
        case .notEqual:
            guard isThere else { return Self.range(codes, 1, last) }
            return .any([Self.range(codes, 1, place - 1), Self.range(codes, place + 1, last)])
        case .less: return Self.range(codes, 1, place - 1)
        case .lessOrEqual: return Self.range(codes, 1, isThere ? place : place - 1)
        case .greater: return Self.range(codes, isThere ? place + 1 : place, last)
        case .greaterOrEqual: return Self.range(codes, place, last)
        }
    }

    private static func range(_ codes: [UInt32], _ first: UInt32, _ last: UInt32) -> Step {
        first <= last ? .codes(codes, first, last) : .constant(false)
    }

    /// Two columns of texts with the ranks of their codes in one order; rank 0 is null.
    private func ranked(
        _ first: String, _ left: TextTerm, _ second: String, _ right: TextTerm
    ) -> ([UInt32], [UInt32], [UInt32], [UInt32])? {
        guard let (a, dictionaryA) = textColumn(first), let (b, dictionaryB) = textColumn(second) else { return nil }
        let (ranksA, ranksB) = ranks(dictionaryA, left, dictionaryB, right)
        return (a, ranksA, b, ranksB)
    }

    private func ranks(
        _ a: TextDictionary, _ left: TextTerm, _ b: TextDictionary, _ right: TextTerm
    ) -> ([UInt32], [UInt32]) {
        let formsA = (0..<a.count).map { left.form(of: a[UInt32($0 + 1)]) }
        let formsB = (0..<b.count).map { right.form(of: b[UInt32($0 + 1)]) }
        let order = Set(formsA + formsB).map(TextOrder.init).sorted()
        let ranks = Dictionary(
            uniqueKeysWithValues: order.enumerated().map { ($0.element.text, UInt32($0.offset + 1)) })
        return ([0] + formsA.map { ranks[$0] ?? 0 }, [0] + formsB.map { ranks[$0] ?? 0 })
    }

    // Truths, nulls, positions, arrays

    private func truths(_ name: String) -> [UInt8] {
        if case .booleans(let truths)? = column(name) { return truths }
        return Array(repeating: 2, count: recordCount)
    }

    private func booleans(_ left: BooleanTerm, _ right: BooleanTerm, same: Bool) -> Step {
        switch (left, right) {
        case (.constant(let a), .constant(let b)): return .constant((a == b) == same)
        case (.property(let name), .constant(let value)), (.constant(let value), .property(let name)):
            return .booleans(truths(name), value == same ? 1 : 0)
        case (.property(let first), .property(let second)):
            return .booleanPair(truths(first), truths(second), same: same)
        }
    }

    private func nullStep(_ name: String) -> Step {
        switch column(name) {
        case .numbers(let values)?: return .numberIsNull(.column(values))
        case .booleans(let values)?: return .booleans(values, 2)
        case .days(let days)?: return .days(.equal, days, .min)
        case .texts(let codes, _)?: return .codes(codes, 0, 0)
        case .lists(let offsets, _, _)?: return .listIsEmpty(offsets)
        case .points?, .shapes?: return .shapeIsNull(shapes(name))
        case nil: return .constant(true)
        }
    }

    private func shapes(_ name: String) -> ShapeColumn {
        if let shapes = column(name)?.shapes { return shapes }
        let none = Array(repeating: Double.nan, count: recordCount)
        return ShapeColumn(longitudes: none, latitudes: none)
    }

    private func arrays(
        _ relation: ArrayRelation, _ property: String, _ texts: [String], _ isTrue: Bool
    ) -> Step {
        guard case .lists(let offsets, let codes, let dictionary)? = column(property) else { return .constant(false) }
        let places = Set(texts)
        let wanted = places.compactMap(dictionary.code).sorted()
        return .lists(
            .constants(
                relation, offsets: offsets, codes: codes, wanted: wanted, hasStrangers: wanted.count < places.count),
            isTrue: isTrue)
    }

    private func arrayPair(
        _ relation: ArrayRelation, _ first: String, _ second: String, _ isTrue: Bool
    ) -> Step {
        guard case .lists(let offsets, let codes, let dictionary)? = column(first),
            case .lists(let otherOffsets, let otherCodes, let otherDictionary)? = column(second)
        else { return .constant(false) }
        let exact = TextTerm(origin: .constant(""))
        let (ranks, otherRanks) = ranks(dictionary, exact, otherDictionary, exact)
        return .lists(
            .pair(
                relation, offsets: offsets, codes: codes, ranks: ranks, otherOffsets: otherOffsets,
                otherCodes: otherCodes, otherRanks: otherRanks),
            isTrue: isTrue)
    }
}

/// A text in the order of lists: without regard to case and diacritics first, then exactly.
struct TextOrder: Comparable {
    let folded: String
    let text: String

    init(_ text: String) {
        self.text = text
        folded = SearchText.folded(text)
    }

    static func < (left: Self, right: Self) -> Bool { (left.folded, left.text) < (right.folded, right.text) }
    static func == (left: Self, right: Self) -> Bool { left.text == right.text }
}

extension Arithmetic {
    /// Null, which is NaN, when an operand is, and where there is no finite result.
    func result(_ a: Double, _ b: Double) -> Double {
        let result: Double =
            switch self {
            case .plus: a + b
            case .minus: a - b
            case .times: a * b
            case .divided: a / b
            case .modulo: a.truncatingRemainder(dividingBy: b)
            case .integerDivided: (a / b).rounded(.towardZero)
            case .power: raised(a, to: b)
            }
        return result.isFinite && !a.isNaN && !b.isNaN ? result : .nan
    }
}
