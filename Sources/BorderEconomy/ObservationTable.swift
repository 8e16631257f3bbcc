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
    /// Rows by their identifiers.
    private var slots = RowSlots()
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
        makeRoom(for: count, filling: rows.count)
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
            slots[place] = nil
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
                slots[slot(of: UnsafeRawBufferPointer(bytes), in: texts)].map(Int.init)
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

    /// Whether the last row is the first with its identifier.
    private mutating func addSlot(of row: UInt32) -> Bool {
        makeRoom(for: rows.count, filling: rows.count - 1)
        return fillSlot(of: row)
    }

    /// - Parameter filled: how many rows from the first on have a slot.
    private mutating func makeRoom(for count: Int, filling filled: Int) {
        guard slots.makeRoom(for: count) else { return }
        for row in 0..<UInt32(filled) { _ = fillSlot(of: row) }
    }

    private mutating func fillSlot(of row: UInt32) -> Bool {
        let place = texts.withUnsafeBytes { texts in
            slot(of: UnsafeRawBufferPointer(rebasing: texts[identifierRange(at: Int(row))]), in: texts)
        }
        guard slots[place] == nil else { return false }
        slots[place] = row
        return true
    }

    /// Where the row of an identifier stands among the slots, or would.
    private func slot(of identifier: UnsafeRawBufferPointer, in texts: UnsafeRawBufferPointer) -> Int {
        slots.place(of: identifier.dataHash) { row in
            UnsafeRawBufferPointer(rebasing: texts[identifierRange(at: Int(row))]).isSame(as: identifier)
        }
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
}
