import BorderEconomy

/// The values of one queryable of every record, typed and contiguous: what scans, sorts and aggregates read.
package enum Column: Sendable {
    /// NaN is null.
    case numbers([Double])
    /// 0 and 1; 2 is null.
    case booleans([UInt8])
    /// Days since 1970-01-01; `Int32.min` is null.
    case days([Int32])
    /// Code 0 is null; codes ascend in the order of the texts.
    case texts([UInt32], TextDictionary)
    /// Texts of each record from `offsets[position]` to `offsets[position + 1]`; none is null.
    case lists(offsets: [UInt32], [UInt32], TextDictionary)
    /// Degrees in WGS 84; NaN is null.
    case points(longitudes: [Double], latitudes: [Double])
    /// Positions and shapes in WGS 84.
    case shapes(ShapeColumn)
}

extension Column {
    /// What stands for null among days.
    package static let noDay = Int32.min
    /// What stands for null among booleans.
    package static let noBoolean: UInt8 = 2

    /// How many records there are.
    package var count: Int {
        switch self {
        case .numbers(let values): values.count
        case .booleans(let values): values.count
        case .days(let values): values.count
        case .texts(let codes, _): codes.count
        case .lists(let offsets, _, _): offsets.count - 1
        case .points(let longitudes, _): longitudes.count
        case .shapes(let shapes): shapes.count
        }
    }

    /// Whether the record at a position has no value.
    package func isNull(at position: Int) -> Bool {
        switch self {
        case .numbers(let values): values[position].isNaN
        case .booleans(let values): values[position] == Self.noBoolean
        case .days(let values): values[position] == Self.noDay
        case .texts(let codes, _): codes[position] == 0
        case .lists(let offsets, _, _): offsets[position] == offsets[position + 1]
        case .points(let longitudes, _): longitudes[position].isNaN
        case .shapes(let shapes): shapes.isNull(at: position)
        }
    }

    /// Where records lie; nil for a column of anything else.
    var shapes: ShapeColumn? {
        switch self {
        case .points(let longitudes, let latitudes): ShapeColumn(longitudes: longitudes, latitudes: latitudes)
        case .shapes(let shapes): shapes
        case .numbers, .booleans, .days, .texts, .lists: nil
        }
    }

    /// The value of a record; null for lists and places, which have more than one.
    package func value(at position: Int) -> FieldValue {
        if isNull(at: position) { return .null }
        return switch self {
        case .numbers(let values): .number(values[position])
        case .booleans(let values): .boolean(values[position] == 1)
        case .days(let values):
            .text(CalendarDay(daysSince1970: Int(values[position]))?.description ?? "")
        case .texts(let codes, let dictionary): .text(dictionary[codes[position]])
        case .lists, .points, .shapes: .null
        }
    }

    /// For each record a number that ascends with its value, null as the greatest; nil where values have no order.
    ///
    /// - Parameter descending: whether the numbers ascend as the values descend; null stays the greatest.
    func ranks(at positions: PositionList, descending: Bool) -> [UInt64]? {
        let turn: UInt64 = descending ? .max : 0
        // No value has the rank 0 or the greatest, so that none turns into that of null.
        func rank(_ isNull: Bool, _ value: UInt64) -> UInt64 { isNull ? .max : value ^ turn }
        return switch self {
        case .numbers(let values): positions.map { rank(values[$0].isNaN, values[$0].rank) }
        case .booleans(let values): positions.map { rank(values[$0] == Self.noBoolean, UInt64(values[$0]) + 1) }
        case .days(let values):
            positions.map { rank(values[$0] == Self.noDay, UInt64(Int64(values[$0]) + 1 << 32)) }
        case .texts(let codes, _): positions.map { rank(codes[$0] == 0, UInt64(codes[$0])) }
        case .lists, .points, .shapes: nil
        }
    }
}

extension Double {
    /// The bits of the number, changed so that they ascend with it; −0 is 0.
    var rank: UInt64 {
        let bits = (self == 0 ? 0 : self).bitPattern
        return bits >> 63 == 1 ? ~bits : bits | 1 << 63
    }
}
