import BorderEconomy

extension SeedNode {
    func target() -> Target? {
        object { object in
            let id = object.required("id") { $0.id(Target.self) }
            let measure = object.measure()
            let kind = object.required("kind") { $0.oneOf(Target.Kind.self) }
            let figure = object.figure()
            let setBy = object.required("setBy") { $0.id(AnyRecord.self) }
            let deadline = object.optional("deadline") { $0.day() }
            let deadlineBasis = object.optional("deadlineBasis") { $0.oneOf(Basis.self) }
            let plan = object.optional("plan") { $0.id(Plan.self) }
            let baseline = object.optional("baseline") { $0.baseline() }
            let projects = object.list("projects") { $0.id(InfrastructureProject.self) }
            let supersededBy = object.optional("supersededBy") { $0.id(Target.self) }
            guard let id, let measure, let kind, let figure, let setBy else { return nil }
            var target = Target(id: id, measure: measure, kind: kind, figure: figure, setBy: setBy)
            target.deadline = deadline
            target.deadlineBasis = deadlineBasis
            target.plan = plan
            target.baseline = baseline
            target.projects = projects
            target.supersededBy = supersededBy
            return target
        }
    }

    private func baseline() -> Target.Baseline? {
        object { object in
            let value = object.required("value") { $0.number() }
            let unit = object.required("unit") { $0.oneOf(Unit.self) }
            let period = object.optional("period") { $0.period() }
            guard let value, let unit else { return nil }
            return Target.Baseline(value: value, unit: unit, period: period)
        }
    }
}
