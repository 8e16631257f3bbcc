extension Registry {
    /// The days on which provinces were made of others, ascending.
    package var boundaryDays: [CalendarDay] {
        Set(provinces.all.compactMap { $0.predecessors.isEmpty ? nil : $0.validFrom }).sorted()
    }

    /// The observations for the boundaries of `day`: those of provinces that were dissolved by then are put together, by
    /// what they measure and when, into figures of their successors.
    ///
    /// A figure put together is the sum of its parts, marked as derived; where a part is missing or the parts do not add
    /// up it has no number, and says why.
    package func reaggregated(to day: CalendarDay) -> Registry {
        boundaryDays.filter { $0 <= day }.reduce(self) { $0.reaggregated(overMergersOf: $1) }
    }

    private func reaggregated(overMergersOf day: CalendarDay) -> Registry {
        var order: [PartitionedMeasure] = []
        var parts: [PartitionedMeasure: [RecordID: Observation]] = [:]
        let dissolved = observations.measures.map { successor(of: $0.subject, from: day) }
        var kept: [UInt32] = []
        for position in observations.indices {
            guard let successor = dissolved[Int(observations.pattern(at: position).measure)] else {
                kept.append(UInt32(position))
                continue
            }
            let observation = observations[position]
            let measure = PartitionedMeasure(observation, successor: successor.header.id)
            let part = provinces[observation.measure.subject]?.header.id ?? observation.measure.subject
            if parts[measure] == nil { order.append(measure) }
            if let known = parts[measure]?[part],
                !observation.figure.isPreferred(to: known.figure, evidenceDay: evidenceDay)
            {
                continue
            }
            parts[measure, default: [:]][part] = observation
        }
        var view = self
        view.observations = observations.keeping(kept)
        for measure in order {
            guard let known = parts[measure], let whole = provinces[measure.successor],
                let sum = aggregate(known, of: measure, over: whole.predecessors.map(\.erased))
            else { continue }
            view.observations.append(sum)
        }
        return view
    }

    /// The province made on `day` that a dissolved one went into.
    private func successor(of subject: RecordID, from day: CalendarDay) -> Province? {
        guard let successorID = provinces[subject]?.successor, let successor = provinces[successorID],
            successor.validFrom == day
        else { return nil }
        return successor
    }

    private func aggregate(
        _ known: [RecordID: Observation], of measure: PartitionedMeasure, over parts: [RecordID]
    ) -> Observation? {
        let inputs = parts.compactMap { known[$0] }
        guard let first = inputs.first else { return nil }
        let missing = parts.filter { known[$0]?.figure.central == nil }
        let reason: LocalizedText? =
            measure.addsUp ? missing.isEmpty ? nil : AggregationReason.missing(missing) : AggregationReason.notAdditive
        var figure = first.figure
        figure.derived = true
        figure.comparisons = []
        figure.original = nil
        figure.note = nil
        figure.inferred = inputs.contains { $0.figure.inferred }
        figure.confidence = min(.medium, inputs.map(\.figure.confidence).min() ?? .medium)
        figure.layer = inputs.map(\.figure.layer).min { $0.rank < $1.rank } ?? figure.layer
        figure.value = nil
        figure.low = nil
        figure.high = nil
        if reason == nil { figure.setSum(of: inputs.map(\.figure)) }
        var sum = Observation(
            id: Identifier("\(measure.successor)--\(first.id)") ?? first.id,
            measure: Measure(
                subject: measure.successor, indicator: first.measure.indicator, scope: first.measure.scope,
                dimensions: first.measure.dimensions),
            figure: figure)
        sum.aggregation = Aggregation(inputs: inputs.map(\.id), reason: reason)
        return sum
    }
}

/// What is measured of the parts of a province, and when: figures that agree in all of it are of one whole.
private struct PartitionedMeasure: Hashable {
    let successor: RecordID
    let addsUp: Bool
    private let measure: Measure
    private let period: Period?
    private let asOf: CalendarDay?
    private let unit: Unit
    private let priceBasis: PriceBasis?
    private let flags: [Bool]

    init(_ observation: Observation, successor: RecordID) {
        self.successor = successor
        let figure = observation.figure
        measure = Measure(
            subject: successor, indicator: observation.measure.indicator, scope: observation.measure.scope,
            dimensions: observation.measure.dimensions)
        period = figure.period
        asOf = figure.asOf
        unit = figure.unit
        priceBasis = figure.priceBasis
        flags = [figure.cumulative, figure.average, figure.additional]
        addsUp = figure.unit.addsUpOverAreas && !figure.average
    }
}

extension Figure {
    /// Takes the sum of several figures, with the weakest of their qualifiers.
    fileprivate mutating func setSum(of parts: [Figure]) {
        if parts.allSatisfy({ $0.value != nil }) {
            value = parts.reduce(0) { $0 + ($1.value ?? 0) }
            qualifier = parts.allSatisfy { $0.qualifier == qualifier } ? qualifier : .approximately
        } else {
            low = parts.reduce(0) { $0 + ($1.value ?? $1.low ?? 0) }
            high = parts.reduce(0) { $0 + ($1.value ?? $1.high ?? 0) }
            qualifier = .range
        }
    }
}

/// Why figures of parts are not put together, in words.
private enum AggregationReason {
    static let notAdditive = LocalizedText(
        vietnamese: "tỷ lệ, bình quân và những gì các tỉnh có chung không cộng được",
        english: "shares, averages and what provinces have in common do not add up")

    static func missing(_ provinces: [RecordID]) -> LocalizedText {
        let names = provinces.map(\.rawValue).joined(separator: ", ")
        return LocalizedText(
            vietnamese: "không có số liệu cùng thời gian của \(names)",
            english: "no figure of \(names) for the same time")
    }
}
