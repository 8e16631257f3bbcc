import BorderEconomy
import Catalog

/// Members that records of several collections share.
enum CommonFields {
    static let identification: [FieldDefinition] = [
        FieldDefinition("id", .string, "Identifier, a lower-case slug"),
        FieldDefinition("name", .string, "Name in the language asked for"),
        FieldDefinition(
            "names", .names, "Name in each language; Chinese is null where it is not known",
            members: Language.allCases.map { language in
                FieldDefinition(
                    language.rawValue, .string, "The name in that language", nullable: language == .chinese,
                    filterable: false)
            }),
        FieldDefinition(
            "alternativeNames", .strings, "Other spellings and short names", optional: true, filterable: false),
        FieldDefinition("aliases", .strings, "Identifiers accepted instead of `id`", optional: true),
    ]

    /// What sources say in words, then where all of it comes from.
    static let provenance: [FieldDefinition] =
        [FieldDefinition("description", .string, "A description of ours", optional: true, filterable: false)]
        + StatementKind.allCases.map {
            FieldDefinition($0.rawValue, .components("Statement"), meaning(of: $0), optional: true)
        } + [
            FieldDefinition(
                "assertions", .components("Assertion"),
                "What each source says of the dated fields, the preferred one marked with the reason", optional: true),
            FieldDefinition("links", .components("Link"), "Sourced relations to other records", optional: true),
            FieldDefinition("note", .string, "A remark of ours", optional: true, filterable: false),
            FieldDefinition("layer", .enumeration(values(Layer.self)), "The body of text the record comes from"),
            FieldDefinition("confidence", .enumeration(values(Confidence.self)), "How far the record may be relied on"),
            FieldDefinition("sources", .components("Source"), "Where the thing itself is stated"),
        ]

    static func record(_ own: [FieldDefinition], detail: [FieldDefinition] = []) -> [FieldDefinition] {
        identification + own + provenance + detail
    }

    /// What a period is asked for by.
    static let periodMembers = [
        FieldDefinition("start", .day, "Its first day", nullable: true),
        FieldDefinition("end", .day, "Its last day", nullable: true),
    ]

    /// What a source is asked for by.
    static let sourceMembers = [
        FieldDefinition("document", .reference(["documents"]), "The document that was read"),
        FieldDefinition("line", .number, "Its line", nullable: true),
        FieldDefinition("statedBy", .reference([]), "The decision or body it reports", nullable: true),
    ]

    /// Links to the sub-collections of a single record.
    static let related = FieldDefinition(
        "related", .component("Related"), "Where the record's sub-collections are served", detailOnly: true)

    static func values<Value: CaseIterable & RawRepresentable>(_ type: Value.Type) -> [String]
    where Value.RawValue == String { Value.allCases.map(\.rawValue) }

    private static func meaning(of kind: StatementKind) -> String {
        switch kind {
        case .goals: "What is to be reached"
        case .visions: "What is seen beyond the plan's horizon"
        case .roles: "What it is for others, as sources say"
        case .targetRoles: "What it is to become for others"
        case .orientations: "The direction development is to take"
        case .assessments: "How sources judge the state"
        case .forecasts: "What sources expect"
        case .characteristics: "What it is like"
        case .requirements: "What is asked for or needed"
        case .results: "What was achieved"
        case .cooperation: "Who works together on what"
        case .agenda: "What was discussed"
        case .conclusions: "What was concluded"
        case .purposes: "What it is meant for"
        case .mottos: "The motto it goes by"
        case .statuses: "What state sources report in words"
        case .premises: "What it builds on"
        }
    }
}

extension FieldDefinition {
    static func kinds<Value: CaseIterable & RawRepresentable>(_ type: Value.Type, _ meaning: String) -> FieldDefinition
    where Value.RawValue == String { FieldDefinition("kind", .enumeration(CommonFields.values(type)), meaning) }

    static let point = FieldDefinition(
        "point", .component("Point"), "Position in WGS 84", nullable: true,
        members: [
            FieldDefinition("lat", .number, "Its latitude in degrees"),
            FieldDefinition("lon", .number, "Its longitude in degrees"),
            FieldDefinition("precisionKm", .number, "How far off it may be"),
        ])

    static let currentProvince = FieldDefinition(
        "currentProvince", .reference(["provinces"]), "The province it lies in today", nullable: true)

    static let figures = FieldDefinition(
        "figures", .components("Observation"), "The preferred figure of each measure", detailOnly: true)

    static let targets = FieldDefinition("targets", .components("Target"), "What is to be reached", detailOnly: true)

    static func summaries(_ name: String, _ meaning: String) -> FieldDefinition {
        FieldDefinition(name, .components("Summary"), meaning, detailOnly: true)
    }
}
