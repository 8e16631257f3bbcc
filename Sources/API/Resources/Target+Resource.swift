import BorderEconomy
import Catalog
import JSONText

extension Presentation {
    static let targetDefinition = CollectionDefinition(
        name: "targets", recordName: "Target", meaning: "What documents set out to reach, with progress computed",
        fields: measureFields + [.kinds(Target.Kind.self, "What sort of target it is")] + targetFigureFields + [
            FieldDefinition("deadline", .day, "By when", nullable: true),
            FieldDefinition(
                "deadlineBasis", .enumeration(CommonFields.values(Basis.self)), "How the deadline was come by",
                nullable: true),
            FieldDefinition(
                "baseline", .component("Baseline"), "Where it starts from, as stated", nullable: true,
                members: [
                    FieldDefinition("value", .number, "The number"),
                    FieldDefinition("unit", .enumeration(CommonFields.values(Unit.self)), "Its unit"),
                ]),
            FieldDefinition("setBy", .reference([]), "The decision, plan or body that set it"),
            FieldDefinition("plan", .reference(["plans"]), "The plan it stands in", nullable: true),
            FieldDefinition("projects", .references(["projects"]), "Projects meant to reach it", filterName: "project"),
            FieldDefinition("supersededBy", .reference(["targets"]), "The target that took its place", nullable: true),
            FieldDefinition(
                "status", .enumeration(CommonFields.values(Progress.Status.self)), "Status today, as in `progress`"),
            FieldDefinition("gapRelative", .number, "Gap in percent of the target, as in `progress`", nullable: true),
            FieldDefinition(
                "progress", .component("Progress"), "How far it has come, and by which rule",
                members: [
                    FieldDefinition(
                        "status", .enumeration(CommonFields.values(Progress.Status.self)), "How it stands"),
                    FieldDefinition(
                        "gapRelative", .number, "What is missing, in percent of the target", nullable: true),
                    FieldDefinition(
                        "evidence", .enumeration(CommonFields.values(Progress.Evidence.self)),
                        "How well the latest figure compares"),
                    FieldDefinition("latestValue", .number, "The latest comparable figure", nullable: true),
                    FieldDefinition("gap", .number, "What is missing, in the target's unit", nullable: true),
                    FieldDefinition("neededPerYear", .number, "Growth needed a year to the deadline", nullable: true),
                    FieldDefinition("seenPerYear", .number, "Growth seen a year", nullable: true),
                    FieldDefinition("projectedValue", .number, "Where it comes to at the deadline", nullable: true),
                ]),
        ])

    /// The members of a target's figure. A filter `asOf` would be the day on which progress is judged.
    private static let targetFigureFields = figureFields.map { field in
        field.name == "asOf"
            ? FieldDefinition(field.name, field.kind, field.meaning, nullable: true, filterable: false) : field
    }

    func targets() -> CollectionDraft {
        CollectionDraft(
            definition: Self.targetDefinition.brokenDown(by: registry.indicators.all),
            records: registry.targets.all.map { target in
                draft(
                    key: target.id.rawValue,
                    searchTexts: [target.id.rawValue, target.figure.original ?? ""]
                        + searchTexts(of: target.measure)
                ) { $0.target(target) }
            })
    }
}
