import BorderEconomy

/// A column with the index over it.
struct IndexedColumn: Sendable {
    let column: Column
    /// Nil for fields that no list is filtered by.
    let index: FieldIndex?
    /// Of positions on the Earth.
    let places: PlaceIndex?

    init(_ column: Column, isIndexed: Bool) {
        self.column = column
        index = isIndexed ? FieldIndex(column) : nil
        places = column.shapes.map { shapes in
            PlaceIndex(count: shapes.count) { shapes[$0]?.bounds.map(PlaceIndex.Box.init) }
        }
    }

    init(_ column: Column, index: FieldIndex?) {
        self.column = column
        self.index = index
        places = nil
    }

    /// The records with exactly this value; none when it is of another type than the column's. Without an index every
    /// record is looked at.
    func positions(equalTo value: FieldValue) -> PositionList {
        guard let index else { return scanned(equalTo: value) }
        switch (column, value) {
        case (.booleans, .null): return index.positions(ofCode: UInt32(Column.noBoolean))
        case (_, .null): return index.nullPositions
        case (.texts(_, let dictionary), .text(let text)), (.lists(_, _, let dictionary), .text(let text)):
            return dictionary.code(of: text).map(index.positions(ofCode:)) ?? []
        case (.booleans, .boolean(let flag)): return index.positions(ofCode: flag ? 1 : 0)
        case (.numbers(let values), .number(let number)):
            return PositionList(index.slice(isBefore: { values[$0] < number }, isAfter: { values[$0] > number }))
        case (.days(let values), .text(let text)):
            guard let day = Self.day(text) else { return [] }
            return PositionList(index.slice(isBefore: { values[$0] < day }, isAfter: { values[$0] > day }))
        default: return []
        }
    }

    private func scanned(equalTo value: FieldValue) -> PositionList {
        if case .texts(let codes, let dictionary) = column, case .text(let text) = value {
            guard let code = dictionary.code(of: text) else { return [] }
            return PositionList(codes.indices.lazy.filter { codes[$0] == code })
        }
        return PositionList((0..<column.count).lazy.filter { column.value(at: $0) == value })
    }

    /// The records with a value in a range, ascending; nil when the column has no order or a bound is of another type.
    func positions(in range: FieldRange) -> PositionList? {
        guard let index else { return nil }
        switch column {
        case .texts(_, let dictionary):
            guard let codes = Self.codes(in: range, dictionary) else { return nil }
            return index.positions(ofCodes: codes, of: column.count)
        case .numbers(let values):
            guard let bounds = Self.bounds(of: range, { if case .number(let number) = $0 { number } else { nil } })
            else { return nil }
            return slice(index, values, bounds, range)
        case .days(let values):
            guard let bounds = Self.bounds(of: range, { if case .text(let text) = $0 { Self.day(text) } else { nil } })
            else { return nil }
            return slice(index, values, bounds, range)
        case .booleans, .lists, .points, .shapes: return nil
        }
    }

    private func slice<Value: Comparable>(
        _ index: FieldIndex, _ values: [Value], _ bounds: (lower: Value?, upper: Value?), _ range: FieldRange
    ) -> PositionList {
        let found = index.slice(
            isBefore: { position in
                guard let lower = bounds.lower else { return false }
                return range.includesLower ? values[position] < lower : values[position] <= lower
            },
            isAfter: { position in
                guard let upper = bounds.upper else { return false }
                return range.includesUpper ? values[position] > upper : values[position] >= upper
            })
        return FieldIndex.ascending(found, of: values.count)
    }

    /// The bounds in the column's own type; nil when one is of another.
    private static func bounds<Value>(
        of range: FieldRange, _ read: (FieldValue) -> Value?
    ) -> (lower: Value?, upper: Value?)? {
        let lower = range.lower.flatMap(read)
        let upper = range.upper.flatMap(read)
        if range.lower != nil, lower == nil { return nil }
        if range.upper != nil, upper == nil { return nil }
        return (lower, upper)
    }

    private static func codes(in range: FieldRange, _ dictionary: TextDictionary) -> Range<UInt32>? {
        func text(_ value: FieldValue?) -> String? { if case .text(let text)? = value { text } else { nil } }
        if range.lower != nil, text(range.lower) == nil { return nil }
        if range.upper != nil, text(range.upper) == nil { return nil }
        let lower =
            text(range.lower).map {
                range.includesLower ? dictionary.lowerBound(of: $0) : dictionary.upperBound(of: $0)
            } ?? 1
        let upper =
            text(range.upper).map {
                range.includesUpper ? dictionary.upperBound(of: $0) : dictionary.lowerBound(of: $0)
            } ?? UInt32(dictionary.count) + 1
        return lower..<max(lower, upper)
    }

    private static func day(_ text: String) -> Int32? { CalendarDay(text).map { Int32($0.daysSince1970) } }
}
