import BorderEconomy
import Catalog
import JSONText

extension Presentation {
    static let projectDefinition = CollectionDefinition(
        name: "projects", recordName: "InfrastructureProject",
        meaning: "Infrastructure that plans ask for, that is being built or in use",
        fields: CommonFields.record(
            [
                .kinds(
                    InfrastructureProject.Kind.self, "What sort of project it is; link roads to expressways included"),
                FieldDefinition("subkind", .string, "Narrower than the kind, such as link-road", nullable: true),
                FieldDefinition(
                    "phase", .enumeration(CommonFields.values(ProjectPhase.self)),
                    "The last phase a source reports as reached", nullable: true),
                FieldDefinition(
                    "plannedPhase", .enumeration(CommonFields.values(ProjectPhase.self)),
                    "The furthest phase a plan asks for", nullable: true),
                FieldDefinition("plannedBy", .day, "By when that phase is asked for", nullable: true),
                FieldDefinition(
                    "provinces", .references(["provinces"]), "The provinces of its sources' time",
                    looksIn: ["provinces", "currentProvinces"], filterName: "province"),
                FieldDefinition("currentProvinces", .references(["provinces"]), "The provinces it lies in today"),
                FieldDefinition("places", .references(["places"]), "Places it lies in", filterName: "place"),
                FieldDefinition("gates", .references(["gates"]), "Gates it serves", filterName: "gate"),
                FieldDefinition("zone", .reference(["zones"]), "The economic zone it lies in", nullable: true),
                FieldDefinition("corridor", .reference(["corridors"]), "The corridor it is part of", nullable: true),
                FieldDefinition(
                    "corridors", .references(["corridors"]),
                    "That corridor and those it is a part of; derived: those that a leg it builds lies on, and those that "
                        + "cross the border at a gate it serves", filterName: "onCorridor"),
                FieldDefinition("parentProject", .reference(["projects"]), "The project it is part of", nullable: true),
                FieldDefinition("plans", .references(["plans"]), "Plans that ask for it", filterName: "plan"),
                .point,
                FieldDefinition("phases", .components("Phase"), "Phases as reported and planned", optional: true),
                FieldDefinition("parameters", .components("Parameter"), "Design values", optional: true),
                FieldDefinition("milestones", .components("Milestone"), "Dated steps", optional: true),
                FieldDefinition(
                    "dossierStage", .enumeration(CommonFields.values(DossierStage.self)),
                    "The stage that its dossier is in", optional: true),
                FieldDefinition(
                    "dossier", .components("DossierStep"), "The stages its dossiers came into", optional: true),
            ],
            detail: [.figures, .targets, CommonFields.related]), isPlaced: true)

    func projects() -> CollectionDraft {
        let corridors = ProjectCorridors(registry, on: day)
        return CollectionDraft(
            definition: Self.projectDefinition,
            records: drafts(
                of: registry.projects, own: { $0.project($1, on: corridors.corridors(of: $1.header.id)) },
                detail: { $0.projectDetail($1) }))
    }
}

extension Shape {
    fileprivate func project(_ project: InfrastructureProject, on corridors: [RecordID]) -> JSONObject {
        let planned = project.phases.last { $0.planned }
        let current = project.provinces.map { registry.currentProvince(of: $0, on: day).erased }
        var object: JSONObject = [
            "kind": .string(project.kind.rawValue), "subkind": project.subkind.map { .string($0) } ?? .null,
            "phase": project.phase(on: day).map { .string($0.rawValue) } ?? .null,
            "plannedPhase": planned.map { .string($0.phase.rawValue) } ?? .null,
            "plannedBy": day(planned?.plannedBy), "provinces": ids(project.provinces),
            "currentProvinces": ids(RegistryIndex.unique(current)), "places": ids(project.places),
            "gates": ids(project.gates), "zone": id(project.zone), "corridor": id(project.corridor),
            "corridors": ids(corridors),
            "parentProject": id(project.parentProject), "plans": ids(project.requestingPlans),
            "point": point(project.point),
        ]
        if !project.phases.isEmpty { object["phases"] = .array(project.phases.map(phase)) }
        if !project.parameters.isEmpty { object["parameters"] = .array(project.parameters.map(parameter)) }
        if !project.milestones.isEmpty { object["milestones"] = .array(project.milestones.map(milestone)) }
        if let last = project.dossier.last {
            object["dossierStage"] = .string(last.stage.rawValue)
            object["dossier"] = .array(project.dossier.map(step))
        }
        return object
    }

    private func step(_ step: DossierStep) -> JSONValue {
        var object: JSONObject = ["stage": .string(step.stage.rawValue), "on": day(step.on)]
        if let text = step.text { object["text"] = self.text(text) }
        object["source"] = source(step.source)
        return .object(object)
    }

    func phase(_ report: PhaseReport) -> JSONValue {
        var object: JSONObject = ["phase": .string(report.phase.rawValue), "planned": .bool(report.planned)]
        if let asOf = report.asOf { object["asOf"] = day(asOf) }
        if let from = report.from { object["from"] = day(from) }
        if let plannedBy = report.plannedBy { object["plannedBy"] = day(plannedBy) }
        if let basis = report.deadlineBasis { object["deadlineBasis"] = .string(basis.rawValue) }
        if let text = report.text { object["text"] = self.text(text) }
        if let editorial = report.editorial { object["editorial"] = text(editorial) }
        if report.confidence != .high { object["confidence"] = .string(report.confidence.rawValue) }
        if report.layer != .core { object["layer"] = .string(report.layer.rawValue) }
        object["source"] = source(report.source)
        return .object(object)
    }

    func parameter(_ parameter: ProjectParameter) -> JSONValue {
        var object: JSONObject = ["name": .string(parameter.name), "label": text(parameter.label)]
        switch parameter.value {
        case .code(let code): object["code"] = .string(code)
        case .figure(let figure): object["figure"] = .object(self.figure(figure))
        }
        object["planned"] = .bool(parameter.planned)
        object["source"] = source(parameter.source)
        return .object(object)
    }

    func milestone(_ milestone: Milestone) -> JSONValue {
        .object([
            "name": text(milestone.names), "period": period(milestone.period), "planned": .bool(milestone.planned),
            "source": source(milestone.source),
        ])
    }

    fileprivate func projectDetail(_ project: InfrastructureProject) -> JSONObject {
        let id = project.header.id
        return [
            "figures": figures(of: id), "targets": targets(of: id),
            "related": related(to: id, in: .projects, ["legs", "observations", "targets"]),
        ]
    }
}
