import BorderEconomy
import Catalog

/// The numbers of one summary field with what says what they are counted in.
struct SummaryValues {
    /// The number of the record at a position; NaN is null.
    let number: (Int) -> Double
    /// What every number is counted in; nil where it differs by record, or is a count of records.
    let unit: Unit?
    /// For figures, the values of their record's `unit`, `priceBasis` and `indicator`.
    let descriptions: [(kind: AdditionObstacle.Kind, field: String, values: SummaryCodes)]
    /// The figure of the record at a position with what it measures, to judge whether figures add up.
    let summand: ((Int) -> Summand?)?
    /// The record at a position, to judge whether one is part of another; nil where records are figures.
    let subject: ((Int) -> RecordID?)?

    init(of field: SummaryField, in collection: StoredCollection, registry: Registry, language: Language) {
        func numbers(_ name: String) -> (Int) -> Double {
            guard case .numbers(let values)? = collection.column(of: name, in: language) else { return { _ in .nan } }
            return { values[$0] }
        }
        func codes(_ name: String) -> SummaryCodes {
            SummaryCodes(collection.column(of: name, in: language), count: collection.count)
        }
        let subject: (Int) -> RecordID? = { RecordID(collection.keys[$0]) }
        switch field {
        case .member(let name, let unit):
            self.unit = unit
            number = numbers(name)
            descriptions = []
            summand = nil
            self.subject = subject
        case .figure(let name):
            unit = nil
            number = numbers(name)
            descriptions = [
                (.units, "unit", codes("unit")), (.priceBases, "priceBasis", codes("priceBasis")),
                (.indicators, "indicator", codes("indicator")),
            ]
            summand = { position in
                guard let id = RecordID(collection.keys[position]) else { return nil }
                if let found = registry.observations[id] {
                    return Summand(measure: found.measure, figure: found.figure)
                }
                return registry.targets[id].map { Summand(measure: $0.measure, figure: $0.figure) }
            }
            self.subject = nil
        case .parameter(let name):
            unit = nil
            let figures = (0..<collection.count).map { position in
                subject(position).flatMap { registry.projects[$0] }?.figure(of: name)
            }
            number = { figures[$0]?.value ?? .nan }
            let units = figures.map { $0.map { FieldValue.text($0.unit.rawValue) } ?? .null }
            let bases = figures.map { $0?.priceBasis.map { FieldValue.text($0.rawValue) } ?? .null }
            descriptions = [
                (.units, "unit", SummaryCodes(units)), (.priceBases, "priceBasis", SummaryCodes(bases)),
            ]
            summand = nil
            self.subject = subject
        }
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
