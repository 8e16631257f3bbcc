import BorderEconomy

/// Values that are compared with each other: comparisons, BETWEEN and IN.
extension FilterChecker {
    /// One side of a comparison.
    struct Side {
        let expression: FilterExpression
        let operand: FilterOperand
    }

    /// What all of the expressions are; nil when something is wrong with one, which is then reported.
    mutating func sides(_ expressions: [FilterExpression]) -> [Side]? {
        all(
            expressions.map { expression in
                operand(expression).map { Side(expression: expression, operand: $0) }
            })
    }

    /// The comparison of two sides; nil when they cannot be compared, which is then reported.
    mutating func compared(_ left: Side, _ comparator: Comparator, _ right: Side) -> CheckedCondition? {
        switch (left.operand, right.operand) {
        case (.number(let a), .number(let b)): return .numbers(comparator, a, b)
        case (.day(let a), .day(let b)): return .days(comparator, a, b)
        case (.text(let a, let entryA), .text(let b, let entryB)):
            guard comparator == .equal || comparator == .notEqual else { return .texts(comparator, a, b) }
            guard let resolvedA = resolved(a, as: entryB, left.expression),
                let resolvedB = resolved(b, as: entryA, right.expression)
            else { return nil }
            return .texts(comparator, resolvedA, resolvedB)
        case (.boolean(let a), .boolean(let b)):
            switch comparator {
            case .equal: return .booleans(a, b)
            case .notEqual: return .not(.booleans(a, b))
            case .less, .lessOrEqual, .greater, .greaterOrEqual:
                report(left.expression, "true and false have no order", "compare them with = or <>")
                return nil
            }
        default:
            reportMismatch(left, right)
            return nil
        }
    }

    /// Says that two sides cannot be compared, at the one that is a literal.
    private mutating func reportMismatch(_ left: Side, _ right: Side) {
        let blamesLeft = left.expression.properties.isEmpty && !right.expression.properties.isEmpty
        let (blamed, other) = blamesLeft ? (left, right) : (right, left)
        let expected = other.operand
        let subject = other.expression.subject.map { "to compare \($0) with" } ?? "on both sides"
        if expected.isComparable {
            report(
                blamed.expression,
                "expected \(expected.description) \(subject), found \(blamed.operand.description)", expected.remedy,
                json: expected.remedyInJSON)
        } else {
            report(
                other.expression, "\(expected.description) cannot be compared with \(blamed.operand.description)",
                expected.remedy, json: expected.remedyInJSON)
        }
    }

    mutating func membership(of value: FilterExpression, in list: [FilterExpression]) -> CheckedCondition? {
        guard let sides = sides([value] + list) else { return nil }
        guard let terms = all(sides.dropFirst().map { compared(sides[0], .equal, $0) }) else { return nil }
        return Self.membership(of: sides[0].operand, in: terms) ?? .or(terms)
    }

    /// The comparisons as one with a set of constants; nil when one of them is with something else.
    private static func membership(of operand: FilterOperand, in terms: [CheckedCondition]) -> CheckedCondition? {
        switch operand {
        case .text(let term, _):
            let texts = terms.compactMap { term -> String? in
                if case .texts(_, _, let right) = term, case .constant(let text) = right.origin { text } else { nil }
            }
            return texts.count == terms.count ? .textIsIn(term, texts) : nil
        case .number(let term):
            let numbers = terms.compactMap {
                if case .numbers(_, _, .constant(let number)) = $0 { number } else { nil }
            }
            return numbers.count == terms.count ? .numberIsIn(term, numbers) : nil
        case .day(let term):
            let days = terms.compactMap { if case .days(_, _, .constant(let day)) = $0 { day } else { nil } }
            return days.count == terms.count ? .dayIsIn(term, days) : nil
        case .boolean, .span, .place, .shape, .texts, .array, .condition: return nil
        }
    }

    /// A literal that names a choice or a record has to be one; it comes back as the record's own identifier.
    private mutating func resolved(
        _ term: TextTerm, as entry: FilterVocabulary.Entry?, _ expression: FilterExpression
    ) -> TextTerm? {
        guard case .constant(let text) = term.origin, !term.isFolded, let entry else { return term }
        return resolved(text, entry, expression).map { TextTerm(origin: .constant($0)) }
    }

    /// The same for a text.
    mutating func resolved(
        _ text: String, _ entry: FilterVocabulary.Entry, _ expression: FilterExpression
    ) -> String? {
        switch entry.kind {
        case .choice(let values):
            if values.contains(text) { return text }
            report(expression, "\(entry.name) is never '\(text)'", Suggestion.phrase(for: text, among: values))
            return nil
        case .reference(let collections), .references(let collections):
            switch references(text, collections) {
            case .key(let key): return key
            case .unknown(let remedy):
                report(expression, "there is no record '\(text)' for \(entry.name)", remedy)
                return nil
            }
        case .text, .number, .boolean, .day, .span, .position, .shape, .texts: return text
        }
    }
}

extension FilterExpression {
    /// What a sentence calls it: the function that it calls, or the field in it; nil when it has none.
    fileprivate var subject: String? {
        if case .function(let name, let arguments) = form {
            return "\(name)(\(arguments.compactMap(\.properties.first).joined(separator: ", ")))"
        }
        return properties.first
    }
}
