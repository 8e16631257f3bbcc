import BorderEconomy
import Catalog
import HTTPEngine
import JSONText

/// A path of values to a year, at a growth or to a target.
enum ProjectionEndpoint {
    static let all = [
        Endpoint(
            path: "/v1/projections", method: .post,
            operation: Operation(
                id: "projectIndicator", tag: .analysis,
                summary: "A path year by year at a growth, or the growth it takes to come to a value",
                parameters: [.language],
                content: Operation.Content(mediaType: Answer.json, schema: contentSchema, example: example),
                answers: [(mediaType: Answer.json, schema: schema)], problems: [.badContent, .unprocessable]),
            answer: answer)
    ]

    private static let example: JSONValue = [
        "indicator": "trade-turnover", "subject": "lao-cai", "target": 9_000_000_000, "until": 2030,
    ]

    private static let contentSchema: JSONObject = [
        "type": "object",
        "properties": [
            "indicator": ["type": "string", "description": "Identifier of an indicator"],
            "subject": ["type": "string", "description": "Identifier or alias of a record"],
            "scope": ["type": ["string", "null"], "description": "One of the indicator's scopes; null for none"],
            "priceBasis": [
                "type": ["string", "null"], "enum": ["constant-2010", "current", .null],
                "description": "The prices of the figures to begin with; null where not said",
            ],
            "dimensions": [
                "type": "object", "additionalProperties": ["type": "string"],
                "description": "Code by dimension, for a part of a breakdown",
            ],
            "growth": [
                "type": "number", "description": "Percent a year, percentage points for a share; or else target",
            ],
            "target": ["type": "number", "description": "The value to come to; or else growth"],
            "until": [
                "type": ["integer", "string"], "description": "A year, or a day as YYYY-MM-DD",
            ],
            "start": [
                "anyOf": [
                    ["type": "string", "description": "Identifier of an observation to begin with"],
                    [
                        "type": "object",
                        "properties": [
                            "value": ["type": "number"],
                            "on": ["type": ["integer", "string"], "description": "A year or a day"],
                        ], "required": ["value", "on"], "additionalProperties": false,
                    ],
                ], "description": "Where to begin; the latest comparable observation when left out",
            ],
        ], "required": ["indicator", "subject", "until"], "additionalProperties": false,
    ]

    private static let schema = ComputedList.schema(
        of: "ProjectionStep",
        shared: [
            "indicator": Schema.reference("IndicatorBrief"), "subject": Schema.reference("Summary"),
            "scope": ["type": ["string", "null"]], "scopeName": ["type": ["string", "null"]],
            "dimensions": Schema.reference("StringMap"), "unit": ["type": "string"],
            "priceBasis": ["type": ["string", "null"]], "start": Schema.reference("ProjectionStart"),
            "until": ["type": "string", "format": "date"], "growth": ["type": ["number", "null"]],
            "target": ["type": ["number", "null"]],
            "perYear": ["type": "number", "description": "The growth of the path"],
            "perYearUnit": ["type": "string", "enum": ["percent", "percentage-points"]],
            "seen": ["anyOf": [Schema.reference("SeriesChange"), ["type": "null"]]],
            "targets": ["type": "array", "items": Schema.reference("ProjectedTarget")],
            "assumptions": ["type": "array", "items": ["type": "string"]], "derived": ["const": true],
        ])

    @Sendable private static func answer(_ question: Question) throws(Problem) -> Answer {
        let order = try ProjectionOrder(question)
        let shape = question.shape
        let line = order.line
        let projection: Projection
        do throws(Projection.Refusal) {
            projection = try Projection(
                from: order.start, to: order.aim, until: order.until, isShare: line.unit.isShare)
        } catch {
            throw Problem(.unprocessable, [order.fault(for: error)])
        }
        var shared: JSONObject = [
            "indicator": shape.brief(order.indicator), "subject": shape.summary(of: order.subject),
        ]
        for member in shape.lineMembers(line).members { shared[member.key] = member.value }
        shared["start"] = .object(shape.start(of: order))
        shared["until"] = shape.day(order.until)
        switch order.aim {
        case .growth(let growth):
            shared["growth"] = shape.number(growth)
            shared["target"] = .null
        case .level(let level):
            shared["growth"] = .null
            shared["target"] = shape.number(level)
        }
        shared["perYear"] = shape.computed(projection.perYear)
        shared["perYearUnit"] = .string(line.unit.isShare ? "percentage-points" : "percent")
        shared["seen"] = order.seen.map { .object(shape.change($0, in: line)) } ?? .null
        shared["targets"] = .array(
            order.comparableTargets.map { .object(shape.projected($0, by: projection)) })
        shared["assumptions"] = .array(order.assumptions(of: projection).map { shape.text($0) })
        shared["derived"] = true
        shared["items"] = .array(projection.path.map { .object(shape.step($0, of: order)) })
        shared["total"] = .integer(Int64(projection.path.count))
        shared["datasetVersion"] = .string(question.snapshot.datasetVersion)
        var answer = Answer(body: .fresh(JSONWriter.encode(.object(shared))))
        answer.fields = [ResponseField("Content-Language", question.language.rawValue)]
        return answer
    }
}

extension Shape {
    fileprivate func start(of order: ProjectionOrder) -> JSONObject {
        var figure: JSONValue = .null
        if let observation = order.startObservation { figure = .object(self.observation(observation)) }
        return [
            "value": computed(order.start.value), "low": computed(order.start.low), "high": computed(order.start.high),
            "day": day(order.start.day), "given": .bool(order.startObservation == nil), "observation": figure,
        ]
    }

    fileprivate func step(_ step: Projection.Step, of order: ProjectionOrder) -> JSONObject {
        let isYear = order.indicator.summable
        return [
            "day": day(step.day), "period": isYear ? period(Period.year(step.day.year)) : .null,
            "years": computed(step.years), "value": computed(step.value), "low": computed(step.low),
            "high": computed(step.high), "unit": .string(order.line.unit.rawValue),
            "priceBasis": order.line.priceBasis.map { .string($0.rawValue) } ?? .null, "qualifier": "estimated",
            "derived": true,
        ]
    }

    fileprivate func projected(_ target: Target, by projection: Projection) -> JSONObject {
        let then = target.deadline.flatMap { projection.value(on: $0) }
        let goal = target.figure.central
        let direction = registry.indicators[target.measure.indicator]?.direction
        var reached: JSONValue = .null
        if let then, let goal {
            reached = .bool(direction == .lowerIsBetter ? then <= goal : then >= goal * (1 - 1e-12))
        }
        let takes = target.deadline.flatMap { deadline in
            goal.flatMap {
                Growth.perYear(
                    from: projection.start.value, to: $0, years: projection.start.day.years(to: deadline),
                    isShare: projection.isShare)
            }
        }
        return [
            "target": id(target.id), "value": number(target.figure.value), "low": number(target.figure.low),
            "high": number(target.figure.high), "unit": .string(target.figure.unit.rawValue),
            "deadline": day(target.deadline), "projectedValue": computed(then), "reached": reached,
            "requiredPerYear": computed(takes), "derived": true, "source": source(target.figure.source),
        ]
    }
}
