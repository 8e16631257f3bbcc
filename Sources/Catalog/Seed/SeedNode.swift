import BorderEconomy
import JSONText

/// A JSON value of a seed file being read into a domain value; what does not fit is reported and read as nil.
struct SeedNode {
    let node: JSONNode
    let faults: SeedFaultList

    func report(_ reason: String) { faults.report(node, reason) }

    /// Reports a fault with a remedy that the loader tells as well.
    private func report(_ reason: String, telling remedy: String) {
        faults.report(node, SeedFaultList.Advice(reason: reason, remedy: remedy), isTold: true)
    }

    /// Reports a value of the wrong kind, with what the right one looks like.
    private func report(expected: String, example: String) {
        let found = node.kind
        faults.report(
            node, SeedFaultList.Advice(reason: "\(expected) expected, not \(found)", remedy: "give \(example)"),
            isTold: false)
    }

    func string() -> String? {
        guard let text = node.string else {
            report(expected: "a string is", example: "text in double quotes")
            return nil
        }
        if text.isEmpty {
            report("an empty string says nothing", telling: "leave the member out")
            return nil
        }
        return text
    }

    func bool() -> Bool? {
        if node.bool == nil { report(expected: "true or false is", example: "true or false, without quotes") }
        return node.bool
    }

    func integer() -> Int? {
        guard let number = node.integer else {
            faults.report(
                node,
                SeedFaultList.Advice(
                    reason: "a whole number is expected, not \(node.kind == .number ? "a fraction" : "\(node.kind)")",
                    remedy: "give digits alone, without quotes"), isTold: false)
            return nil
        }
        return Int(number)
    }

    func number() -> Double? {
        guard node.kind == .number, let number = node.double, number.isFinite else {
            report(expected: "a number is", example: "digits alone, such as 3100000000, without quotes")
            return nil
        }
        return number
    }

    func id<Subject>(_ type: Subject.Type = Subject.self) -> Identifier<Subject>? {
        guard let text = string() else { return nil }
        guard let id = Identifier<Subject>(text) else {
            faults.report(
                node,
                SeedFaultList.Advice(
                    reason: "\"\(text)\" is no identifier: a lower-case ASCII slug such as lao-cai",
                    remedy: "give lower-case letters, digits and hyphens"), isTold: false)
            return nil
        }
        return id
    }

    func day() -> CalendarDay? {
        guard let text = string() else { return nil }
        guard let day = CalendarDay(text) else {
            faults.report(
                node,
                SeedFaultList.Advice(
                    reason: "\"\(text)\" is no day of the calendar: YYYY-MM-DD", remedy: "give a day such as 2030-12-31"
                ),
                isTold: false)
            return nil
        }
        return day
    }

    func period() -> Period? {
        if node.kind == .object { return periodOfDays() }
        guard let text = string() else { return nil }
        guard let period = Period(text) else {
            faults.report(
                node,
                SeedFaultList.Advice(
                    reason:
                        "\"\(text)\" is no period: 2024, 2024-10, 2021/2030 or 2024-01-01/2024-12-15, not ending before it begins",
                    remedy: "give one of these forms, or start and end as an object"), isTold: false)
            return nil
        }
        return period
    }

    /// A period in the shape in which it is served: its first and its last day, of which one may be open.
    private func periodOfDays() -> Period? {
        object { object in
            let start = object.optional("start") { $0.day() }
            let end = object.optional("end") { $0.day() }
            if let period = Period(start: start, end: end) { return period }
            if let start, let end {
                report("the period ends on \(end), before it begins, on \(start)", telling: "exchange them")
            } else if !object.has("start"), !object.has("end") {
                report("a period has a start or an end", telling: "give one of them as a day")
            }
            return nil
        }
    }

    func oneOf<Value: RawRepresentable & CaseIterable>(_ type: Value.Type = Value.self) -> Value?
    where Value.RawValue == String {
        guard let text = string() else { return nil }
        guard let value = Value(rawValue: text) else {
            let known = Value.allCases.map(\.rawValue)
            report("\"\(text)\" is not known here", telling: Suggestion.phrase(for: text, among: known))
            return nil
        }
        return value
    }

    /// Reads the members of an object; those that `read` does not ask for are unknown keys.
    func object<Value>(_ read: (SeedObject) -> Value?) -> Value? {
        guard node.kind == .object else {
            report(expected: "an object is", example: "an object of members in braces")
            return nil
        }
        let object = SeedObject(node: node, faults: faults)
        let value = read(object)
        if !object.isAskedWhole, !faults.isIgnored { reportUnknownKeys(read) }
        return value
    }

    /// Reads once more to learn what is asked for, and reports the keys that are not among it.
    private func reportUnknownKeys<Value>(_ read: (SeedObject) -> Value?) {
        let object = SeedObject(node: node, faults: SeedFaultList(file: faults.file, isIgnored: true), isNoted: true)
        _ = read(object)
        let asked = object.asked
        for member in node.members where !asked.contains(member.key) {
            faults.report(
                member.value,
                SeedFaultList.Advice(
                    reason: "unknown key \"\(member.key)\"",
                    remedy: Suggestion.phrase(for: member.key, among: asked.sorted())), isTold: true)
        }
    }

    func array<Value>(_ read: (SeedNode) -> Value?) -> [Value] {
        guard node.kind == .array else {
            report(expected: "an array is", example: "each in an array")
            return []
        }
        return node.elements.compactMap { read(SeedNode(node: $0, faults: faults)) }
    }
}

/// The members of a JSON object of a seed file, asked for by key.
final class SeedObject {
    private let node: JSONNode
    private let faults: SeedFaultList
    private let members: JSONMemberTable
    /// Which members were asked for, a bit each; there are never more that are known.
    private var askedPlaces: UInt64 = 0
    /// The keys asked for, when they are noted.
    private(set) var asked: Set<String> = []
    private let isNoted: Bool

    init(node: JSONNode, faults: SeedFaultList, isNoted: Bool = false) {
        self.node = node
        self.faults = faults
        self.isNoted = isNoted
        members = JSONMemberTable(of: node)
    }

    /// Whether every member was asked for.
    var isAskedWhole: Bool { members.count <= 64 && askedPlaces.nonzeroBitCount == members.count }

    private func value(of key: String) -> JSONNode? {
        if isNoted { asked.insert(key) }
        guard let place = members.place(of: key) else { return nil }
        if place < 64 { askedPlaces |= 1 << UInt64(place) }
        return members.value(at: place)
    }

    func required<Value>(_ key: String, _ read: (SeedNode) -> Value?) -> Value? {
        guard let value = value(of: key) else {
            faults.report(
                node,
                SeedFaultList.Advice(
                    reason: "the member \"\(key)\" is missing", remedy: "give \"\(key)\"", missing: key), isTold: false)
            return nil
        }
        return read(SeedNode(node: value, faults: faults))
    }

    /// Nil when the member is absent, null or does not fit; the last is reported.
    func optional<Value>(_ key: String, _ read: (SeedNode) -> Value?) -> Value? {
        guard let value = value(of: key), !value.isNull else { return nil }
        return read(SeedNode(node: value, faults: faults))
    }

    func list<Value>(_ key: String, _ read: (SeedNode) -> Value?) -> [Value] {
        optional(key) { $0.array(read) } ?? []
    }

    func flag(_ key: String) -> Bool { optional(key) { $0.bool() } ?? false }

    func has(_ key: String) -> Bool { members.place(of: key).map { !members.value(at: $0).isNull } ?? false }

    /// Reports at the object itself.
    func report(_ reason: String) { faults.report(node, reason) }
}
