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
        let faults = FaultList()
        let reader = SummaryReader(
            definition: collection.definition, registry: question.snapshot.registry, faults: faults)
        fields = reader.fields(question["by"])
        measures = reader.measures(question["measure"] ?? "count")
        mixing = reader.mixing(question["mixing"])
        sort = reader.sort(question["sort"], fields: fields, measures: measures)
        if question["fields"] != nil {
            faults.report("fields", "a summary has groups and no records", "name fields in by")
        }
        let rest = question.parameters.filter { !Self.own.contains($0.name) && $0.name != "fields" }
        let existing = question.snapshot.vantage.existence(in: collection.definition.name)
        list = try ListQuery(
            rest, collection: collection, snapshot: question.snapshot, fixed: existing, faults: faults
        ).among(question.among)
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
