/// All records that are known, by collection, with the rules that hold between them.
package struct Registry: Sendable {
    package var provinces = RecordTable<Province>()
    package var places = RecordTable<Place>()
    package var gates = RecordTable<BorderGate>()
    package var zones = RecordTable<EconomicZone>()
    package var projects = RecordTable<InfrastructureProject>()
    package var corridors = RecordTable<Corridor>()
    package var legs = RecordTable<NetworkLeg>()
    package var organisations = RecordTable<Organisation>()
    package var meetings = RecordTable<Meeting>()
    package var documents = RecordTable<Document>()
    package var plans = RecordTable<Plan>()
    package var services = RecordTable<DigitalService>()
    package var indicators = RecordTable<Indicator>()
    package var observations = ObservationTable()
    package var targets = RecordTable<Target>()
    /// Found by province.
    package var outlines = RecordTable<ProvinceOutline>()
    package var checks: [ConsistencyCheck] = []

    package init() {}

    /// Every record with a header, in the order of the collections.
    package var headedRecords: [any Record] {
        provinces.all as [any Record] + gates.all + zones.all + projects.all + corridors.all + legs.all
            + places.all + organisations.all + meetings.all + documents.all + plans.all + services.all + indicators.all
    }

    /// The collection and own identifier of the record called `id`, which may be an alias.
    package func locate(_ id: RecordID) -> (collection: RecordCollection, id: RecordID)? {
        if let found = header(of: id) { return (found.collection, found.header.id) }
        if observations.position(of: id) != nil { return (.observations, id) }
        if let found = targets[id] { return (.targets, found.id.erased) }
        return nil
    }

    /// The collections in the order in which a thing is looked for.
    private static let searchOrder: [RecordCollection] = [
        .provinces, .gates, .zones, .projects, .places, .plans, .documents, .organisations, .corridors, .legs,
        .services, .indicators, .meetings, .observations, .targets,
    ]

    /// The collection of the record called `id`, which may be an alias.
    ///
    /// - Parameter expected: collections that it is most likely of.
    func collection(of id: RecordID, expectedAmong expected: [RecordCollection] = []) -> RecordCollection? {
        expected.first { has(id, in: $0) } ?? Self.searchOrder.first { has(id, in: $0) }
    }

    private func has(_ id: RecordID, in collection: RecordCollection) -> Bool {
        switch collection {
        case .provinces: provinces.contains(id)
        case .gates: gates.contains(id)
        case .zones: zones.contains(id)
        case .projects: projects.contains(id)
        case .places: places.contains(id)
        case .plans: plans.contains(id)
        case .documents: documents.contains(id)
        case .organisations: organisations.contains(id)
        case .corridors: corridors.contains(id)
        case .legs: legs.contains(id)
        case .services: services.contains(id)
        case .indicators: indicators.contains(id)
        case .meetings: meetings.contains(id)
        case .observations: observations.position(of: id) != nil
        case .targets: targets.contains(id)
        }
    }

    /// The header of the record called `id`; nil for figures and for identifiers that name nothing.
    package func header(of id: RecordID) -> (collection: RecordCollection, header: RecordHeader)? {
        guard let collection = collection(of: id) else { return nil }
        return header(of: id, in: collection).map { (collection, $0) }
    }

    private func header(of id: RecordID, in collection: RecordCollection) -> RecordHeader? {
        switch collection {
        case .provinces: provinces[id]?.header
        case .gates: gates[id]?.header
        case .zones: zones[id]?.header
        case .projects: projects[id]?.header
        case .places: places[id]?.header
        case .plans: plans[id]?.header
        case .documents: documents[id]?.header
        case .organisations: organisations[id]?.header
        case .corridors: corridors[id]?.header
        case .legs: legs[id]?.header
        case .services: services[id]?.header
        case .indicators: indicators[id]?.header
        case .meetings: meetings[id]?.header
        case .observations, .targets: nil
        }
    }

    /// The record with a header called `id`, which may be an alias; nil for figures and for what names nothing.
    package func record(_ id: RecordID) -> (any Record)? {
        switch collection(of: id) {
        case .provinces: provinces[id]
        case .gates: gates[id]
        case .zones: zones[id]
        case .projects: projects[id]
        case .places: places[id]
        case .plans: plans[id]
        case .documents: documents[id]
        case .organisations: organisations[id]
        case .corridors: corridors[id]
        case .legs: legs[id]
        case .services: services[id]
        case .indicators: indicators[id]
        case .meetings: meetings[id]
        case .observations, .targets, nil: nil
        }
    }

    /// The day a source is evidence of.
    package func evidenceDay(_ source: Source) -> CalendarDay? { documents[source.document]?.evidenceDay }

    /// `evidenceDay` to hand on: it holds on to the documents alone, not to a copy of everything.
    private var evidenceDays: (Source) -> CalendarDay? {
        { [documents] in documents[$0.document]?.evidenceDay }
    }

    /// The assertion about `field` that is preferred on `day`.
    package func preferred(_ field: String, of header: RecordHeader, on day: CalendarDay) -> PreferredAssertion? {
        PreferredAssertion(of: field, among: header.assertions, on: day, evidenceDay: evidenceDays)
    }

    /// Today's province of a place that lay in `province`: the last successor.
    package func currentProvince(of province: Identifier<Province>, on day: CalendarDay) -> Identifier<Province> {
        var current = province
        var steps = 0
        while let record = provinces[current], !record.exists(on: day), let next = record.successor, steps < 16 {
            current = next
            steps += 1
        }
        return current
    }
}

extension Registry {
    /// The figures about one subject, the best of each measure: what a person wants to see first.
    package func keyFigures(of subject: RecordID) -> [Observation] {
        observations.measures(of: subject).compactMap { bestFigure(ofMeasure: Int($0)) }
    }

    /// The best observation of a measure, by its number among those of the observations.
    package func bestFigure(ofMeasure number: Int) -> Observation? {
        bestFigure(among: observations.positions(ofMeasure: number).lazy.map { observations[Int($0)] })
    }

    /// The preferred figure of a subject for an indicator, whatever its scope; nil when there is none.
    package func preferredFigure(_ indicator: Identifier<Indicator>, of subject: RecordID) -> Observation? {
        bestFigure(
            among: observations.observations(of: subject) { $0.indicator == indicator && $0.dimensions.isEmpty })
    }

    private func bestFigure(among observed: some Sequence<Observation>) -> Observation? {
        let evidenceDay = evidenceDays
        var best: Observation?
        for observation in observed {
            if let known = best {
                if observation.figure.isPreferred(to: known.figure, evidenceDay: evidenceDay) { best = observation }
            } else {
                best = observation
            }
        }
        return best
    }

    /// Progress of a target on `day`.
    package func progress(of target: Target, on day: CalendarDay, thresholds: ProgressThresholds) -> Progress {
        let observed = observations.observations(of: target.measure.subject) {
            $0.indicator == target.measure.indicator
        }
        return target.progress(
            on: day, observations: observed,
            direction: indicators[target.measure.indicator]?.direction ?? .neutral,
            phase: projects[target.measure.subject]?.phase(on: day), thresholds: thresholds)
    }
}

extension Registry {
    /// The consistency checks with both sides computed.
    package func checkOutcomes() -> [CheckOutcome] {
        checks.map { CheckOutcome(check: $0, left: value(of: $0.left), right: value(of: $0.right)) }
    }

    private func figure(_ id: RecordID) -> Figure? { observations[id]?.figure ?? targets[id]?.figure }

    /// The number an expression comes to; nil when something it reads has none.
    package func value(of expression: ConsistencyCheck.Expression) -> Double? {
        switch expression {
        case .number(let number): return number
        case .figure(let id, let part):
            guard let figure = figure(id) else { return nil }
            return switch part {
            case .value: figure.central
            case .low: figure.low
            case .high: figure.high
            }
        case .previous(let id, let index):
            guard let figure = figure(id), let value = figure.central, figure.comparisons.indices.contains(index)
            else { return nil }
            return figure.comparisons[index].impliedPrevious(of: value)
        case .sum(let parts): return fold(parts, from: 0, +)
        case .product(let parts): return fold(parts, from: 1, *)
        case .difference(let a, let b): return combine(a, b) { $0 - $1 }
        case .quotient(let a, let b): return combine(a, b) { $1 == 0 ? nil : $0 / $1 }
        case .power(let a, let b): return combine(a, b) { BorderEconomy.power($0, $1) }
        case .count(let record, let member, let matching): return count(record, member, matching).map(Double.init)
        }
    }

    private func fold(
        _ parts: [ConsistencyCheck.Expression], from start: Double, _ combine: (Double, Double) -> Double
    ) -> Double? {
        var result = start
        for part in parts {
            guard let value = value(of: part) else { return nil }
            result = combine(result, value)
        }
        return result
    }

    private func combine(
        _ a: ConsistencyCheck.Expression, _ b: ConsistencyCheck.Expression, _ operation: (Double, Double) -> Double?
    ) -> Double? {
        guard let left = value(of: a), let right = value(of: b) else { return nil }
        return operation(left, right)
    }

    private func count(
        _ record: RecordID, _ member: ConsistencyCheck.CountedMember, _ matching: [String: String]
    ) -> Int? {
        // Only lanes are told apart, and only by direction; to pass over another condition would count wrongly.
        guard matching.isEmpty || (member == .lanes && Array(matching.keys) == ["direction"]) else { return nil }
        switch member {
        case .lanes:
            guard let gate = gates[record] else { return nil }
            guard let wanted = matching["direction"] else { return gate.lanes.count }
            guard let direction = GateLane.Direction(rawValue: wanted) else { return nil }
            return gate.lanes.count { $0.direction == direction }
        case .tasks: return plans[record].map { $0.tasks.count { $0.parent == nil } }
        case .breakthroughs: return plans[record].map { $0.breakthroughs.count { $0.parent == nil } }
        case .solutions: return plans[record].map { $0.solutions.count { $0.parent == nil } }
        case .areas:
            guard let zone = zones[record] else { return nil }
            return zones.all.count { $0.kind == .functionalArea && $0.parentZone == zone.id }
        case .members: return places[record].map { $0.members.count }
        }
    }
}
