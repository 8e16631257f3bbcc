import BorderEconomy
import Catalog
import HTTPEngine
import JSONText

/// Records of a collection in groups, counted and summed up without mixing units or currencies.
enum SummaryEndpoint {
    static let all = [
        Endpoint(
            path: "/v1/{collection}/summary", method: .get,
            operation: Operation(
                id: "summarise", tag: .analysis,
                summary: "Records of a collection in groups: counts, sums, averages, least and greatest values",
                parameters: [
                    by, measure, mixing, sort, .language, ComputedList.limit, ComputedList.cursor,
                    .format(Format.ofTables),
                    .byteOrderMark,
                ] + OperationParameter.ofTime,
                takesOtherParameters: true, pathExamples: ["collection": "observations"],
                answers: Operation.answers(schema, in: Format.ofTables), problems: [.notFound, .gone, .unprocessable]),
            answer: answer)
    ]

    private static let by = OperationParameter(
        name: "by", meaning: "Fields to group by, with commas between; all records are one group when left out",
        schema: ["type": "string"], example: "indicator,unit")
    private static let measure = OperationParameter(
        name: "measure",
        meaning:
            "What to compute, with commas between: count, and sum:, avg:, min: or max: with a number of the records",
        schema: ["type": "string", "default": "count"], example: "count")
    private static let mixing = OperationParameter(
        name: "mixing",
        meaning: "What may be put together although it adds up to nothing in particular: "
            + SummaryQuery.mixable.map(\.rawValue).joined(separator: ", ") + "; never units",
        schema: ["type": "string"], example: "periods")
    private static let sort = OperationParameter(
        name: "sort", meaning: "A field of `by`, a measure or count; a leading hyphen reverses; null comes last",
        schema: ["type": "string"], example: "-count")

    private static let schema = ComputedList.schema(
        of: "SummaryGroup",
        shared: [
            "collection": ["type": "string"], "by": ["type": "array", "items": ["type": "string"]],
            "records": ["type": "integer", "description": "Records selected"],
            "overlapping": [
                "type": "boolean",
                "description": "Whether a record may be in several groups, by a field that is a list",
            ],
        ])

    @Sendable private static func answer(_ question: Question) throws(Problem) -> Answer {
        let name = question.values["collection"] ?? ""
        guard RouteTable.collections.contains(name), let collection = question.snapshot[name] else {
            throw Problem(
                kind: .notFound,
                detail:
                    "there is no collection \"\(name)\"; \(Suggestion.phrase(for: name, among: RouteTable.collections))"
            )
        }
        let query = try SummaryQuery(question, of: collection)
        let plan = SelectionPlan(query.list.selection, of: collection)
        guard plan.cost <= Listing.greatestCost else { throw Listing.tooCostly(plan, query.list) }
        guard collection.count > Endpoint.greatestLoopCount || plan.cost > Listing.greatestLoopCost else {
            return try summary(query, of: collection, at: plan.positions(), question)
        }
        return Answer(
            mediaType: question.format.mediaType,
            body: .later { isGivenUp throws(Problem) in
                guard let positions = plan.positions(unless: isGivenUp) else {
                    throw Problem(kind: .overloaded, detail: "nobody waits for the answer any more")
                }
                var answer = try summary(query, of: collection, at: positions, question)
                answer.isChosen = true
                return answer
            })
    }

    private static func summary(
        _ query: SummaryQuery, of collection: StoredCollection, at positions: PositionList, _ question: Question
    ) throws(Problem) -> Answer {
        let name = collection.definition.name
        guard query.cost(ofRecords: positions.count) <= Listing.greatestCost else {
            throw refusal(
                "measure", "to answer this for \(positions.count) records takes more work than one question may cost",
                "ask for fewer measures, group by fewer fields, or filter so that fewer records are left")
        }
        // What is near comes by its distance; groups are made of records in the written order.
        let ascending = query.list.selection.near == nil ? positions : PositionList(positions.sorted())
        guard
            let table = SummaryTable(
                of: ascending, by: query.fields, numbers: query.numbers, in: collection, language: query.list.language)
        else {
            throw refusal(
                "by", "the records fall into more than \(SummaryTable.greatestGroupCount) groups",
                "group by fewer fields, or filter so that fewer records are left")
        }
        let judgements = try judgements(of: query, table, collection, question.snapshot.shown)
        let shape = question.shape
        let order = SummaryOrder(of: table, judgements, query).groups
        let items = ComputedRows(count: order.count) { place in
            shape.summaryGroup(order[place], of: table, judgements, query)
        }
        return try ComputedList(
            items: items,
            shared: [
                "collection": .string(name), "by": .array(query.fields.map { .string($0.name) }),
                "records": .integer(Int64(positions.count)), "overlapping": .bool(table.isOverlapping),
            ], table: ComputedTable(rows: items, fields: query.columns, name: "\(name)-summary")
        ).answer(to: question)
    }

    private static func refusal(_ parameter: String, _ reason: String, _ remedy: String) -> Problem {
        Problem(.unprocessable, [ProblemFault(parameter: parameter, reason: reason, remedy: remedy)])
    }

    /// What each measure of numbers comes to; throws when one of them means nothing.
    private static func judgements(
        of query: SummaryQuery, _ table: SummaryTable, _ collection: StoredCollection, _ registry: Registry
    ) throws(Problem) -> [SummaryJudgement] {
        var numbers: [SummaryField: SummaryNumbers] = [:]
        for field in query.measures.compactMap(\.field) where numbers[field] == nil {
            numbers[field] = SummaryNumbers(
                of: field, in: table, collection: collection, registry: registry, language: query.list.language)
        }
        let judgements = query.measures.compactMap { measure in
            measure.field.flatMap { numbers[$0] }.map {
                SummaryJudgement(of: measure, $0, in: table, mixing: query.mixing, registry: registry)
            }
        }
        let faults = judgements.flatMap(\.faults)
        guard faults.isEmpty else { throw Problem(.unprocessable, faults) }
        return judgements
    }
}

extension Shape {
    fileprivate func summaryGroup(
        _ group: Int, of table: SummaryTable, _ judgements: [SummaryJudgement], _ query: SummaryQuery
    ) -> JSONObject {
        var keys = JSONObject()
        var labels = JSONObject()
        for (field, value) in zip(query.fields, table.groups[group].key) {
            keys.append(field.name, json(value))
            guard let text = value.plainText, field.kind.namesRecords, let id = RecordID(text),
                let name = registry.header(of: id)?.header.names
            else { continue }
            labels.append(field.name, self.text(name))
        }
        var measures = JSONObject()
        for judgement in judgements {
            let tally = judgement.totals[group]
            measures.append(
                judgement.measure.text,
                .object([
                    "value": computed(judgement.value(of: group)),
                    "unit": judgement.units[group].map { .string($0) } ?? .null,
                    "priceBasis": judgement.priceBases[group].map { .string($0) } ?? .null,
                    "inputs": .integer(Int64(tally.count)),
                    "missing": .integer(Int64(table.groups[group].count - tally.count)),
                    "mixed": .array(judgement.mixed[group].map { .string($0.rawValue) }), "derived": true,
                ]))
        }
        return [
            "by": .object(keys), "labels": .object(labels), "count": .integer(Int64(table.groups[group].count)),
            "measures": .object(measures),
        ]
    }

    private func json(_ value: FieldValue) -> JSONValue {
        switch value {
        case .null: .null
        case .boolean(let value): .bool(value)
        case .number(let value): number(value)
        case .text(let text): .string(text)
        }
    }
}
