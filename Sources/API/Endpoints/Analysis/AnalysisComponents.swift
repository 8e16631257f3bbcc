import BorderEconomy
import Catalog
import JSONText

/// The shapes that analyses are made of.
enum AnalysisComponents {
    /// Arrays of what may be null.
    static let arrays: JSONObject = [
        "NullableNumbers": ["type": "array", "items": ["type": ["number", "null"]]],
        "NullableStrings": ["type": "array", "items": ["type": ["string", "null"]]],
        "ScalarMap": ["type": "object", "additionalProperties": Schema.reference("Scalar")],
        "SummaryMeasures": ["type": "object", "additionalProperties": Schema.reference("SummaryMeasure")],
        "NullablePoints": [
            "type": "array", "items": ["anyOf": [Schema.reference("SeriesPoint"), ["type": "null"]]],
        ],
    ]

    static let all: [Components.Component] =
        [
            Components.Component(
                name: "IndicatorBrief", meaning: "An indicator in short",
                fields: [
                    FieldDefinition("id", .string, "Identifier"), FieldDefinition("name", .string, "Name"),
                    unit(nullable: false),
                    FieldDefinition(
                        "direction", .enumeration(CommonFields.values(Indicator.Direction.self)),
                        "Whether more is better"),
                    FieldDefinition("summable", .boolean, "Whether it adds up over time"),
                    FieldDefinition("href", .string, "Where it is served"),
                ]),
            Components.Component(
                name: "SeriesItem", meaning: "A value of a series", fields: seriesItem),
            Components.Component(name: "SeriesPoint", meaning: "A value of a series", fields: point),
            Components.Component(
                name: "SeriesImplication", meaning: "What a value follows from that no source reports",
                fields: [
                    FieldDefinition("observation", .reference(["observations"]), "The figure that says so"),
                    FieldDefinition("comparison", .component("Comparison"), "What it compares itself with"),
                ]),
            Components.Component(
                name: "SeriesChange", meaning: "How a value stands to an earlier comparable one",
                fields: [
                    FieldDefinition(
                        "basis", .enumeration(CommonFields.values(SeriesPoint.Change.Basis.self)),
                        "Which earlier one it is"),
                    FieldDefinition("previousValue", .number, "The earlier value"),
                    FieldDefinition("previousPeriod", .component("Period"), "Its time", nullable: true),
                    FieldDefinition("previousAsOf", .day, "Its day", nullable: true),
                    FieldDefinition(
                        "previousObservation", .reference(["observations"]), "Its figure; null for an implied value",
                        nullable: true),
                    FieldDefinition("previousDerived", .boolean, "Whether it is computed"),
                    FieldDefinition("years", .number, "Years between the two"),
                    FieldDefinition("absolute", .number, "Difference"),
                    FieldDefinition("absoluteUnit", .string, "Unit of the difference"),
                    FieldDefinition("percent", .number, "Difference in percent; null for shares", nullable: true),
                    FieldDefinition("perYear", .number, "Growth a year; null within a year", nullable: true),
                    perYearUnit,
                    FieldDefinition("stated", .boolean, "Whether the source states the change itself"), derived,
                ]),
            Components.Component(
                name: "SeriesShare", meaning: "A part of a whole that the source states",
                fields: [
                    FieldDefinition("percent", .number, "0–100"), FieldDefinition("whole", .number, "The whole"),
                    unit(nullable: false), FieldDefinition("base", .string, "What the whole is"), derived,
                ]),
            Components.Component(
                name: "ComparedColumn", meaning: "A time that values stand under together",
                fields: [
                    coverage,
                    FieldDefinition(
                        "period", .component("Period"), "The stretch; a year for states; null when no time is stated",
                        nullable: true),
                ]),
            Components.Component(
                name: "ComparedSeries", meaning: "The values of a subject, in the order of the columns",
                fields: whose + line(nullable: true) + [
                    reason,
                    FieldDefinition("values", .component("NullableNumbers"), "The value under each column"),
                    FieldDefinition("points", .component("NullablePoints"), "The same, complete"),
                ]),
            Components.Component(
                name: "ComparedDifference", meaning: "What keeps values from being comparable",
                fields: [
                    FieldDefinition(
                        "kind", .enumeration(CommonFields.values(SubjectComparison.Difference.Kind.self)),
                        "What differs"),
                    FieldDefinition("rows", .component("Numbers"), "Between which items, by their places"),
                    FieldDefinition(
                        "values", .component("NullableStrings"), "What each of them has; null where nothing is stated"),
                    FieldDefinition("why", .string, "What it means"),
                ]),
        ] + lineageAndChain + projection + investment + summary

    private static let lineageAndChain = [
        Components.Component(
            name: "LineageStep", meaning: "A step in the life of a target", fields: lineageStep),
        Components.Component(
            name: "TargetChain", meaning: "From a target to what is meant to reach it",
            fields: [
                FieldDefinition("target", .component("Target"), "The target, with progress on the day"),
                FieldDefinition("asOf", .day, "The day it is seen on"),
                FieldDefinition("plan", .component("Summary"), "The plan it stands in", nullable: true),
                FieldDefinition("steps", .components("ChainStep"), "Projects, those that the target names first"),
                FieldDefinition("tasks", .components("ChainTask"), "Tasks of its plan that concern its subject"),
                FieldDefinition("gaps", .components("ChainGap"), "What no source says"),
                FieldDefinition("datasetVersion", .string, "Version of the data set"),
            ]),
        Components.Component(
            name: "ChainStep", meaning: "A project on the way to a target",
            fields: [
                FieldDefinition("project", .component("Summary"), "The project"),
                FieldDefinition("named", .boolean, "Whether the target names it, or else only its plan asks for it"),
                FieldDefinition(
                    "phase", .enumeration(CommonFields.values(ProjectPhase.self)), "Its phase on the day",
                    nullable: true),
                FieldDefinition("phases", .components("Phase"), "Phases as reported and planned"),
                FieldDefinition("parameters", .components("Parameter"), "Design values"),
                FieldDefinition("milestones", .components("Milestone"), "Dated steps"),
                FieldDefinition(
                    "capacity", .component("Capacity"), "The design value in the target's unit", nullable: true),
                FieldDefinition("gates", .components("Summary"), "Gates it serves"),
                FieldDefinition("corridor", .reference(["corridors"]), "The corridor it is part of", nullable: true),
                FieldDefinition("tasks", .components("ChainTask"), "Tasks of plans that concern it"),
                FieldDefinition("targets", .references(["targets"]), "Other targets about it"),
                FieldDefinition("gaps", .components("ChainGap"), "What no source says"),
            ]),
        Components.Component(
            name: "Capacity", meaning: "A design value beside a target",
            fields: Presentation.figureFields + [
                FieldDefinition("shareOfTarget", .component("DerivedShare"), "How much of the target it comes to")
            ]),
        Components.Component(
            name: "DerivedShare", meaning: "A share of ours",
            fields: [FieldDefinition("percent", .number, "0–100", nullable: true), derived]),
        Components.Component(
            name: "ChainTask", meaning: "A task of a plan",
            fields: [
                FieldDefinition("plan", .reference(["plans"]), "The plan"),
                FieldDefinition(
                    "list", .enumeration(["tasks", "breakthroughs", "solutions"]), "The list it stands in"),
                FieldDefinition("task", .component("Task"), "The task"),
            ]),
        Components.Component(
            name: "ChainGap", meaning: "What no source says",
            fields: [
                FieldDefinition(
                    "member", .enumeration(CommonFields.values(BorderEconomy.TargetChain.Gap.Kind.self)),
                    "What is missing"),
                FieldDefinition("why", .string, "Why"),
            ]),
    ]

    private static let projection = [
        Components.Component(
            name: "ProjectionStart", meaning: "Where a path begins",
            fields: [
                FieldDefinition("value", .number, "The value"),
                FieldDefinition("low", .number, "Lower end of a range", nullable: true),
                FieldDefinition("high", .number, "Upper end of a range", nullable: true),
                FieldDefinition("day", .day, "The last day it speaks of"),
                FieldDefinition("given", .boolean, "Whether the request gives it, and no source"),
                FieldDefinition("observation", .component("Observation"), "The figure", nullable: true),
            ]),
        Components.Component(
            name: "ProjectionStep", meaning: "A day of a path",
            fields: [
                FieldDefinition("day", .day, "The day"),
                FieldDefinition("period", .component("Period"), "The year, for totals over one", nullable: true),
                FieldDefinition("years", .number, "Years since the start"),
                FieldDefinition("value", .number, "The value"),
                FieldDefinition("low", .number, "Lower end of a range", nullable: true),
                FieldDefinition("high", .number, "Upper end of a range", nullable: true), unit(nullable: false),
                priceBasis, FieldDefinition("qualifier", .enumeration(["estimated"]), "Always estimated"), derived,
            ]),
        Components.Component(
            name: "ProjectedTarget", meaning: "A target of the same measure beside a path",
            fields: [
                FieldDefinition("target", .reference(["targets"]), "The target"),
                FieldDefinition("value", .number, "What it wants", nullable: true),
                FieldDefinition("low", .number, "Lower end of a range", nullable: true),
                FieldDefinition("high", .number, "Upper end of a range", nullable: true), unit(nullable: false),
                FieldDefinition("deadline", .day, "By when", nullable: true),
                FieldDefinition("projectedValue", .number, "The path's value then; null beyond it", nullable: true),
                FieldDefinition("reached", .boolean, "Whether the path reaches it", nullable: true),
                FieldDefinition("requiredPerYear", .number, "Growth a year that it takes", nullable: true), derived,
                FieldDefinition("source", .component("Source"), "Where the target is stated"),
            ]),
    ]

    private static let investment = [
        Components.Component(
            name: "DossierStage", meaning: "A stage of a project dossier",
            fields: [
                FieldDefinition("stage", .enumeration(CommonFields.values(DossierStage.self)), "The stage"),
                FieldDefinition("name", .string, "Its name"),
                FieldDefinition("outcome", .boolean, "Whether it ends an appraisal"),
                FieldDefinition("next", .strings, "Stages that a dossier may go to from it"),
                FieldDefinition(
                    "projectPhase", .enumeration(CommonFields.values(ProjectPhase.self)),
                    "The phase that its project comes into", nullable: true),
                FieldDefinition(
                    "indicator", .reference(["indicators"]), "What counts it; null where nobody does", nullable: true),
            ]),
        Components.Component(
            name: "InvestmentAccount", meaning: "What is known of investment in one subject",
            fields: [
                FieldDefinition("subject", .reference([]), "The subject"),
                FieldDefinition("subjectName", .string, "Its name", nullable: true),
                FieldDefinition(
                    "subjectCollection", .enumeration(CommonFields.values(RecordCollection.self)),
                    "The collection it is of", nullable: true),
                FieldDefinition(
                    "relation", .enumeration(CommonFields.values(InvestmentAccount.Relation.self)),
                    "How it stands to the subject asked about"),
                FieldDefinition("dossiers", .components("DossierTally"), "Dossiers and their outcomes, by time"),
                FieldDefinition("capital", .components("CapitalEntry"), "Capital and projects, by time"),
                FieldDefinition("works", .components("WorksEntry"), "Works, by time"),
                FieldDefinition(
                    "recorded", .components("RecordedDossiers"),
                    "Dossiers that projects record one by one, by year: they may be among those that sources count"),
            ]),
        Components.Component(
            name: "DossierTally", meaning: "Dossiers of a time",
            fields: time + [
                FieldDefinition("stages", .components("DossierCount"), "Each stage, counted or null"),
                FieldDefinition(
                    "residual", .component("DerivedValue"), "Received less all outcomes counted", nullable: true),
                FieldDefinition("missing", .strings, "Outcomes that no source counts"),
            ]),
        Components.Component(
            name: "DossierCount", meaning: "The dossiers of a stage",
            fields: [
                FieldDefinition("stage", .enumeration(CommonFields.values(DossierStage.self)), "The stage"),
                observation("figure", "How many"),
                FieldDefinition(
                    "share", .component("DerivedValue"), "In percent of those received", nullable: true),
            ]),
        Components.Component(
            name: "RecordedDossiers", meaning: "Dossiers of a year, as projects record them",
            fields: time + [
                FieldDefinition("stages", .components("RecordedStage"), "Dossiers that came into each stage"),
                FieldDefinition(
                    "pending", .component("DerivedValue"), "Received by the end of the year and without outcome then"),
            ]),
        Components.Component(
            name: "RecordedStage", meaning: "The dossiers that came into a stage",
            fields: [
                FieldDefinition("stage", .enumeration(CommonFields.values(DossierStage.self)), "The stage"),
                FieldDefinition("count", .component("DerivedValue"), "How many; the inputs are their projects"),
            ]),
        Components.Component(
            name: "CapitalEntry", meaning: "Capital registered",
            fields: time + [
                observation("registered", "Capital registered"), observation("projects", "Projects it is for"),
                FieldDefinition("perProject", .component("DerivedValue"), "Capital per project", nullable: true),
            ]),
        Components.Component(
            name: "WorksEntry", meaning: "Works built",
            fields: time + [
                observation("built", "How many"), observation("cost", "What they cost"),
                observation("disbursementRate", "How much of it was paid out, in percent"),
                FieldDefinition("disbursed", .component("DerivedValue"), "Cost times rate", nullable: true),
                FieldDefinition("perWork", .component("DerivedValue"), "Cost per work", nullable: true),
            ]),
        Components.Component(
            name: "DerivedValue", meaning: "A number of ours with what it was computed from",
            fields: [
                FieldDefinition("value", .number, "The number"), unit(nullable: false), derived,
                FieldDefinition(
                    "inputs", .references(["observations", "projects"]), "The records it was computed from"),
            ]),
    ]

    private static let summary = [
        Components.Component(
            name: "SummaryGroup", meaning: "Records that agree in some fields",
            fields: [
                FieldDefinition("by", .component("ScalarMap"), "The value of each field; null where nothing is said"),
                FieldDefinition("labels", .component("StringMap"), "Names of the records that the values name"),
                FieldDefinition("count", .number, "Records in the group"),
                FieldDefinition("measures", .component("SummaryMeasures"), "What was computed, by measure"),
            ]),
        Components.Component(
            name: "SummaryMeasure", meaning: "A number computed of a group",
            fields: [
                FieldDefinition("value", .number, "The number; null when no record has one", nullable: true),
                FieldDefinition("unit", .string, "Unit; null for counts, and without a number", nullable: true),
                priceBasis, FieldDefinition("inputs", .number, "Records that have a number"),
                FieldDefinition("missing", .number, "Records of the group that have none"),
                FieldDefinition(
                    "mixed", .strings, "What may have been put together because `mixing` asked for it"), derived,
            ]),
    ]

    static let whose = [
        FieldDefinition("subject", .reference([]), "The subject"),
        FieldDefinition("subjectName", .string, "Its name", nullable: true),
        FieldDefinition(
            "subjectCollection", .enumeration(CommonFields.values(RecordCollection.self)), "The collection it is of",
            nullable: true),
    ]
    static let reason = FieldDefinition(
        "reason", .string, "Why there is nothing; null when there is", nullable: true)

    static let derived = FieldDefinition("derived", .boolean, "Computed by us")
    private static let priceBasis = FieldDefinition(
        "priceBasis", .enumeration(CommonFields.values(PriceBasis.self)), "Prices it is counted in", nullable: true)
    private static let perYearUnit = FieldDefinition(
        "perYearUnit", .enumeration(["percent", "percentage-points"]), "Unit of growth a year")
    private static let coverage = FieldDefinition(
        "coverage", .enumeration(CommonFields.values(Coverage.self)), "What stretch of time it speaks of")

    static func unit(nullable: Bool) -> FieldDefinition {
        FieldDefinition("unit", .enumeration(CommonFields.values(Unit.self)), "Unit", nullable: nullable)
    }

    private static func observation(_ name: String, _ meaning: String) -> FieldDefinition {
        FieldDefinition(name, .component("Observation"), meaning, nullable: true)
    }

    static let time = [
        FieldDefinition("period", .component("Period"), "The time", nullable: true),
        FieldDefinition("asOf", .day, "The day, for a state", nullable: true),
    ]

    /// What a line of values is of.
    static func line(nullable: Bool) -> [FieldDefinition] {
        [
            FieldDefinition("scope", .string, "What is counted in", nullable: true),
            FieldDefinition("scopeName", .string, "The same in words", nullable: true),
            FieldDefinition("dimensions", .component("StringMap"), "Breakdown: code by dimension"),
            unit(nullable: nullable), priceBasis,
        ]
    }

    static let point: [FieldDefinition] = [
        coverage, FieldDefinition("period", .component("Period"), "The time it is for", nullable: true),
        FieldDefinition("asOf", .day, "The day it is of", nullable: true),
        FieldDefinition("value", .number, "The number; null for a range", nullable: true),
        FieldDefinition("low", .number, "Lower end of a range", nullable: true),
        FieldDefinition("high", .number, "Upper end of a range", nullable: true),
        FieldDefinition("qualifier", .enumeration(CommonFields.values(Qualifier.self)), "How exactly it is stated"),
        FieldDefinition("cumulative", .boolean, "A total since the start of the period"),
        FieldDefinition("original", .string, "As the source prints it", nullable: true),
        FieldDefinition(
            "observation", .reference(["observations"]), "The figure; null for an implied value", nullable: true),
        FieldDefinition(
            "impliedBy", .component("SeriesImplication"), "What an implied value follows from", nullable: true),
        derived,
        FieldDefinition("confidence", .enumeration(CommonFields.values(Confidence.self)), "How far to rely on it"),
        FieldDefinition("layer", .enumeration(CommonFields.values(Layer.self)), "The body of text it comes from"),
        FieldDefinition(
            "alternatives", .references(["observations"]), "Other figures of the same time that are not preferred"),
        FieldDefinition("changes", .components("SeriesChange"), "Changes against earlier comparable values"),
        FieldDefinition("share", .component("SeriesShare"), "Share of a stated whole", nullable: true),
        FieldDefinition("source", .component("Source"), "Where it is stated"),
    ]
}
