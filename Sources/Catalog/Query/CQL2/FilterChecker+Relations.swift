import BorderEconomy

/// Functions, and relations between places, times and arrays.
extension FilterChecker {
    mutating func function(
        _ name: String, _ arguments: [FilterExpression], _ expression: FilterExpression
    ) -> FilterOperand? {
        guard let function = FilterFunction(rawValue: name) else {
            report(
                expression, "there is no function \"\(name)\"",
                Suggestion.phrase(for: name.uppercased(), among: FilterFunction.names(like: name)))
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
    ) -> FilterOperand? {
        guard let sides = sides([first, second]) else { return nil }
        switch (sides[0].operand, sides[1].operand) {
        case (.place(let name, _), .shape(.point(let place))), (.shape(.point(let place)), .place(let name, _)):
            return .number(.distance(property: name, place))
        case (.place(let name, _), .place(let other, _)): return .number(.distancePair(name, other))
        case (.shape(.point(let place)), .shape(.point(let other))):
            return .number(.constant(place.kilometres(to: other)))
        default:
            reportWrongSide(sides, "a position", "write \(function.usage)") { operand in
                switch operand {
                case .place, .shape(.point): true
                default: false
                }
            }
            return nil
        }
    }

    mutating func spatial(
        _ relation: SpatialRelation, _ first: FilterExpression, _ second: FilterExpression
    ) -> CheckedCondition? {
        guard let sides = sides([first, second]) else { return nil }
        switch (sides[0].operand, sides[1].operand) {
        case (.place(let name, _), .shape(let shape)): return .spatial(relation, property: name, shape)
        case (.shape(let shape), .place(let name, _)): return .spatial(relation.mirrored, property: name, shape)
        case (.place(let name, _), .place(let other, _)): return .spatialPair(relation, name, other)
        case (.shape(.point(let place)), .shape(let shape)): return .constant(shape.holds(relation, for: place))
        case (.shape(let shape), .shape(.point(let place))):
            return .constant(shape.holds(relation.mirrored, for: place))
        case (.shape, .shape):
            report(
                first, "expected a field with positions in one of the two places", "write a field such as geometry")
            return nil
        default:
            reportWrongSide(
                sides, "a geometry", "write a field of places, or a geometry such as POLYGON((…))"
            ) { operand in
                switch operand {
                case .place, .shape: true
                default: false
                }
            }
            return nil
        }
    }

    mutating func temporal(
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

    mutating func arrays(
        _ relation: ArrayRelation, _ first: FilterExpression, _ second: FilterExpression
    ) -> CheckedCondition? {
        guard let sides = sides([first, second]) else { return nil }
        switch (sides[0].operand, sides[1].operand) {
        case (.texts(let name, let entry), .array(let elements)):
            return constants(elements, entry).map { .arrays(relation, property: name, $0) }
        case (.array(let elements), .texts(let name, let entry)):
            return constants(elements, entry).map { .arrays(relation.mirrored, property: name, $0) }
        case (.texts(let name, _), .texts(let other, _)): return .arrayPair(relation, name, other)
        case (.array, .array):
            report(first, "expected a field with an array in one of the two places", "write a field such as gates")
            return nil
        default:
            reportWrongSide(
                sides, "an array", "write a field of arrays, or values in parentheses: ('a', 'b')"
            ) { operand in
                switch operand {
                case .texts, .array: true
                default: false
                }
            }
            return nil
        }
    }

    /// Says which of two sides is of the wrong kind: the first of those that are.
    private mutating func reportWrongSide(
        _ sides: [Side], _ expected: String, _ remedy: String, isRight: (FilterOperand) -> Bool
    ) {
        let wrong = sides.first { !isRight($0.operand) } ?? sides[0]
        report(wrong.expression, "expected \(expected), found \(wrong.operand.description)", remedy)
    }

    private mutating func constants(_ elements: [FilterExpression], _ entry: FilterVocabulary.Entry) -> [String]? {
        var texts: [String] = []
        for element in elements {
            guard case .text(let text) = element.form else {
                report(
                    element, "\(entry.name) holds texts", "write each value in single quotes",
                    json: "give each value as a string")
                continue
            }
            if let text = resolved(text, entry, element) { texts.append(text) }
        }
        return texts.count == elements.count ? texts : nil
    }
}
