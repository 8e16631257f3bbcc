import BorderEconomy
import Catalog

/// The shapes that records are made of, besides the records themselves: what the schemas name components.
enum Components {
    struct Component {
        let name: String
        let meaning: String
        let fields: [FieldDefinition]
    }

    static let all: [Component] = [
        Component(
            name: "Source", meaning: "Where a fact was read, and whom the document reports",
            fields: [
                FieldDefinition("document", .reference(["documents"]), "The document that was read"),
                FieldDefinition("line", .number, "Line of its text", nullable: true),
                FieldDefinition(
                    "alsoLines", .component("Numbers"), "Further lines that state the same", optional: true),
                FieldDefinition("statedBy", .reference([]), "The decision or body it reports", nullable: true),
            ]),
        Component(
            name: "Period", meaning: "A span of days, both included; an open end is null",
            fields: [
                FieldDefinition("start", .day, "First day", nullable: true),
                FieldDefinition("end", .day, "Last day", nullable: true),
            ]),
        Component(
            name: "Statement", meaning: "A fact that is a text, typed by the member it stands in",
            fields: [FieldDefinition("text", .string, "What the source says, in our words")] + statementFields),
        Component(
            name: "Task", meaning: "A task, breakthrough or solution of a plan",
            fields: [
                FieldDefinition("id", .string, "Identifier"),
                FieldDefinition("number", .number, "Its number", optional: true),
                FieldDefinition("parent", .string, "The group it belongs to", optional: true),
                FieldDefinition("assignees", .references(["organisations"]), "Who is to do it", optional: true),
                FieldDefinition("text", .string, "What is to be done, in our words"),
            ] + statementFields),
        Component(
            name: "Assertion", meaning: "What one source says of one field, with the time it holds for",
            fields: [
                FieldDefinition("field", .string, "The field"),
                FieldDefinition("value", .string, "Its value"),
                FieldDefinition("asOf", .day, "The day the source speaks of", optional: true),
                FieldDefinition("validFrom", .day, "Holds from", optional: true),
                FieldDefinition("validTo", .day, "Holds to", optional: true),
                FieldDefinition("planned", .boolean, "Said of the future", optional: true),
                FieldDefinition("plannedBy", .day, "By when it is planned", optional: true),
                confidence, layer, editorial,
                FieldDefinition("preferred", .boolean, "Whether it is the preferred one of its field", optional: true),
                FieldDefinition("why", .string, "Why it is preferred, where others stand beside it", optional: true),
                source,
            ]),
        Component(
            name: "Link", meaning: "A sourced relation to another record",
            fields: [
                FieldDefinition("relation", .enumeration(CommonFields.values(Relation.self)), "How it stands to it"),
                FieldDefinition("record", .reference([]), "The other record"),
                FieldDefinition("href", .string, "Where that is served"),
                FieldDefinition("note", .string, "A remark of ours", optional: true), confidence, layer, source,
            ]),
        Component(
            name: "Point", meaning: "A position in WGS 84",
            fields: [
                FieldDefinition("lat", .number, "Degrees north"), FieldDefinition("lon", .number, "Degrees east"),
                FieldDefinition("precisionKm", .number, "Precision in km", nullable: true),
                FieldDefinition("derived", .boolean, "Computed by us"),
                FieldDefinition(
                    "confidence", .enumeration(CommonFields.values(Confidence.self)), "How far to rely on it"),
                FieldDefinition("note", .string, "A remark of ours", optional: true), source,
            ]),
        Component(
            name: "OfficeHolder", meaning: "Somebody named with the office held",
            fields: [
                FieldDefinition("name", .string, "Name"), FieldDefinition("office", .string, "Office"),
                FieldDefinition("onBehalfOf", .reference(["organisations"]), "On whose behalf", optional: true),
                FieldDefinition("asOf", .day, "The day it is of", optional: true),
                FieldDefinition("validFrom", .day, "From", optional: true),
                FieldDefinition("validTo", .day, "To", optional: true), source,
            ]),
        Component(
            name: "Comparison", meaning: "What a source compares a figure with",
            fields: [
                FieldDefinition("kind", .enumeration(CommonFields.values(Comparison.Kind.self)), "Kind of comparison"),
                FieldDefinition("value", .number, "Its value"),
                FieldDefinition("unit", .enumeration(CommonFields.values(Unit.self)), "Its unit"),
                FieldDefinition("base", .string, "What it is compared with"),
                FieldDefinition("basePeriod", .component("Period"), "The time of that", nullable: true),
                FieldDefinition(
                    "impliedPrevious", .component("Implied"), "The earlier value it implies", optional: true),
                FieldDefinition(
                    "alternativePrevious", .component("Implied"), "The same, if an ambiguous change is relative",
                    optional: true),
            ]),
        Component(
            name: "Implied", meaning: "A value computed from a comparison",
            fields: [
                FieldDefinition("value", .number, "The value", nullable: true),
                FieldDefinition("unit", .enumeration(CommonFields.values(Unit.self)), "Its unit"),
                FieldDefinition("derived", .boolean, "Always true"),
            ]),
        Component(
            name: "Figure", meaning: "A number with everything that makes it mean something",
            fields: Presentation.figureFields),
        Component(
            name: "AggregationInput", meaning: "A figure of a part of the subject",
            fields: [
                FieldDefinition("observation", .reference(["observations"]), "The figure"),
                FieldDefinition("subject", .reference([]), "The part it is about"),
                FieldDefinition("value", .number, "Its number; null for a range", nullable: true),
                FieldDefinition("low", .number, "Lower end of a range", nullable: true),
                FieldDefinition("high", .number, "Upper end of a range", nullable: true),
                FieldDefinition("unit", .enumeration(CommonFields.values(Unit.self)), "Unit"),
                FieldDefinition("href", .string, "Where it is served"), source,
            ]),
        Component(
            name: "Baseline", meaning: "Where a target starts from",
            fields: [
                FieldDefinition("value", .number, "The value"),
                FieldDefinition("unit", .enumeration(CommonFields.values(Unit.self)), "Its unit"),
                FieldDefinition("period", .component("Period"), "Its time", nullable: true),
            ]),
        Component(
            name: "Progress", meaning: "How far a target has come on a day, and by which rule",
            fields: [
                FieldDefinition("status", .enumeration(CommonFields.values(Progress.Status.self)), "Status"),
                FieldDefinition("asOf", .day, "The day it was judged on"),
                FieldDefinition(
                    "evidence", .enumeration(CommonFields.values(Progress.Evidence.self)), "What it rests on"),
                FieldDefinition(
                    "latest", .reference(["observations"]), "Latest comparable observation", nullable: true),
                FieldDefinition("latestValue", .number, "Its value", nullable: true),
                FieldDefinition("gap", .number, "Target less latest", nullable: true),
                FieldDefinition("gapRelative", .number, "Gap in percent of the target", nullable: true),
                FieldDefinition("neededPerYear", .number, "Growth needed a year to the deadline", nullable: true),
                FieldDefinition("seenPerYear", .number, "Growth seen a year", nullable: true),
                FieldDefinition(
                    "perYearUnit", .enumeration(["percent", "percentage-points"]), "Unit of the two before"),
                FieldDefinition("projectedValue", .number, "Value at the deadline at the growth seen", nullable: true),
                FieldDefinition("why", .string, "The rule in words"),
                FieldDefinition(
                    "incomparable", .components("Incomparable"),
                    "Figures of the same subject and indicator up to the day that are of something else"),
                FieldDefinition("thresholds", .component("Thresholds"), "Shares of the target that decide"),
            ]),
        Component(
            name: "Incomparable",
            meaning: "A figure of the same subject and indicator that a target is not compared with",
            fields: [
                FieldDefinition("observation", .reference(["observations"]), "The figure"),
                FieldDefinition("value", .number, "Its value, in the middle of a range", nullable: true),
                FieldDefinition("unit", .enumeration(CommonFields.values(Unit.self)), "Its unit"),
                FieldDefinition("differs", .strings, "In what: scope, breakdown, unit, price-basis"),
            ]),
        Component(name: "RouteEnd", meaning: "Where a leg of a route begins or ends", fields: NetworkTable.end),
        Component(
            name: "Thresholds", meaning: "Shares of the target that a projection is judged by",
            fields: [
                FieldDefinition("onTrackShare", .number, "On track from"),
                FieldDefinition("atRiskShare", .number, "At risk from"),
            ]),
        Component(
            name: "Summary", meaning: "A record in short",
            fields: [
                FieldDefinition("id", .string, "Identifier"), FieldDefinition("name", .string, "Name"),
                FieldDefinition("kind", .string, "Kind", nullable: true, optional: true),
                FieldDefinition("class", .string, "Class of a gate", nullable: true, optional: true),
                FieldDefinition("status", .string, "Status", nullable: true, optional: true),
                FieldDefinition("phase", .string, "Phase of a project", nullable: true, optional: true),
                FieldDefinition("href", .string, "Where it is served"),
            ]),
        Component(
            name: "StatisticalCode", meaning: "A code of the General Statistics Office; codes are used again",
            fields: [
                FieldDefinition("code", .string, "The code"),
                FieldDefinition("validFrom", .day, "From", nullable: true),
                FieldDefinition("validTo", .day, "To", nullable: true),
            ]),
        Component(
            name: "Counterpart", meaning: "The other side of a crossing",
            fields: [
                FieldDefinition("name", .string, "Name"), FieldDefinition("names", .names, "Name in each language"),
                FieldDefinition("county", .reference(["places"]), "County", nullable: true),
                FieldDefinition("prefecture", .reference(["places"]), "Prefecture", nullable: true),
                FieldDefinition(
                    "confidence", .enumeration(CommonFields.values(Confidence.self)), "How far to rely on it"),
                source,
            ]),
        Component(
            name: "Lane", meaning: "A lane of a gate as built",
            fields: [
                FieldDefinition("id", .string, "Identifier within the gate"),
                FieldDefinition(
                    "direction", .enumeration(CommonFields.values(GateLane.Direction.self)),
                    "Export is from Vietnam to China"),
                FieldDefinition(
                    "vehicleKinds", .strings, "Classes of goods it was built for; all where it is left out",
                    optional: true),
                FieldDefinition("validFrom", .day, "Since", optional: true),
                FieldDefinition(
                    "numbering", .enumeration(["ours"]), "Said where the number is not the source's", optional: true),
                source,
            ]),
        Component(
            name: "OpeningHours", meaning: "When a gate works, in the time of Việt Nam",
            fields: [
                FieldDefinition(
                    "week", .component("DaySpans"), "Seven days, Monday first, each a list of spans as 07:00/19:00"),
                FieldDefinition("holidays", .components("Holiday"), "Days with hours of their own, or none"), source,
            ]),
        Component(
            name: "Holiday", meaning: "A day on which a gate keeps other hours",
            fields: [
                FieldDefinition("day", .day, "The day"), FieldDefinition("name", .string, "Its name"),
                FieldDefinition("names", .names, "Its name in each language"),
                FieldDefinition("spans", .strings, "Spans as 07:00/11:30; empty when the gate is closed"), source,
            ]),
        Component(
            name: "Phase", meaning: "A phase of a project as reported or planned",
            fields: [
                FieldDefinition("phase", .enumeration(CommonFields.values(ProjectPhase.self)), "The phase"),
                FieldDefinition("planned", .boolean, "Asked for, not reached"),
                FieldDefinition("asOf", .day, "The day the source speaks of", optional: true),
                FieldDefinition("from", .day, "Since", optional: true),
                FieldDefinition("plannedBy", .day, "By when", optional: true),
                deadlineBasis,
                FieldDefinition("text", .string, "What the source says, in our words", optional: true),
                editorial, confidence, layer, source,
            ]),
        Component(
            name: "Parameter", meaning: "A design value of a project or a leg",
            fields: [
                FieldDefinition("name", .string, "Name"), FieldDefinition("label", .string, "Label"),
                FieldDefinition("code", .string, "A code, such as 4C", optional: true),
                FieldDefinition("figure", .component("Figure"), "A figure", optional: true),
                FieldDefinition("planned", .boolean, "Asked for, not reached"), source,
            ]),
        Component(
            name: "DossierStep", meaning: "A stage that a project's dossier came into",
            fields: [
                FieldDefinition("stage", .enumeration(CommonFields.values(DossierStage.self)), "The stage"),
                FieldDefinition("on", .day, "The day on which it came into it"),
                FieldDefinition("text", .string, "What the source says of it, in our words", optional: true), source,
            ]),
        Component(
            name: "Milestone", meaning: "A dated step of a project or a leg",
            fields: [
                FieldDefinition("name", .string, "What happened or is to happen"),
                FieldDefinition("period", .component("Period"), "When"),
                FieldDefinition("planned", .boolean, "Asked for, not reached"), source,
            ]),
        Component(
            name: "LengthEstimate", meaning: "How a length that no source gives is estimated, for finding routes only",
            fields: [
                FieldDefinition("km", .number, "The estimate"),
                FieldDefinition("method", .enumeration(["straight-line", "share"]), "What it is computed from"),
                FieldDefinition("factor", .number, "Of straight-line: how much longer the way is", optional: true),
                FieldDefinition(
                    "standIn", .reference([]), "Whose position stands for that of an end", optional: true),
                FieldDefinition("group", .string, "Of share: the legs that share a known length", optional: true),
                FieldDefinition("totalKm", .number, "Of share: that length", optional: true),
                FieldDefinition("straightLineKm", .number, "Between the ends as the crow flies"),
                FieldDefinition("derived", .boolean, "Always true"),
            ]),
        Component(
            name: "GuidingDocument", meaning: "A document that a plan rests on",
            fields: [FieldDefinition("document", .reference(["documents"]), "The document"), source]),
        Component(
            name: "Code", meaning: "A code with its label",
            fields: [
                FieldDefinition("id", .string, "The code"), FieldDefinition("name", .string, "Label"),
                FieldDefinition("names", .names, "Label in each language"),
            ]),
        Component(
            name: "Dimension", meaning: "A breakdown of an indicator",
            fields: [
                FieldDefinition("id", .string, "Identifier"), FieldDefinition("name", .string, "Label"),
                FieldDefinition("codes", .components("Code"), "Its codes"),
            ]),
        Component(
            name: "ConflictSide", meaning: "What one source says in a conflict",
            fields: [
                FieldDefinition("value", .component("Scalar"), "The value"),
                FieldDefinition("unit", .string, "Unit of a figure", nullable: true),
                FieldDefinition("planned", .boolean, "Said of the future"),
                FieldDefinition("pointer", .string, "JSON pointer into the record"),
                FieldDefinition("href", .string, "Where the record is served"),
                FieldDefinition("preferred", .boolean, "Whether it is preferred"),
                FieldDefinition(
                    "confidence", .enumeration(CommonFields.values(Confidence.self)), "How far to rely on it"),
                FieldDefinition(
                    "source", .component("Source"), "Where it is stated; null for an edit and its seed", nullable: true),
                FieldDefinition("by", .enumeration(["edit", "seed"]), "Of an edit: which of the two", optional: true),
            ]),
        Component(
            name: "ProblemFault", meaning: "One thing that is wrong with a request",
            fields: [
                FieldDefinition("pointer", .string, "JSON pointer into the content of the request", optional: true),
                FieldDefinition("parameter", .string, "The query parameter at fault", optional: true),
                FieldDefinition(
                    "position", .number, "Number of the character in the parameter, from 1", optional: true),
                FieldDefinition("reason", .string, "What is wrong"),
                FieldDefinition("remedy", .string, "What to do about it"),
            ]),
        Component(
            name: "Problem", meaning: "RFC 9457 problem details",
            fields: [
                FieldDefinition("type", .string, "Stable identifier of the kind of problem"),
                FieldDefinition("title", .string, "The kind of problem in words"),
                FieldDefinition("status", .number, "HTTP status"),
                FieldDefinition("detail", .string, "What is wrong with this request"),
                FieldDefinition("errors", .components("ProblemFault"), "Each fault", optional: true),
            ]),
    ]

    private static let source = FieldDefinition("source", .component("Source"), "Where it is stated")
    private static let confidence = FieldDefinition(
        "confidence", .enumeration(CommonFields.values(Confidence.self)), "Where it is not high", optional: true)
    private static let layer = FieldDefinition(
        "layer", .enumeration(CommonFields.values(Layer.self)), "Where it is not core", optional: true)
    private static let editorial = FieldDefinition("editorial", .string, "What in it is our choice", optional: true)
    private static let deadlineBasis = FieldDefinition(
        "deadlineBasis", .enumeration(CommonFields.values(Basis.self)), "How the deadline was come by", optional: true)

    private static let statementFields: [FieldDefinition] = [
        FieldDefinition("asOf", .day, "The day it speaks of", optional: true),
        FieldDefinition("period", .component("Period"), "The time it is for", optional: true),
        FieldDefinition(
            "periodBasis", .enumeration(CommonFields.values(Basis.self)), "How the period was come by", optional: true),
        FieldDefinition("deadline", .day, "By when", optional: true),
        deadlineBasis,
        FieldDefinition("refs", .references([]), "Records it concerns", optional: true),
        editorial, confidence, layer, source,
    ]
}
