import BorderEconomy
import Catalog

/// Reads what a summary has besides its filters, and collects what is wrong.
struct SummaryReader {
    let definition: CollectionDefinition
    let registry: Registry
    let faults: FaultList

    private static func parts(_ text: String) -> [String] {
        text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }

    func fields(_ text: String?) -> [SummaryGroupField] {
        guard let text else { return [] }
        var fields: [SummaryGroupField] = []
        let known = SummaryGroupField.all(of: definition)
        for part in Self.parts(text) {
            guard let field = known.first(where: { $0.name == part || $0.queryable == part }) else {
                faults.report(
                    "by", "\(definition.name) are not grouped by \"\(part)\"",
                    Suggestion.phrase(for: part, among: known.map(\.name)))
                continue
            }
            if fields.contains(where: { $0.name == field.name }) {
                faults.report("by", "\(part) is named twice", "name each field once")
            } else {
                fields.append(field)
            }
        }
        if fields.count > SummaryQuery.greatestFieldCount {
            faults.report(
                "by", "\(fields.count) fields are too many", "name at most \(SummaryQuery.greatestFieldCount)")
        }
        return fields
    }

    func measures(_ text: String) -> [SummaryMeasure] {
        let functions = SummaryMeasure.Function.allCases
        let known = SummaryField.all(of: definition, in: registry)
        var measures: [SummaryMeasure] = []
        for part in Self.parts(text) {
            let halves = part.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard let function = SummaryMeasure.Function(rawValue: halves[0]) else {
                faults.report(
                    "measure", "there is no measure \"\(halves[0])\"",
                    Suggestion.phrase(for: halves[0], among: functions.map(\.rawValue)))
                continue
            }
            if function == .count {
                if halves.count > 1 {
                    faults.report("measure", "count counts records and takes no field", "ask for measure=count")
                } else {
                    measures.append(SummaryMeasure(function: .count, field: nil))
                }
                continue
            }
            guard halves.count == 2, let field = known.first(where: { $0.name == halves[1] }) else {
                let remedy =
                    known.isEmpty
                    ? "\(definition.name) have no numbers; ask for count, or sum up figures about them at /v1/observations/summary"
                    : halves.count < 2
                        ? "name one of \(known.map(\.name).joined(separator: ", ")) after a colon"
                        : Suggestion.phrase(for: halves[1], among: known.map(\.name))
                faults.report(
                    "measure",
                    halves.count < 2
                        ? "\(function.rawValue) needs a field" : "\(definition.name) have no number \"\(halves[1])\"",
                    remedy)
                continue
            }
            measures.append(SummaryMeasure(function: function, field: field))
        }
        if Set(measures.map(\.text)).count < measures.count {
            faults.report("measure", "a measure is named twice", "name each once")
        }
        if measures.count > SummaryQuery.greatestMeasureCount {
            faults.report(
                "measure", "\(measures.count) measures are too many",
                "name at most \(SummaryQuery.greatestMeasureCount)")
        }
        return measures
    }

    func mixing(_ text: String?) -> Set<AdditionObstacle.Kind> {
        guard let text else { return [] }
        var kinds: Set<AdditionObstacle.Kind> = []
        for part in Self.parts(text) {
            if let kind = SummaryQuery.mixable.first(where: { $0.rawValue == part }) {
                kinds.insert(kind)
            } else if part == AdditionObstacle.Kind.units.rawValue {
                faults.report("mixing", "unlike units are never added up", "filter by unit, or group by it")
            } else {
                faults.report(
                    "mixing", "there is no \"\(part)\" to mix",
                    Suggestion.phrase(for: part, among: SummaryQuery.mixable.map(\.rawValue)))
            }
        }
        return kinds
    }

    func sort(
        _ text: String?, fields: [SummaryGroupField], measures: [SummaryMeasure]
    ) -> (key: String, descending: Bool)? {
        guard let text else { return nil }
        let descending = text.hasPrefix("-")
        let key = String(descending ? text.dropFirst() : text[...])
        let known = fields.map(\.name) + measures.map(\.text).filter { $0 != "count" } + ["count"]
        if known.contains(key) { return (key, descending) }
        if let field = fields.first(where: { $0.queryable == key }) { return (field.name, descending) }
        faults.report(
            "sort", "groups are not put in order by \"\(key)\"", Suggestion.phrase(for: key, among: known))
        return nil
    }
}
