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
        guard collection.count > greatestLoopCount || plan.cost > Listing.greatestLoopCost else {
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

    /// Records that a loop goes through itself; of more the summary is made off it, so that it delays nobody else.
    private static let greatestLoopCount = 20_000

    private static func summary(
        _ query: SummaryQuery, of collection: StoredCollection, at positions: PositionList, _ question: Question
    ) throws(Problem) -> Answer {
        let name = collection.definition.name
        // What is near comes by its distance; groups are made of records in the written order.
        let ascending = query.list.selection.near == nil ? positions : PositionList(positions.sorted())
        let table = SummaryTable(
            of: ascending, by: query.fields, numbers: query.numbers, in: collection, language: query.list.language)
        let registry = question.snapshot.shown
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
        let shape = question.shape
        let items = order(of: table, judgements, query).map { group in
            shape.summaryGroup(group, of: table, judgements, query)
        }
        return try ComputedList(
            items: items,
            shared: [
                "collection": .string(name), "by": .array(query.fields.map { .string($0.name) }),
                "records": .integer(Int64(positions.count)), "overlapping": .bool(table.isOverlapping),
            ], table: ComputedTable(rows: items, fields: query.columns, name: "\(name)-summary")
        ).answer(to: question)
    }

    private static func order(
        of table: SummaryTable, _ judgements: [SummaryJudgement], _ query: SummaryQuery
    ) -> [Int] {
        guard let sort = query.sort else { return Array(table.groups.indices) }
        if let field = query.fields.firstIndex(where: { $0.name == sort.key }) {
            let nulls = table.groups.indices.filter { table.groups[$0].key[field] == .null }
            let rest = table.groups.indices.filter { table.groups[$0].key[field] != .null }
            // The groups stand in the order of the first field already; by a further one they are put in order anew.
            let ordered = rest.sorted { left, right in
                let isBefore = table.groups[left].key[field].comesBefore(table.groups[right].key[field])
                let isAfter = table.groups[right].key[field].comesBefore(table.groups[left].key[field])
                if isBefore == isAfter { return left < right }
                return sort.descending ? isAfter : isBefore
            }
            return ordered + nulls
        }
        let judgement = judgements.first { $0.measure.text == sort.key }
        func number(_ group: Int) -> Double? {
            judgement.map { $0.value(of: group) } ?? Double(table.groups[group].count)
        }
        return table.groups.indices.sorted { left, right in
            switch (number(left), number(right)) {
            case (let mine?, let theirs?) where mine != theirs: sort.descending ? mine > theirs : mine < theirs
            case (_?, nil): true
            case (nil, _?): false
            default: left < right
            }
        }
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
