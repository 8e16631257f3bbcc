import BorderEconomy
import Catalog
import JSONText

extension Presentation {
    static let planDefinition = CollectionDefinition(
        name: "plans", recordName: "Plan",
        meaning: "Plans, programmes and schemes with their goals, tasks, breakthroughs and solutions",
        fields: CommonFields.record(
            [
                .kinds(Plan.Kind.self, "What sort of plan it is"),
                FieldDefinition("number", .string, "Official number", nullable: true),
                FieldDefinition(
                    "status", .enumeration(CommonFields.values(Plan.Status.self)), "Preferred status today",
                    nullable: true),
                FieldDefinition(
                    "horizon", .component("Period"), "The time it plans for", nullable: true,
                    members: CommonFields.periodMembers),
                FieldDefinition("visionTo", .day, "Last day of its vision", nullable: true),
                FieldDefinition(
                    "approvedBy", .reference(["documents"]), "The decision that approves it", nullable: true),
                FieldDefinition("issuedBy", .reference(["documents"]), "The decision that issues it", nullable: true),
                FieldDefinition("subjects", .references([]), "What it is for", filterName: "subject"),
                FieldDefinition(
                    "provinces", .references(["provinces"]), "The provinces it is for, today's included",
                    filterName: "province"),
                FieldDefinition("parentPlan", .reference(["plans"]), "The plan it is part of", nullable: true),
                FieldDefinition("supersedes", .references(["plans"]), "Plans it takes the place of"),
                FieldDefinition("legalBasis", .components("GuidingDocument"), "Documents it rests on", optional: true),
                FieldDefinition(
                    "orientedBy", .components("GuidingDocument"), "Documents it is oriented by", optional: true),
                FieldDefinition(
                    "tasks", .components("Task"), "Tasks in order; a group stands before its items", optional: true),
                FieldDefinition("breakthroughs", .components("Task"), "Breakthroughs", optional: true),
                FieldDefinition("solutions", .components("Task"), "Solutions", optional: true),
            ],
            detail: [
                FieldDefinition(
                    "targets", .components("Target"), "Measurable targets it sets", detailOnly: true),
                .summaries("projects", "Projects it asks for"), .figures, CommonFields.related,
            ]))

    func plans() -> CollectionDraft {
        CollectionDraft(
            definition: Self.planDefinition,
            records: registry.plans.all.map { plan in
                draft(
                    of: plan, own: { $0.plan(plan) },
                    detail: { shape in
                        let id = plan.header.id
                        return [
                            "targets": .array((self.index.planTargets[id] ?? []).map { .object(shape.target($0)) }),
                            "projects": shape.summaries(self.index.projects[id]), "figures": shape.figures(of: id),
                            "related": shape.related(
                                to: id, in: .plans, ["targets", "tasks", "projects", "observations"]),
                        ]
                    }, searchTexts: [plan.number].compactMap { $0 })
            })
    }

    static let taskDefinition = CollectionDefinition(
        name: "tasks", recordName: "PlanTask", meaning: "Tasks, breakthroughs and solutions of the plans",
        fields: [
            FieldDefinition("id", .string, "Identifier"),
            FieldDefinition("plan", .reference(["plans"]), "The plan"),
            FieldDefinition(
                "list", .enumeration(["tasks", "breakthroughs", "solutions"]), "The list of the plan it stands in"),
            FieldDefinition("number", .number, "Its number as stated, or ours where marked", nullable: true),
            FieldDefinition("parent", .string, "The group it belongs to", nullable: true),
            FieldDefinition("assignees", .references(["organisations"]), "Who is to do it"),
            FieldDefinition("text", .string, "What is to be done, in our words", filterable: false),
            FieldDefinition("asOf", .day, "The day it speaks of", nullable: true),
            FieldDefinition("period", .component("Period"), "The time it is for", nullable: true),
            FieldDefinition("deadline", .day, "By when", nullable: true),
            FieldDefinition(
                "deadlineBasis", .enumeration(CommonFields.values(Basis.self)), "How the deadline was come by",
                nullable: true),
            FieldDefinition("refs", .references([]), "Records it concerns"),
            FieldDefinition("editorial", .string, "What in it is our choice", nullable: true, filterable: false),
            FieldDefinition(
                "confidence", .enumeration(CommonFields.values(Confidence.self)), "How far it may be relied on"),
            FieldDefinition("source", .component("Source"), "Where it is stated"),
        ])

    func tasks() -> CollectionDraft {
        CollectionDraft(
            definition: Self.taskDefinition,
            records: registry.plans.all.flatMap { plan in
                plan.taskLists.flatMap { list in
                    list.tasks.map { task in
                        draft(key: task.id.rawValue, searchTexts: [task.id.rawValue] + task.statement.text.all) {
                            $0.taskItem(task, list: list.member, of: plan)
                        }
                    }
                }
            }, servesRecords: false)
    }
}

extension Shape {
    fileprivate func plan(_ plan: Plan) -> JSONObject {
        var object: JSONObject = [
            "kind": .string(plan.kind.rawValue), "number": plan.number.map { .string($0) } ?? .null,
            "status": preferred("status", of: plan.header), "horizon": period(plan.horizon),
            "visionTo": day(plan.visionTo), "approvedBy": id(plan.approvedBy), "issuedBy": id(plan.issuedBy),
            "subjects": ids(plan.subjects),
            "provinces": ids(presentation.index.planProvinces[plan.header.id] ?? []),
            "parentPlan": id(plan.parentPlan), "supersedes": ids(plan.supersedes),
        ]
        for (member, documents) in [("legalBasis", plan.legalBasis), ("orientedBy", plan.orientedBy)]
        where !documents.isEmpty {
            object[member] = .array(
                documents.map { .object(["document": id($0.document), "source": source($0.source)]) })
        }
        for (member, tasks) in plan.taskLists where !tasks.isEmpty { object[member] = .array(tasks.map(task)) }
        return object
    }

    fileprivate func taskItem(_ task: PlanTask, list: String, of plan: Plan) -> JSONObject {
        let statement = task.statement
        return [
            "id": id(task.id), "plan": id(plan.header.id), "list": .string(list),
            "number": task.number.map { .integer(Int64($0)) } ?? .null, "parent": id(task.parent),
            "assignees": ids(task.assignees), "text": text(statement.text), "asOf": day(statement.asOf),
            "period": period(statement.period), "deadline": day(statement.deadline),
            "deadlineBasis": statement.deadlineBasis.map { .string($0.rawValue) } ?? .null,
            "refs": ids(statement.refs), "editorial": text(statement.editorial),
            "confidence": .string(statement.confidence.rawValue), "source": source(statement.source),
        ]
    }
}
