import BorderEconomy

/// Finds, by the indexes, few records that hold all for which a condition is true.
///
/// It need not be exact: the condition is tested on what is found. A part of the condition that leaves more than a
/// quarter of the records is left to the scan, which reads columns in order and is as fast.
struct CandidateFinder {
    private let collection: StoredCollection
    private let language: Language
    private let limit: Int

    init(_ collection: StoredCollection, _ language: Language) {
        self.collection = collection
        self.language = language
        limit = collection.count / 4
    }

    /// How many candidates there are at most; nil when the indexes do not help. Cheap: nothing is listed.
    func count(_ condition: CheckedCondition) -> Int? {
        let count: Int?
        switch condition {
        case .constant(false): count = 0
        case .and(let terms): count = terms.compactMap(self.count).min()
        case .or(let terms):
            let counts = terms.map(self.count)
            count = counts.contains(nil) ? nil : counts.reduce(0) { $0 + ($1 ?? 0) }
        default:
            if let (property, values) = equality(condition) {
                count = collection.countOwn(where: property, equals: values, in: language)
            } else if let (property, range) = range(condition) {
                count = collection.indexed(property, in: language)?.count(in: range)
            } else if let (property, boxes) = boxes(condition) {
                count = collection.indexed(property, in: language)?.places?.count(in: boxes)
            } else {
                count = nil
            }
        }
        return count.flatMap { $0 <= limit ? $0 : nil }
    }

    /// The candidates, ascending; nil when the indexes do not help.
    func candidates(_ condition: CheckedCondition) -> PositionList? {
        guard count(condition) != nil else { return nil }
        switch condition {
        case .constant(false): return PositionList()
        case .and(let terms):
            return terms.compactMap(candidates).reduce(nil) { $0?.intersection($1) ?? $1 }
        case .or(let terms): return PositionList.union(terms.compactMap(candidates), of: collection.count)
        default:
            if let (property, values) = equality(condition) {
                let column = collection.indexed(property, in: language)
                return column.map { column in
                    PositionList.union(values.map(column.positions(equalTo:)), of: collection.count)
                }
            }
            if let (property, range) = range(condition) {
                return collection.positions(where: property, in: range, in: language)
            }
            if let (property, boxes) = boxes(condition) {
                return collection.indexed(property, in: language)?.places?.positions(in: boxes)
            }
            return nil
        }
    }

    /// The values of which a record has to have one.
    private func equality(_ condition: CheckedCondition) -> (property: String, values: [FieldValue])? {
        switch condition {
        case .texts(.equal, let left, let right):
            guard !left.isFolded, !right.isFolded else { return nil }
            switch (left.origin, right.origin) {
            case (.property(let name), .constant(let text)), (.constant(let text), .property(let name)):
                return (name, [.text(text)])
            default: return nil
            }
        case .textIsIn(let term, let texts):
            guard !term.isFolded, case .property(let name) = term.origin else { return nil }
            return (name, texts.map { .text($0) })
        case .arrays(.contains, let property, let texts), .arrays(.equals, let property, let texts):
            return texts.first.map { (property, [.text($0)]) }
        case .arrays(.overlaps, let property, let texts): return (property, texts.map { .text($0) })
        case .numberIsIn(.property(let name), let numbers): return (name, numbers.map { .number($0) })
        case .dayIsIn(.property(let name), let days): return (name, days.compactMap(Self.day))
        case .isNull(let property): return (property, [.null])
        default: return nil
        }
    }

    private static func day(_ day: Int32) -> FieldValue? {
        CalendarDay(daysSince1970: Int(day)).map { .text($0.description) }
    }

    /// The range that a record's value has to lie in.
    private func range(_ condition: CheckedCondition) -> (property: String, range: FieldRange)? {
        switch condition {
        case .numbers(let comparator, .property(let name), .constant(let value)):
            return Self.range(comparator, .number(value)).map { (name, $0) }
        case .numbers(let comparator, .constant(let value), .property(let name)):
            return Self.range(comparator.mirrored, .number(value)).map { (name, $0) }
        case .days(let comparator, .property(let name), .constant(let day)):
            return Self.day(day).flatMap { Self.range(comparator, $0) }.map { (name, $0) }
        case .days(let comparator, .constant(let day), .property(let name)):
            return Self.day(day).flatMap { Self.range(comparator.mirrored, $0) }.map { (name, $0) }
        default: return nil
        }
    }

    /// The boxes in one of which a record has to lie, at least in part.
    private func boxes(_ condition: CheckedCondition) -> (property: String, boxes: [PlaceIndex.Box])? {
        switch condition {
        case .spatial(let relation, let property, let shape):
            guard relation != .disjoint else { return nil }
            if case .box(let box) = shape { return (property, box.parts.map(PlaceIndex.Box.init)) }
            return shape.bounds.map { (property, [PlaceIndex.Box($0)]) }
        case .numbers(let comparator, .distance(let property, let place), .constant(let kilometres)),
            .numbers(let comparator, .constant(let kilometres), .distance(let property, let place)):
            let isOnLeft = if case .numbers(_, .distance, _) = condition { true } else { false }
            switch isOnLeft ? comparator : comparator.mirrored {
            case .less, .lessOrEqual, .equal:
                let near = Nearness(place: place, kilometres: max(0, kilometres))
                return (property, near.bounds.parts.map(PlaceIndex.Box.init))
            case .notEqual, .greater, .greaterOrEqual: return nil
            }
        default: return nil
        }
    }

    private static func range(_ comparator: Comparator, _ value: FieldValue) -> FieldRange? {
        switch comparator {
        case .equal: FieldRange(from: value, to: value)
        case .notEqual: nil
        case .less: FieldRange(to: value, includesUpper: false)
        case .lessOrEqual: FieldRange(to: value)
        case .greater: FieldRange(from: value, includesLower: false)
        case .greaterOrEqual: FieldRange(from: value)
        }
    }
}

extension StoredCollection {
    /// At most how many records a filter by equality selects. Cheap: nothing is listed.
    func count(where field: String, equals values: [FieldValue]) -> Int {
        let names = definition.field(field)?.looksIn ?? [field]
        var count = 0
        for name in names {
            for language in Language.allCases {
                count += countOwn(where: name, equals: values, in: language) ?? self.count
            }
        }
        return min(count, self.count)
    }

    /// How many records have one of the values in a queryable of their own; nil without an index.
    func countOwn(where property: String, equals values: [FieldValue], in language: Language) -> Int? {
        guard let column = indexed(property, in: language), column.index != nil else { return nil }
        return values.reduce(0) { $0 + column.positions(equalTo: $1).count }
    }
}

extension IndexedColumn {
    /// How many records have a value in a range of numbers or days; nil for columns of other kinds and without an index.
    func count(in range: FieldRange) -> Int? {
        switch column {
        case .numbers(let values):
            return count(values, range) { if case .number(let number) = $0 { number } else { nil } }
        case .days(let values):
            return count(values, range) { value in
                guard case .text(let text) = value else { return nil }
                return CalendarDay(text).map { Int32($0.daysSince1970) }
            }
        case .texts, .booleans, .lists, .points, .shapes: return nil
        }
    }

    private func count<Value: Comparable>(
        _ values: [Value], _ range: FieldRange, _ read: (FieldValue) -> Value?
    ) -> Int? {
        let lower = range.lower.flatMap(read)
        let upper = range.upper.flatMap(read)
        return index?.slice(
            isBefore: { position in
                lower.map { range.includesLower ? values[position] < $0 : values[position] <= $0 } ?? false
            },
            isAfter: { position in
                upper.map { range.includesUpper ? values[position] > $0 : values[position] >= $0 } ?? false
            }
        ).count
    }
}
