import BorderEconomy
import Catalog
import JSONText

/// A record of a small collection to ask questions of.
struct SampleGate: Sendable {
    let id: String
    let names: [Language: String]
    var aliases: [String] = []
    var gateClass: String?
    var lanes: Int64?
    var open: Bool?
    var provinces: [String] = []
    var currentProvince: String?
    var zone: String?
    var note: String?

    var draft: RecordDraft {
        RecordDraft(
            key: id, aliases: aliases, searchTexts: [id] + names.values, item: { item(in: $0) },
            detail: { ["history": .string("\(id) in \($0.rawValue)"), "lanes": .string("all")] })
    }

    private func item(in language: Language) -> JSONObject {
        [
            "id": .string(id), "name": (names[language] ?? names[.vietnamese]).map { .string($0) } ?? .null,
            "class": gateClass.map { .string($0) } ?? .null, "lanes": lanes.map { .integer($0) } ?? .null,
            "open": open.map { .bool($0) } ?? .null, "provinces": .array(provinces.map { .string($0) }),
            "currentProvince": currentProvince.map { .string($0) } ?? .null,
            "zone": zone.map { ["id": .string($0), "names": ["vi": "a, b", "en": "}"]] } ?? .null,
            "note": note.map { .string($0) } ?? .null,
        ]
    }

    static let definition = CollectionDefinition(
        name: "gates", recordName: "BorderGate", meaning: "Gates.",
        fields: [
            FieldDefinition("id", .string, "Identifier."), FieldDefinition("name", .string, "Name."),
            FieldDefinition(
                "class", .enumeration(["international", "bilateral", "secondary"]), "Class.", nullable: true),
            FieldDefinition("lanes", .number, "Lanes.", nullable: true),
            FieldDefinition("open", .boolean, "Open.", nullable: true),
            FieldDefinition(
                "provinces", .references(["provinces"]), "Provinces then and now.",
                looksIn: ["provinces", "currentProvince"], filterName: "province"),
            FieldDefinition("currentProvince", .reference(["provinces"]), "Province now.", nullable: true),
            FieldDefinition("zone", .component("ZoneReference"), "Zone.", nullable: true, filterable: true),
            FieldDefinition("note", .string, "Note.", nullable: true, filterable: false),
            FieldDefinition("history", .string, "History.", detailOnly: true),
        ])

    static let all: [SampleGate] = [
        SampleGate(
            id: "kim-thanh", names: [.vietnamese: "Kim Thành", .english: "Kim Thanh", .chinese: "金城"],
            aliases: ["kim-thanh--bac-son", "huu-nghi"], gateClass: "international", lanes: 5, open: true,
            provinces: ["lao-cai"], currentProvince: "lao-cai-2025", zone: "kktck-lao-cai",
            note: #"a "quoted, {comma]", a backslash \ and , "lanes":7"#),
        SampleGate(
            id: "huu-nghi", names: [.vietnamese: "Hữu Nghị", .english: "Friendship Pass", .chinese: "友谊关"],
            aliases: ["youyiguan"], gateClass: "international", open: false, provinces: ["lang-son"],
            currentProvince: "lang-son"),
        SampleGate(
            id: "dong-dang", names: [.vietnamese: "Đồng Đăng", .english: "Dong Dang"], gateClass: "bilateral", lanes: 2,
            open: true, provinces: ["lang-son", "lao-cai"]),
        SampleGate(id: "ban-vuoc", names: [.vietnamese: "Bản Vược", .english: "Ban Vuoc"], lanes: 5),
        SampleGate(
            id: "muong-khuong", names: [.vietnamese: "Mường Khương", .english: "A pass"], gateClass: "secondary",
            lanes: 10, provinces: ["lao-cai"], currentProvince: "lao-cai-2025"),
    ]

    static func draft(servesRecords: Bool = true) -> CollectionDraft {
        CollectionDraft(definition: definition, records: all.map(\.draft), servesRecords: servesRecords)
    }
}
