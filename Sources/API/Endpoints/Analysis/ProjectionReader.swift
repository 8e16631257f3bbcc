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
    private var content = ContentReader()
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

    var faults: FaultList { content.faults }

    private var registry: Registry { snapshot.registry }

    mutating func read(_ root: JSONNode) {
        guard content.object(root, of: Self.known, example: "{\"indicator\": …, …}") else { return }
        readMeasure(root)
        readAim(root)
        if let node = content.required("until", in: root) { until = day(node, at: JSONPointer(["until"])) }
        if let node = content.optional("start", in: root) { readStart(node) }
    }

    private mutating func readMeasure(_ root: JSONNode) {
        if let node = content.required("indicator", in: root),
            let text = content.text(node, at: JSONPointer(["indicator"]))
        {
            indicator = RecordID(text).flatMap { registry.indicators[$0] }
            if indicator == nil {
                content.report(
                    JSONPointer(["indicator"]), "there is no indicator \"\(text)\"",
                    AnalysisQuestion.nearestIndicator(to: text, in: registry))
            }
        }
        if let node = content.required("subject", in: root), let text = content.text(node, at: JSONPointer(["subject"]))
        {
            subject = RecordID(text).flatMap { registry.header(of: $0)?.header.id }
            if subject == nil {
                content.report(
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
        guard let text = content.text(node, at: pointer), let indicator else { return }
        let known = indicator.scopes.map(\.id)
        if known.contains(text) {
            scope = .exactly(text)
        } else {
            content.report(
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
        guard let text = content.text(node, at: pointer) else { return }
        if let basis = PriceBasis(rawValue: text) {
            priceBasis = .some(basis)
        } else {
            content.report(
                pointer, "there is no price basis \"\(text)\"",
                Suggestion.phrase(for: text, among: PriceBasis.allCases.map(\.rawValue)))
        }
    }

    private mutating func readDimensions(_ node: JSONNode) {
        guard node.kind == .object else {
            content.report(
                JSONPointer(["dimensions"]), "an object is expected, not \(node.kind)", "give a code by dimension")
            return
        }
        var read: [String: String] = [:]
        for member in node.members {
            let pointer = JSONPointer(["dimensions", member.key])
            guard let code = content.text(member.value, at: pointer), let indicator else { continue }
            guard let dimension = indicator.dimensions.first(where: { $0.id == member.key }) else {
                let known = indicator.dimensions.map(\.id)
                content.report(
                    pointer, "\(indicator.header.id) has no dimension \"\(member.key)\"",
                    known.isEmpty ? "leave it out" : Suggestion.phrase(for: member.key, among: known))
                continue
            }
            if dimension.codes.contains(where: { $0.id == code }) {
                read[member.key] = code
            } else {
                content.report(
                    pointer, "\(member.key) has no code \"\(code)\"",
                    Suggestion.phrase(for: code, among: dimension.codes.map(\.id)))
            }
        }
        dimensions = read
    }

    private mutating func readAim(_ root: JSONNode) {
        let growth = root["growth"].flatMap { content.number($0, at: JSONPointer(["growth"])) }
        let target = root["target"].flatMap { content.number($0, at: JSONPointer(["target"])) }
        switch (root["growth"] != nil, root["target"] != nil) {
        case (true, true):
            content.report(JSONPointer(["growth"]), "growth and target are both given", "give one of them")
        case (false, false):
            content.report(
                JSONPointer(), "neither growth nor target is given",
                "give \"growth\" (percent a year) or \"target\" (a value)")
        default: break
        }
        if let growth {
            if (-100...1000).contains(growth) {
                aim = .growth(perYear: growth)
            } else {
                content.report(
                    JSONPointer(["growth"]), "growth of \(growth) a year is out of reason", "give -100 to 1000")
            }
        }
        if let target { aim = .level(target) }
    }

    /// The last day of a year, or a day.
    private mutating func day(_ node: JSONNode, at pointer: JSONPointer) -> CalendarDay? {
        if let year = node.integer, let day = Period.year(Int(clamping: year))?.end { return day }
        if let text = node.string {
            if let day = CalendarDay(text) { return day }
            if text.utf8.count == 4, let day = Int(text).flatMap(Period.year)?.end { return day }
        }
        content.report(pointer, "this is no year and no day", "give a year such as 2030, or a day as YYYY-MM-DD")
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
                content.report(
                    pointer, "there is no observation \"\(text)\"",
                    "take an identifier from /v1/observations, or give {\"value\": …, \"on\": …}")
            }
        case .object:
            _ = content.object(node, of: ["value", "on"], at: pointer, example: "{\"value\": …, \"on\": …}")
            let value = content.required("value", in: node, at: pointer).flatMap {
                content.number($0, at: pointer.appending(key: "value"))
            }
            let on = content.required("on", in: node, at: pointer).flatMap {
                day($0, at: pointer.appending(key: "on"))
            }
            if let value, let on { start = .given(value: value, day: on) }
        default:
            content.report(
                pointer, "a string or an object is expected, not \(node.kind)", "give an observation or a value")
        }
    }
}
