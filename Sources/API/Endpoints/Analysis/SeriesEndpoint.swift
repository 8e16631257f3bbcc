import BorderEconomy
import Catalog
import HTTPEngine
import JSONText

/// The values of one indicator for one subject, in order of time.
enum SeriesEndpoint {
    static let all = [
        Endpoint(
            path: "/v1/series", method: .get,
            operation: Operation(
                id: "getSeries", tag: .analysis,
                summary: "The values of an indicator for a subject in order of time, with change and share",
                parameters: [
                    .indicator, .subject, .scope, .language, ComputedList.limit, ComputedList.cursor,
                    .format(Format.ofFigures), .byteOrderMark,
                ] + OperationParameter.ofTime,
                answers: Operation.answers(schema, in: Format.ofFigures), problems: [.unprocessable]),
            goesThroughFigures: true,
            answer: answer)
    ]

    private static let schema = ComputedList.schema(
        of: "SeriesItem",
        shared: [
            "indicator": Schema.reference("IndicatorBrief"), "subject": Schema.reference("Summary"),
            "reason": ["type": ["string", "null"], "description": "Why there is no value; null when there is one"],
        ])

    @Sendable private static func answer(_ question: Question) throws(Problem) -> Answer {
        let asked = AnalysisQuestion(question)
        let indicator = asked.indicator("indicator")
        let subject = asked.subject("subject")
        let scope = asked.scope("scope", of: indicator)
        try asked.check()
        guard let indicator, let subject else { throw Problem.badParameters([]) }
        let shape = question.shape
        let lines = question.snapshot.lines(of: indicator, about: subject, scope)
        let items = lines.flatMap { line in
            line.points.indices.map { index in
                var item: JSONObject = ["subject": shape.id(subject), "indicator": shape.id(indicator.header.id)]
                for member in shape.lineMembers(line).members { item[member.key] = member.value }
                for member in shape.point(index, of: line).members { item[member.key] = member.value }
                return item
            }
        }
        if question.format == .jsonstat {
            return try FigureCube.answer(
                of: items.map { shape.cubeRow($0, indicator: indicator) },
                label: indicator.header.names.text(in: question.language), name: "\(subject)-\(indicator.header.id)",
                to: question)
        }
        return try ComputedList(
            items: items,
            shared: [
                "indicator": shape.brief(indicator), "subject": shape.summary(of: subject),
                "reason": items.isEmpty ? shape.text(SubjectComparison.noData) : .null,
            ],
            table: ComputedTable(
                rows: items, of: indicator, fields: AnalysisComponents.seriesItem, in: question.format,
                name: "\(subject)-\(indicator.header.id)")
        ).answer(to: question)
    }
}

extension OperationParameter {
    static let indicator = OperationParameter(
        name: "indicator", meaning: "Identifier of an indicator", schema: ["type": "string"], isRequired: true,
        example: "trade-turnover")
    static let subject = OperationParameter(
        name: "subject", meaning: "Identifier or alias of what the figures are about", schema: ["type": "string"],
        isRequired: true, example: "lao-cai")
    static let scope = OperationParameter(
        name: "scope", meaning: "One of the indicator's scopes, or null for figures without one; all when left out",
        schema: ["type": "string"])
}
