import BorderEconomy
import Catalog

/// The numbers of one summary field in the groups of a table, with what says what they are counted in.
struct SummaryNumbers {
    let totals: [Totals]
    /// Whether the record at a position has a number.
    let isCounted: @Sendable (Int) -> Bool
    /// What every number is counted in; nil where it differs by record, or is a count of records.
    let unit: Unit?
    /// For each group, the different units, price bases and indicators of its numbers.
    let found: [[AdditionObstacle.Kind: Set<FieldValue>]]
    /// The figure of the record at a position with what it measures; nil where records are no figures.
    let summand: (@Sendable (Int) -> Summand?)?
    /// The record at a position.
    let subject: @Sendable (Int) -> RecordID?

    init(
        of field: SummaryField, in table: SummaryTable, collection: StoredCollection, registry: Registry,
        language: Language
    ) {
        subject = { RecordID(collection.keys[$0]) }
        switch field {
        case .member(let name, let unit):
            self.unit = unit
            totals = table.totals(of: name)
            isCounted = Self.hasNumber(name, in: collection, language)
            found = table.groups.map { _ in [:] }
            summand = nil
        case .figure(let name):
            unit = nil
            totals = table.totals(of: name)
            isCounted = Self.hasNumber(name, in: collection, language)
            let kinds: [AdditionObstacle.Kind] = [.units, .priceBases, .indicators]
            found = table.values(of: ["unit", "priceBasis", "indicator"], where: name).map { values in
                Dictionary(uniqueKeysWithValues: zip(kinds, values))
            }
            summand = { position in
                guard let id = RecordID(collection.keys[position]) else { return nil }
                if let found = registry.observations[id] {
                    return Summand(measure: found.measure, figure: found.figure)
                }
                return registry.targets[id].map { Summand(measure: $0.measure, figure: $0.figure) }
            }
        case .parameter(let name):
            unit = nil
            let subject = self.subject
            @Sendable func figure(_ position: Int) -> Figure? {
                subject(position).flatMap { registry.projects[$0] }?.figure(of: name)
            }
            isCounted = { figure($0)?.value != nil }
            let figures = table.members(where: isCounted).map { $0.compactMap(figure) }
            totals = figures.map { figures in
                var totals = Totals()
                for figure in figures { if let value = figure.value { totals.add(value) } }
                return totals
            }
            found = figures.map { figures in
                [
                    .units: Set(figures.map { .text($0.unit.rawValue) }),
                    .priceBases: Set(figures.map { $0.priceBasis.map { .text($0.rawValue) } ?? .null }),
                ]
            }
            summand = nil
        }
    }

    private static func hasNumber(
        _ name: String, in collection: StoredCollection, _ language: Language
    ) -> @Sendable (Int) -> Bool {
        guard let column = collection.column(of: name, in: language) else { return { _ in false } }
        return { !column.isNull(at: $0) }
    }
}

extension InfrastructureProject {
    fileprivate func figure(of name: String) -> Figure? {
        for parameter in parameters where parameter.name == name {
            if case .figure(let figure) = parameter.value { return figure }
        }
        return nil
    }
}
