/// What an observation or a target measures: of whom, what, within which scope and breakdown.
package struct Measure: Hashable, Sendable {
    package let subject: RecordID
    package let indicator: Identifier<Indicator>
    /// One of the indicator's scopes; nil when the source narrows nothing.
    package let scope: String?
    /// Dimension and code of the breakdown, by dimension.
    package let dimensions: [String: String]

    package init(
        subject: RecordID, indicator: Identifier<Indicator>, scope: String? = nil, dimensions: [String: String] = [:]
    ) {
        self.subject = subject
        self.indicator = indicator
        self.scope = scope
        self.dimensions = dimensions
    }

    func references() -> [Reference] {
        [Reference("/subject", subject), Reference("/indicator", indicator.erased, in: [.indicators])]
    }

    /// What is wrong with the measure in the light of its indicator.
    func faults(against definition: Indicator) -> [MemberFault] {
        var faults: [MemberFault] = []
        if let scope, !definition.scopes.contains(where: { $0.id == scope }) {
            let known = definition.scopes.map(\.id)
            faults.append(
                MemberFault(
                    "/scope", "\(indicator) has no scope \(scope)",
                    remedy: known.isEmpty ? "leave it out" : "give one of \(known.joined(separator: ", "))"))
        }
        for (dimension, code) in dimensions.sorted(by: { $0.key < $1.key }) {
            guard let known = definition.dimensions.first(where: { $0.id == dimension }) else {
                let names = definition.dimensions.map(\.id)
                faults.append(
                    MemberFault(
                        "/dimensions/\(dimension)", "\(indicator) has no dimension \(dimension)",
                        remedy: names.isEmpty ? "leave it out" : "it has \(names.joined(separator: ", "))"))
                continue
            }
            if !known.codes.contains(where: { $0.id == code }) {
                let codes = known.codes.map(\.id).joined(separator: ", ")
                faults.append(
                    MemberFault(
                        "/dimensions/\(dimension)", "\(dimension) has no code \(code)", remedy: "give one of \(codes)"))
            }
        }
        return faults
    }
}

/// A figure that a source reports of a subject.
package struct Observation: Sendable {
    package let id: Identifier<Observation>
    package let measure: Measure
    package let figure: Figure
    /// What it was put together from, when no source reports it so.
    package var aggregation: Aggregation?

    package init(id: Identifier<Observation>, measure: Measure, figure: Figure) {
        self.id = id
        self.measure = measure
        self.figure = figure
    }

    package var references: [Reference] { measure.references() + figure.source.references(at: "/source") }

    package func faults(against indicator: Indicator) -> [MemberFault] {
        var faults = figure.faults() + measure.faults(against: indicator)
        if figure.unit != indicator.unit { faults.append(indicator.faultOfUnit) }
        return faults + figure.faultsOfSign(of: indicator)
    }
}

extension Indicator {
    var faultOfUnit: MemberFault {
        MemberFault(
            "/unit", "\(header.id) is counted in \(unit.rawValue)",
            remedy: "convert the figure to \(unit.rawValue), or name another indicator")
    }
}

extension Figure {
    /// Numbers below zero of what cannot be below zero.
    func faultsOfSign(of indicator: Indicator) -> [MemberFault] {
        guard !indicator.signed else { return [] }
        return [("value", value), ("low", low), ("high", high)].compactMap { name, number in
            guard let number, number < 0 else { return nil }
            return MemberFault(
                "/\(name)", "\(indicator.header.id) is never below zero", remedy: "give a number of 0 or more")
        }
    }
}

extension Figure {
    /// Whether this figure is the better one to show of two about the same measure: of a later day, then of higher
    /// confidence, then from the articles' main bodies.
    package func isPreferred(to other: Figure, evidenceDay: (Source) -> CalendarDay?) -> Bool {
        if (layer == .sidebar) != (other.layer == .sidebar) { return other.layer == .sidebar }
        let mine = lastDay ?? evidenceDay(source)
        let theirs = other.lastDay ?? evidenceDay(other.source)
        if let mine, let theirs, mine != theirs { return mine > theirs }
        if confidence != other.confidence { return confidence > other.confidence }
        return layer.rank > other.layer.rank
    }

    /// Whether two figures of one measure can both be right, their qualifiers considered.
    ///
    /// Exact figures agree when they differ by a few thousandths at most; a "nearly" or an "over" reaches a twentieth
    /// further in its direction.
    package func agrees(with other: Figure) -> Bool {
        let mine = span
        let theirs = other.span
        return mine.lowerBound <= theirs.upperBound && theirs.lowerBound <= mine.upperBound
    }

    private var span: ClosedRange<Double> {
        if let low, let high { return low...high }
        guard let value else { return -Double.infinity...Double.infinity }
        let size = abs(value)
        return switch qualifier {
        case .exact, .all, .range, .expected: (value - size * 0.001)...(value + size * 0.001)
        case .approximately, .estimated: (value - size * 0.05)...(value + size * 0.05)
        case .nearly: (value - size * 0.05)...value
        case .over: value...(value + size * 0.05)
        case .atLeast, .several: value...Double.infinity
        case .atMost: -Double.infinity...value
        }
    }
}
