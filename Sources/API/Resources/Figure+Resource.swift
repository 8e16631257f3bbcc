import BorderEconomy
import Catalog

/// What observations and targets share: what they measure, and the figure.
extension Presentation {
    static let measureFields: [FieldDefinition] = [
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
        FieldDefinition(
            "period", .component("Period"), "The time it is for, both days included", nullable: true,
            members: CommonFields.periodMembers),
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
        FieldDefinition(
            "source", .component("Source"), "Where it is stated", members: CommonFields.sourceMembers),
    ]

    /// What a figure is found by besides its own texts.
    func searchTexts(of measure: Measure) -> [String] {
        searchTexts(ofSubject: measure.subject) + searchTexts(ofIndicator: measure.indicator)
    }

    /// What figures about a record are found by.
    func searchTexts(ofSubject subject: RecordID) -> [String] { registry.header(of: subject)?.header.names.all ?? [] }

    /// What figures of an indicator are found by.
    func searchTexts(ofIndicator indicator: Identifier<Indicator>) -> [String] {
        registry.indicators[indicator]?.header.names.all ?? []
    }
}

extension CollectionDefinition {
    /// The definition of figures with each dimension that indicators are broken down by to be asked for by its name, as
    /// `dimensions.direction`.
    func brokenDown(by indicators: [Indicator]) -> CollectionDefinition {
        var members: [FieldDefinition] = []
        for dimension in indicators.flatMap(\.dimensions) where !members.contains(where: { $0.name == dimension.id }) {
            members.append(
                FieldDefinition(
                    dimension.id, .string, "Code of the breakdown; null where there is none", nullable: true,
                    filterable: false))
        }
        let fields = fields.map { field in
            field.name == "dimensions"
                ? FieldDefinition(field.name, field.kind, field.meaning, members: members) : field
        }
        return CollectionDefinition(
            name: name, recordName: recordName, meaning: meaning, fields: fields, isPlaced: isPlaced)
    }
}
