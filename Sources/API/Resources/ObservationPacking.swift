import BorderEconomy
import Catalog
import JSONText

/// Packs observations: what many of them share (whom they are about, what is measured, where it is stated, how it is
/// meant) is encoded when it first comes and is a number from then on.
///
/// An observation that has what few have (a range, comparisons, a note, parts it was put together from) is written as a
/// whole, so that each of these is described once.
struct ObservationPacking: RecordPacking {
    private struct Days: Hashable {
        let start: CalendarDay?
        let end: CalendarDay?
    }

    /// The members of a measure, from `subject` to `dimensions`, and the words of its names.
    private struct MeasureMembers {
        let members: [KnownMember]
        let words: KnownWords
    }

    private let presentation: Presentation
    private let observations: ObservationTable
    private let shapes: [Shape]
    private var measures: [MeasureMembers?]
    private var sources: [KnownMember?]
    private var periods: [Days: KnownMember] = [:]
    private var days: [CalendarDay: KnownMember] = [:]
    private var units = KnownValues<Unit>("unit")
    private var qualifiers = KnownValues<Qualifier>("qualifier")
    private var periodBases = KnownValues<Basis>("periodBasis")
    private var dayBases = KnownValues<Basis>("asOfBasis")
    private var priceBases = KnownValues<PriceBasis>("priceBasis")
    private var confidences = KnownValues<Confidence>("confidence")
    private var layers = KnownValues<Layer>("layer")
    private var cumulative = KnownFlag("cumulative")
    private var average = KnownFlag("average")
    private var additional = KnownFlag("additional")
    private var derived = KnownFlag("derived")
    private var inferred = KnownFlag("inferred")
    private var nulls: Nulls?

    private struct Nulls {
        let low, high, asOf, priceBasis, original, comparisons, note, period: KnownMember
    }

    init(_ presentation: Presentation) {
        self.presentation = presentation
        observations = presentation.registry.observations
        shapes = Language.allCases.map { Shape(presentation: presentation, language: $0) }
        measures = Array(repeating: nil, count: observations.measures.count)
        sources = Array(repeating: nil, count: observations.sources.count)
    }

    mutating func pack(_ position: Int, into record: inout PackedRecordBuilder) {
        let observation = observations[position]
        let (measureNumber, sourceNumber) = observations.numbers(at: position)
        let measure = members(ofMeasure: measureNumber, in: &record)
        let id = observation.id.rawValue
        record.key(id)
        if observations.isPlain(at: position) {
            record.add("id", own: id)
            for member in measure.members { record.add(member) }
            pack(observation.figure, into: &record)
            record.add(source(sourceNumber, in: &record))
        } else {
            let shapes = shapes
            record.add { shapes[$0.place].observation(observation) }
        }
        record.end(words: measure.words, own: [id] + (observation.figure.original.map { [$0] } ?? []))
    }

    private mutating func pack(_ figure: Figure, into record: inout PackedRecordBuilder) {
        let nulls = nulls(in: &record)
        record.add("value", figure.value)
        record.add(nulls.low)
        record.add(nulls.high)
        record.add(units.member(figure.unit, in: &record))
        record.add(qualifiers.member(figure.qualifier, in: &record))
        record.add(period(figure.period, in: &record) ?? nulls.period)
        record.add(day(figure.asOf, in: &record) ?? nulls.asOf)
        if let basis = figure.periodBasis { record.add(periodBases.member(basis, in: &record)) }
        if let basis = figure.asOfBasis { record.add(dayBases.member(basis, in: &record)) }
        record.add(cumulative.member(figure.cumulative, in: &record))
        record.add(average.member(figure.average, in: &record))
        record.add(additional.member(figure.additional, in: &record))
        record.add(figure.priceBasis.map { priceBases.member($0, in: &record) } ?? nulls.priceBasis)
        record.add(derived.member(figure.derived, in: &record))
        record.add(inferred.member(figure.inferred, in: &record))
        record.add(confidences.member(figure.confidence, in: &record))
        record.add(layers.member(figure.layer, in: &record))
        if let original = figure.original { record.add("original", own: original) } else { record.add(nulls.original) }
        record.add(nulls.comparisons)
        record.add(nulls.note)
    }
}

extension ObservationPacking {
    private mutating func members(ofMeasure number: Int, in record: inout PackedRecordBuilder) -> MeasureMembers {
        if let known = measures[number] { return known }
        let measure = observations.measures[number]
        let objects = shapes.map { $0.measure(measure, id: measure.subject).members.dropFirst() }
        let members = objects[0].indices.map { place in
            record.know(objects.map { Self.bytes(of: $0[place].key, $0[place].value) })
        }
        let known = MeasureMembers(
            members: members, words: record.know(words: presentation.searchTexts(of: measure)))
        measures[number] = known
        return known
    }

    private mutating func source(_ number: Int, in record: inout PackedRecordBuilder) -> KnownMember {
        if let known = sources[number] { return known }
        let known = record.know([Self.bytes(of: "source", shapes[0].source(observations.sources[number]))])
        sources[number] = known
        return known
    }

    private mutating func period(_ period: Period?, in record: inout PackedRecordBuilder) -> KnownMember? {
        guard let period else { return nil }
        let key = Days(start: period.start, end: period.end)
        if let known = periods[key] { return known }
        let known = record.know([Self.bytes(of: "period", shapes[0].period(period))])
        periods[key] = known
        return known
    }

    private mutating func day(_ day: CalendarDay?, in record: inout PackedRecordBuilder) -> KnownMember? {
        guard let day else { return nil }
        if let known = days[day] { return known }
        let known = record.know([Self.bytes(of: "asOf", shapes[0].day(day))])
        days[day] = known
        return known
    }

    /// The members of a figure that say nothing.
    private mutating func nulls(in record: inout PackedRecordBuilder) -> Nulls {
        if let nulls { return nulls }
        func null(_ name: String, _ value: JSONValue = .null) -> KnownMember {
            record.know([Self.bytes(of: name, value)])
        }
        let made = Nulls(
            low: null("low"), high: null("high"), asOf: null("asOf"), priceBasis: null("priceBasis"),
            original: null("original"), comparisons: null("comparisons", .array([])), note: null("note"),
            period: null("period"))
        nulls = made
        return made
    }

    fileprivate static func bytes(of name: String, _ value: JSONValue) -> [UInt8] {
        var writer = JSONWriter()
        writer.member(name, value)
        return writer.bytes
    }
}

/// A member out of a closed list, each value encoded when it first comes.
private struct KnownValues<Value: RawRepresentable & Equatable> where Value.RawValue == String {
    private let name: String
    private var known: [(value: Value, member: KnownMember)] = []

    init(_ name: String) {
        self.name = name
    }

    mutating func member(_ value: Value, in record: inout PackedRecordBuilder) -> KnownMember {
        if let found = known.first(where: { $0.value == value }) { return found.member }
        let member = record.know([ObservationPacking.bytes(of: name, .string(value.rawValue))])
        known.append((value, member))
        return member
    }
}

/// A member that is true or false.
private struct KnownFlag {
    private let name: String
    private var members: (KnownMember?, KnownMember?) = (nil, nil)

    init(_ name: String) {
        self.name = name
    }

    mutating func member(_ flag: Bool, in record: inout PackedRecordBuilder) -> KnownMember {
        if let known = flag ? members.1 : members.0 { return known }
        let member = record.know([ObservationPacking.bytes(of: name, .bool(flag))])
        if flag { members.1 = member } else { members.0 = member }
        return member
    }
}

extension Language {
    /// Place in `allCases`.
    fileprivate var place: Int {
        switch self {
        case .vietnamese: 0
        case .english: 1
        case .chinese: 2
        }
    }
}
