import BorderEconomy

extension SeedNode {
    func plan() -> Plan? {
        object { object in
            let header = object.header()
            let kind = object.required("kind") { $0.oneOf(Plan.Kind.self) }
            let subjects = object.required("subjects") { $0.array { $0.id(AnyRecord.self) } }
            let number = object.optional("number") { $0.string() }
            let horizon = object.optional("horizon") { $0.period() }
            let visionTo = object.optional("visionTo") { $0.day() }
            let approvedBy = object.optional("approvedBy") { $0.id(Document.self) }
            let issuedBy = object.optional("issuedBy") { $0.id(Document.self) }
            let parentPlan = object.optional("parentPlan") { $0.id(Plan.self) }
            let supersedes = object.list("supersedes") { $0.id(Plan.self) }
            let legalBasis = object.list("legalBasis") { $0.guidingDocument() }
            let orientedBy = object.list("orientedBy") { $0.guidingDocument() }
            let tasks = object.list("tasks") { $0.task() }
            let breakthroughs = object.list("breakthroughs") { $0.task() }
            let solutions = object.list("solutions") { $0.task() }
            guard let header, let kind, let subjects else { return nil }
            var plan = Plan(header: header, kind: kind)
            plan.subjects = subjects
            plan.number = number
            plan.horizon = horizon
            plan.visionTo = visionTo
            plan.approvedBy = approvedBy
            plan.issuedBy = issuedBy
            plan.parentPlan = parentPlan
            plan.supersedes = supersedes
            plan.legalBasis = legalBasis
            plan.orientedBy = orientedBy
            plan.tasks = tasks
            plan.breakthroughs = breakthroughs
            plan.solutions = solutions
            return plan
        }
    }

    private func guidingDocument() -> Plan.GuidingDocument? {
        object { object in
            let document = object.required("document") { $0.id(Document.self) }
            let source = object.required("source") { $0.source() }
            guard let document, let source else { return nil }
            return Plan.GuidingDocument(document: document, source: source)
        }
    }
}
