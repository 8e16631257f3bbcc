import BorderEconomy
import Catalog
import HTTPEngine
import JSONText

/// Where a target comes from, and what is meant to reach it.
enum TargetEndpoints {
    static let all = [
        Endpoint(
            path: "/v1/targets/{id}/lineage", method: .get,
            operation: Operation(
                id: "getTargetLineage", tag: .analysis,
                summary: "Which decision set a target, what it rests on, what changed it, in order",
                parameters: [
                    .language, ComputedList.limit, ComputedList.cursor, .format(Format.ofTables), .byteOrderMark,
                ] + OperationParameter.ofRecords,
                answers: Operation.answers(
                    ComputedList.schema(of: "LineageStep", shared: ["target": ["type": "string"]]),
                    in: Format.ofTables), problems: [.notFound]), goesThroughFigures: true, answer: lineage),
        Endpoint(
            path: "/v1/targets/{id}/chain", method: .get,
            operation: Operation(
                id: "getTargetChain", tag: .analysis,
                summary: "From a target to the projects meant to reach it, their capacities, phases, gates and tasks",
                parameters: [.progressDay, .language] + OperationParameter.ofRecords,
                answers: [(mediaType: Answer.json, schema: ["$ref": "#/components/schemas/TargetChain"])],
                problems: [.notFound]), goesThroughFigures: true, answer: chain),
    ]

    @Sendable private static func lineage(_ question: Question) throws(Problem) -> Answer {
        let target = try target(of: question)
        let shape = question.shape
        let steps = question.snapshot.shown.lineage(of: target)
        let items = steps.map { shape.lineageStep($0) }
        return try ComputedList(
            items: items, shared: ["target": shape.id(target.id)],
            table: ComputedTable(
                rows: items, fields: AnalysisComponents.lineageStep, name: "\(target.id)-lineage")
        ).answer(to: question)
    }

    @Sendable private static func chain(_ question: Question) throws(Problem) -> Answer {
        let target = try target(of: question)
        let asked = AnalysisQuestion(question)
        let day = asked.progressDay() ?? question.snapshot.day
        try asked.check()
        let shape = question.shape(on: day)
        let chain = question.snapshot.shown.chain(of: target, on: day)
        var object = shape.targetChain(chain, of: target)
        object["datasetVersion"] = .string(question.snapshot.datasetVersion)
        var answer = Answer(body: .fresh(JSONWriter.encode(.object(object))))
        answer.fields = [ResponseField("Content-Language", question.language.rawValue)]
        answer.links = [
            "</v1/targets/\(target.id)>; rel=\"up\"", "</openapi.json>; rel=\"describedby\"",
        ]
        return answer
    }

    private static func target(of question: Question) throws(Problem) -> Target {
        let text = question.values["id"] ?? ""
        if let target = RecordID(text).flatMap({ question.snapshot.shown.targets[$0] }) { return target }
        if let base = question.published, let target = RecordID(text).flatMap({ base.registry.targets[$0] }) {
            throw Absence(
                id: target.id.erased, base: base, seen: question.snapshot, vantage: question.snapshot.vantage
            ).problem
        }
        let known = question.snapshot.registry.targets.all.map(\.id.rawValue)
        let remedy =
            Suggestion.nearest(to: text, among: known).map { "did you mean /v1/targets/\($0)?" }
            ?? "/v1/targets lists them"
        throw Problem(kind: .notFound, detail: "targets have no record \"\(text)\"; \(remedy)")
    }
}

extension OperationParameter {
    static let progressDay = OperationParameter(
        name: "asOf", meaning: "The day that phases and progress are seen on; the server's day when left out",
        schema: ["type": "string", "format": "date"], example: "2024-12-31")
}

extension AnalysisQuestion {
    func progressDay() -> CalendarDay? { day(OperationParameter.progressDay.name) }
}

extension Shape {
    fileprivate func lineageStep(_ step: LineageStep) -> JSONObject {
        let document = step.document.flatMap { registry.documents[$0] }
        return [
            "kind": .string(step.kind.rawValue), "record": id(step.record),
            "recordName": text(registry.header(of: step.record)?.header.names),
            "href": .string(href(of: step.record)), "document": id(step.document),
            "number": document?.number.map { .string($0) } ?? .null, "date": day(step.date?.day),
            "dateBasis": step.date.map { .string($0.basis.rawValue) } ?? .null,
            "source": step.source.map { source($0) } ?? .null,
        ]
    }

    fileprivate func targetChain(_ chain: TargetChain, of target: Target) -> JSONObject {
        [
            "target": .object(self.target(target)), "asOf": day(day),
            "plan": target.plan.map { summary(of: $0.erased) } ?? .null,
            "steps": .array(chain.steps.map { .object(chainStep($0, toward: target)) }),
            "tasks": .array(chain.tasks.map { chainTask($0) }), "gaps": .array(chain.gaps.map { gap($0) }),
        ]
    }

    private func chainStep(_ step: TargetChain.Step, toward target: Target) -> JSONObject {
        let project = step.project
        var capacity: JSONValue = .null
        if let figure = step.comparableCapacity {
            var object = self.figure(figure)
            let share = figure.central.flatMap { value in
                target.figure.central.flatMap { $0 > 0 ? value / $0 * 100 : nil }
            }
            object["shareOfTarget"] = .object(["percent": computed(share), "derived": true])
            capacity = .object(object)
        }
        return [
            "project": summary(of: project.header.id), "named": .bool(step.isNamed),
            "phase": step.phase.map { .string($0.rawValue) } ?? .null,
            "phases": .array(project.phases.map(phase)), "parameters": .array(project.parameters.map(parameter)),
            "milestones": .array(project.milestones.map(milestone)), "capacity": capacity,
            "gates": .array(step.gates.map { summary(of: $0.erased) }), "corridor": id(project.corridor),
            "tasks": .array(step.tasks.map { chainTask($0) }), "targets": ids(step.targets),
            "gaps": .array(step.gaps.map { gap($0) }),
        ]
    }

    private func chainTask(_ task: TargetChain.Task) -> JSONValue {
        .object(["plan": id(task.plan), "list": .string(task.list), "task": self.task(task.task)])
    }

    private func gap(_ gap: TargetChain.Gap) -> JSONValue {
        .object(["member": .string(gap.kind.rawValue), "why": text(gap.why)])
    }
}
