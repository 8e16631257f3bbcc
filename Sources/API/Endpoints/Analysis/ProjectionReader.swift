import BorderEconomy
import Catalog
import JSONText

/// Reads the members of a request for a projection one by one and collects what is wrong, each fault with its pointer.
struct ProjectionReader {
    /// Where to begin, as the request says.
    enum Start {
        case observation(Observation)
        case given(value: Double, day: CalendarDay)
    }

    let snapshot: Snapshot
    private(set) var faults: [ProblemFault] = []
    private(set) var indicator: Indicator?
    private(set) var subject: RecordID?
    private(set) var scope: ScopeChoice = .any
    /// Nil when the request says nothing; a nil inside when it wants figures without a price basis.
    private(set) var priceBasis: PriceBasis??
    private(set) var dimensions: [String: String]?
    private(set) var aim: Projection.Aim?
    private(set) var until: CalendarDay?
    private(set) var start: Start?

    private static let known = [
        "indicator", "subject", "scope", "priceBasis", "dimensions", "growth", "target", "until", "start",
    ]

    init(snapshot: Snapshot) {
        self.snapshot = snapshot
    }

    private var registry: Registry { snapshot.registry }

    mutating func read(_ root: JSONNode) {
        guard root.kind == .object else {
            report(JSONPointer(), "an object is expected, not \(root.kind)", "send {\"indicator\": …, …}")
            return
        }
        for member in root.members where !Self.known.contains(member.key) {
            report(
                JSONPointer([member.key]), "there is no member \"\(member.key)\"",
                Suggestion.phrase(for: member.key, among: Self.known))
        }
        readMeasure(root)
        readAim(root)
        if let node = required("until", root) { until = day(node, at: JSONPointer(["until"])) }
        if let node = root["start"], !node.isNull { readStart(node) }
    }

    mutating func report(_ pointer: JSONPointer, _ reason: String, _ remedy: String) {
        faults.append(ProblemFault(parameter: nil, reason: reason, remedy: remedy, pointer: pointer.description))
    }

    private mutating func required(_ key: String, _ root: JSONNode) -> JSONNode? {
        if let node = root[key] { return node }
        report(JSONPointer([key]), "the member \"\(key)\" is missing", "give it")
        return nil
    }

    private mutating func text(_ node: JSONNode, at pointer: JSONPointer) -> String? {
        if let text = node.string { return text }
        report(pointer, "a string is expected, not \(node.kind)", "give a string")
        return nil
    }

    private mutating func readMeasure(_ root: JSONNode) {
        if let node = required("indicator", root), let text = text(node, at: JSONPointer(["indicator"])) {
            indicator = RecordID(text).flatMap { registry.indicators[$0] }
            if indicator == nil {
                report(
                    JSONPointer(["indicator"]), "there is no indicator \"\(text)\"",
                    AnalysisQuestion.nearestIndicator(to: text, in: registry))
            }
        }
        if let node = required("subject", root), let text = text(node, at: JSONPointer(["subject"])) {
            subject = RecordID(text).flatMap { registry.header(of: $0)?.header.id }
            if subject == nil {
                report(
                    JSONPointer(["subject"]), "there is no record \"\(text)\"",
                    AnalysisQuestion.nearestSubject(to: text, in: snapshot))
            }
        }
        if let node = root["scope"] { readScope(node) }
        if let node = root["priceBasis"] { readPriceBasis(node) }
        if let node = root["dimensions"] { readDimensions(node) }
    }

    private mutating func readScope(_ node: JSONNode) {
        let pointer = JSONPointer(["scope"])
        if node.isNull {
            scope = .exactly(nil)
            return
        }
        guard let text = text(node, at: pointer), let indicator else { return }
        let known = indicator.scopes.map(\.id)
        if known.contains(text) {
            scope = .exactly(text)
        } else {
            report(
                pointer, "\(indicator.header.id) has no scope \"\(text)\"",
                known.isEmpty ? "leave it out" : Suggestion.phrase(for: text, among: known))
        }
    }

    private mutating func readPriceBasis(_ node: JSONNode) {
        let pointer = JSONPointer(["priceBasis"])
        if node.isNull {
            priceBasis = .some(nil)
            return
        }
        guard let text = text(node, at: pointer) else { return }
        if let basis = PriceBasis(rawValue: text) {
            priceBasis = .some(basis)
        } else {
            report(
                pointer, "there is no price basis \"\(text)\"",
                Suggestion.phrase(for: text, among: PriceBasis.allCases.map(\.rawValue)))
        }
    }

    private mutating func readDimensions(_ node: JSONNode) {
        guard node.kind == .object else {
            report(JSONPointer(["dimensions"]), "an object is expected, not \(node.kind)", "give a code by dimension")
            return
        }
        var read: [String: String] = [:]
        for member in node.members {
            let pointer = JSONPointer(["dimensions", member.key])
            guard let code = text(member.value, at: pointer), let indicator else { continue }
            guard let dimension = indicator.dimensions.first(where: { $0.id == member.key }) else {
                let known = indicator.dimensions.map(\.id)
                report(
                    pointer, "\(indicator.header.id) has no dimension \"\(member.key)\"",
                    known.isEmpty ? "leave it out" : Suggestion.phrase(for: member.key, among: known))
                continue
            }
            if dimension.codes.contains(where: { $0.id == code }) {
                read[member.key] = code
            } else {
                report(
                    pointer, "\(member.key) has no code \"\(code)\"",
                    Suggestion.phrase(for: code, among: dimension.codes.map(\.id)))
            }
        }
        dimensions = read
    }

    private mutating func readAim(_ root: JSONNode) {
        let growth = root["growth"].flatMap { number($0, at: JSONPointer(["growth"])) }
        let target = root["target"].flatMap { number($0, at: JSONPointer(["target"])) }
        switch (root["growth"] != nil, root["target"] != nil) {
        case (true, true):
            report(JSONPointer(["growth"]), "growth and target are both given", "give one of them")
        case (false, false):
            report(
                JSONPointer(), "neither growth nor target is given",
                "give \"growth\" (percent a year) or \"target\" (a value)")
        default: break
        }
        if let growth {
            if (-100...1000).contains(growth) {
                aim = .growth(perYear: growth)
            } else {
                report(JSONPointer(["growth"]), "growth of \(growth) a year is out of reason", "give -100 to 1000")
            }
        }
        if let target { aim = .level(target) }
    }

    private mutating func number(_ node: JSONNode, at pointer: JSONPointer) -> Double? {
        if let number = node.double, number.isFinite { return number }
        let found = node.kind == .number ? "one that is too great" : "\(node.kind)"
        report(pointer, "a number is expected, not \(found)", "give a number")
        return nil
    }

    /// The last day of a year, or a day.
    private mutating func day(_ node: JSONNode, at pointer: JSONPointer) -> CalendarDay? {
        if let year = node.integer, let day = Period.year(Int(clamping: year))?.end { return day }
        if let text = node.string {
            if let day = CalendarDay(text) { return day }
            if text.utf8.count == 4, let day = Int(text).flatMap(Period.year)?.end { return day }
        }
        report(pointer, "this is no year and no day", "give a year such as 2030, or a day as YYYY-MM-DD")
        return nil
    }

    private mutating func readStart(_ node: JSONNode) {
        let pointer = JSONPointer(["start"])
        switch node.kind {
        case .string:
            let text = node.string ?? ""
            if let observation = RecordID(text).flatMap({ registry.observations[$0] }) {
                start = .observation(observation)
            } else {
                report(
                    pointer, "there is no observation \"\(text)\"",
                    "take an identifier from /v1/observations, or give {\"value\": …, \"on\": …}")
            }
        case .object:
            let members = ["value", "on"]
            for member in node.members where !members.contains(member.key) {
                report(
                    pointer.appending(key: member.key), "there is no member \"\(member.key)\"",
                    Suggestion.phrase(for: member.key, among: members))
            }
            let value = startMember("value", node).flatMap { number($0, at: pointer.appending(key: "value")) }
            let on = startMember("on", node).flatMap { day($0, at: pointer.appending(key: "on")) }
            if let value, let on { start = .given(value: value, day: on) }
        default:
            report(pointer, "a string or an object is expected, not \(node.kind)", "give an observation or a value")
        }
    }

    private mutating func startMember(_ key: String, _ node: JSONNode) -> JSONNode? {
        if let member = node[key] { return member }
        report(JSONPointer(["start", key]), "the member \"\(key)\" is missing", "give it")
        return nil
    }
}
