import BorderEconomy
import Catalog
import HTTPEngine
import JSONText

/// One indicator of several subjects side by side.
enum CompareEndpoint {
    static let greatestCount = 20

    static let all = [
        Endpoint(
            path: "/v1/compare", method: .get,
            operation: Operation(
                id: "compareSubjects", tag: .analysis,
                summary:
                    "An indicator of several subjects, aligned in time, with what keeps them from being comparable",
                parameters: [
                    .indicator, subjects, .scope, .language, ComputedList.limit, ComputedList.cursor,
                    .format(Format.ofFigures), .byteOrderMark,
                ] + OperationParameter.ofTime,
                answers: Operation.answers(schema, in: Format.ofFigures), problems: [.unprocessable]),
            goesThroughFigures: true,
            answer: answer)
    ]

    private static let subjects = OperationParameter(
        name: "subjects", meaning: "Identifiers or aliases of 2 to \(greatestCount) records, with commas between",
        schema: ["type": "string"], isRequired: true, example: "lao-cai,lang-son")

    private static let schema = ComputedList.schema(
        of: "ComparedSeries",
        shared: [
            "indicator": Schema.reference("IndicatorBrief"),
            "columns": ["type": "array", "items": Schema.reference("ComparedColumn")],
            "differences": ["type": "array", "items": Schema.reference("ComparedDifference")],
        ])

    @Sendable private static func answer(_ question: Question) throws(Problem) -> Answer {
        let asked = AnalysisQuestion(question)
        let indicator = asked.indicator("indicator")
        let count = question.list("subjects").count
        let subjects = count <= greatestCount ? asked.subjects("subjects") : []
        if !(2...greatestCount).contains(count) {
            asked.report(
                "subjects", count < 2 ? "one subject is no comparison" : "\(count) subjects are too many",
                "name 2 to \(greatestCount) records with commas between"
                    + (count < 2 ? "; /v1/series has one subject" : ""))
        }
        let scope = asked.scope("scope", of: indicator)
        try asked.check()
        guard let indicator else { throw Problem.badParameters([]) }
        let registry = question.snapshot.registry
        let comparison = SubjectComparison(
            of: subjects.map { ($0, question.snapshot.lines(of: indicator, about: $0, scope)) },
            validity: { id in (registry.provinces[id]?.validFrom, registry.provinces[id]?.validTo) })
        let shape = question.shape
        let name = "\(indicator.header.id)-compared"
        if question.format == .jsonstat {
            return try FigureCube.answer(
                of: comparison.rows.flatMap { shape.comparedCells($0) }.map {
                    shape.cubeRow($0, indicator: indicator)
                }, label: indicator.header.names.text(in: question.language), name: name, to: question)
        }
        return try ComputedList(
            items: comparison.rows.map { shape.comparedRow($0) },
            shared: [
                "indicator": shape.brief(indicator),
                "columns": .array(
                    comparison.columns.map {
                        .object(["coverage": .string($0.coverage.rawValue), "period": shape.period($0.period)])
                    }), "differences": .array(comparison.differences.map { shape.comparedDifference($0) }),
            ],
            table: ComputedTable(
                rows: comparison.rows.flatMap { shape.comparedCells($0) }, of: indicator,
                fields: AnalysisComponents.comparedCell, in: question.format, name: name)
        ).answer(to: question)
    }
}

extension Shape {
    fileprivate func comparedRow(_ row: SubjectComparison.Row) -> JSONObject {
        let subject = registry.header(of: row.subject)
        var object: JSONObject = [
            "subject": id(row.subject), "subjectName": text(subject?.header.names),
            "subjectCollection": subject.map { .string($0.collection.rawValue) } ?? .null,
        ]
        if let line = row.line {
            for member in lineMembers(line).members { object[member.key] = member.value }
            object["reason"] = .null
            object["values"] = .array(
                row.cells.map { cell in
                    cell.map {
                        line.points[$0].isDerived ? computed(line.points[$0].value) : number(line.points[$0].value)
                    }
                        ?? .null
                })
            object["points"] = .array(
                row.cells.map { cell in cell.map { .object(point($0, of: line)) } ?? .null })
        } else {
            for member in ["scope", "scopeName"] { object[member] = .null }
            object["dimensions"] = .object([:])
            object["unit"] = .null
            object["priceBasis"] = .null
            object["reason"] = text(SubjectComparison.noData)
            object["values"] = .array(row.cells.map { _ in .null })
            object["points"] = .array(row.cells.map { _ in .null })
        }
        return object
    }

    /// The values of a row as rows of a table, one each; a single one with the reason where there are none.
    fileprivate func comparedCells(_ row: SubjectComparison.Row) -> [JSONObject] {
        let subject = registry.header(of: row.subject)
        let whose: JSONObject = [
            "subject": id(row.subject), "subjectName": text(subject?.header.names),
            "subjectCollection": subject.map { .string($0.collection.rawValue) } ?? .null,
        ]
        guard let line = row.line else {
            var object = whose
            object["reason"] = text(SubjectComparison.noData)
            return [object]
        }
        return row.cells.compactMap(\.self).map { index in
            var object = whose
            object["reason"] = .null
            for member in lineMembers(line).members + point(index, of: line).members {
                object.append(member.key, member.value)
            }
            return object
        }
    }

    fileprivate func comparedDifference(_ difference: SubjectComparison.Difference) -> JSONValue {
        .object([
            "kind": .string(difference.kind.rawValue), "rows": .array(difference.rows.map { .integer(Int64($0)) }),
            "values": .array(difference.values.map { $0.isEmpty ? .null : .string($0) }),
            "why": text(difference.why),
        ])
    }
}
