import JSONText

/// A fact found in a served record: a member that names a source.
struct Fact {
    let pointer: JSONPointer
    let member: String
    let document: String
    let line: Int64?
    /// A further line of the document that states the same fact.
    let isFurtherLine: Bool
    let recordName: JSONValue
    let text: String?

    /// The record and the place in it; a further line of the same member is told apart by its number.
    func id(in key: String) -> String { "\(key)#\(pointer)\(isFurtherLine ? "@\(line ?? 0)" : "")" }

    func json(key: String, collection: String) -> JSONObject {
        [
            "id": .string(id(in: key)), "document": .string(document),
            "line": line.map { .integer($0) } ?? .null, "collection": .string(collection), "record": .string(key),
            "recordName": recordName, "member": .string(member), "pointer": .string(pointer.description),
            "href": .string("/v1/\(collection)/\(key)"), "text": text.map { .string($0) } ?? .null,
        ]
    }
}

/// Walks a served record and collects its sourced members in order.
///
/// A member is sourced by `source` or, for the record itself, by `sources`. Indicators are definitions of ours; where
/// they were first met is no fact of a document.
struct FactWalk {
    let collection: String
    private(set) var facts: [Fact] = []
    private let recordName: JSONValue

    init(collection: String, item: JSONObject) {
        self.collection = collection
        recordName = item["name"] ?? item["subjectName"] ?? .null
        guard collection != "indicators" else { return }
        if let sources = item["sources"]?.array {
            for (index, source) in sources.enumerated() {
                add(source, at: JSONPointer(["sources", String(index)]), member: "record", text: item["name"]?.string)
            }
        }
        visit(.object(item), at: JSONPointer([]), member: collection)
    }

    private mutating func visit(_ value: JSONValue, at pointer: JSONPointer, member: String) {
        switch value {
        case .array(let elements):
            for (index, element) in elements.enumerated() {
                visit(element, at: pointer.appending(index: index), member: member)
            }
        case .object(let object):
            if let source = object["source"] { add(source, at: pointer, member: member, text: Self.text(of: object)) }
            for child in object.members where child.key != "source" && child.key != "sources" {
                let name = pointer.tokens.isEmpty ? child.key : member
                visit(child.value, at: pointer.appending(key: child.key), member: name)
            }
        default: break
        }
    }

    private mutating func add(_ source: JSONValue, at pointer: JSONPointer, member: String, text: String?) {
        guard let document = source["document"]?.string else { return }
        let further = (source["alsoLines"]?.array ?? []).compactMap(\.integer)
        for (position, line) in ([source["line"]?.integer] + further).enumerated() {
            facts.append(
                Fact(
                    pointer: pointer, member: member, document: document, line: line, isFurtherLine: position > 0,
                    recordName: recordName, text: text))
        }
    }

    /// The fact in short, from whichever members say it.
    private static func text(of object: JSONObject) -> String? {
        if let text = object["text"]?.string { return text }
        if let field = object["field"]?.string, let value = object["value"]?.string { return "\(field): \(value)" }
        if let relation = object["relation"]?.string, let record = object["record"]?.string {
            return "\(relation) \(record)"
        }
        if let indicator = object["indicatorName"]?.string {
            return "\(indicator): \(object["original"]?.string ?? number(object))"
        }
        if let phase = object["phase"]?.string { return "phase: \(phase)" }
        if let stage = object["stage"]?.string { return "dossier: \(stage)" }
        if let label = object["label"]?.string { return "\(label): \(object["code"]?.string ?? "")" }
        if let name = object["name"]?.string {
            return object["office"]?.string.map { "\(name), \($0)" } ?? name
        }
        if let document = object["document"]?.string { return document }
        if let direction = object["direction"]?.string, let id = object["id"]?.string { return "\(id): \(direction)" }
        return nil
    }

    private static func number(_ object: JSONObject) -> String {
        let value = object["value"].flatMap { $0.isNull ? nil : String(decoding: JSONWriter.encode($0), as: UTF8.self) }
        return "\(value ?? "") \(object["unit"]?.string ?? "")"
    }
}
