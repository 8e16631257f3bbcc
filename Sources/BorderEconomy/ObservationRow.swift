/// An observation in a few dozen bytes: its number, its time and how it is meant; what many share stands elsewhere, and
/// so does what few have.
struct ObservationRow: Sendable {
    /// What stands for a day that is not said.
    private static let noDay = Int32.min

    /// NaN is none.
    private let number: Double
    private let start: Int32
    private let end: Int32
    private let asOfDay: Int32
    /// Among the measures of the table.
    private(set) var measure: UInt32
    /// Among the sources of the table.
    private(set) var source: UInt32
    /// Where the identifier ends among the texts of the table; it begins where the row before ends.
    private(set) var identifierEnd: UInt32
    /// Where the figure as printed ends, which follows the identifier; there is none when it is empty.
    private(set) var endOfTexts: UInt32
    let unit: Unit
    private let qualifier: Qualifier
    private let periodBasis: Basis?
    private let asOfBasis: Basis?
    private let flags: Flags
    private let priceBasis: PriceBasis?
    private let confidence: Confidence
    private let layer: Layer
    /// Whether the table has more of the figure.
    let hasRest: Bool

    private struct Flags: OptionSet, Sendable {
        let rawValue: UInt8

        static let cumulative = Flags(rawValue: 1)
        static let average = Flags(rawValue: 2)
        static let additional = Flags(rawValue: 4)
        static let derived = Flags(rawValue: 8)
        static let inferred = Flags(rawValue: 16)
    }

    init(
        _ figure: Figure, measure: UInt32, source: UInt32, identifierEnd: UInt32, endOfTexts: UInt32, hasRest: Bool
    ) {
        number = figure.value ?? .nan
        start = Self.number(figure.period?.start)
        end = Self.number(figure.period?.end)
        asOfDay = Self.number(figure.asOf)
        self.measure = measure
        self.source = source
        self.identifierEnd = identifierEnd
        self.endOfTexts = endOfTexts
        unit = figure.unit
        qualifier = figure.qualifier
        periodBasis = figure.periodBasis
        asOfBasis = figure.asOfBasis
        var flags: Flags = []
        if figure.cumulative { flags.insert(.cumulative) }
        if figure.average { flags.insert(.average) }
        if figure.additional { flags.insert(.additional) }
        if figure.derived { flags.insert(.derived) }
        if figure.inferred { flags.insert(.inferred) }
        self.flags = flags
        priceBasis = figure.priceBasis
        confidence = figure.confidence
        layer = figure.layer
        self.hasRest = hasRest
    }

    private static func number(_ day: CalendarDay?) -> Int32 { day.map { Int32($0.daysSince1970) } ?? noDay }

    private static func day(_ number: Int32) -> CalendarDay? {
        number == noDay ? nil : CalendarDay(daysSince1970: Int(number))
    }

    /// The figure without what few have.
    func figure(source: Source, original: String?) -> Figure {
        var figure = Figure(
            value: number.isNaN ? nil : number, unit: unit, qualifier: qualifier,
            period: Period(start: Self.day(start), end: Self.day(end)), asOf: Self.day(asOfDay), source: source)
        figure.periodBasis = periodBasis
        figure.asOfBasis = asOfBasis
        figure.cumulative = flags.contains(.cumulative)
        figure.average = flags.contains(.average)
        figure.additional = flags.contains(.additional)
        figure.derived = flags.contains(.derived)
        figure.inferred = flags.contains(.inferred)
        figure.priceBasis = priceBasis
        figure.confidence = confidence
        figure.layer = layer
        figure.original = original
        return figure
    }

    /// The time of the figure, without what else it has.
    var time: InvestmentAccount.Time {
        InvestmentAccount.Time(
            period: Period(start: Self.day(start), end: Self.day(end)), asOf: Self.day(asOfDay))
    }

    /// Whether the figure speaks of a day, as `Figure.holds(on:)` says of it.
    func holds(on day: Int32) -> Bool {
        guard start != Self.noDay || end != Self.noDay else { return asOfDay == Self.noDay || asOfDay <= day }
        return (start == Self.noDay || start <= day) && (end == Self.noDay || day <= end)
    }

    /// The last day the figure speaks of, or the first where that is open, in days since 1970; nil when it is of no
    /// stated time.
    var spokenOf: Int32? { [asOfDay, end, start].first { $0 != Self.noDay } }

    /// The row with its measure, source and texts at other places.
    func moved(measure: UInt32, source: UInt32, identifierEnd: UInt32, endOfTexts: UInt32) -> ObservationRow {
        var row = self
        row.measure = measure
        row.source = source
        row.identifierEnd = identifierEnd
        row.endOfTexts = endOfTexts
        return row
    }

    /// The period's first and last day, `Int.min` and `Int.max` where it is open; nil when the figure has none.
    var span: (start: Int, end: Int)? {
        guard start != Self.noDay || end != Self.noDay else { return nil }
        return (start == Self.noDay ? .min : Int(start), end == Self.noDay ? .max : Int(end))
    }

    /// Whether there can be nothing wrong with the figure itself, seen without unpacking it: a plain number, no share
    /// out of bounds.
    var isPlain: Bool {
        !hasRest && !number.isNaN && (unit != .percent || (0...100).contains(number))
    }
}
