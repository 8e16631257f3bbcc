import BorderEconomy
import JSONText

/// A small validator of JSON Schema 2020-12, as far as the description of the API uses it. A keyword that it does not
/// know is a fault, so that nothing goes unchecked in silence.
struct SchemaCheck {
    private let schemas: [String: JSONValue]

    /// - Parameter openAPI: the document whose components references lead to.
    init(openAPI: JSONValue) {
        let members = openAPI["components"]?["schemas"]?.object?.members ?? []
        schemas = Dictionary(members.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    private static let prefix = "#/components/schemas/"
    private static let known: Set<String> = [
        "$ref", "type", "enum", "required", "properties", "additionalProperties", "items", "anyOf", "allOf", "format",
        "pattern", "minItems", "minLength", "minimum", "maximum", "description", "default",
    ]

    /// What of a value is not as a schema says, each with its place.
    func faults(of value: JSONValue, against schema: JSONValue) -> [String] {
        guard let object = schema.object else { return [": the schema is no object"] }
        var faults: [String] = []
        for member in object.members {
            guard Self.known.contains(member.key) else {
                faults.append(": the schema has the unknown keyword \(member.key)")
                continue
            }
            faults += check(value, member.key, member.value, beside: object)
        }
        return faults
    }

    /// Faults of a part of a value, with its place before theirs. Most parts have none.
    private func placed(_ faults: [String], below token: @autoclosure () -> String) -> [String] {
        if faults.isEmpty { return [] }
        let place = JSONPointer([token()]).description
        return faults.map { place + $0 }
    }

    private func check(
        _ value: JSONValue, _ keyword: String, _ argument: JSONValue, beside schema: JSONObject
    ) -> [String] {
        switch keyword {
        case "$ref": return reference(value, argument)
        case "allOf": return (argument.array ?? []).flatMap { faults(of: value, against: $0) }
        case "anyOf":
            let branches = (argument.array ?? []).map { faults(of: value, against: $0) }
            return branches.contains { $0.isEmpty } ? [] : [": fits none of \(branches)"]
        case "type":
            let names = argument.string.map { [$0] } ?? argument.strings
            return names.contains { Self.isOf($0, value) } ? [] : [": \(value) is not \(names)"]
        case "enum":
            return argument.array?.contains(value) == true ? [] : [": \(value) is not one of \(argument)"]
        case "properties", "required", "additionalProperties":
            return value.object.map { members(of: $0, keyword, argument, beside: schema) } ?? []
        case "items":
            return (value.array ?? []).enumerated().flatMap { index, element in
                placed(faults(of: element, against: argument), below: "\(index)")
            }
        case "minItems":
            return value.array.map { $0.count < argument.integer ?? 0 } == true ? [": too few"] : []
        case "minLength":
            return value.string.map { $0.count < argument.integer ?? 0 } == true ? [": too short"] : []
        case "minimum": return value.double.map { $0 < argument.double ?? 0 } == true ? [": too small"] : []
        case "maximum": return value.double.map { $0 > argument.double ?? 0 } == true ? [": too great"] : []
        case "pattern": return value.string.map { text in pattern(text, argument) } ?? []
        case "format":
            guard argument == "date", let text = value.string, CalendarDay(text) == nil else { return [] }
            return [": \(text) is no day"]
        default: return []
        }
    }

    private func reference(_ value: JSONValue, _ argument: JSONValue) -> [String] {
        guard let text = argument.string, text.hasPrefix(Self.prefix),
            let schema = schemas[String(text.dropFirst(Self.prefix.count))]
        else { return [": the reference \(argument) leads nowhere"] }
        return faults(of: value, against: schema)
    }

    private func members(
        of object: JSONObject, _ keyword: String, _ argument: JSONValue, beside schema: JSONObject
    ) -> [String] {
        switch keyword {
        case "properties":
            return object.members.flatMap { member in
                argument[member.key].map {
                    placed(faults(of: member.value, against: $0), below: member.key)
                } ?? []
            }
        case "required":
            return argument.strings.filter { object[$0] == nil }.map { ": \($0) is missing" }
        default:
            let others = object.members.filter { schema["properties"]?[$0.key] == nil }
            if argument.bool == true { return [] }
            if argument.bool == false { return others.map { ": \($0.key) is not described" } }
            return others.flatMap { placed(faults(of: $0.value, against: argument), below: $0.key) }
        }
    }

    private static func isOf(_ type: String, _ value: JSONValue) -> Bool {
        switch (type, value) {
        case ("null", .null), ("boolean", .bool), ("string", .string), ("array", .array), ("object", .object),
            ("number", .integer), ("number", .number), ("integer", .integer):
            true
        case ("integer", .number(let number)): number == number.rounded()
        default: false
        }
    }

    /// The one pattern that the description uses: that of identifiers.
    private func pattern(_ text: String, _ argument: JSONValue) -> [String] {
        guard argument == "^[a-z0-9]+(--?[a-z0-9]+)*$" else {
            return [": the pattern \(argument) is unknown"]
        }
        return RecordID(text) == nil ? [": \(text) is no identifier"] : []
    }
}
