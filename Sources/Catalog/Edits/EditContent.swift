import BorderEconomy
import JSONText

/// The content of an edit laid over a record: the record as it is to be written, and the way from its members back to
/// those of the content.
struct EditContent {
    /// How places in the record lead to places in the content.
    private enum Mapping {
        case same
        /// Places below this one are those of the content; others are the content's as a whole.
        case below(String)
    }

    /// The content as it was given.
    let content: JSONValue
    /// The record as it is to be written.
    private(set) var record: JSONValue
    private let mapping: Mapping

    /// A whole record.
    init(record content: JSONValue) {
        self.content = content
        record = content
        mapping = .same
    }

    /// A merge patch of a record.
    init(patch content: JSONValue, of before: JSONValue) {
        self.content = content
        record = before.merged(with: content)
        mapping = .same
    }

    /// A stage that the dossier of a project comes into. The phase that the project reaches by it is added to its
    /// phases, before those that are planned.
    init(stage content: JSONValue, of before: JSONValue) {
        self.content = content
        var project = before.object ?? [:]
        let steps = project["dossier"]?.array ?? []
        project["dossier"] = .array(steps + [content])
        if let phase = content["stage"]?.string.flatMap(DossierStage.init)?.projectPhase,
            let phases = Self.phases(project["phases"]?.array ?? [], with: phase, by: content)
        {
            project["phases"] = .array(phases)
        }
        record = .object(project)
        mapping = .below("/dossier/\(steps.count)")
    }

    /// The phases of a project with one that it reaches by a stage of its dossier; nil where it adds nothing: the project
    /// is there already, or further.
    private static func phases(_ known: [JSONValue], with phase: ProjectPhase, by stage: JSONValue) -> [JSONValue]? {
        let reached = known.prefix { $0["planned"]?.bool != true }
        let last = reached.last?["phase"]?.string.flatMap(ProjectPhase.init)
        if last == phase { return nil }
        if let last, phase == .approved, last.isPast(phase) { return nil }
        var report: JSONObject = ["phase": .string(phase.rawValue)]
        if let day = stage["on"] { report["asOf"] = day }
        if let text = stage["text"] { report["text"] = text }
        if let source = stage["source"] { report["source"] = source }
        report["layer"] = .string(Layer.extended.rawValue)
        return reached + [.object(report)] + known.dropFirst(reached.count)
    }

    /// Gives the record an identifier as its first member.
    mutating func name(_ id: RecordID) {
        var named: JSONObject = ["id": .string(id.rawValue)]
        for member in record.object?.members ?? [] where member.key != "id" { named.append(member.key, member.value) }
        record = .object(named)
    }

    /// Gives the record a member that the content leaves open.
    mutating func complete(_ key: String, _ value: JSONValue) {
        guard var object = record.object, object[key]?.isNull ?? true else { return }
        object[key] = value
        record = .object(object)
    }

    /// A place in the record as a place in the content: the nearest around it, or a member that neither has where it would
    /// stand.
    func pointer(for place: String) -> String {
        let wholePlace = place
        var place = place
        switch mapping {
        case .same: break
        case .below(let prefix):
            guard place.hasPrefix(prefix) else { return "" }
            place = String(place.dropFirst(prefix.utf8.count))
        }
        guard var pointer = JSONPointer(parsing: place) else { return "" }
        if !holds(pointer, in: content), let whole = JSONPointer(parsing: wholePlace), !holds(whole, in: record) {
            var around = pointer
            around.removeLast()
            if holds(around, in: content) { return pointer.description }
        }
        while !pointer.tokens.isEmpty, !holds(pointer, in: content) { pointer.removeLast() }
        return pointer.description
    }

    private func holds(_ pointer: JSONPointer, in whole: JSONValue) -> Bool {
        var value: JSONValue? = whole
        for token in pointer.tokens {
            switch value {
            case .object(let object): value = object[token]
            case .array: value = Int(token).flatMap { value?[$0] }
            default: return false
            }
        }
        return value != nil
    }
}
