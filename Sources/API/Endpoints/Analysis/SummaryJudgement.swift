import BorderEconomy
import Catalog

/// What a measure comes to in each group, and what keeps it from meaning anything.
struct SummaryJudgement {
    /// Above this many figures it is not looked for times, scopes and subjects that overlap.
    static let greatestCheckedCount = 250_000

    /// What may be counted twice.
    private static let overlaps: Set<AdditionObstacle.Kind> = [.periods, .scopes, .subjects]

    /// Whether sums are looked through for what is counted twice: not where all of it may be mixed.
    static func isChecked(_ mixing: Set<AdditionObstacle.Kind>) -> Bool { !overlaps.isSubset(of: mixing) }

    let measure: SummaryMeasure
    let totals: [Totals]
    /// The unit of each group; nil for counts and groups without a number.
    let units: [String?]
    let priceBases: [String?]
    /// What each group mixes because it was asked to.
    private(set) var mixed: [[AdditionObstacle.Kind]]
    /// Why the measure is refused.
    private(set) var faults: [ProblemFault] = []

    private let numbers: SummaryNumbers
    private let mixing: Set<AdditionObstacle.Kind>

    init(
        of measure: SummaryMeasure, _ numbers: SummaryNumbers, in table: SummaryTable,
        mixing: Set<AdditionObstacle.Kind>, registry: Registry
    ) {
        self.measure = measure
        self.numbers = numbers
        self.mixing = mixing
        totals = numbers.totals
        mixed = Array(repeating: [], count: totals.count)
        func only(_ kind: AdditionObstacle.Kind) -> [String?] {
            numbers.found.map { $0[kind].flatMap { $0.count == 1 ? $0.first?.plainText : nil } }
        }
        let fixed = numbers.unit?.rawValue
        units = fixed.map { unit in numbers.found.map { _ in unit } } ?? only(.units)
        priceBases = only(.priceBases)
        for group in totals.indices {
            for kind in [AdditionObstacle.Kind.units, .priceBases, .indicators] where measure.function.needs(kind) {
                guard let different = numbers.found[group][kind], different.count > 1 else { continue }
                meet(
                    AdditionObstacle(kind: kind, found: different.map { $0.plainText ?? "null" }.sorted()), in: group)
            }
        }
        if measure.function == .sum { judgeSums(table, registry) }
    }

    private mutating func judgeSums(_ table: SummaryTable, _ registry: Registry) {
        if let unit = numbers.unit, unit.isRatio {
            for group in totals.indices where totals[group].count > 1 {
                meet(AdditionObstacle(kind: .ratios, found: [unit.rawValue]), in: group)
            }
        }
        guard faults.isEmpty else { return }
        if table.collectionName == RecordCollection.legs.rawValue { judgeLegs(table, registry) }
        // Where all of them may be mixed, none is looked for: that takes longer than the sum.
        guard Self.isChecked(mixing) else {
            for group in totals.indices where totals[group].count > 1 && numbers.summand != nil {
                mixed[group] += SummaryQuery.mixable.filter(Self.overlaps.contains)
            }
            return
        }
        guard totals.reduce(0, { $0 + $1.count }) <= Self.greatestCheckedCount else {
            refuse(
                "\(measure.text) would add up more figures than are looked through for what is counted twice",
                "narrow the filters, or add them up all the same with mixing=periods,scopes,subjects")
            return
        }
        for (group, members) in table.members(where: numbers.isCounted).enumerated() where members.count > 1 {
            if let summand = numbers.summand {
                for obstacle in registry.obstacles(toAdding: members.compactMap(summand))
                where obstacle.kind != .units && obstacle.kind != .priceBases && obstacle.kind != .indicators {
                    meet(obstacle, in: group)
                }
            } else {
                let nested = registry.nestedSubjects(among: members.compactMap(numbers.subject))
                if !nested.isEmpty { meet(AdditionObstacle(kind: .subjects, found: nested), in: group) }
            }
        }
    }

    /// Legs that repeat a part of another are no length more.
    private mutating func judgeLegs(_ table: SummaryTable, _ registry: Registry) {
        for (group, members) in table.members(where: numbers.isCounted).enumerated() where members.count > 1 {
            let repeated = registry.repeatedLeg(among: members.compactMap(numbers.subject))
            if !repeated.isEmpty { meet(AdditionObstacle(kind: .overlaps, found: repeated), in: group) }
        }
    }

    /// Notes what stands in the way of a group: it is mixed when that was asked for, and otherwise refused.
    private mutating func meet(_ obstacle: AdditionObstacle, in group: Int) {
        if mixing.contains(obstacle.kind) {
            if !mixed[group].contains(obstacle.kind) { mixed[group].append(obstacle.kind) }
            return
        }
        // One group is enough to refuse a measure, and says what to do about all of them.
        guard faults.isEmpty else { return }
        let found = obstacle.found.prefix(12).joined(separator: ", ")
        let more = obstacle.found.count > 12 ? ", …" : ""
        refuse(
            "\(measure.text) would put together \(obstacle.kind.phrase): \(found)\(more)",
            obstacle.remedy(isMixable: SummaryQuery.mixable.contains(obstacle.kind)))
    }

    private mutating func refuse(_ reason: String, _ remedy: String) {
        faults.append(ProblemFault(parameter: "measure", reason: reason, remedy: remedy))
    }

    /// The number of a group; nil when no record of it has one.
    func value(of group: Int) -> Double? {
        let totals = totals[group]
        guard totals.count > 0 else { return nil }
        return switch measure.function {
        case .count: Double(totals.count)
        case .sum: totals.sum
        case .avg: totals.mean
        case .min: totals.least
        case .max: totals.greatest
        }
    }
}

extension SummaryMeasure.Function {
    /// Whether numbers must agree in something for the function to mean anything.
    fileprivate func needs(_ kind: AdditionObstacle.Kind) -> Bool {
        switch self {
        case .count: false
        case .sum, .avg: true
        case .min, .max: kind == .units || kind == .priceBases
        }
    }
}

extension AdditionObstacle.Kind {
    fileprivate var phrase: String {
        switch self {
        case .units: "unlike units"
        case .priceBases: "values of unlike prices"
        case .indicators: "different indicators"
        case .ratios: "shares or averages, which add up to nothing"
        case .scopes: "different scopes or breakdowns"
        case .periods: "times that overlap or states of one thing at several times"
        case .subjects: "a subject and what it is part of"
        case .overlaps: "a leg that repeats a part of another, with others"
        }
    }
}

extension AdditionObstacle {
    fileprivate func remedy(isMixable: Bool) -> String {
        let first = found.first ?? ""
        let own =
            switch kind {
            case .units: "filter by one (unit=\(first)), or group by it (by=unit)"
            case .priceBases: "filter by one (priceBasis=\(first)), or group by it (by=priceBasis)"
            case .indicators: "filter by one (indicator=\(first)), or group by it (by=indicator)"
            case .ratios: "ask for avg, min or max"
            case .scopes: "filter by one (scope=…), or group by it (by=scope)"
            case .periods: "filter so that each is counted once, or ask for avg, min or max"
            case .subjects: "filter so that only one of them is left (subject=…), or group by subject"
            case .overlaps: "leave such legs out (filter=overlaps IS NULL)"
            }
        return isMixable ? "\(own); mixing=\(kind.rawValue) puts them together all the same" : own
    }
}
