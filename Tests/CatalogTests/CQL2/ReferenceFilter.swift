import BorderEconomy

@testable import Catalog

/// Reads an expression the plain way, for one record: true, false, or nil for unknown.
enum ReferenceFilter {
    static func truth(of expression: FilterExpression, in row: [String: SampleValue]) -> Bool? {
        switch expression.form {
        case .boolean(let value): return value
        case .and(let terms):
            let truths = terms.map { truth(of: $0, in: row) }
            return truths.contains(false) ? false : truths.contains(nil) ? nil : true
        case .or(let terms):
            let truths = terms.map { truth(of: $0, in: row) }
            return truths.contains(true) ? true : truths.contains(nil) ? nil : false
        case .not(let inner): return truth(of: inner, in: row).map { !$0 }
        case .comparison(let comparator, let left, let right):
            return compared(value(of: left, in: row), comparator, value(of: right, in: row))
        case .between(let item, let low, let high):
            let item = value(of: item, in: row)
            let truths = [
                compared(item, .greaterOrEqual, value(of: low, in: row)),
                compared(item, .lessOrEqual, value(of: high, in: row)),
            ]
            return truths.contains(false) ? false : truths.contains(nil) ? nil : true
        case .isIn(let item, let list):
            let truths = list.map { compared(value(of: item, in: row), .equal, value(of: $0, in: row)) }
            return truths.contains(true) ? true : truths.contains(nil) ? nil : false
        case .like(let item, let pattern):
            guard case .text(let text) = value(of: item, in: row), case .text(let pattern) = value(of: pattern, in: row)
            else { return nil }
            return matches(Array(text), Array(pattern)[...])
        case .isNull(let inner):
            switch inner.form {
            case .and, .or, .not, .comparison, .between, .isIn, .like, .isNull, .spatial, .temporal, .arrays:
                return truth(of: inner, in: row) == nil
            case .property("s"): return row["s.start"] == nil && row["s.end"] == nil
            case .property(let name) where ["l", "k"].contains(name): return texts(inner, row).isEmpty
            default: return value(of: inner, in: row) == .null
            }
        case .spatial(let relation, let left, let right):
            guard case .shape(let shape) = right.form else { return nil }
            switch value(of: left, in: row) {
            case .place(let place): return shape.holds(relation, for: place)
            case .shape(let own): return shape.holds(relation, for: own)
            default: return nil
            }
        case .temporal(let relation, let left, let right):
            guard let a = span(left, row), let b = span(right, row) else { return nil }
            return relation.holds(a, b)
        case .arrays(let relation, let left, let right):
            let (a, b) = (texts(left, row), texts(right, row))
            switch relation {
            case .equals: return a == b
            case .contains: return a.isSuperset(of: b)
            case .containedBy: return a.isSubset(of: b)
            case .overlaps: return !a.isDisjoint(with: b)
            }
        default: return nil
        }
    }

    private static func compared(_ left: SampleValue, _ comparator: Comparator, _ right: SampleValue) -> Bool? {
        switch (left, right) {
        case (.number(let a), .number(let b)): comparator.holds(a, b)
        case (.day(let a), .day(let b)): comparator.holds(a, b)
        case (.text(let a), .text(let b)): comparator.holds(TextOrder(a), TextOrder(b))
        case (.truth(let a), .truth(let b)): comparator == .equal ? a == b : a != b
        default: nil
        }
    }

    static func value(of expression: FilterExpression, in row: [String: SampleValue]) -> SampleValue {
        switch expression.form {
        case .property(let name): return row[name] ?? .null
        case .number(let number): return .number(number)
        case .text(let text): return .text(text)
        case .boolean(let value): return .truth(value)
        case .date(let day): return .day(Int32(day.daysSince1970))
        case .folded(let folding, let inner):
            guard case .text(let text) = value(of: inner, in: row) else { return .null }
            return .text(folding == .letterCase ? text.lowercased() : SearchText.withoutDiacritics(text))
        case .arithmetic(let operation, let left, let right):
            guard case .number(let a) = value(of: left, in: row), case .number(let b) = value(of: right, in: row) else {
                return .null
            }
            let result = operation.result(a, b)
            return result.isNaN ? .null : .number(result)
        case .function("distanceKm", let arguments):
            guard case .place(let place) = value(of: arguments[0], in: row),
                case .shape(.point(let other)) = arguments[1].form
            else { return .null }
            return .number(place.kilometres(to: other))
        case .function("year", let arguments):
            guard case .day(let day) = value(of: arguments[0], in: row) else { return .null }
            return CalendarDay(daysSince1970: Int(day)).map { .number(Double($0.year)) } ?? .null
        default: return .null
        }
    }

    private static func texts(_ expression: FilterExpression, _ row: [String: SampleValue]) -> Set<String> {
        switch expression.form {
        case .array(let elements):
            return Set(elements.compactMap { if case .text(let text) = $0.form { text } else { nil } })
        case .property(let name):
            if case .texts(let texts)? = row[name] { return Set(texts) }
            return []
        default: return []
        }
    }

    private static func span(_ expression: FilterExpression, _ row: [String: SampleValue]) -> DaySpan? {
        switch expression.form {
        case .property("s"):
            var span = DaySpan(first: DaySpan.openStart, last: DaySpan.openEnd)
            if case .day(let day)? = row["s.start"] { span.first = day }
            if case .day(let day)? = row["s.end"] { span.last = day }
            return row["s.start"] == nil && row["s.end"] == nil ? nil : span
        case .interval(let first, let last):
            var span = DaySpan(first: DaySpan.openStart, last: DaySpan.openEnd)
            if first.form != .open {
                guard case .day(let day) = value(of: first, in: row) else { return nil }
                span.first = day
            }
            if last.form != .open {
                guard case .day(let day) = value(of: last, in: row) else { return nil }
                span.last = day
            }
            return span
        default:
            guard case .day(let day) = value(of: expression, in: row) else { return nil }
            return DaySpan(first: day, last: day)
        }
    }

    /// By trying every length for `%`.
    private static func matches(_ text: [Character], _ pattern: ArraySlice<Character>) -> Bool {
        guard let first = pattern.first else { return text.isEmpty }
        let rest = pattern.dropFirst()
        switch first {
        case "%": return (0...text.count).contains { matches(Array(text[$0...]), rest) }
        case "_": return !text.isEmpty && matches(Array(text.dropFirst()), rest)
        case "\\": return text.first == rest.first && matches(Array(text.dropFirst()), rest.dropFirst())
        default: return text.first == first && matches(Array(text.dropFirst()), rest)
        }
    }
}

/// Filters of any form over the sample's queryables.
enum RandomFilter {
    static func condition(depth: Int, _ random: inout SampleRandom) -> FilterExpression {
        let choice = depth > 0 ? random.next() % 16 : 4 + random.next() % 12
        switch choice {
        case 0: return make(.and([condition(depth: depth - 1, &random), condition(depth: depth - 1, &random)]))
        case 1: return make(.or((0..<3).map { _ in condition(depth: depth - 1, &random) }))
        case 2: return make(.not(condition(depth: depth - 1, &random)))
        case 3: return make(.isNull(condition(depth: depth - 1, &random)))
        case 4, 5:
            return make(.comparison(any(Comparator.self, &random), number(depth, &random), number(depth, &random)))
        case 6, 7: return make(.comparison(any(Comparator.self, &random), text(&random), text(&random)))
        case 8: return make(.comparison(any(Comparator.self, &random), day(&random), day(&random)))
        case 9: return make(.comparison(pick([.equal, .notEqual], &random), truth(&random), truth(&random)))
        case 10: return make(.isNull(make(.property(pick(["n", "t", "b", "d", "l", "p", "s", "geometry"], &random)))))
        case 11: return membership(&random)
        case 12:
            return make(
                .like(
                    text(&random),
                    pattern: make(.text(pick(["%a%", "_", "%", "h%", #"x\_y"#, #"%\%"#, "Đ%g"], &random)))))
        case 13:
            return make(
                .spatial(
                    any(SpatialRelation.self, &random), make(.property(pick(["p", "geometry"], &random))),
                    make(.shape(shape(&random)))))
        case 14: return temporal(&random)
        default: return make(.arrays(any(ArrayRelation.self, &random), make(.property("l")), array(&random)))
        }
    }

    private static func make(_ form: FilterExpression.Form) -> FilterExpression { FilterExpression(form) }

    private static func pick<Value>(_ values: [Value], _ random: inout SampleRandom) -> Value {
        values[Int(random.next() % UInt64(values.count))]
    }

    private static func any<Value: CaseIterable>(_: Value.Type, _ random: inout SampleRandom) -> Value {
        pick(Array(Value.allCases), &random)
    }

    private static func number(_ depth: Int, _ random: inout SampleRandom) -> FilterExpression {
        switch random.next() % (depth > 0 ? 7 : 4) {
        case 0, 1: make(.property(pick(["n", "m"], &random)))
        case 2: make(.number(pick([-1, 0, 0.5, 1, 2, 3, 2022], &random)))
        case 3: make(.function("year", [make(.property("d"))]))
        case 4:
            make(
                .function(
                    "distanceKm",
                    [make(.property("p")), make(.shape(.point(Geometry.Position(longitude: 0, latitude: 1))))]))
        default:
            make(.arithmetic(any(Arithmetic.self, &random), number(depth - 1, &random), number(depth - 1, &random)))
        }
    }

    private static func text(_ random: inout SampleRandom) -> FilterExpression {
        switch random.next() % 5 {
        case 0, 1: make(.property(pick(["t", "u"], &random)))
        case 2: make(.text(pick(["", "a", "b", "hữu nghị", "zz", "Đồng Đăng"], &random)))
        default: make(.folded(any(Folding.self, &random), text(&random)))
        }
    }

    private static func day(_ random: inout SampleRandom) -> FilterExpression {
        guard random.next() % 2 == 0, let day = CalendarDay(daysSince1970: 19_000 + Int(random.next() % 11)) else {
            return make(.property(pick(["d", "e"], &random)))
        }
        return make(.date(day))
    }

    private static func truth(_ random: inout SampleRandom) -> FilterExpression {
        random.next() % 2 == 0
            ? make(.boolean(Bool.random(using: &random))) : make(.property(pick(["b", "c"], &random)))
    }

    private static func membership(_ random: inout SampleRandom) -> FilterExpression {
        let count = Int(1 + random.next() % 3)
        switch random.next() % 3 {
        case 0:
            return make(.isIn(number(1, &random), (0..<count).map { _ in make(.number(Double(random.next() % 4))) }))
        case 1:
            return make(.isIn(text(&random), (0..<count).map { _ in make(.text(pick(["a", "A", "", "q"], &random))) }))
        default: return make(.isIn(day(&random), (0..<count).map { _ in day(&random) }))
        }
    }

    private static func shape(_ random: inout SampleRandom) -> Geometry {
        func place(_ random: inout SampleRandom) -> Geometry.Position {
            Geometry.Position(
                longitude: Double(Int(random.next() % 5)) - 2, latitude: Double(Int(random.next() % 5)) - 2)
        }
        switch random.next() % 5 {
        case 0: return .point(place(&random))
        case 1: return .multiPoint([place(&random), place(&random)])
        case 2: return .lineString([place(&random), place(&random), place(&random)])
        case 3: return .box(GeoBounds(west: pick([-1, 1], &random), south: -1, east: pick([0, 2], &random), north: 1))
        default:
            let first = place(&random)
            let triangle = Geometry.polygon([[first, place(&random), place(&random), first]])
            return triangle.selfCrossing == nil ? triangle : .point(first)
        }
    }

    private static func span(_ allowsDays: Bool, _ random: inout SampleRandom) -> FilterExpression {
        switch random.next() % (allowsDays ? 4 : 3) {
        case 0: return make(.property("s"))
        case 1: return make(.interval(make(.property("d")), make(.open)))
        case 2:
            guard let first = CalendarDay(daysSince1970: 19_000 + Int(random.next() % 6)),
                let last = CalendarDay(daysSince1970: 19_005 + Int(random.next() % 6))
            else { return make(.property("s")) }
            return make(.interval(make(.date(first)), make(.date(last))))
        default: return day(&random)
        }
    }

    private static func temporal(_ random: inout SampleRandom) -> FilterExpression {
        let relation = any(TemporalRelation.self, &random)
        return make(.temporal(relation, span(relation.allowsInstants, &random), span(relation.allowsInstants, &random)))
    }

    private static func array(_ random: inout SampleRandom) -> FilterExpression {
        guard random.next() % 3 > 0 else { return make(.property("k")) }
        let count = Int(random.next() % 3)
        return make(.array((0..<count).map { _ in make(.text(pick(["a", "ab", "", "zz"], &random))) }))
    }
}
