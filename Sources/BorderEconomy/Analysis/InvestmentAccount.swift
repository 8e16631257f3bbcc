/// What is known of investment in one subject: dossiers and what became of them, capital, works.
package struct InvestmentAccount: Sendable {
    /// How the subject of an account stands to the one asked about.
    package enum Relation: String, Sendable, CaseIterable {
        case itself
        /// It lies in the province asked about.
        case within
        /// It is a statistical scope that has the one asked about among its members: its figures count more.
        case covers
        /// It is a body of the same province, which counts for all that it looks after.
        case body
    }

    /// The time that figures are of together.
    package struct Time: Hashable, Sendable {
        package let period: Period?
        package let asOf: CalendarDay?

        init(_ figure: Figure) { self.init(period: figure.period, asOf: figure.asOf) }

        init(period: Period?, asOf: CalendarDay?) {
            self.period = period
            self.asOf = period == nil ? asOf : nil
        }

        var lastDay: CalendarDay? { asOf ?? period?.end ?? period?.start }

        /// The order of accounts: by the last day, those without one at the end; of one day the longest comes first.
        func precedes(_ other: Time) -> Bool {
            let mine = [lastDay?.daysSince1970 ?? .max, period?.start?.daysSince1970 ?? .min, asOf == nil ? 0 : 1]
            let theirs = [
                other.lastDay?.daysSince1970 ?? .max, other.period?.start?.daysSince1970 ?? .min,
                other.asOf == nil ? 0 : 1,
            ]
            // An open end, which has its first day for its last, comes behind a day.
            if mine == theirs { return period?.end != nil && other.period?.end == nil }
            return mine.lexicographicallyPrecedes(theirs)
        }

        func lies(in wanted: Period) -> Bool {
            if let period { return period.overlaps(wanted) }
            return asOf.map(wanted.contains) ?? false
        }
    }

    /// Dossiers received in a time, and what became of them.
    package struct Dossiers: Sendable {
        package let time: Time
        /// The figure of each stage that a source counts.
        package let stages: [DossierStage: Observation]

        /// Dossiers received less those of every known outcome; nil when one of the two sides is not known.
        ///
        /// The source counts outcomes among the dossiers received, one project as one dossier.
        package var residual: Double? {
            guard let received = stages[.received]?.figure.central else { return nil }
            let known = outcomes.compactMap { $0.figure.central }
            return known.isEmpty ? nil : received - known.reduce(0, +)
        }

        package var outcomes: [Observation] { DossierStage.outcomes.compactMap { stages[$0] } }

        /// Outcomes that no source counts.
        package var missing: [DossierStage] { DossierStage.outcomes.filter { stages[$0] == nil } }

        /// An outcome's share of the dossiers received, in percent.
        package func share(of stage: DossierStage) -> Double? {
            guard stage.isOutcome, let part = stages[stage]?.figure.central,
                let whole = stages[.received]?.figure.central, whole > 0
            else { return nil }
            return part / whole * 100
        }
    }

    /// Capital registered and the projects it is registered for.
    package struct Capital: Sendable {
        package let time: Time
        package let registered: Observation?
        package let projects: Observation?

        package var perProject: Double? { quotient(registered, projects) }
    }

    /// Works built, what they cost and how much of it was paid out.
    package struct Works: Sendable {
        package let time: Time
        package let built: Observation?
        package let spent: Observation?
        /// Percent.
        package let disbursementRate: Observation?

        package var perWork: Double? { quotient(spent, built) }

        /// What was paid out: the cost times the rate.
        package var disbursed: Double? {
            guard let spent = spent?.figure.central, let rate = disbursementRate?.figure.central else { return nil }
            return spent * rate / 100
        }
    }

    package let subject: RecordID
    package let relation: Relation
    /// Each in order of time.
    package let dossiers: [Dossiers]
    package let capital: [Capital]
    package let works: [Works]
    /// Dossiers that projects record, year by year; sources count those of `dossiers`.
    package let recorded: [RecordedDossiers]

    /// - Parameters:
    ///   - observations: without breakdowns; none of them of the time asked for where there are dossiers recorded.
    init(
        of subject: RecordID, relation: Relation, observations: [Observation], recorded: [RecordedDossiers],
        in period: Period?, evidenceDay: (Source) -> CalendarDay?
    ) {
        var best: [Time: [Identifier<Indicator>: Observation]] = [:]
        for observation in observations where observation.measure.dimensions.isEmpty {
            let time = Time(observation.figure)
            if let period, !time.lies(in: period) { continue }
            let indicator = observation.measure.indicator
            if let known = best[time]?[indicator],
                !observation.figure.isPreferred(to: known.figure, evidenceDay: evidenceDay)
            {
                continue
            }
            best[time, default: [:]][indicator] = observation
        }
        self.recorded = recorded
        self.subject = subject
        self.relation = relation
        let times = best.keys.sorted { $0.precedes($1) }
        func figure(_ indicator: Identifier<Indicator>?, _ time: Time) -> Observation? {
            indicator.flatMap { best[time]?[$0] }
        }
        dossiers = times.compactMap { time in
            var stages: [DossierStage: Observation] = [:]
            for stage in DossierStage.allCases { stages[stage] = figure(stage.indicator, time) }
            return stages.isEmpty ? nil : Dossiers(time: time, stages: stages)
        }
        capital = times.compactMap { time in
            let registered = figure(InvestmentIndicator.registeredCapital, time)
            let projects = figure(InvestmentIndicator.projects, time)
            guard registered != nil || projects != nil else { return nil }
            return Capital(time: time, registered: registered, projects: projects)
        }
        works = times.compactMap { time in
            let works = Works(
                time: time, built: figure(InvestmentIndicator.worksBuilt, time),
                spent: figure(InvestmentIndicator.spent, time),
                disbursementRate: figure(InvestmentIndicator.disbursementRate, time))
            return works.built == nil && works.spent == nil && works.disbursementRate == nil ? nil : works
        }
    }
}

private func quotient(_ amount: Observation?, _ count: Observation?) -> Double? {
    guard let amount = amount?.figure.central, let count = count?.figure.central, count > 0 else { return nil }
    return amount / count
}

extension Registry {
    /// How the subject of an account stands to the one asked about; nil when it does not concern it.
    func investmentRelation(
        of id: RecordID, to subject: RecordID, on day: CalendarDay
    ) -> InvestmentAccount.Relation? {
        if id == subject { return .itself }
        if provinces[subject] != nil {
            let lies = provincesOf(id).contains {
                $0.erased == subject || currentProvince(of: $0, on: day).erased == subject
            }
            return lies ? .within : nil
        }
        if places[id]?.members.contains(subject) == true { return .covers }
        let isBody = organisations[id] != nil && organisations[subject] == nil
        let shared = Set(provincesOf(subject)).intersection(provincesOf(id))
        return isBody && zones[subject] != nil && !shared.isEmpty ? .body : nil
    }

    /// The province that a zone, gate, place or organisation lies in, or that it is.
    private func provincesOf(_ id: RecordID) -> [Identifier<Province>] {
        if let province = provinces[id] { return [province.id] }
        if let province = zones[id]?.province ?? gates[id]?.province { return [province] }
        if let province = places[id]?.province ?? organisations[id]?.province { return [province] }
        return projects[id]?.provinces ?? []
    }
}
