import BorderEconomy
import Catalog

/// The rows of what was worked out, as tables.
extension AnalysisComponents {
    /// The members of a value of a series.
    static let seriesItem =
        [
            FieldDefinition("subject", .reference([]), "Whom or what it is about"),
            FieldDefinition("indicator", .reference(["indicators"]), "What is measured"),
        ] + line(nullable: false) + point

    /// A step in the life of a target.
    static let lineageStep = [
        FieldDefinition(
            "kind", .enumeration(CommonFields.values(BorderEconomy.LineageStep.Kind.self)), "What happened"),
        FieldDefinition("record", .reference([]), "The decision, plan, body, article or target"),
        FieldDefinition("recordName", .string, "Its name", nullable: true),
        FieldDefinition("href", .string, "Where it is served"),
        FieldDefinition("document", .reference(["documents"]), "The document that does it", nullable: true),
        FieldDefinition("number", .string, "Official number of the document", nullable: true),
        FieldDefinition("date", .day, "When; null when no source says", nullable: true),
        FieldDefinition(
            "dateBasis", .enumeration(CommonFields.values(DocumentDate.Basis.self)),
            "What the day is the day of", nullable: true),
        FieldDefinition("source", .component("Source"), "Where that is stated", nullable: true),
    ]

    /// A value of a comparison, as a row of a table.
    static let comparedCell = whose + [reason] + line(nullable: true) + point

    /// A figure of an account of investment, as a row of a table.
    static let investmentFigure =
        whose + [
            FieldDefinition(
                "relation", .enumeration(CommonFields.values(BorderEconomy.InvestmentAccount.Relation.self)),
                "How it stands to the one asked about"),
            FieldDefinition(
                "part", .enumeration(["dossiers", "capital", "works", "recorded"]), "The part of the account"),
            FieldDefinition("figure", .string, "What it is: a stage of dossiers, or the name in the account"),
        ] + time + [
            FieldDefinition(
                "value", .number, "The number; null for a range and for what no source says", nullable: true),
            FieldDefinition("low", .number, "Lower end of a range", nullable: true),
            FieldDefinition("high", .number, "Upper end of a range", nullable: true),
            unit(nullable: true),
            FieldDefinition(
                "qualifier", .enumeration(CommonFields.values(Qualifier.self)), "How exactly it is stated",
                nullable: true),
            FieldDefinition("sharePercent", .number, "An outcome's share of the dossiers received", nullable: true),
            derived,
            FieldDefinition(
                "observation", .reference(["observations"]), "The figure, when a source states it",
                nullable: true),
            FieldDefinition(
                "inputs", .references(["observations", "projects"]), "What a computed number comes from"),
            FieldDefinition("source", .component("Source"), "Where it is stated", nullable: true),
        ]
}
