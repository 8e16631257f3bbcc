import BorderEconomy
import JSONText

/// A JSON value of a seed file being read into a domain value; what does not fit is reported and read as nil.
struct SeedNode {
    let node: JSONNode
    let faults: SeedFaultList

    func report(_ reason: String) { faults.report(node, reason) }

    func string() -> String? {
        guard let text = node.string else {
            report("a string is expected, not \(node.kind)")
            return nil
        }
        if text.isEmpty {
            report("an empty string says nothing; leave the member out")
            return nil
        }
        return text
    }

    func bool() -> Bool? {
        if node.bool == nil { report("true or false is expected, not \(node.kind)") }
        return node.bool
    }

    func integer() -> Int? {
        guard let number = node.integer else {
            report("a whole number is expected, not \(node.kind == .number ? "a fraction" : "\(node.kind)")")
            return nil
        }
        return Int(number)
    }

    func number() -> Double? {
        guard node.kind == .number, let number = node.double, number.isFinite else {
            report("a number is expected, not \(node.kind)")
            return nil
        }
        return number
    }

    func id<Subject>(_ type: Subject.Type = Subject.self) -> Identifier<Subject>? {
        guard let text = string() else { return nil }
        guard let id = Identifier<Subject>(text) else {
            report("\"\(text)\" is no identifier: a lower-case ASCII slug such as lao-cai")
            return nil
        }
        return id
    }

    func day() -> CalendarDay? {
        guard let text = string() else { return nil }
        guard let day = CalendarDay(text) else {
            report("\"\(text)\" is no day of the calendar: YYYY-MM-DD")
            return nil
        }
        return day
    }

    func period() -> Period? {
        guard let text = string() else { return nil }
        guard let period = Period(text) else {
            report(
                "\"\(text)\" is no period: 2024, 2024-10, 2021/2030 or 2024-01-01/2024-12-15, not ending before it begins"
            )
            return nil
        }
        return period
    }

    func oneOf<Value: RawRepresentable & CaseIterable>(_ type: Value.Type = Value.self) -> Value?
    where Value.RawValue == String {
        guard let text = string() else { return nil }
        guard let value = Value(rawValue: text) else {
            let known = Value.allCases.map(\.rawValue)
            report("\"\(text)\" is not known here; \(Suggestion.phrase(for: text, among: known))")
            return nil
        }
        return value
    }

    /// Reads the members of an object; those that `read` does not ask for are unknown keys.
    func object<Value>(_ read: (SeedObject) -> Value?) -> Value? {
        guard node.kind == .object else {
            report("an object is expected, not \(node.kind)")
            return nil
        }
        let object = SeedObject(node: node, faults: faults)
        let value = read(object)
        object.reportUnknownKeys()
        return value
    }

    func array<Value>(_ read: (SeedNode) -> Value?) -> [Value] {
        guard node.kind == .array else {
            report("an array is expected, not \(node.kind)")
            return []
        }
        return node.elements.compactMap { read(SeedNode(node: $0, faults: faults)) }
    }
}

/// The members of a JSON object of a seed file, asked for by key.
final class SeedObject {
    private let node: JSONNode
    private let faults: SeedFaultList
    private var members: [String: JSONNode] = [:]
    private var asked: Set<String> = []

    init(node: JSONNode, faults: SeedFaultList) {
        self.node = node
        self.faults = faults
        for member in node.members where members[member.key] == nil { members[member.key] = member.value }
    }

    func required<Value>(_ key: String, _ read: (SeedNode) -> Value?) -> Value? {
        asked.insert(key)
        guard let value = members[key] else {
            faults.report(node, "the member \"\(key)\" is missing")
            return nil
        }
        return read(SeedNode(node: value, faults: faults))
    }

    /// Nil when the member is absent, null or does not fit; the last is reported.
    func optional<Value>(_ key: String, _ read: (SeedNode) -> Value?) -> Value? {
        asked.insert(key)
        guard let value = members[key], !value.isNull else { return nil }
        return read(SeedNode(node: value, faults: faults))
    }

    func list<Value>(_ key: String, _ read: (SeedNode) -> Value?) -> [Value] {
        optional(key) { $0.array(read) } ?? []
    }

    func flag(_ key: String) -> Bool { optional(key) { $0.bool() } ?? false }

    func has(_ key: String) -> Bool { members[key].map { !$0.isNull } ?? false }

    /// Reports at the object itself.
    func report(_ reason: String) { faults.report(node, reason) }

    func reportUnknownKeys() {
        for member in node.members where !asked.contains(member.key) {
            faults.report(
                member.value,
                "unknown key \"\(member.key)\"; \(Suggestion.phrase(for: member.key, among: asked.sorted()))")
        }
    }
}
