import BorderEconomy
import Catalog
import HTTPEngine

/// What a summary is asked to be: which records, grouped by what, and what to compute of each group.
struct SummaryQuery {
    /// What may be added up although it does not add up to anything in particular, when it is asked for by name. Units
    /// are never mixed.
    static let mixable: [AdditionObstacle.Kind] = [.priceBases, .indicators, .scopes, .periods, .subjects, .overlaps]
    static let greatestFieldCount = 4
    static let greatestMeasureCount = 8

    let list: ListQuery
    let fields: [SummaryGroupField]
    let measures: [SummaryMeasure]
    let mixing: Set<AdditionObstacle.Kind>
    /// The group field or measure to put the groups in order by, and whether downwards; by the groups' values when nil.
    let sort: (key: String, descending: Bool)?

    /// Names of the parameters that a list does not have, or has with another meaning.
    private static let own = ["by", "measure", "mixing", "sort", "limit", "cursor", "f", "bom"]

    init(_ question: Question, of collection: StoredCollection) throws(Problem) {
        var reader = SummaryReader(definition: collection.definition, registry: question.snapshot.registry)
        fields = reader.fields(question["by"])
        measures = reader.measures(question["measure"] ?? "count")
        mixing = reader.mixing(question["mixing"])
        sort = reader.sort(question["sort"], fields: fields, measures: measures)
        var faults = reader.faults
        if question["fields"] != nil {
            faults.append(
                ProblemFault(
                    parameter: "fields", reason: "a summary has groups and no records", remedy: "name fields in by"))
        }
        let rest = question.parameters.filter { !Self.own.contains($0.name) && $0.name != "fields" }
        do throws(Problem) {
            let existing = question.snapshot.vantage.existence(in: collection.definition.name)
            list = try ListQuery(rest, collection: collection, snapshot: question.snapshot, fixed: existing)
                .among(question.among)
        } catch {
            throw Problem.badParameters(faults + error.faults)
        }
        guard faults.isEmpty else { throw Problem.badParameters(faults) }
    }
}

extension SummaryQuery {
    /// The members of the records whose numbers are added up.
    var numbers: [String] {
        var numbers: [String] = []
        for measure in measures {
            switch measure.field {
            case .member(let name, _), .figure(let name): if !numbers.contains(name) { numbers.append(name) }
            case .parameter, nil: break
            }
        }
        return numbers
    }

    /// About how many nanoseconds it takes to put some records into groups and to compute the measures. Each field to
    /// group by is looked up for each record, and once more for each figure, whose units are looked through; sums of
    /// figures are looked through for what is counted twice.
    func cost(ofRecords count: Int) -> Double {
        let figures = numbers.filter { name in
            measures.contains { if case .figure(name)? = $0.field { true } else { false } }
        }
        let lookUps = Double(fields.count * (1 + figures.count)) * 70 + Double(numbers.count) * 10
        let sums = measures.filter { $0.function == .sum }.count
        let checked = SummaryJudgement.isChecked(mixing) ? min(count, SummaryJudgement.greatestCheckedCount) : 0
        return Double(count) * lookUps + Double(checked * sums) * 2_000
    }

    /// The columns of the groups as a table.
    var columns: [FieldDefinition] {
        let keys = fields.map { field in
            FieldDefinition("by.\(field.name)", field.kind.cellKind, field.meaning, nullable: true)
        }
        let labels = fields.filter(\.kind.namesRecords).map { field in
            FieldDefinition("labels.\(field.name)", .string, "Name of the record", optional: true)
        }
        let computed = measures.filter { $0.field != nil }.flatMap { measure in
            let prefix = "measures.\(measure.text)."
            return [
                FieldDefinition(prefix + "value", .number, "The number", nullable: true),
                FieldDefinition(prefix + "unit", .string, "Its unit", nullable: true),
                FieldDefinition(prefix + "priceBasis", .string, "The prices it is counted in", nullable: true),
                FieldDefinition(prefix + "inputs", .number, "Records that have a number"),
                FieldDefinition(prefix + "missing", .number, "Records that have none"),
                FieldDefinition(prefix + "mixed", .strings, "What was put together because it was asked for"),
            ]
        }
        return keys + labels + [FieldDefinition("count", .number, "Records in the group")] + computed
    }
}

/// Reads what a summary has besides its filters, and collects what is wrong.
private struct SummaryReader {
    let definition: CollectionDefinition
    let registry: Registry
    private(set) var faults: [ProblemFault] = []

    init(definition: CollectionDefinition, registry: Registry) {
        self.definition = definition
        self.registry = registry
    }

    private mutating func report(_ parameter: String, _ reason: String, _ remedy: String) {
        faults.append(ProblemFault(parameter: parameter, reason: reason, remedy: remedy))
    }

    private static func parts(_ text: String) -> [String] {
        text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }

    mutating func fields(_ text: String?) -> [SummaryGroupField] {
        guard let text else { return [] }
        var fields: [SummaryGroupField] = []
        let known = SummaryGroupField.all(of: definition)
        for part in Self.parts(text) {
            if faults.areEnough { break }
            guard let field = known.first(where: { $0.name == part || $0.queryable == part }) else {
                report(
                    "by", "\(definition.name) are not grouped by \"\(part)\"",
                    Suggestion.phrase(for: part, among: known.map(\.name)))
                continue
            }
            if fields.contains(where: { $0.name == field.name }) {
                report("by", "\(part) is named twice", "name each field once")
            } else {
                fields.append(field)
            }
        }
        if fields.count > SummaryQuery.greatestFieldCount {
            report("by", "\(fields.count) fields are too many", "name at most \(SummaryQuery.greatestFieldCount)")
        }
        return fields
    }

    mutating func measures(_ text: String) -> [SummaryMeasure] {
        let functions = SummaryMeasure.Function.allCases
        let known = SummaryField.all(of: definition, in: registry)
        var measures: [SummaryMeasure] = []
        for part in Self.parts(text) {
            if faults.areEnough { break }
            let halves = part.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard let function = SummaryMeasure.Function(rawValue: halves[0]) else {
                report(
                    "measure", "there is no measure \"\(halves[0])\"",
                    Suggestion.phrase(for: halves[0], among: functions.map(\.rawValue)))
                continue
            }
            if function == .count {
                if halves.count > 1 {
                    report("measure", "count counts records and takes no field", "ask for measure=count")
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
                report(
                    "measure",
                    halves.count < 2
                        ? "\(function.rawValue) needs a field" : "\(definition.name) have no number \"\(halves[1])\"",
                    remedy)
                continue
            }
            measures.append(SummaryMeasure(function: function, field: field))
        }
        if Set(measures.map(\.text)).count < measures.count {
            report("measure", "a measure is named twice", "name each once")
        }
        if measures.count > SummaryQuery.greatestMeasureCount {
            report(
                "measure", "\(measures.count) measures are too many",
                "name at most \(SummaryQuery.greatestMeasureCount)")
        }
        return measures
    }

    mutating func mixing(_ text: String?) -> Set<AdditionObstacle.Kind> {
        guard let text else { return [] }
        var kinds: Set<AdditionObstacle.Kind> = []
        for part in Self.parts(text) {
            if faults.areEnough { break }
            if let kind = SummaryQuery.mixable.first(where: { $0.rawValue == part }) {
                kinds.insert(kind)
            } else if part == AdditionObstacle.Kind.units.rawValue {
                report("mixing", "unlike units are never added up", "filter by unit, or group by it")
            } else {
                report(
                    "mixing", "there is no \"\(part)\" to mix",
                    Suggestion.phrase(for: part, among: SummaryQuery.mixable.map(\.rawValue)))
            }
        }
        return kinds
    }

    mutating func sort(
        _ text: String?, fields: [SummaryGroupField], measures: [SummaryMeasure]
    ) -> (key: String, descending: Bool)? {
        guard let text else { return nil }
        let descending = text.hasPrefix("-")
        let key = String(descending ? text.dropFirst() : text[...])
        let known = fields.map(\.name) + measures.map(\.text).filter { $0 != "count" } + ["count"]
        if known.contains(key) { return (key, descending) }
        if let field = fields.first(where: { $0.queryable == key }) { return (field.name, descending) }
        report(
            "sort", "groups are not put in order by \"\(key)\"", Suggestion.phrase(for: key, among: known))
        return nil
    }
}

extension FieldDefinition.Kind {
    /// What a cell with one value of the field holds.
    fileprivate var cellKind: FieldDefinition.Kind {
        switch self {
        case .number: .number
        case .boolean: .boolean
        default: .string
        }
    }
}
