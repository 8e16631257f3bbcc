import BorderEconomy

/// A value of some kind, with the queryable it is of.
enum FilterOperand {
    case number(NumberTerm)
    case text(TextTerm, FilterVocabulary.Entry?)
    case day(DayTerm)
    case boolean(BooleanTerm)
    case span(SpanTerm)
    /// A field of positions or shapes.
    case place(property: String, FilterVocabulary.Kind)
    case shape(Geometry)
    case texts(property: String, FilterVocabulary.Entry)
    case array([FilterExpression])
    case condition(CheckedCondition)

    /// As a sentence names it.
    var description: String {
        switch self {
        case .number: "a number"
        case .text: "a text"
        case .day: "a day"
        case .boolean: "true or false"
        case .span: "an interval"
        case .place(_, let kind): kind.description
        case .shape: "a geometry"
        case .texts, .array: "an array"
        case .condition: "a condition"
        }
    }

    /// Whether comparisons take it.
    var isComparable: Bool {
        switch self {
        case .number, .text, .day, .boolean: true
        case .span, .place, .shape, .texts, .array, .condition: false
        }
    }

    /// How to write what it may be compared with, or what to use where comparisons do not take it.
    var remedy: String {
        switch self {
        case .number: "write the number without quotes"
        case .text: "write the text in single quotes"
        case .day: "write the day as DATE('2024-12-15')"
        case .boolean: "write TRUE or FALSE"
        case .span: "use T_INTERSECTS and the other temporal functions"
        case .place, .shape: "use S_INTERSECTS and the other spatial functions"
        case .texts, .array: "use A_CONTAINS and the other array functions"
        case .condition: "join conditions with AND and OR"
        }
    }

    /// The same where the filter is written in JSON.
    var remedyInJSON: String {
        switch self {
        case .number: "give a JSON number"
        case .text: "give a JSON string"
        case .day: #"give {"date": "2024-12-15"}"#
        case .boolean: "give true or false"
        case .span: "use t_intersects and the other temporal functions"
        case .place, .shape: "use s_intersects and the other spatial functions"
        case .texts, .array: "use a_contains and the other array functions"
        case .condition: "join conditions with and and or"
        }
    }
}

/// What single expressions are.
extension FilterChecker {
    /// The queryable called `name`.
    mutating func entry(_ name: String, _ expression: FilterExpression) -> FilterVocabulary.Entry? {
        if let entry = vocabulary[name] { return entry }
        let names = vocabulary.entries.map(\.name)
        let nearest = Suggestion.nearest(to: name, among: names).map { "did you mean \($0)?" }
        let known = Suggestion.phrase(for: name, among: names)
        report(
            expression, "\(vocabulary.collection) have no field \"\(name)\"",
            nearest ?? "texts stand in single quotes; \(known)", json: nearest ?? known)
        return nil
    }

    /// What an expression is; nil when something is wrong with it, which is then reported.
    mutating func operand(_ expression: FilterExpression) -> FilterOperand? {
        if expression.form.isCondition { return condition(expression).map { .condition($0) } }
        switch expression.form {
        case .property(let name): return property(name, expression)
        case .text(let text): return .text(TextTerm(origin: .constant(text)), nil)
        case .number(let value): return .number(.constant(value))
        case .boolean(let value): return .boolean(.constant(value))
        case .date(let day): return .day(.constant(Int32(day.daysSince1970)))
        case .timestamp(let instant): return .day(.constant(Int32(instant.day.daysSince1970)))
        case .interval(let first, let last): return interval(first, last)
        case .shape(let shape): return self.shape(shape, expression)
        case .array(let elements): return .array(elements)
        case .folded(let folding, let inner): return folded(folding, inner)
        case .arithmetic(let operation, let left, let right):
            let isSign = operation == .times && left.isSign(of: right)
            let a = number(left, "before \(operation.rawValue)")
            let b = number(right, isSign ? "after the sign" : "after \(operation.rawValue)")
            guard let a, let b else { return nil }
            return .number(.arithmetic(operation, a, b))
        case .function(let name, let arguments): return function(name, arguments, expression)
        case .open:
            report(expression, "'..' is an end of an interval", "write it inside INTERVAL(…)")
            return nil
        case .and, .or, .not, .comparison, .between, .isIn, .like, .isNull, .spatial, .temporal, .arrays: return nil
        }
    }

    private mutating func property(_ name: String, _ expression: FilterExpression) -> FilterOperand? {
        guard let entry = entry(name, expression) else { return nil }
        switch entry.kind {
        case .text, .choice, .reference: return .text(TextTerm(origin: .property(name)), entry)
        case .number: return .number(.property(name))
        case .boolean: return .boolean(.property(name))
        case .day: return .day(.property(name))
        case .span(let start, let end): return .span(.property(start: start, end: end))
        case .position, .shape: return .place(property: name, entry.kind)
        case .texts, .references: return .texts(property: name, entry)
        }
    }

    private mutating func shape(_ shape: Geometry, _ expression: FilterExpression) -> FilterOperand? {
        guard let place = shape.selfCrossing else { return .shape(shape) }
        let numbers = [place.longitude, place.latitude].map(FilterTextWriter.number).joined(separator: " ")
        report(
            expression, "a ring of the geometry crosses or touches itself at \(numbers)",
            "give its positions in order along the boundary")
        return nil
    }

    private mutating func number(_ expression: FilterExpression, _ purpose: String) -> NumberTerm? {
        guard let operand = operand(expression) else { return nil }
        if case .number(let term) = operand { return term }
        report(
            expression, "expected a number \(purpose), found \(operand.description)",
            "write a number or a field of numbers")
        return nil
    }

    private mutating func folded(_ folding: Folding, _ inner: FilterExpression) -> FilterOperand? {
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

    private mutating func interval(_ first: FilterExpression, _ last: FilterExpression) -> FilterOperand? {
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
}

extension FilterExpression {
    /// Whether this is the -1 that a sign before `operand` is read as: it stands where the sign does, right before.
    fileprivate func isSign(of operand: FilterExpression) -> Bool {
        guard form == .number(-1), case .character(let mine) = place, case .character(let other) = operand.place else {
            return false
        }
        return other - mine <= 2
    }
}
