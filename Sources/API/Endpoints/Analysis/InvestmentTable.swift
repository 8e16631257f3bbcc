import BorderEconomy
import JSONText

/// Accounts of investment as rows of a table: a row for each figure and each number computed of them.
extension Shape {
    /// How many rows an account has: each part has the same for every time.
    static func investmentFigureCount(_ counts: InvestmentAccounts.PartCounts) -> Int {
        (counts.dossiers + counts.recorded) * (DossierStage.allCases.count + 1) + counts.capital * 3 + counts.works * 5
    }

    func investmentFigures(_ account: InvestmentAccount) -> [JSONObject] {
        let subject = registry.header(of: account.subject)
        let whose: JSONObject = [
            "subject": id(account.subject), "subjectName": text(subject?.header.names),
            "subjectCollection": subject.map { .string($0.collection.rawValue) } ?? .null,
            "relation": .string(account.relation.rawValue),
        ]
        let figures =
            account.dossiers.flatMap { rows(of: $0) } + account.capital.flatMap { rows(of: $0) }
            + account.works.flatMap { rows(of: $0) } + account.recorded.flatMap { rows(of: $0) }
        return figures.map { figure in
            var object = whose
            for member in figure.members { object.append(member.key, member.value) }
            return object
        }
    }

    private func rows(of dossiers: InvestmentAccount.Dossiers) -> [JSONObject] {
        let inputs = [dossiers.stages[.received]].compactMap { $0 } + dossiers.outcomes
        let stages = DossierStage.allCases.map { stage in
            row(
                "dossiers", stage.rawValue, dossiers.time, observed: dossiers.stages[stage],
                share: dossiers.share(of: stage))
        }
        return stages + [computed("dossiers", "residual", dossiers.time, dossiers.residual, .dossier, of: inputs)]
    }

    private func rows(of capital: InvestmentAccount.Capital) -> [JSONObject] {
        [
            row("capital", "registered", capital.time, observed: capital.registered),
            row("capital", "projects", capital.time, observed: capital.projects),
            computed(
                "capital", "perProject", capital.time, capital.perProject, capital.registered?.figure.unit,
                of: [capital.registered, capital.projects].compactMap { $0 }),
        ]
    }

    private func rows(of works: InvestmentAccount.Works) -> [JSONObject] {
        let unit = works.spent?.figure.unit
        return [
            row("works", "built", works.time, observed: works.built),
            row("works", "cost", works.time, observed: works.spent),
            row("works", "disbursementRate", works.time, observed: works.disbursementRate),
            computed(
                "works", "disbursed", works.time, works.disbursed, unit,
                of: [works.spent, works.disbursementRate].compactMap { $0 }),
            computed(
                "works", "perWork", works.time, works.perWork, unit, of: [works.spent, works.built].compactMap { $0 }),
        ]
    }

    private func rows(of dossiers: RecordedDossiers) -> [JSONObject] {
        func row(_ name: String, _ projects: [Identifier<InfrastructureProject>]) -> JSONObject {
            computed(
                "recorded", name, dossiers.period, nil, Double(projects.count), .dossier,
                of: ids(RegistryIndex.unique(projects.map(\.erased))))
        }
        return DossierStage.allCases.map { row($0.rawValue, dossiers.stages[$0] ?? []) }
            + [row("pending", dossiers.pending)]
    }

    private func head(_ part: String, _ figure: String, _ period: Period?, _ asOf: CalendarDay?) -> JSONObject {
        ["part": .string(part), "figure": .string(figure), "period": self.period(period), "asOf": day(asOf)]
    }

    /// A figure as a source states it; empty but for its name where none does.
    private func row(
        _ part: String, _ name: String, _ time: InvestmentAccount.Time, observed observation: Observation?,
        share: Double? = nil
    ) -> JSONObject {
        var object = head(part, name, time.period, time.asOf)
        let figure = observation?.figure
        object["value"] = number(figure?.value)
        object["low"] = number(figure?.low)
        object["high"] = number(figure?.high)
        object["unit"] = figure.map { .string($0.unit.rawValue) } ?? .null
        object["qualifier"] = figure.map { .string($0.qualifier.rawValue) } ?? .null
        object["sharePercent"] = computed(share)
        object["derived"] = .bool(figure?.derived ?? false)
        object["observation"] = id(observation?.id)
        object["inputs"] = .array([])
        object["source"] = figure.map { source($0.source) } ?? .null
        return object
    }

    /// A number of ours; null where it cannot be computed.
    private func computed(
        _ part: String, _ name: String, _ time: InvestmentAccount.Time, _ value: Double?, _ unit: Unit?,
        of inputs: [Observation]
    ) -> JSONObject {
        computed(part, name, time.period, time.asOf, value, unit, of: ids(inputs.map(\.id)))
    }

    private func computed(
        _ part: String, _ name: String, _ period: Period?, _ asOf: CalendarDay?, _ value: Double?, _ unit: Unit?,
        of inputs: JSONValue
    ) -> JSONObject {
        var object = head(part, name, period, asOf)
        object["value"] = computed(value)
        object["low"] = .null
        object["high"] = .null
        object["unit"] = value == nil ? .null : unit.map { .string($0.rawValue) } ?? .null
        object["qualifier"] = .null
        object["sharePercent"] = .null
        object["derived"] = true
        object["observation"] = .null
        object["inputs"] = value == nil ? .array([]) : inputs
        object["source"] = .null
        return object
    }
}
