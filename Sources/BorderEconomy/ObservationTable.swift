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
    /// The distinct sources, in the order in which they first came.
    package private(set) var sources: [Source] = []
    private var sourceNumbers: [Source: UInt32] = [:]
    /// The distinct measures, in the order in which they first came.
    package private(set) var measures: [Measure] = []
    private var measureNumbers: [Measure: UInt32] = [:]
    /// The rows of each measure, ascending.
    private var measureRows: [[UInt32]] = []
    /// The measures of each subject, as named by its observations, ascending.
    private var subjectMeasures: [RecordID: [UInt32]] = [:]

    private static let empty = UInt32.max

    package init() {}

    /// Adds an observation; an identifier that is taken stays with its first observation.
    package mutating func append(_ observation: Observation) {
        let row = UInt32(rows.count)
        let measure = number(of: observation.measure)
        measureRows[Int(measure)].append(row)
        let figure = observation.figure
        let hasRest =
            figure.low != nil || figure.high != nil || !figure.comparisons.isEmpty || figure.note != nil
            || observation.aggregation != nil
        if hasRest {
            rests[row] = Rest(
                low: figure.low, high: figure.high, comparisons: figure.comparisons, note: figure.note,
                aggregation: observation.aggregation)
        }
        texts.append(contentsOf: observation.id.rawValue.utf8)
        let identifierEnd = UInt32(texts.count)
        if let original = observation.figure.original { texts.append(contentsOf: original.utf8) }
        rows.append(
            ObservationRow(
                observation.figure, measure: measure, source: number(of: observation.figure.source),
                identifierEnd: identifierEnd, endOfTexts: UInt32(texts.count), hasRest: hasRest))
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
            let place = texts.withUnsafeBufferPointer { texts in
                slot(of: UnsafeBufferPointer(rebasing: texts[identifier]), in: texts)
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
        if let known = measureNumbers[measure] { return known }
        let number = UInt32(measures.count)
        measures.append(measure)
        measureNumbers[measure] = number
        measureRows.append([])
        subjectMeasures[measure.subject, default: []].append(number)
        return number
    }

    private mutating func number(of source: Source) -> UInt32 {
        if let known = sourceNumbers[source] { return known }
        let number = UInt32(sources.count)
        sources.append(source)
        sourceNumbers[source] = number
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
        var figure = row.figure(source: sources[Int(row.source)], original: original)
        guard row.hasRest, let rest = rests[UInt32(position)] else {
            return Observation(id: identifier(at: position), measure: measures[Int(row.measure)], figure: figure)
        }
        figure.low = rest.low
        figure.high = rest.high
        figure.comparisons = rest.comparisons
        figure.note = rest.note
        var observation = Observation(
            id: identifier(at: position), measure: measures[Int(row.measure)], figure: figure)
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
            texts.withUnsafeBufferPointer { texts in
                let found = slots[slot(of: bytes, in: texts)]
                return found == Self.empty ? nil : Int(found)
            }
        }
    }

    /// Whether the observation at a position has only what most have: a number or none, no range, no comparison, no note,
    /// no parts.
    package func isPlain(at position: Int) -> Bool { !rows[position].hasRest }

    /// The places of the measure and the source of the observation at a position among `measures` and `sources`.
    package func numbers(at position: Int) -> (measure: Int, source: Int) {
        (Int(rows[position].measure), Int(rows[position].source))
    }

    /// The time that the observation at a position is of.
    func time(at position: Int) -> InvestmentAccount.Time { rows[position].time }

    /// The positions of the observations of a measure, ascending.
    package func positions(ofMeasure number: Int) -> [UInt32] { measureRows[number] }

    /// The numbers of the measures of a subject among `measures`, ascending.
    package func measures(of subject: RecordID) -> [UInt32] { subjectMeasures[subject] ?? [] }

    /// The observations of a subject whose measures are wanted, in their written order.
    package func observations(of subject: RecordID, where isWanted: (Measure) -> Bool) -> [Observation] {
        observations(ofMeasures: measures(of: subject).filter { isWanted(measures[Int($0)]) })
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
            guard let span = rows[Int(position)].span else { return true }
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
        if rows.count * 3 > slots.count * 2 {
            slots = Array(repeating: Self.empty, count: slots.count * 2)
            for other in 0..<row { _ = fillSlot(of: other) }
        }
        return fillSlot(of: row)
    }

    private mutating func fillSlot(of row: UInt32) -> Bool {
        let place = texts.withUnsafeBufferPointer { texts in
            slot(of: UnsafeBufferPointer(rebasing: texts[identifierRange(at: Int(row))]), in: texts)
        }
        guard slots[place] == Self.empty else { return false }
        slots[place] = row
        return true
    }

    /// Where the row of an identifier stands in the hash table, or would.
    private func slot(of identifier: UnsafeBufferPointer<UInt8>, in texts: UnsafeBufferPointer<UInt8>) -> Int {
        let mask = slots.count - 1
        var slot = Self.hash(identifier) & mask
        while slots[slot] != Self.empty {
            let range = identifierRange(at: Int(slots[slot]))
            if range.count == identifier.count, UnsafeBufferPointer(rebasing: texts[range]).elementsEqual(identifier) {
                return slot
            }
            slot = (slot + 1) & mask
        }
        return slot
    }

    /// Multiplies and folds eight bytes at a time. Identifiers are those of the data set, which nobody outside chooses.
    private static func hash(_ identifier: UnsafeBufferPointer<UInt8>) -> Int {
        let bytes = UnsafeRawBufferPointer(identifier)
        var hash: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: bytes.count)
        var offset = 0
        while offset + 8 <= bytes.count {
            let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            hash = (hash ^ word) &* 0xD6E8_FEB8_6659_FD93
            hash ^= hash >> 32
            offset += 8
        }
        var rest: UInt64 = 0
        while offset < bytes.count {
            rest = rest << 8 | UInt64(bytes[offset])
            offset += 1
        }
        hash = (hash ^ rest) &* 0xD6E8_FEB8_6659_FD93
        hash ^= hash >> 32
        return Int(truncatingIfNeeded: hash >> 1)
    }
}

extension ObservationTable {
    /// The table of the observations at some ascending positions. They are taken over as they are packed: none is put
    /// together.
    package func keeping(_ positions: [UInt32]) -> Self {
        guard positions.count < rows.count else { return self }
        var table = Self()
        table.rows.reserveCapacity(positions.count)
        table.slots = Array(repeating: Self.empty, count: slots.count)
        var measureNumbers = [UInt32](repeating: Self.empty, count: measures.count)
        var sourceNumbers = [UInt32](repeating: Self.empty, count: sources.count)
        for position in positions {
            let old = rows[Int(position)]
            let row = UInt32(table.rows.count)
            if measureNumbers[Int(old.measure)] == Self.empty {
                measureNumbers[Int(old.measure)] = table.number(of: measures[Int(old.measure)])
            }
            if sourceNumbers[Int(old.source)] == Self.empty {
                sourceNumbers[Int(old.source)] = table.number(of: sources[Int(old.source)])
            }
            let measure = measureNumbers[Int(old.measure)]
            table.measureRows[Int(measure)].append(row)
            if old.hasRest { table.rests[row] = rests[position] }
            let identifier = identifierRange(at: Int(position))
            let start = table.texts.count
            table.texts.append(contentsOf: texts[identifier.lowerBound..<Int(old.endOfTexts)])
            table.rows.append(
                old.moved(
                    measure: measure, source: sourceNumbers[Int(old.source)],
                    identifierEnd: UInt32(start + identifier.count), endOfTexts: UInt32(table.texts.count)))
            if !table.fillSlot(of: row) { table.repeats.append(Int(row)) }
        }
        return table
    }

    /// The positions of the observations that hold on a day and could be known, ascending.
    ///
    /// - Parameters:
    ///   - day: all hold when it is nil.
    ///   - knowledge: all could be known when it is nil.
    func positions(holdingOn day: CalendarDay?, knownTo knowledge: Knowledge?) -> [UInt32] {
        let day = day.map { Int32($0.daysSince1970) }
        let knownOn = knowledge.map { Int32($0.day.daysSince1970) } ?? .max
        let reach = sources.map { knowledge?.reach(of: $0) ?? .everything }
        return rows.indices.compactMap { position -> UInt32? in
            let row = rows[position]
            if let day, !row.holds(on: day) { return nil }
            switch reach[Int(row.source)] {
            case .everything: break
            case .whatHasPassed: if let spokenOf = row.spokenOf, spokenOf > knownOn { return nil }
            case .nothing: return nil
            }
            return UInt32(position)
        }
    }

    /// The days on each of which some observation could be known that speaks of no later one, in no order.
    var spokenDays: [CalendarDay] {
        Set(rows.compactMap(\.spokenOf)).compactMap { CalendarDay(daysSince1970: Int($0)) }
    }

    /// The different times that observations are of.
    var times: Set<InvestmentAccount.Time> { Set(rows.lazy.map(\.time)) }
}
