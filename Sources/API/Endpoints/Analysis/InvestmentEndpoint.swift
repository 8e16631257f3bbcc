import BorderEconomy
import Catalog
import HTTPEngine
import JSONText

/// What is invested: dossiers and what became of them, capital registered, works built and paid for.
enum InvestmentEndpoint {
    static let all = [
        Endpoint(
            path: "/v1/investment", method: .get,
            operation: Operation(
                id: "getInvestment", tag: .analysis,
                summary:
                    "Dossiers by outcome, as sources count them and as projects record them, registered capital, works built "
                    + "and money paid out, by subject",
                parameters: [
                    subject, period, .language, ComputedList.limit, ComputedList.cursor, .format(Format.ofTables),
                    .byteOrderMark,
                ] + OperationParameter.ofTime,
                answers: Operation.answers(schema, in: Format.ofTables)), goesThroughFigures: true,
            answer: answer)
    ]

    private static let subject = OperationParameter(
        name: "subject",
        meaning: "Identifier or alias of a province, zone, body or statistical scope; all when left out",
        schema: ["type": "string"], example: "kktck-lao-cai")
    private static let period = OperationParameter(
        name: "period", meaning: "Only figures of that time: 2024, 2021/2024 or 2024-01-01/2024-12-15",
        schema: ["type": "string"], example: "2024")

    private static let schema = ComputedList.schema(
        of: "InvestmentAccount",
        shared: [
            "stages": ["type": "array", "items": Schema.reference("DossierStage")],
            "reason": ["type": ["string", "null"], "description": "Why there is no account; null when there is one"],
        ])

    @Sendable private static func answer(_ question: Question) throws(Problem) -> Answer {
        let asked = AnalysisQuestion(question)
        let subject = asked.subject("subject")
        let period = asked.period("period")
        try asked.check()
        let accounts = question.snapshot.shown.investmentAccounts(
            of: subject, in: period, on: question.snapshot.day)
        let shape = question.shape
        return try ComputedList(
            items: ComputedRows(count: accounts.count) { shape.investmentAccount(accounts[$0]) },
            shared: [
                "stages": .array(DossierStage.allCases.map { shape.dossierStage($0) }),
                "reason": accounts.isEmpty ? shape.text(noAccount) : .null,
            ],
            table: question.format == .json ? nil : table(of: accounts, shape)
        ).answer(to: question)
    }

    private static func table(of accounts: InvestmentAccounts, _ shape: Shape) -> ComputedTable {
        let counts = accounts.indices.map { Shape.investmentFigureCount(accounts.partCounts(at: $0)) }
        return ComputedTable(
            rows: ComputedRows(groups: counts) { shape.investmentFigures(accounts[$0]) },
            fields: AnalysisComponents.investmentFigure, name: "investment")
    }

    private static let noAccount = LocalizedText(
        vietnamese: "không có nguồn nào trong dữ liệu nói đến đầu tư của đối tượng trong thời gian này",
        english: "no source in the data set reports investment for the subject in that time")
}

extension Shape {
    /// A stage of the model: where a dossier may go from it, and what counts it.
    fileprivate func dossierStage(_ stage: DossierStage) -> JSONValue {
        .object([
            "stage": .string(stage.rawValue), "name": text(stage.names), "outcome": .bool(stage.isOutcome),
            "next": .array(stage.next.map { .string($0.rawValue) }),
            "projectPhase": stage.projectPhase.map { .string($0.rawValue) } ?? .null, "indicator": id(stage.indicator),
        ])
    }

    fileprivate func investmentAccount(_ account: InvestmentAccount) -> JSONObject {
        let subject = registry.header(of: account.subject)
        return [
            "subject": id(account.subject), "subjectName": text(subject?.header.names),
            "subjectCollection": subject.map { .string($0.collection.rawValue) } ?? .null,
            "relation": .string(account.relation.rawValue),
            "dossiers": .array(account.dossiers.map { dossiers($0) }),
            "capital": .array(account.capital.map { capital($0) }),
            "works": .array(account.works.map { works($0) }),
            "recorded": .array(account.recorded.map { recorded($0) }),
        ]
    }

    private func dossiers(_ dossiers: InvestmentAccount.Dossiers) -> JSONValue {
        let inputs = [dossiers.stages[.received]].compactMap { $0 } + dossiers.outcomes
        return .object([
            "period": period(dossiers.time.period), "asOf": day(dossiers.time.asOf),
            "stages": .array(
                DossierStage.allCases.map { stage in
                    .object([
                        "stage": .string(stage.rawValue), "figure": self.observed(dossiers.stages[stage]),
                        "share": dossiers.share(of: stage).map { derived($0, unit: .percent, of: inputs) } ?? .null,
                    ])
                }),
            "residual": dossiers.residual.map { derived($0, unit: .dossier, of: inputs) } ?? .null,
            "missing": .array(dossiers.missing.map { .string($0.rawValue) }),
        ])
    }

    private func capital(_ capital: InvestmentAccount.Capital) -> JSONValue {
        let inputs = [capital.registered, capital.projects].compactMap { $0 }
        return .object([
            "period": period(capital.time.period), "asOf": day(capital.time.asOf),
            "registered": observed(capital.registered), "projects": observed(capital.projects),
            "perProject": capital.perProject.map {
                derived($0, unit: capital.registered?.figure.unit ?? .vietnameseDong, of: inputs)
            } ?? .null,
        ])
    }

    private func works(_ works: InvestmentAccount.Works) -> JSONValue {
        let unit = works.spent?.figure.unit ?? .vietnameseDong
        return .object([
            "period": period(works.time.period), "asOf": day(works.time.asOf), "built": observed(works.built),
            "cost": observed(works.spent), "disbursementRate": observed(works.disbursementRate),
            "disbursed": works.disbursed.map {
                derived($0, unit: unit, of: [works.spent, works.disbursementRate].compactMap { $0 })
            } ?? .null,
            "perWork": works.perWork.map {
                derived($0, unit: unit, of: [works.spent, works.built].compactMap { $0 })
            } ?? .null,
        ])
    }

    private func recorded(_ dossiers: RecordedDossiers) -> JSONValue {
        .object([
            "period": period(dossiers.period), "asOf": .null,
            "stages": .array(
                DossierStage.allCases.map { stage in
                    .object(["stage": .string(stage.rawValue), "count": counted(dossiers.stages[stage] ?? [])])
                }), "pending": counted(dossiers.pending),
        ])
    }

    /// How many dossiers, and whose: one entry for each.
    private func counted(_ projects: [Identifier<InfrastructureProject>]) -> JSONValue {
        .object([
            "value": .integer(Int64(projects.count)), "unit": .string(Unit.dossier.rawValue), "derived": true,
            "inputs": ids(RegistryIndex.unique(projects.map(\.erased))),
        ])
    }

    private func observed(_ observation: Observation?) -> JSONValue {
        observation.map { .object(self.observation($0)) } ?? .null
    }

    /// A number of ours with the figures it was computed from.
    func derived(_ value: Double, unit: Unit, of inputs: [Observation]) -> JSONValue {
        .object([
            "value": computed(value), "unit": .string(unit.rawValue), "derived": true, "inputs": ids(inputs.map(\.id)),
        ])
    }
}
