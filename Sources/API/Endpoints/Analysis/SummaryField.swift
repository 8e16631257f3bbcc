import BorderEconomy
import Catalog

/// Numbers of records that can be summed up, averaged and compared.
enum SummaryField: Hashable {
    /// A member of the records that has one unit; nil for counts of records.
    case member(String, unit: Unit?)
    /// A member of a figure, which has the unit that its record says.
    case figure(String)
    /// The design value of that name of projects.
    case parameter(String)

    var name: String {
        switch self {
        case .member(let name, _), .figure(let name), .parameter(let name): name
        }
    }

    /// The units of members whose name does not say that they are figures.
    private static let units: [String: Unit?] = [
        "areaHa": .hectare, "areaKm2": .squareKilometre, "population": .person, "lengthKm": .kilometre,
        "lengthEstimateKm": .kilometre,
        "gapRelative": .percent, "observationCount": Unit?.none, "targetCount": Unit?.none,
    ]

    /// The numbers of a collection, in the order of its fields.
    static func all(of definition: CollectionDefinition, in registry: Registry) -> [SummaryField] {
        let isFigure = definition.field("unit") != nil && definition.field("value") != nil
        var fields: [SummaryField] = definition.listFields.compactMap { field in
            guard field.kind == .number else { return nil }
            if isFigure, ["value", "low", "high"].contains(field.name) { return .figure(field.name) }
            return units[field.name].map { .member(field.name, unit: $0) }
        }
        if definition.name == "projects" { fields += parameterNames(in: registry).map { .parameter($0) } }
        return fields
    }

    private static func parameterNames(in registry: Registry) -> [String] {
        var names: Set<String> = []
        for project in registry.projects.all {
            for parameter in project.parameters {
                if case .figure = parameter.value { names.insert(parameter.name) }
            }
        }
        return names.sorted()
    }
}

/// What is computed of the records of a group.
struct SummaryMeasure {
    enum Function: String, CaseIterable {
        case count, sum, avg, min, max
    }

    let function: Function
    /// Nil for `count`.
    let field: SummaryField?

    /// As it is asked for: `count` or `sum:value`.
    var text: String { field.map { "\(function.rawValue):\($0.name)" } ?? function.rawValue }
}
