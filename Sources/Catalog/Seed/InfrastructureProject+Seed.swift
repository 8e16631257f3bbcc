import BorderEconomy

extension SeedNode {
    func project() -> InfrastructureProject? {
        object { object in
            let header = object.header()
            let kind = object.required("kind") { $0.oneOf(InfrastructureProject.Kind.self) }
            let subkind = object.optional("subkind") { $0.string() }
            let provinces = object.required("provinces") { $0.array { $0.id(Province.self) } }
            let places = object.list("places") { $0.id(Place.self) }
            let gates = object.list("gates") { $0.id(BorderGate.self) }
            let zone = object.optional("zone") { $0.id(EconomicZone.self) }
            let corridor = object.optional("corridor") { $0.id(Corridor.self) }
            let parentProject = object.optional("parentProject") { $0.id(InfrastructureProject.self) }
            let point = object.optional("point") { $0.point() }
            let phases = object.list("phases") { $0.phase() }
            let parameters = object.list("parameters") { $0.parameter() }
            let milestones = object.list("milestones") { $0.milestone() }
            let dossier = object.list("dossier") { $0.dossierStep() }
            guard let header, let kind, let provinces else { return nil }
            var project = InfrastructureProject(header: header, kind: kind)
            project.subkind = subkind
            project.provinces = provinces
            project.places = places
            project.gates = gates
            project.zone = zone
            project.corridor = corridor
            project.parentProject = parentProject
            project.point = point
            project.phases = phases
            project.parameters = parameters
            project.milestones = milestones
            project.dossier = dossier
            return project
        }
    }

    private func phase() -> PhaseReport? {
        object { object in
            let phase = object.required("phase") { $0.oneOf(ProjectPhase.self) }
            let source = object.required("source") { $0.source() }
            let asOf = object.optional("asOf") { $0.day() }
            let from = object.optional("from") { $0.day() }
            let planned = object.flag("planned")
            let plannedBy = object.optional("plannedBy") { $0.day() }
            let deadlineBasis = object.optional("deadlineBasis") { $0.oneOf(Basis.self) }
            let text = object.optional("text") { $0.text() }
            let editorial = object.optional("editorial") { $0.text() }
            let confidence = object.optional("confidence") { $0.oneOf(Confidence.self) }
            let layer = object.optional("layer") { $0.oneOf(Layer.self) }
            guard let phase, let source else { return nil }
            var report = PhaseReport(phase: phase, source: source)
            report.asOf = asOf
            report.from = from
            report.planned = planned
            report.plannedBy = plannedBy
            report.deadlineBasis = deadlineBasis
            report.text = text
            report.editorial = editorial
            report.confidence = confidence ?? .high
            report.layer = layer ?? .core
            return report
        }
    }

    func parameter() -> ProjectParameter? {
        object { object in
            let name = object.required("name") { $0.string() }
            let label = object.required("label") { $0.text() }
            let planned = object.flag("planned")
            let source = object.required("source") { $0.source() }
            let value: ProjectParameter.Value?
            if object.has("figure") {
                value = object.required("figure") { $0.figure() }.map { .figure($0) }
            } else {
                value = object.required("code") { $0.string() }.map { .code($0) }
            }
            guard let name, let label, let source, let value else { return nil }
            return ProjectParameter(name: name, label: label, value: value, planned: planned, source: source)
        }
    }

    private func dossierStep() -> DossierStep? {
        object { object in
            let stage = object.required("stage") { $0.oneOf(DossierStage.self) }
            let on = object.required("on") { $0.day() }
            let text = object.optional("text") { $0.text() }
            let source = object.required("source") { $0.source() }
            guard let stage, let on, let source else { return nil }
            var step = DossierStep(stage: stage, on: on, source: source)
            step.text = text
            return step
        }
    }

    func milestone() -> Milestone? {
        object { object in
            let names = object.required("name") { $0.text() }
            let period = object.required("date") { $0.period() }
            let planned = object.flag("planned")
            let source = object.required("source") { $0.source() }
            guard let names, let period, let source else { return nil }
            return Milestone(names: names, period: period, planned: planned, source: source)
        }
    }
}
