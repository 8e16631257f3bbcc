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
    func faults(of value: JSONValue, against schema: JSONValue, at pointer: JSONPointer = JSONPointer()) -> [String] {
        guard let object = schema.object else { return ["\(pointer): the schema is no object"] }
        var faults = object.members.filter { !Self.known.contains($0.key) }.map {
            "\(pointer): the schema has the unknown keyword \($0.key)"
        }
        for member in object.members {
            faults += check(value, member.key, member.value, beside: object, at: pointer)
        }
        return faults
    }

    private func check(
        _ value: JSONValue, _ keyword: String, _ argument: JSONValue, beside schema: JSONObject, at pointer: JSONPointer
    ) -> [String] {
        switch keyword {
        case "$ref": return reference(value, argument, at: pointer)
        case "allOf": return (argument.array ?? []).flatMap { faults(of: value, against: $0, at: pointer) }
        case "anyOf":
            let branches = (argument.array ?? []).map { faults(of: value, against: $0, at: pointer) }
            return branches.contains { $0.isEmpty } ? [] : ["\(pointer): fits none of \(branches)"]
        case "type":
            let names = argument.string.map { [$0] } ?? argument.strings
            return names.contains { Self.isOf($0, value) } ? [] : ["\(pointer): \(value) is not \(names)"]
        case "enum":
            return argument.array?.contains(value) == true ? [] : ["\(pointer): \(value) is not one of \(argument)"]
        case "properties", "required", "additionalProperties":
            return value.object.map { members(of: $0, keyword, argument, beside: schema, at: pointer) } ?? []
        case "items":
            return (value.array ?? []).enumerated().flatMap { index, element in
                faults(of: element, against: argument, at: pointer.appending(index: index))
            }
        case "minItems":
            return value.array.map { $0.count < argument.integer ?? 0 } == true ? ["\(pointer): too few"] : []
        case "minLength":
            return value.string.map { $0.count < argument.integer ?? 0 } == true ? ["\(pointer): too short"] : []
        case "minimum": return value.double.map { $0 < argument.double ?? 0 } == true ? ["\(pointer): too small"] : []
        case "maximum": return value.double.map { $0 > argument.double ?? 0 } == true ? ["\(pointer): too great"] : []
        case "pattern": return value.string.map { text in pattern(text, argument, at: pointer) } ?? []
        case "format":
            guard argument == "date", let text = value.string, CalendarDay(text) == nil else { return [] }
            return ["\(pointer): \(text) is no day"]
        default: return []
        }
    }

    private func reference(_ value: JSONValue, _ argument: JSONValue, at pointer: JSONPointer) -> [String] {
        guard let text = argument.string, text.hasPrefix(Self.prefix),
            let schema = schemas[String(text.dropFirst(Self.prefix.count))]
        else { return ["\(pointer): the reference \(argument) leads nowhere"] }
        return faults(of: value, against: schema, at: pointer)
    }

    private func members(
        of object: JSONObject, _ keyword: String, _ argument: JSONValue, beside schema: JSONObject,
        at pointer: JSONPointer
    ) -> [String] {
        switch keyword {
        case "properties":
            return object.members.flatMap { member in
                argument[member.key].map {
                    faults(of: member.value, against: $0, at: pointer.appending(key: member.key))
                } ?? []
            }
        case "required":
            return argument.strings.filter { object[$0] == nil }.map { "\(pointer): \($0) is missing" }
        default:
            let others = object.members.filter { schema["properties"]?[$0.key] == nil }
            if argument.bool == true { return [] }
            if argument.bool == false { return others.map { "\(pointer): \($0.key) is not described" } }
            return others.flatMap { faults(of: $0.value, against: argument, at: pointer.appending(key: $0.key)) }
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
    private func pattern(_ text: String, _ argument: JSONValue, at pointer: JSONPointer) -> [String] {
        guard argument == "^[a-z0-9]+(--?[a-z0-9]+)*$" else {
            return ["\(pointer): the pattern \(argument) is unknown"]
        }
        return RecordID(text) == nil ? ["\(pointer): \(text) is no identifier"] : []
    }
}
