/// What keeps figures from being added up.
package struct AdditionObstacle: Hashable, Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case units
        case priceBases = "price-bases"
        /// They measure different things.
        case indicators
        /// Shares, rates and averages add up to nothing.
        case ratios
        /// They count different scopes, or parts beside their whole.
        case scopes
        /// Times that overlap, or several states of one thing.
        case periods
        /// Subjects of which one is a part of another.
        case subjects
        /// Legs that repeat a part of another leg.
        case overlaps
    }

    package let kind: Kind
    /// What was found: units, price bases, indicators, scopes, records.
    package let found: [String]

    package init(kind: Kind, found: [String]) {
        self.kind = kind
        self.found = found
    }
}

/// A figure with what it measures, as it is about to be added up.
package struct Summand: Sendable {
    package let measure: Measure
    package let figure: Figure

    package init(measure: Measure, figure: Figure) {
        self.measure = measure
        self.figure = figure
    }
}

extension Registry {
    /// What keeps figures from being added up; nothing when their sum means something.
    ///
    /// Figures add up when they have one unit, price basis, indicator and scope, count what can be added, and nothing
    /// twice: totals over time whose periods do not overlap, states of different subjects, no subject that is part of
    /// another.
    package func obstacles(toAdding summands: [Summand]) -> [AdditionObstacle] {
        var obstacles: [AdditionObstacle] = []
        func find(_ kind: AdditionObstacle.Kind, _ values: Set<String>) {
            if values.count > 1 { obstacles.append(AdditionObstacle(kind: kind, found: values.sorted())) }
        }
        find(.units, Set(summands.map(\.figure.unit.rawValue)))
        find(.priceBases, Set(summands.map { $0.figure.priceBasis?.rawValue ?? "null" }))
        find(.indicators, Set(summands.map(\.measure.indicator.rawValue)))
        let ratios = Set(summands.filter { $0.figure.unit.isRatio || $0.figure.average }.map(\.figure.unit.rawValue))
        if !ratios.isEmpty && summands.count > 1 {
            obstacles.append(AdditionObstacle(kind: .ratios, found: ratios.sorted()))
        }
        find(.scopes, Set(summands.map { Self.scopeText($0.measure) }))
        let twice = timesCountedTwice(in: summands)
        if !twice.isEmpty { obstacles.append(AdditionObstacle(kind: .periods, found: twice)) }
        let nested = nestedSubjects(among: summands.map(\.measure.subject))
        if !nested.isEmpty { obstacles.append(AdditionObstacle(kind: .subjects, found: nested)) }
        return obstacles
    }

    private static func scopeText(_ measure: Measure) -> String {
        let dimensions = measure.dimensions.keys.sorted().joined(separator: "+")
        let scope = measure.scope ?? "null"
        return dimensions.isEmpty ? scope : "\(scope) by \(dimensions)"
    }

    /// The first pair of times of one measure that count something twice; empty when there is none.
    private func timesCountedTwice(in summands: [Summand]) -> [String] {
        var byMeasure: [Measure: [Figure]] = [:]
        for summand in summands { byMeasure[summand.measure, default: []].append(summand.figure) }
        for (measure, figures) in byMeasure.sorted(by: { $0.key.subject < $1.key.subject }) where figures.count > 1 {
            let isFlow = indicators[measure.indicator]?.summable ?? false
            let sorted = figures.sorted { Self.firstDay($0) < Self.firstDay($1) }
            for (earlier, later) in zip(sorted, sorted.dropFirst()) {
                guard isFlow, let first = earlier.period, let second = later.period, !first.overlaps(second) else {
                    return [Self.timeText(earlier), Self.timeText(later)]
                }
            }
        }
        return []
    }

    private static func firstDay(_ figure: Figure) -> Int {
        (figure.period?.start ?? figure.asOf ?? figure.period?.end)?.daysSince1970 ?? Int.min
    }

    private static func timeText(_ figure: Figure) -> String {
        figure.period?.description ?? figure.asOf?.description ?? "undated"
    }

    /// The first subject that is part of another one among `subjects`, with that one; empty when there is none.
    package func nestedSubjects(among subjects: [RecordID]) -> [String] {
        let present = Set(subjects.map { locate($0)?.id ?? $0 })
        guard present.count > 1 else { return [] }
        let country = places.all.first { $0.kind == .country && $0.country == "VN" }?.header.id
        for subject in present.sorted() {
            var open = containers(of: subject, in: country)
            var seen: Set<RecordID> = [subject]
            while let container = open.popLast() {
                guard seen.insert(container).inserted else { continue }
                if present.contains(container) { return [subject.rawValue, container.rawValue] }
                open += containers(of: container, in: country)
            }
            if let members = places[subject]?.members, let member = members.first(where: present.contains) {
                return [member.rawValue, subject.rawValue]
            }
        }
        return []
    }

    /// What a record is directly a part of: its zone, gate, province, region, country; a dissolved province is part of
    /// its successor.
    private func containers(of id: RecordID, in country: RecordID?) -> [RecordID] {
        if let zone = zones[id] { return [zone.province.erased] + (zone.parentZone.map { [$0.erased] } ?? []) }
        if let gate = gates[id] { return [gate.province.erased] + (gate.parentGate.map { [$0.erased] } ?? []) }
        if let province = provinces[id] {
            return [province.successor?.erased, country].compactMap { $0 }
        }
        if let place = places[id] {
            return (place.parent.map { [$0.erased] } ?? []) + (place.province.map { [$0.erased] } ?? [])
        }
        if let project = projects[id] { return project.parentProject.map { [$0.erased] } ?? [] }
        return []
    }
}

extension Registry {
    /// The first leg among `ids` that repeats a part of another leg, with that one; empty when there is none. Its length
    /// is no road or railway more, whether the other is among `ids` or in a sum beside.
    package func repeatedLeg(among ids: [RecordID]) -> [String] {
        for id in ids {
            guard let leg = legs[id], let other = leg.overlaps.flatMap({ legs[$0] }) else { continue }
            return [leg.header.id.rawValue, other.header.id.rawValue]
        }
        return []
    }
}
