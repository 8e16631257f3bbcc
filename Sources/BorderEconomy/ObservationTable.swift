/// The observations in their written order, packed: what many share (measures, sources) is kept once, the rest in rows of
/// plain memory. An observation is put together when it is asked for.
///
/// They are found by identifier, and by subject and measure, without looking at the others.
package struct ObservationTable: Sendable {
    /// What few figures have.
    private struct Rest: Sendable {
        let low: Double?
        let high: Double?
        let comparisons: [Comparison]
        let note: LocalizedText?
        let aggregation: Aggregation?
    }

    private(set) var rows: [ObservationRow] = []
    /// Identifiers and figures as printed, row after row.
    private var texts: [UInt8] = []
    private var rests: [UInt32: Rest] = [:]
    /// An open hash table of rows by identifier.
    private var slots: [UInt32] = Array(repeating: empty, count: 16)
    /// The positions of observations whose identifier an earlier one has, ascending.
    private(set) var repeats: [Int] = []
    private var knownSources = NumberedValues<Source>()
    private var knownMeasures = NumberedValues<Measure>()
    private var knownManners = NumberedValues<FigureManner>()
    private var knownTimes = NumberedValues<FigureTime>()
    /// The rows of each measure, ascending.
    private var measureRows: [[UInt32]] = []
    /// The measures of each subject, as named by its observations, ascending.
    private var subjectMeasures: [RecordID: [UInt32]] = [:]

    private static let empty = UInt32.max

    package init() {}

    /// The distinct sources, in the order in which they first came.
    package var sources: [Source] { knownSources.values }

    /// The distinct measures, in the order in which they first came.
    package var measures: [Measure] { knownMeasures.values }

    /// How figures are meant, each manner once, in the order in which they first came.
    package var manners: [FigureManner] { knownManners.values }

    /// The times that figures are of, each once, in the order in which they first came.
    package var times: [FigureTime] { knownTimes.values }

    /// Makes room for some observations in all.
    package mutating func reserveCapacity(_ count: Int) {
        rows.reserveCapacity(count)
        var size = slots.count
        while count * 3 > size * 2 { size *= 2 }
        resizeSlots(to: size)
    }

    /// Adds an observation; an identifier that is taken stays with its first observation.
    package mutating func append(_ observation: Observation) {
        let figure = observation.figure
        let hasRest =
            figure.low != nil || figure.high != nil || !figure.comparisons.isEmpty || figure.note != nil
            || observation.aggregation != nil
        if hasRest {
            rests[UInt32(rows.count)] = Rest(
                low: figure.low, high: figure.high, comparisons: figure.comparisons, note: figure.note,
                aggregation: observation.aggregation)
        }
        let pattern = ObservationPattern(
            measure: number(of: observation.measure), source: knownSources.number(of: figure.source).number,
            manner: knownManners.number(of: FigureManner(of: figure)).number,
            time: knownTimes.number(of: FigureTime(of: figure)).number)
        var identifier = observation.id.rawValue
        var original = figure.original ?? ""
        identifier.withUTF8 { identifier in
            original.withUTF8 { original in
                append(
                    UnsafeRawBufferPointer(identifier), figure.value, original: UnsafeRawBufferPointer(original),
                    pattern, hasRest: hasRest)
            }
        }
    }

    /// Adds an observation that shares all but its identifier, its value and the figure as printed with others.
    ///
    /// - Parameters:
    ///   - identifier: the UTF-8 of a slug.
    ///   - original: the UTF-8 of the figure as printed; empty when there is none.
    package mutating func append(
        _ identifier: UnsafeRawBufferPointer, _ value: Double?, original: UnsafeRawBufferPointer,
        as pattern: ObservationPattern
    ) {
        append(identifier, value, original: original, pattern, hasRest: false)
    }

    private mutating func append(
        _ identifier: UnsafeRawBufferPointer, _ value: Double?, original: UnsafeRawBufferPointer,
        _ pattern: ObservationPattern, hasRest: Bool
    ) {
        let row = UInt32(rows.count)
        measureRows[Int(pattern.measure)].append(row)
        texts.append(contentsOf: identifier)
        let identifierEnd = UInt32(texts.count)
        texts.append(contentsOf: original)
        rows.append(
            ObservationRow(
                value, pattern, identifierEnd: identifierEnd, endOfTexts: UInt32(texts.count), hasRest: hasRest))
        if !addSlot(of: row) { repeats.append(Int(row)) }
    }

    /// Takes the last observation back. Its measure and its source stay among those that are known.
    package mutating func removeLast() {
        guard let last = rows.last else { return }
        let position = rows.count - 1
        let row = UInt32(position)
        let identifier = identifierRange(at: position)
        if repeats.last == position {
            repeats.removeLast()
        } else {
            // No identifier was given a slot after it, so none was placed beyond its own because of it.
            let place = texts.withUnsafeBytes { texts in
                slot(of: UnsafeRawBufferPointer(rebasing: texts[identifier]), in: texts)
            }
            slots[place] = Self.empty
        }
        measureRows[Int(last.measure)].removeLast()
        rests[row] = nil
        texts.removeSubrange(identifier.lowerBound...)
        rows.removeLast()
    }

    /// Puts an observation in the place of the first of its identifier; false when there is none. All are packed anew.
    package mutating func replace(_ id: RecordID, with observation: Observation) -> Bool {
        guard let place = position(of: id) else { return false }
        var table = Self()
        for position in indices { table.append(position == place ? observation : self[position]) }
        self = table
        return true
    }

    private mutating func number(of measure: Measure) -> UInt32 {
        let (number, isNew) = knownMeasures.number(of: measure)
        if isNew {
            measureRows.append([])
            subjectMeasures[measure.subject, default: []].append(number)
        }
        return number
    }
}

extension ObservationTable: RandomAccessCollection {
    package var startIndex: Int { 0 }

    package var endIndex: Int { rows.count }

    package subscript(position: Int) -> Observation {
        let row = rows[position]
        let original =
            row.endOfTexts > row.identifierEnd
            ? String(decoding: texts[Int(row.identifierEnd)..<Int(row.endOfTexts)], as: UTF8.self) : nil
        var figure = knownManners[row.manner].figure(
            of: row.value, knownTimes[row.time], original: original, source: knownSources[row.source])
        guard row.hasRest, let rest = rests[UInt32(position)] else {
            return Observation(id: identifier(at: position), measure: knownMeasures[row.measure], figure: figure)
        }
        figure.low = rest.low
        figure.high = rest.high
        figure.comparisons = rest.comparisons
        figure.note = rest.note
        var observation = Observation(
            id: identifier(at: position), measure: knownMeasures[row.measure], figure: figure)
        observation.aggregation = rest.aggregation
        return observation
    }

    /// All observations, in their written order.
    package var all: Self { self }

    /// The identifier of the observation at a position.
    package func identifier(at position: Int) -> Identifier<Observation> {
        Identifier(packed: String(decoding: texts[identifierRange(at: position)], as: UTF8.self))
    }

    private func identifierRange(at position: Int) -> Range<Int> {
        let start = position == 0 ? 0 : Int(rows[position - 1].endOfTexts)
        return start..<Int(rows[position].identifierEnd)
    }
}

extension ObservationTable {
    package subscript(id: RecordID) -> Observation? { position(of: id).map { self[$0] } }

    package subscript<Subject>(id: Identifier<Subject>) -> Observation? { self[id.erased] }

    /// The position of the first observation with this identifier.
    package func position(of id: RecordID) -> Int? {
        var text = id.rawValue
        return text.withUTF8 { bytes in
            texts.withUnsafeBytes { texts in
                let found = slots[slot(of: UnsafeRawBufferPointer(bytes), in: texts)]
                return found == Self.empty ? nil : Int(found)
            }
        }
    }

    /// Whether the observation at a position has only what most have: a number or none, no range, no comparison, no note,
    /// no parts.
    package func isPlain(at position: Int) -> Bool { !rows[position].hasRest }

    /// What the observation at a position shares with others.
    package func pattern(at position: Int) -> ObservationPattern {
        let row = rows[position]
        return ObservationPattern(measure: row.measure, source: row.source, manner: row.manner, time: row.time)
    }

    /// The number of the observation at a position, when it is one.
    package func value(at position: Int) -> Double? { rows[position].value }

    /// Calls `body` with the UTF-8 of the identifier at a position and of the figure as printed, which is empty when
    /// there is none; valid only during the call.
    package func withTexts<Result>(
        at position: Int, _ body: (_ identifier: UnsafeRawBufferPointer, _ original: UnsafeRawBufferPointer) -> Result
    ) -> Result {
        let identifier = identifierRange(at: position)
        let end = Int(rows[position].endOfTexts)
        return texts.withUnsafeBytes { texts in
            body(
                UnsafeRawBufferPointer(rebasing: texts[identifier]),
                UnsafeRawBufferPointer(rebasing: texts[identifier.upperBound..<end]))
        }
    }

    /// The time that the observation at a position is of.
    func time(at position: Int) -> InvestmentAccount.Time {
        let time = knownTimes[rows[position].time]
        return InvestmentAccount.Time(period: time.period, asOf: time.asOf)
    }

    /// The positions of the observations of a measure, ascending.
    package func positions(ofMeasure number: Int) -> [UInt32] { measureRows[number] }

    /// The numbers of the measures of a subject among `measures`, ascending.
    package func measures(of subject: RecordID) -> [UInt32] { subjectMeasures[subject] ?? [] }

    /// The observations of a subject whose measures are wanted, in their written order.
    package func observations(of subject: RecordID, where isWanted: (Measure) -> Bool) -> [Observation] {
        observations(ofMeasures: measures(of: subject).filter { isWanted(knownMeasures[$0]) })
    }

    /// The observations of some measures, by their numbers, in their written order.
    func observations(ofMeasures numbers: [UInt32]) -> [Observation] {
        let positions = numbers.flatMap { measureRows[Int($0)] }
        return (numbers.count > 1 ? positions.sorted() : positions).map { self[Int($0)] }
    }

    /// Whether two of the observations at some positions may speak of the same time. It is told by their periods alone,
    /// in the order of their first days; one that has none may speak of any time.
    func mayShareTime(_ positions: [UInt32]) -> Bool {
        guard positions.count > 1 else { return false }
        var spans: [(start: Int, end: Int)] = []
        for position in positions {
            guard let span = knownTimes[rows[Int(position)].time].span else { return true }
            spans.append(span)
        }
        spans.sort { $0.start < $1.start }
        var end = spans[0].end
        for span in spans.dropFirst() {
            if span.start <= end { return true }
            end = Swift.max(end, span.end)
        }
        return false
    }

    /// Whether the row is the first with its identifier.
    private mutating func addSlot(of row: UInt32) -> Bool {
        if rows.count * 3 > slots.count * 2 { resizeSlots(to: slots.count * 2, but: 1) }
        return fillSlot(of: row)
    }

    /// - Parameter last: how many rows at the end have no slot yet.
    private mutating func resizeSlots(to size: Int, but last: Int = 0) {
        guard size > slots.count else { return }
        slots = Array(repeating: Self.empty, count: size)
        for row in 0..<UInt32(rows.count - last) { _ = fillSlot(of: row) }
    }

    private mutating func fillSlot(of row: UInt32) -> Bool {
        let place = texts.withUnsafeBytes { texts in
            slot(of: UnsafeRawBufferPointer(rebasing: texts[identifierRange(at: Int(row))]), in: texts)
        }
        guard slots[place] == Self.empty else { return false }
        slots[place] = row
        return true
    }

    /// Where the row of an identifier stands in the hash table, or would.
    private func slot(of identifier: UnsafeRawBufferPointer, in texts: UnsafeRawBufferPointer) -> Int {
        let mask = slots.count - 1
        var slot = identifier.dataHash & mask
        while slots[slot] != Self.empty {
            let range = identifierRange(at: Int(slots[slot]))
            if range.count == identifier.count, UnsafeRawBufferPointer(rebasing: texts[range]).isSame(as: identifier) {
                return slot
            }
            slot = (slot + 1) & mask
        }
        return slot
    }
}

extension ObservationTable {
    /// The table of the observations at some ascending positions. They are taken over as they are packed: none is put
    /// together.
    package func keeping(_ positions: [UInt32]) -> Self {
        guard positions.count < rows.count else { return self }
        var table = Self()
        table.reserveCapacity(positions.count)
        var sources = Renumbering(knownSources)
        var manners = Renumbering(knownManners)
        var times = Renumbering(knownTimes)
        var measures = [UInt32?](repeating: nil, count: knownMeasures.values.count)
        for position in positions {
            let old = rows[Int(position)]
            let measure = measures[Int(old.measure)] ?? table.number(of: knownMeasures[old.measure])
            measures[Int(old.measure)] = measure
            let pattern = ObservationPattern(
                measure: measure, source: sources.number(of: old.source, in: &table.knownSources),
                manner: manners.number(of: old.manner, in: &table.knownManners),
                time: times.number(of: old.time, in: &table.knownTimes))
            if old.hasRest { table.rests[UInt32(table.rows.count)] = rests[position] }
            withTexts(at: Int(position)) { identifier, original in
                table.append(identifier, old.value, original: original, pattern, hasRest: old.hasRest)
            }
        }
        return table
    }

    /// The positions of the observations that hold on a day and could be known, ascending.
    ///
    /// - Parameters:
    ///   - day: all hold when it is nil.
    ///   - knowledge: all could be known when it is nil.
    func positions(holdingOn day: CalendarDay?, knownTo knowledge: Knowledge?) -> [UInt32] {
        let holding = times.map { time in day.map(time.holds) ?? true }
        let hasPassed = times.map { time in time.spokenOf.map { $0 <= knowledge?.day ?? $0 } ?? true }
        let reach = sources.map { knowledge?.reach(of: $0) ?? .everything }
        return rows.indices.compactMap { position -> UInt32? in
            let row = rows[position]
            guard holding[Int(row.time)] else { return nil }
            return switch reach[Int(row.source)] {
            case .everything: UInt32(position)
            case .whatHasPassed: hasPassed[Int(row.time)] ? UInt32(position) : nil
            case .nothing: nil
            }
        }
    }
}

/// The numbers that some values of a table get in another.
private struct Renumbering<Value: Hashable & Sendable> {
    private let values: NumberedValues<Value>
    private var numbers: [UInt32?]

    init(_ values: NumberedValues<Value>) {
        self.values = values
        numbers = Array(repeating: nil, count: values.values.count)
    }

    /// The number of a value among `others`, where it is added when it first comes.
    mutating func number(of old: UInt32, in others: inout NumberedValues<Value>) -> UInt32 {
        if let known = numbers[Int(old)] { return known }
        let number = others.number(of: values[old]).number
        numbers[Int(old)] = number
        return number
    }
}
