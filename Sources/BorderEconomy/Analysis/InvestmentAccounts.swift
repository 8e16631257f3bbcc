/// The accounts of investment that concern a subject, its own first; each is put together when it is asked for.
package struct InvestmentAccounts: Sendable {
    private struct Entry {
        let subject: RecordID
        let relation: InvestmentAccount.Relation
        /// Of the subject, by their numbers among those of the observations.
        let measures: [UInt32]
        /// Dossiers that projects record for it.
        let recorded: [RecordedDossiers]
    }

    /// How many figures of an account go together by their time, in each of its parts.
    package struct PartCounts: Sendable, Equatable {
        package fileprivate(set) var dossiers = 0
        package fileprivate(set) var capital = 0
        package fileprivate(set) var works = 0
        package fileprivate(set) var recorded = 0
    }

    private let registry: Registry
    private let period: Period?
    private let entries: [Entry]

    fileprivate init(of subject: RecordID?, in period: Period?, on day: CalendarDay, registry: Registry) {
        self.registry = registry
        self.period = period
        let observations = registry.observations
        var measures: [RecordID: [UInt32]] = [:]
        var order: [RecordID] = []
        for (number, measure) in observations.measures.enumerated()
        where InvestmentIndicator.all.contains(measure.indicator) && measure.dimensions.isEmpty {
            let isReported = observations.positions(ofMeasure: number).contains { row in
                period.map { observations.time(at: Int(row)).lies(in: $0) } ?? true
            }
            guard isReported else { continue }
            let id = registry.locate(measure.subject)?.id ?? measure.subject
            if measures[id] == nil { order.append(id) }
            measures[id, default: []].append(UInt32(number))
        }
        var recorded: [RecordID: [RecordedDossiers]] = [:]
        for (id, projects) in registry.projectsWithDossiers() {
            let years = RecordedDossiers.byYear(of: projects, in: period, on: day)
            guard !years.isEmpty else { continue }
            if measures[id] == nil { order.append(id) }
            recorded[id] = years
        }
        let related = order.compactMap { id in
            let relation = subject.map { registry.investmentRelation(of: id, to: $0, on: day) } ?? .itself
            return relation.map {
                Entry(subject: id, relation: $0, measures: measures[id] ?? [], recorded: recorded[id] ?? [])
            }
        }
        entries = InvestmentAccount.Relation.allCases.flatMap { relation in
            related.filter { $0.relation == relation }
        }
    }

    /// How many figures of the account at a place go together, told without putting it together.
    package func partCounts(at place: Int) -> PartCounts {
        let observations = registry.observations
        var parts: [InvestmentAccount.Time: Set<InvestmentIndicator.Part>] = [:]
        for number in entries[place].measures {
            guard let part = InvestmentIndicator.part(of: observations.measures[Int(number)].indicator) else {
                continue
            }
            for row in observations.positions(ofMeasure: Int(number)) {
                let time = observations.time(at: Int(row))
                if let period, !time.lies(in: period) { continue }
                parts[time, default: []].insert(part)
            }
        }
        var counts = PartCounts()
        counts.recorded = entries[place].recorded.count
        for found in parts.values {
            if found.contains(.dossiers) { counts.dossiers += 1 }
            if found.contains(.capital) { counts.capital += 1 }
            if found.contains(.works) { counts.works += 1 }
        }
        return counts
    }
}

extension InvestmentAccounts: RandomAccessCollection {
    package var startIndex: Int { 0 }

    package var endIndex: Int { entries.count }

    package subscript(place: Int) -> InvestmentAccount {
        let entry = entries[place]
        return InvestmentAccount(
            of: entry.subject, relation: entry.relation,
            observations: registry.observations.observations(ofMeasures: entry.measures),
            recorded: entry.recorded, in: period, evidenceDay: registry.evidenceDay)
    }
}

extension InvestmentIndicator {
    /// A part of an account.
    enum Part: Hashable {
        case dossiers, capital, works
    }

    /// The part of an account that figures of an indicator stand in; nil when no account has them.
    static func part(of indicator: Identifier<Indicator>) -> Part? {
        if DossierStage.allCases.contains(where: { $0.indicator == indicator }) { return .dossiers }
        if indicator == registeredCapital || indicator == projects { return .capital }
        return all.contains(indicator) ? .works : nil
    }
}

extension Registry {
    /// The accounts of investment that concern a subject, its own first; of every subject when it is nil.
    ///
    /// - Parameter period: only figures of that time.
    package func investmentAccounts(
        of subject: RecordID?, in period: Period? = nil, on day: CalendarDay
    ) -> InvestmentAccounts {
        InvestmentAccounts(of: subject, in: period, on: day, registry: self)
    }
}
