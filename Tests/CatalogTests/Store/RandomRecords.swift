import BorderEconomy
import JSONText

@testable import Catalog

/// Records of every kind of member, many alike and many not, the same for the same seed.
struct RandomRecords {
    var generator: SplitMix

    init(seed: UInt64) {
        generator = SplitMix(seed: seed)
    }

    static let definition = CollectionDefinition(
        name: "things", recordName: "Thing", meaning: "Things.",
        fields: [
            FieldDefinition("id", .string, "Identifier."), FieldDefinition("name", .string, "Name.", nullable: true),
            FieldDefinition("unit", .enumeration(["USD", "ha"]), "Unit."),
            FieldDefinition("value", .number, "Value.", nullable: true),
            FieldDefinition("open", .boolean, "Open.", nullable: true),
            FieldDefinition("day", .day, "Day.", nullable: true),
            FieldDefinition("tags", .strings, "Tags.", optional: true),
            FieldDefinition("point", .component("Point"), "Point.", nullable: true),
            FieldDefinition(
                "period", .component("Period"), "Period.", nullable: true,
                members: [
                    FieldDefinition("start", .day, "Start.", nullable: true),
                    FieldDefinition("line", .number, "Line.", nullable: true),
                ]),
        ])

    private static let words = ["Lào Cai", "Hữu Nghị", "a \"b\", {c]", "đ\\n", "x", "Äb", "zz top"]

    private mutating func pick<Value>(_ values: [Value]) -> Value {
        values[Int.random(in: values.indices, using: &generator)]
    }

    /// The record at a position in each language.
    mutating func next(_ position: Int) -> [JSONObject] {
        var shared: JSONObject = ["id": .string("thing-\(position)")]
        let isLocalized = Int.random(in: 0..<3, using: &generator) > 0
        let base = pick(Self.words)
        let names: [JSONValue] = (0..<3).map { .string(isLocalized ? "\(base) \($0)" : base) }
        let isNamed = Int.random(in: 0..<5, using: &generator) > 0
        shared["name"] = isNamed ? names[0] : .null
        shared["unit"] = .string(pick(["USD", "ha"]))
        shared["value"] = pick([.null, .integer(Int64(pick([1, 5, 1_000_000_007]))), .number(0.1), .number(-2.5e-7)])
        shared["open"] = pick([.null, true, false])
        shared["day"] = pick([.null, "2024-02-29", "1999-12-31"])
        let tags = (0..<Int.random(in: 0...3, using: &generator)).map { _ in JSONValue.string(pick(Self.words)) }
        if Bool.random(using: &generator) { shared["tags"] = .array(tags) }
        shared["point"] = pick([.null, ["lat": 22.5, "lon": 103.9, "derived": false]])
        shared["period"] = pick([.null, ["start": "2024-01-01", "line": 3], ["start": .null, "line": .null]])
        var objects = [shared, shared, shared]
        if isNamed { for language in 0..<3 { objects[language]["name"] = names[language] } }
        // Now and then a record that has other members in another language.
        if Int.random(in: 0..<20, using: &generator) == 0 { objects[1]["note"] = "only here" }
        return objects
    }

    /// A collection, and its records in each language.
    mutating func collection(count: Int) -> (stored: StoredCollection, items: [[JSONObject]]) {
        let items = (0..<count).map { next($0) }
        let drafts = items.enumerated().map { position, objects in
            RecordDraft(
                key: "thing-\(position)", searchTexts: objects.compactMap { $0["name"]?.string },
                item: { language in objects[Language.allCases.firstIndex(of: language) ?? 0] })
        }
        return (StoredCollection(CollectionDraft(definition: Self.definition, records: drafts)), items)
    }
}
