import BorderEconomy

/// A condition compiled for the columns of one collection.
///
/// A record is selected when its condition is true, so the program only asks where something is true. NOT is pushed
/// down to the comparisons when the program is made (what is unknown is neither true nor false), and then AND and OR
/// are those of masks, a byte for each record.
struct FilterProgram: Sendable {
    indirect enum Step: Sendable {
        case constant(Bool)
        case all([Step])
        case any([Step])
        /// Where the step is not true.
        case complement(Step)
        case numbers(Comparator, [Double], Double)
        case numberTerms(Comparator, NumberStep, NumberStep)
        /// One of the sorted numbers, or none of them and not null.
        case numberIsIn([Double], sorted: [Double], isIn: Bool)
        case numberTermIsIn(NumberStep, sorted: [Double], isIn: Bool)
        case numberIsNull(NumberStep)
        case days(Comparator, [Int32], Int32)
        case dayPair(Comparator, [Int32], [Int32])
        case dayIsIn([Int32], sorted: [Int32], isIn: Bool)
        /// Codes from one to another, both included.
        case codes([UInt32], UInt32, UInt32)
        /// Codes that a table has.
        case codeTable([UInt32], [UInt8])
        /// Texts of two columns by their ranks in one order; rank 0 is null.
        case codePair(Comparator, [UInt32], leftRanks: [UInt32], [UInt32], rightRanks: [UInt32])
        case booleans([UInt8], UInt8)
        case booleanPair([UInt8], [UInt8], same: Bool)
        case listIsEmpty([UInt32])
        case lists(ListStep, isTrue: Bool)
        case shapeIsNull(ShapeColumn)
        case shape(ShapeColumn, SpatialRelation, Geometry, isTrue: Bool)
        case shapePair(ShapeColumn, ShapeColumn, SpatialRelation, isTrue: Bool)
        case spans(TemporalRelation, SpanStep, SpanStep, isTrue: Bool)
    }

    let step: Step
}

/// A number of each record.
indirect enum NumberStep: Sendable {
    case constant(Double)
    case column([Double])
    case year([Int32])
    case distance(ShapeColumn, Geometry.Position)
    case distancePair(ShapeColumn, ShapeColumn)
    case arithmetic(Arithmetic, NumberStep, NumberStep)
}

/// A span of days of each record.
enum SpanStep: Sendable {
    case constant(DaySpan)
    case day([Int32])
    /// An end that is nil is open; null makes the span null.
    case interval(first: DaySource?, last: DaySource?)
    /// An end that is null is open; two make the span null.
    case ends([Int32], [Int32])

    /// A day that is the same for all records, or each one's own.
    enum DaySource: Sendable {
        case constant(Int32)
        case column([Int32])

        func day(_ row: Int) -> Int32 {
            switch self {
            case .constant(let day): day
            case .column(let days): days[row]
            }
        }
    }

    /// The span of a record; nil for null.
    func span(_ row: Int) -> DaySpan? {
        switch self {
        case .constant(let span): return span
        case .day(let days): return days[row] == .min ? nil : DaySpan(first: days[row], last: days[row])
        case .interval(let first, let last):
            let start = first?.day(row) ?? DaySpan.openStart
            let end = last?.day(row) ?? DaySpan.openEnd
            return start == .min || end == .min ? nil : DaySpan(first: start, last: end)
        case .ends(let starts, let ends):
            let (start, end) = (starts[row], ends[row])
            if start == .min && end == .min { return nil }
            return DaySpan(
                first: start == .min ? DaySpan.openStart : start, last: end == .min ? DaySpan.openEnd : end)
        }
    }
}

/// A relation between the array of a record and another set of texts.
enum ListStep: Sendable {
    /// With constants: their codes, each once and ascending, and whether some of them are in no record at all.
    case constants(ArrayRelation, offsets: [UInt32], codes: [UInt32], wanted: [UInt32], hasStrangers: Bool)
    /// With another array, by ranks in one order.
    case pair(
        ArrayRelation, offsets: [UInt32], codes: [UInt32], ranks: [UInt32], otherOffsets: [UInt32],
        otherCodes: [UInt32], otherRanks: [UInt32])

    func holds(_ row: Int) -> Bool {
        switch self {
        case .constants(let relation, let offsets, let codes, let wanted, let hasStrangers):
            let own = codes[Int(offsets[row])..<Int(offsets[row + 1])]
            switch relation {
            case .contains: return !hasStrangers && wanted.allSatisfy(own.contains)
            case .containedBy: return own.allSatisfy(wanted.contains)
            case .equals: return !hasStrangers && wanted.allSatisfy(own.contains) && own.allSatisfy(wanted.contains)
            case .overlaps: return own.contains(where: wanted.contains)
            }
        case .pair(let relation, let offsets, let codes, let ranks, let otherOffsets, let otherCodes, let otherRanks):
            let own = codes[Int(offsets[row])..<Int(offsets[row + 1])].map { ranks[Int($0)] }
            let other = otherCodes[Int(otherOffsets[row])..<Int(otherOffsets[row + 1])].map { otherRanks[Int($0)] }
            switch relation {
            case .contains: return other.allSatisfy(own.contains)
            case .containedBy: return own.allSatisfy(other.contains)
            case .equals: return other.allSatisfy(own.contains) && own.allSatisfy(other.contains)
            case .overlaps: return own.contains(where: other.contains)
            }
        }
    }
}
