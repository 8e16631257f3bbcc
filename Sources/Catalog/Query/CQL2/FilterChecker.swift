import BorderEconomy

/// Checks an expression against what a collection has: names, kinds, closed lists and records that are named.
struct FilterChecker {
    private let vocabulary: FilterVocabulary
    private let references: (_ text: String, _ collections: [String]) -> ReferenceReading
    private(set) var faults: [FilterFault] = []

    /// The condition that `expression` is, or everything that is wrong with it.
    ///
    /// - Parameter references: looks up a record that a filter names, by identifier or alias.
    static func check(
        _ expression: FilterExpression, against vocabulary: FilterVocabulary,
        references: @escaping (_ text: String, _ collections: [String]) -> ReferenceReading
    ) throws(FilterFaults) -> CheckedCondition {
        var checker = FilterChecker(vocabulary: vocabulary, references: references)
        guard let condition = checker.condition(expression), checker.faults.isEmpty else {
            throw FilterFaults(checker.faults)
        }
        return condition
    }

    private init(
        vocabulary: FilterVocabulary,
        references: @escaping (_ text: String, _ collections: [String]) -> ReferenceReading
    ) {
        self.vocabulary = vocabulary
        self.references = references
    }

    /// A value of some kind, with the queryable it is of.
    private enum Operand {
        case number(NumberTerm)
        case text(TextTerm, FilterVocabulary.Entry?)
        case day(DayTerm)
        case boolean(BooleanTerm)
        case span(SpanTerm)
        case position(property: String)
        case shape(SpatialShape)
        case texts(property: String, FilterVocabulary.Entry)
        case array([FilterExpression])
        case condition(CheckedCondition)

        var description: String {
            switch self {
            case .number: "a number"
            case .text: "a text"
            case .day: "a day"
            case .boolean: "true or false"
            case .span: "an interval"
            case .position: "a position"
            case .shape: "a geometry"
            case .texts, .array: "an array"
            case .condition: "a condition"
            }
        }
    }

    private mutating func report(_ expression: FilterExpression, _ reason: String, _ remedy: String) {
        faults.append(FilterFault(at: expression.place, reason: reason, remedy: remedy))
    }

    // Conditions

    private mutating func condition(_ expression: FilterExpression) -> CheckedCondition? {
        switch expression.form {
        case .boolean(let value): return .constant(value)
        case .and(let terms): return conditions(terms).map { .and($0) }
        case .or(let terms): return conditions(terms).map { .or($0) }
        case .not(let inner): return condition(inner).map { .not($0) }
        case .comparison(let comparator, let left, let right): return comparison(comparator, left, right)
        case .between(let value, let low, let high):
            guard let least = comparison(.greaterOrEqual, value, low) else {
                _ = operand(high)
                return nil
            }
            return comparison(.lessOrEqual, value, high).map { .and([least, $0]) }
        case .isIn(let value, let list): return choice(value, list)
        case .like(let value, let pattern): return like(value, pattern)
        case .isNull(let value): return nullness(value)
        case .spatial(let relation, let a, let b): return spatial(relation, a, b)
        case .temporal(let relation, let a, let b): return temporal(relation, a, b)
        case .arrays(let relation, let a, let b): return arrays(relation, a, b)
        default:
            guard let operand = operand(expression) else { return nil }
            if case .boolean(.property(let name)) = operand {
                report(expression, "expected a condition, found the field \(name)", "write \(name) = TRUE")
            } else {
                report(
                    expression, "expected a condition, found \(operand.description)",
                    "compare it with something, as in areaHa > 10000")
            }
            return nil
        }
    }

    private mutating func conditions(_ terms: [FilterExpression]) -> [CheckedCondition]? {
        let checked = terms.map { condition($0) }
        return checked.contains { $0 == nil } ? nil : checked.compactMap(\.self)
    }

    private mutating func comparison(
        _ comparator: Comparator, _ left: FilterExpression, _ right: FilterExpression
    ) -> CheckedCondition? {
        let leftOperand = operand(left)
        let rightOperand = operand(right)
        guard let leftOperand, let rightOperand else { return nil }
        switch (leftOperand, rightOperand) {
        case (.number(let a), .number(let b)): return .numbers(comparator, a, b)
        case (.day(let a), .day(let b)): return .days(comparator, a, b)
        case (.text(let a, let entryA), .text(let b, let entryB)):
            guard comparator == .equal || comparator == .notEqual else { return .texts(comparator, a, b) }
            guard let resolvedA = resolved(a, as: entryB, left), let resolvedB = resolved(b, as: entryA, right) else {
                return nil
            }
            return .texts(comparator, resolvedA, resolvedB)
        case (.boolean(let a), .boolean(let b)):
            switch comparator {
            case .equal: return .booleans(a, b)
            case .notEqual: return .not(.booleans(a, b))
            default:
                report(left, "true and false have no order", "compare them with = or <>")
                return nil
            }
        default:
            mismatch(left, leftOperand, right, rightOperand)
            return nil
        }
    }

    /// Says that two operands cannot be compared, at the one that is a literal.
    private mutating func mismatch(
        _ left: FilterExpression, _ leftOperand: Operand, _ right: FilterExpression, _ rightOperand: Operand
    ) {
        let blamesLeft = left.properties.isEmpty && !right.properties.isEmpty
        let (blamed, found, other, expected) =
            blamesLeft ? (left, leftOperand, right, rightOperand) : (right, rightOperand, left, leftOperand)
        let subject = other.properties.first.map { "to compare \($0) with" } ?? "on both sides"
        switch expected {
        case .position, .shape, .texts, .array, .span, .condition:
            report(other, "\(expected.description) cannot be compared with \(found.description)", remedy(for: expected))
        default:
            report(
                blamed, "expected \(expected.description) \(subject), found \(found.description)", remedy(for: expected)
            )
        }
    }

    private func remedy(for expected: Operand) -> String {
        switch expected {
        case .number: "write the number without quotes"
        case .text: "write the text in single quotes"
        case .day: "write the day as DATE('2024-12-15')"
        case .boolean: "write TRUE or FALSE"
        case .span: "use T_INTERSECTS and the other temporal functions"
        case .position, .shape: "use S_INTERSECTS and the other spatial functions"
        case .texts, .array: "use A_CONTAINS and the other array functions"
        case .condition: "join conditions with AND and OR"
        }
    }

    /// A literal that names a choice or a record has to be one; it comes back as the record's own identifier.
    private mutating func resolved(
        _ term: TextTerm, as entry: FilterVocabulary.Entry?, _ expression: FilterExpression
    ) -> TextTerm? {
        guard case .constant(let text) = term.origin, !term.isFolded, let entry else { return term }
        return resolved(text, entry, expression).map { TextTerm(origin: .constant($0)) }
    }

    private mutating func resolved(
        _ text: String, _ entry: FilterVocabulary.Entry, _ expression: FilterExpression
    ) -> String? {
        switch entry.kind {
        case .choice(let values):
            if values.contains(text) { return text }
            report(
                expression, "\(entry.name) is never '\(text)'", Suggestion.phrase(for: text, among: values))
            return nil
        case .reference(let collections), .references(let collections):
            switch references(text, collections) {
            case .key(let key): return key
            case .unknown(let remedy):
                report(expression, "there is no record '\(text)' for \(entry.name)", remedy)
                return nil
            }
        default: return text
        }
    }

    private mutating func choice(_ value: FilterExpression, _ list: [FilterExpression]) -> CheckedCondition? {
        let isConstant = list.allSatisfy { element in
            switch element.form {
            case .text, .number, .date, .timestamp: true
            default: false
            }
        }
        guard let operand = operand(value) else { return nil }
        guard isConstant else {
            let terms = list.map { comparison(.equal, value, $0) }
            return terms.contains { $0 == nil } ? nil : .or(terms.compactMap(\.self))
        }
        var texts: [String] = []
        var numbers: [Double] = []
        var days: [Int32] = []
        for element in list {
            guard let checked = comparison(.equal, value, element) else { continue }
            switch checked {
            case .texts(_, _, let right):
                if case .constant(let text) = right.origin { texts.append(text) }
            case .numbers(_, _, .constant(let number)): numbers.append(number)
            case .days(_, _, .constant(let day)): days.append(day)
            default: break
            }
        }
        switch operand {
        case .text(let term, _): return texts.count == list.count ? .textIsIn(term, texts) : nil
        case .number(let term): return numbers.count == list.count ? .numberIsIn(term, numbers) : nil
        case .day(let term): return days.count == list.count ? .dayIsIn(term, days) : nil
        default: return nil
        }
    }

    private mutating func like(_ value: FilterExpression, _ pattern: FilterExpression) -> CheckedCondition? {
        let valueOperand = operand(value)
        let patternOperand = operand(pattern)
        guard let valueOperand, let patternOperand else { return nil }
        guard case .text(let term, _) = valueOperand else {
            report(value, "expected a text before LIKE, found \(valueOperand.description)", "LIKE compares texts alone")
            return nil
        }
        guard case .text(let patternTerm, _) = patternOperand, case .constant(let text) = patternTerm.origin else {
            report(
                pattern, "expected a pattern after LIKE, found \(patternOperand.description)",
                "write it in single quotes, as in 'Cửa khẩu%'")
            return nil
        }
        guard let checked = LikePattern(patternTerm.form(of: text)) else {
            report(pattern, "the pattern ends with a backslash that takes nothing", #"write \\ for a backslash"#)
            return nil
        }
        return .like(term, checked)
    }

    private mutating func nullness(_ value: FilterExpression) -> CheckedCondition? {
        switch value.form {
        case .property(let name):
            guard let entry = entry(name, value) else { return nil }
            if case .span(let start, let end) = entry.kind {
                return .and([.isNull(property: start), .isNull(property: end)])
            }
            return .isNull(property: name)
        case .and, .or, .not, .comparison, .between, .isIn, .like, .isNull, .spatial, .temporal, .arrays:
            return condition(value).map { .isUnknown($0) }
        default:
            guard let operand = operand(value) else { return nil }
            switch operand {
            case .number(let term): return .numberIsNull(term)
            case .text(let term, _):
                if case .property(let name) = term.origin { return .isNull(property: name) }
                return .constant(false)
            case .day(.property(let name)): return .isNull(property: name)
            default: return .constant(false)
            }
        }
    }

    // Values

    private mutating func entry(_ name: String, _ expression: FilterExpression) -> FilterVocabulary.Entry? {
        if let entry = vocabulary[name] { return entry }
        let names = vocabulary.entries.map(\.name)
        let remedy =
            Suggestion.nearest(to: name, among: names).map { "did you mean \($0)?" }
            ?? "texts stand in single quotes; \(Suggestion.phrase(for: name, among: names))"
        report(expression, "\(vocabulary.collection) have no field \"\(name)\"", remedy)
        return nil
    }

    private mutating func operand(_ expression: FilterExpression) -> Operand? {
        switch expression.form {
        case .property(let name): return property(name, expression)
        case .text(let text): return .text(TextTerm(origin: .constant(text)), nil)
        case .number(let value): return .number(.constant(value))
        case .boolean(let value): return .boolean(.constant(value))
        case .date(let day): return .day(.constant(Int32(day.daysSince1970)))
        case .timestamp(let instant): return .day(.constant(Int32(instant.day.daysSince1970)))
        case .interval(let first, let last): return interval(first, last)
        case .open:
            report(expression, "'..' is an end of an interval", "write it inside INTERVAL(…)")
            return nil
        case .shape(let shape): return .shape(shape)
        case .array(let elements): return .array(elements)
        case .folded(let folding, let inner): return folded(folding, inner)
        case .arithmetic(let operation, let left, let right):
            let a = number(left, "before \(operation.rawValue)")
            let b = number(right, "after \(operation.rawValue)")
            guard let a, let b else { return nil }
            return .number(.arithmetic(operation, a, b))
        case .function(let name, let arguments): return function(name, arguments, expression)
        case .and, .or, .not, .comparison, .between, .isIn, .like, .isNull, .spatial, .temporal, .arrays:
            return condition(expression).map { .condition($0) }
        }
    }

    private mutating func property(_ name: String, _ expression: FilterExpression) -> Operand? {
        guard let entry = entry(name, expression) else { return nil }
        switch entry.kind {
        case .text, .choice, .reference: return .text(TextTerm(origin: .property(name)), entry)
        case .number: return .number(.property(name))
        case .boolean: return .boolean(.property(name))
        case .day: return .day(.property(name))
        case .span(let start, let end): return .span(.property(start: start, end: end))
        case .position: return .position(property: name)
        case .texts, .references: return .texts(property: name, entry)
        }
    }

    private mutating func number(_ expression: FilterExpression, _ purpose: String) -> NumberTerm? {
        guard let operand = operand(expression) else { return nil }
        if case .number(let term) = operand { return term }
        report(
            expression, "expected a number \(purpose), found \(operand.description)",
            "write a number or a field of numbers")
        return nil
    }

    private mutating func folded(_ folding: Folding, _ inner: FilterExpression) -> Operand? {
        guard let operand = operand(inner) else { return nil }
        guard case .text(var term, _) = operand else {
            report(
                inner, "expected a text in \(folding.rawValue.uppercased()), found \(operand.description)",
                "give a text or a field of texts")
            return nil
        }
        switch folding {
        case .letterCase: term.ignoresCase = true
        case .diacritics: term.ignoresDiacritics = true
        }
        if case .constant(let text) = term.origin { term.origin = .constant(term.form(of: text)) }
        // What is folded is no longer one of a closed list.
        return .text(term, nil)
    }

    private mutating func interval(_ first: FilterExpression, _ last: FilterExpression) -> Operand? {
        var bounds: [DayTerm?] = []
        for bound in [first, last] {
            if bound.form == .open {
                bounds.append(nil)
                continue
            }
            guard let operand = operand(bound) else { return nil }
            guard case .day(let term) = operand else {
                report(
                    bound, "expected an end of the interval, found \(operand.description)",
                    "write a day, '..' or a field of days")
                return nil
            }
            bounds.append(term)
        }
        if case .constant(let a)? = bounds[0], case .constant(let b)? = bounds[1], a > b {
            report(last, "the interval ends before it begins", "put the earlier day first")
            return nil
        }
        return .span(.interval(first: bounds[0], last: bounds[1]))
    }

    // Functions

    private mutating func function(
        _ name: String, _ arguments: [FilterExpression], _ expression: FilterExpression
    ) -> Operand? {
        guard let function = FilterFunction(rawValue: name) else {
            report(
                expression, "there is no function \"\(name)\"",
                Suggestion.phrase(for: name, among: FilterFunction.allCases.map(\.rawValue)))
            return nil
        }
        guard arguments.count == function.arguments.count else {
            report(
                expression, "\(name) takes \(function.arguments.count) arguments, found \(arguments.count)",
                "write \(function.usage)")
            return nil
        }
        switch function {
        case .distanceKm: return distance(arguments[0], arguments[1], function)
        case .year:
            guard let operand = operand(arguments[0]) else { return nil }
            guard case .day(let day) = operand else {
                report(arguments[0], "expected a day, found \(operand.description)", "write \(function.usage)")
                return nil
            }
            return .number(.year(day))
        }
    }

    private mutating func distance(
        _ first: FilterExpression, _ second: FilterExpression, _ function: FilterFunction
    ) -> Operand? {
        let a = operand(first)
        let b = operand(second)
        guard let a, let b else { return nil }
        switch (a, b) {
        case (.position(let name), .shape(.point(let place))), (.shape(.point(let place)), .position(let name)):
            return .number(.distance(property: name, place))
        case (.position(let name), .position(let other)): return .number(.distancePair(name, other))
        case (.shape(.point(let place)), .shape(.point(let other))):
            return .number(.constant(place.kilometres(to: other)))
        default:
            let blamesFirst: Bool =
                switch a {
                case .position, .shape(.point): false
                default: true
                }
            report(
                blamesFirst ? first : second, "expected a position, found \((blamesFirst ? a : b).description)",
                "write \(function.usage)")
            return nil
        }
    }

    private mutating func spatial(
        _ relation: SpatialRelation, _ first: FilterExpression, _ second: FilterExpression
    ) -> CheckedCondition? {
        let a = operand(first)
        let b = operand(second)
        guard let a, let b else { return nil }
        switch (a, b) {
        case (.position(let name), .shape(let shape)): return .spatial(relation, property: name, shape)
        case (.shape(let shape), .position(let name)): return .spatial(relation.mirrored, property: name, shape)
        case (.position(let name), .position(let other)): return .spatialPair(relation, name, other)
        case (.shape(.point(let place)), .shape(let shape)): return .constant(shape.holds(relation, for: place))
        case (.shape(let shape), .shape(.point(let place))):
            return .constant(shape.holds(relation.mirrored, for: place))
        case (.shape, .shape):
            report(
                first, "expected a field with positions in one of the two places", "write a field such as point")
            return nil
        default:
            let blamesFirst: Bool =
                switch a {
                case .position, .shape: false
                default: true
                }
            report(
                blamesFirst ? first : second, "expected a geometry, found \((blamesFirst ? a : b).description)",
                "write a field of positions, or a geometry such as POLYGON((…))")
            return nil
        }
    }

    private mutating func temporal(
        _ relation: TemporalRelation, _ first: FilterExpression, _ second: FilterExpression
    ) -> CheckedCondition? {
        let a = span(first, relation)
        let b = span(second, relation)
        guard let a, let b else { return nil }
        return .temporal(relation, a, b)
    }

    private mutating func span(_ expression: FilterExpression, _ relation: TemporalRelation) -> SpanTerm? {
        guard let operand = operand(expression) else { return nil }
        switch operand {
        case .span(let term): return term
        case .day(let term):
            if relation.allowsInstants { return .instant(term) }
            report(
                expression, "\(relation.rawValue.uppercased()) is between intervals, found a day",
                "use T_INTERSECTS, T_BEFORE, T_AFTER, T_EQUALS or T_DISJOINT, or write INTERVAL(…)")
            return nil
        default:
            report(
                expression, "expected a day or an interval, found \(operand.description)",
                "write DATE('2024-12-15'), INTERVAL('2024-01-01','..') or a field of days")
            return nil
        }
    }

    private mutating func arrays(
        _ relation: ArrayRelation, _ first: FilterExpression, _ second: FilterExpression
    ) -> CheckedCondition? {
        let a = operand(first)
        let b = operand(second)
        guard let a, let b else { return nil }
        switch (a, b) {
        case (.texts(let name, let entry), .array(let elements)):
            return constants(elements, entry).map { .arrays(relation, property: name, $0) }
        case (.array(let elements), .texts(let name, let entry)):
            return constants(elements, entry).map { .arrays(relation.mirrored, property: name, $0) }
        case (.texts(let name, _), .texts(let other, _)): return .arrayPair(relation, name, other)
        case (.array, .array):
            report(first, "expected a field with an array in one of the two places", "write a field such as gates")
            return nil
        default:
            let blamesFirst: Bool =
                switch a {
                case .texts, .array: false
                default: true
                }
            report(
                blamesFirst ? first : second, "expected an array, found \((blamesFirst ? a : b).description)",
                "write a field of arrays, or values in parentheses: ('a', 'b')")
            return nil
        }
    }

    private mutating func constants(_ elements: [FilterExpression], _ entry: FilterVocabulary.Entry) -> [String]? {
        var texts: [String] = []
        for element in elements {
            guard case .text(let text) = element.form else {
                report(element, "\(entry.name) holds texts", "write each value in single quotes")
                continue
            }
            if let text = resolved(text, entry, element) { texts.append(text) }
        }
        return texts.count == elements.count ? texts : nil
    }
}

extension SpatialRelation {
    /// The relation of b to a where this one is of a to b.
    var mirrored: SpatialRelation {
        switch self {
        case .within: .contains
        case .contains: .within
        default: self
        }
    }
}

extension ArrayRelation {
    /// The relation of b to a where this one is of a to b.
    var mirrored: ArrayRelation {
        switch self {
        case .contains: .containedBy
        case .containedBy: .contains
        default: self
        }
    }
}

/// The functions that filters may call besides those of CQL2.
package enum FilterFunction: String, Sendable, CaseIterable {
    case distanceKm
    case year

    /// What it takes, in order.
    package var arguments: [(name: String, type: String)] {
        switch self {
        case .distanceKm: [("a", "geometry"), ("b", "geometry")]
        case .year: [("day", "date")]
        }
    }

    package var meaning: String {
        switch self {
        case .distanceKm: "Kilometres between two positions over a sphere of the Earth's mean radius"
        case .year: "The year of a day"
        }
    }

    /// An example of a call.
    package var usage: String {
        switch self {
        case .distanceKm: "distanceKm(point, POINT(103.97 22.5)) <= 20"
        case .year: "year(deadline) = 2030"
        }
    }
}
