import BorderEconomy

/// Checks an expression against what a collection has: names, kinds, closed lists and records that are named.
struct FilterChecker {
    let vocabulary: FilterVocabulary
    let references: (_ text: String, _ collections: [String]) -> ReferenceReading
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

    /// - Parameter json: the remedy where the filter is written in JSON; the same as in text when nil.
    mutating func report(
        _ expression: FilterExpression, _ reason: String, _ remedy: String, json: String? = nil
    ) {
        var remedy = remedy
        if case .pointer = expression.place, let json { remedy = json }
        faults.append(FilterFault(at: expression.place, reason: reason, remedy: remedy))
    }

    /// What the expression is as a condition; nil when something is wrong with it, which is then reported.
    mutating func condition(_ expression: FilterExpression) -> CheckedCondition? {
        switch expression.form {
        case .boolean(let value): return .constant(value)
        case .and(let terms): return all(terms.map { condition($0) }).map { .and($0) }
        case .or(let terms): return all(terms.map { condition($0) }).map { .or($0) }
        case .not(let inner): return condition(inner).map { .not($0) }
        case .comparison(let comparator, let left, let right):
            return sides([left, right]).flatMap { compared($0[0], comparator, $0[1]) }
        case .between(let value, let low, let high):
            return sides([value, low, high]).flatMap { sides in
                all([compared(sides[0], .greaterOrEqual, sides[1]), compared(sides[0], .lessOrEqual, sides[2])])
            }.map { .and($0) }
        case .isIn(let value, let list): return membership(of: value, in: list)
        case .like(let value, let pattern): return like(value, pattern)
        case .isNull(let value): return nullness(of: value)
        case .spatial(let relation, let a, let b): return spatial(relation, a, b)
        case .temporal(let relation, let a, let b): return temporal(relation, a, b)
        case .arrays(let relation, let a, let b): return arrays(relation, a, b)
        case .property, .text, .number, .date, .timestamp, .interval, .open, .shape, .array, .folded, .arithmetic,
            .function:
            return noCondition(expression)
        }
    }

    /// All of them, unless one is missing.
    func all<Value>(_ values: [Value?]) -> [Value]? {
        let found = values.compactMap(\.self)
        return found.count == values.count ? found : nil
    }

    private mutating func noCondition(_ expression: FilterExpression) -> CheckedCondition? {
        guard let operand = operand(expression) else { return nil }
        if case .boolean(.property(let name)) = operand {
            report(
                expression, "expected a condition, found the field \(name)", "write \(name) = TRUE",
                json: #"give {"op": "=", "args": [{"property": "\#(name)"}, true]}"#)
        } else {
            report(
                expression, "expected a condition, found \(operand.description)",
                "compare it with something, as in \(example.text)",
                json: "compare it with something, as in \(example.json)")
        }
        return nil
    }

    /// A condition on a field that the collection has.
    private var example: (text: String, json: String) {
        let entry =
            vocabulary.entries.first { if case .number = $0.kind { true } else { false } } ?? vocabulary.entries.first
        let name = entry?.name ?? "id"
        guard case .number? = entry?.kind else {
            return ("\(name) IS NOT NULL", #"{"op": "isNull", "args": [{"property": "\#(name)"}]}"#)
        }
        return ("\(name) > 5", #"{"op": ">", "args": [{"property": "\#(name)"}, 5]}"#)
    }

    private mutating func like(_ value: FilterExpression, _ pattern: FilterExpression) -> CheckedCondition? {
        guard let sides = sides([value, pattern]) else { return nil }
        guard case .text(let term, _) = sides[0].operand else {
            report(
                value, "expected a text before LIKE, found \(sides[0].operand.description)", "LIKE compares texts alone"
            )
            return nil
        }
        guard case .text(let patternTerm, _) = sides[1].operand, case .constant(let text) = patternTerm.origin else {
            report(
                pattern, "expected a pattern after LIKE, found \(sides[1].operand.description)",
                "write it in single quotes, as in 'Cửa khẩu%'", json: #"give it as a string, as in "Cửa khẩu%""#)
            return nil
        }
        guard let checked = LikePattern(patternTerm.form(of: text)) else {
            report(pattern, "the pattern ends with a backslash that takes nothing", #"write \\ for a backslash"#)
            return nil
        }
        return .like(term, checked)
    }

    private mutating func nullness(of value: FilterExpression) -> CheckedCondition? {
        if value.form.isCondition { return condition(value).map { .isUnknown($0) } }
        if case .property(let name) = value.form {
            guard let entry = entry(name, value) else { return nil }
            if case .span(let start, let end) = entry.kind {
                return .and([.isNull(property: start), .isNull(property: end)])
            }
            return .isNull(property: name)
        }
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
