import BorderEconomy
import Catalog
import JSONText

/// Indicators, observations and targets.
extension Presentation {
    static let indicatorDefinition = CollectionDefinition(
        name: "indicators", recordName: "Indicator", meaning: "What is measured, defined once",
        fields: CommonFields.record(
            [
                FieldDefinition("unit", .enumeration(CommonFields.values(Unit.self)), "Unit of its figures"),
                FieldDefinition("unitName", .string, "The unit in words", filterable: false),
                FieldDefinition(
                    "direction", .enumeration(CommonFields.values(Indicator.Direction.self)), "Whether more is better"),
                FieldDefinition("summable", .boolean, "Whether a sum over time is meaningful"),
                FieldDefinition("definition", .string, "What is counted, in our words", filterable: false),
                FieldDefinition("dimensions", .components("Dimension"), "Breakdowns", filterable: false),
                FieldDefinition("scopes", .components("Code"), "What may be counted in it", filterable: false),
                FieldDefinition("observationCount", .number, "Observations of it"),
                FieldDefinition("targetCount", .number, "Targets of it"),
            ], detail: [CommonFields.related]))

    func indicators() -> CollectionDraft {
        let observationCounts = Dictionary(grouping: registry.observations.all, by: \.measure.indicator).mapValues(
            \.count)
        let targetCounts = Dictionary(grouping: registry.targets.all, by: \.measure.indicator).mapValues(\.count)
        return CollectionDraft(
            definition: Self.indicatorDefinition,
            records: registry.indicators.all.map { indicator in
                draft(
                    of: indicator,
                    own: { shape in
                        var object = shape.indicator(indicator)
                        object["observationCount"] = .integer(Int64(observationCounts[indicator.id] ?? 0))
                        object["targetCount"] = .integer(Int64(targetCounts[indicator.id] ?? 0))
                        return object
                    },
                    detail: { shape in
                        [
                            "related": shape.related(
                                to: indicator.header.id, in: .indicators, ["observations", "targets"])
                        ]
                    }, searchTexts: indicator.definition.all)
            })
    }

    private static let measureFields: [FieldDefinition] = [
        FieldDefinition("id", .string, "Identifier"),
        FieldDefinition("subject", .reference([]), "Whom or what it is about"),
        FieldDefinition("subjectName", .string, "The subject's name", nullable: true, filterable: false),
        FieldDefinition(
            "subjectCollection", .enumeration(CommonFields.values(RecordCollection.self)),
            "The collection the subject is of", nullable: true),
        FieldDefinition("indicator", .reference(["indicators"]), "What is measured"),
        FieldDefinition("indicatorName", .string, "The indicator's name", nullable: true, filterable: false),
        FieldDefinition("scope", .string, "What is counted in, one of the indicator's scopes", nullable: true),
        FieldDefinition("scopeName", .string, "The scope in words", nullable: true, filterable: false),
        FieldDefinition("dimensions", .component("StringMap"), "Breakdown: code by dimension"),
    ]

    static let figureFields: [FieldDefinition] = [
        FieldDefinition("value", .number, "The number; null for a range", nullable: true),
        FieldDefinition("low", .number, "Lower end of a range", nullable: true),
        FieldDefinition("high", .number, "Upper end of a range", nullable: true),
        FieldDefinition("unit", .enumeration(CommonFields.values(Unit.self)), "Unit; percent is 0–100"),
        FieldDefinition(
            "qualifier", .enumeration(CommonFields.values(Qualifier.self)), "How exactly the source states it"),
        FieldDefinition("period", .component("Period"), "The time it is for, both days included", nullable: true),
        FieldDefinition("asOf", .day, "The day it is of, for a state", nullable: true),
        FieldDefinition(
            "periodBasis", .enumeration(CommonFields.values(Basis.self)), "How the period was come by", optional: true),
        FieldDefinition(
            "asOfBasis", .enumeration(CommonFields.values(Basis.self)), "How the day was come by", optional: true),
        FieldDefinition("cumulative", .boolean, "A total since the start of the period"),
        FieldDefinition("average", .boolean, "An average"),
        FieldDefinition("additional", .boolean, "Counted on top of what there is"),
        FieldDefinition(
            "priceBasis", .enumeration(CommonFields.values(PriceBasis.self)),
            "Prices it is counted in; null where not said",
            nullable: true),
        FieldDefinition("derived", .boolean, "Computed by us"),
        FieldDefinition("inferred", .boolean, "Concluded by us from the text"),
        FieldDefinition(
            "confidence", .enumeration(CommonFields.values(Confidence.self)), "How far it may be relied on"),
        FieldDefinition("layer", .enumeration(CommonFields.values(Layer.self)), "The body of text it comes from"),
        FieldDefinition("original", .string, "As the source prints it", nullable: true, filterable: false),
        FieldDefinition("comparisons", .components("Comparison"), "What the source compares it with"),
        FieldDefinition("note", .string, "A remark of ours", nullable: true, filterable: false),
        FieldDefinition("source", .component("Source"), "Where it is stated"),
    ]

    static let observationDefinition = CollectionDefinition(
        name: "observations", recordName: "Observation", meaning: "Figures that sources report, each with its source",
        fields: measureFields + figureFields)

    func observations() -> CollectionDraft {
        CollectionDraft(
            definition: Self.observationDefinition,
            records: registry.observations.all.map { observation in
                draft(
                    key: observation.id.rawValue,
                    searchTexts: searchTexts(of: observation.measure, observation.id.rawValue, observation.figure)
                ) { $0.observation(observation) }
            })
    }

    static let targetDefinition = CollectionDefinition(
        name: "targets", recordName: "Target", meaning: "What documents set out to reach, with progress computed",
        fields: measureFields + [.kinds(Target.Kind.self, "What sort of target it is")] + figureFields + [
            FieldDefinition("deadline", .day, "By when", nullable: true),
            FieldDefinition(
                "deadlineBasis", .enumeration(CommonFields.values(Basis.self)), "How the deadline was come by",
                nullable: true),
            FieldDefinition("baseline", .component("Baseline"), "Where it starts from, as stated", nullable: true),
            FieldDefinition("setBy", .reference([]), "The decision, plan or body that set it"),
            FieldDefinition("plan", .reference(["plans"]), "The plan it stands in", nullable: true),
            FieldDefinition("projects", .references(["projects"]), "Projects meant to reach it", filterName: "project"),
            FieldDefinition("supersededBy", .reference(["targets"]), "The target that took its place", nullable: true),
            FieldDefinition(
                "status", .enumeration(CommonFields.values(Progress.Status.self)), "Status today, as in `progress`"),
            FieldDefinition("gapRelative", .number, "Gap in percent of the target, as in `progress`", nullable: true),
            FieldDefinition("progress", .component("Progress"), "How far it has come, and by which rule"),
        ])

    func targets() -> CollectionDraft {
        CollectionDraft(
            definition: Self.targetDefinition,
            records: registry.targets.all.map { target in
                draft(
                    key: target.id.rawValue,
                    searchTexts: searchTexts(of: target.measure, target.id.rawValue, target.figure)
                ) { $0.target(target) }
            })
    }

    private func searchTexts(of measure: Measure, _ id: String, _ figure: Figure) -> [String] {
        [id, figure.original ?? ""] + (registry.header(of: measure.subject)?.header.names.all ?? [])
            + (registry.indicators[measure.indicator]?.header.names.all ?? [])
    }
}

extension Shape {
    fileprivate func indicator(_ indicator: Indicator) -> JSONObject {
        [
            "unit": .string(indicator.unit.rawValue), "unitName": text(indicator.unit.names),
            "direction": .string(indicator.direction.rawValue), "summable": .bool(indicator.summable),
            "definition": text(indicator.definition),
            "dimensions": .array(
                indicator.dimensions.map {
                    .object(["id": .string($0.id), "name": text($0.names), "codes": .array($0.codes.map(code))])
                }),
            "scopes": .array(indicator.scopes.map(code)),
        ]
    }

    private func code(_ code: Indicator.Code) -> JSONValue {
        .object(["id": .string(code.id), "name": text(code.names), "names": names(code.names)])
    }
}
