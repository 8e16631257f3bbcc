import BorderEconomy
import JSONText

/// The JSON shapes of the values that records are made of, in one language.
struct Shape {
    let presentation: Presentation
    let language: Language
    /// Learns whether what is made differs by language.
    private let difference: LanguageDifference?

    init(presentation: Presentation, language: Language, difference: LanguageDifference? = nil) {
        self.presentation = presentation
        self.language = language
        self.difference = difference
    }

    var registry: Registry { presentation.registry }
    var day: CalendarDay { presentation.day }

    /// The only thing that differs by language.
    func text(_ text: LocalizedText) -> JSONValue {
        difference?.note(text)
        return .string(text.text(in: language))
    }

    func text(_ text: LocalizedText?) -> JSONValue { text.map { self.text($0) } ?? .null }

    func names(_ names: LocalizedText) -> JSONValue {
        .object([
            "vi": .string(names.vietnamese), "en": .string(names.english),
            "zh": names.chinese.map { .string($0) } ?? .null,
        ])
    }

    func day(_ day: CalendarDay?) -> JSONValue { day.map { .string($0.description) } ?? .null }

    func period(_ period: Period?) -> JSONValue {
        period.map { .object(["start": day($0.start), "end": day($0.end)]) } ?? .null
    }

    func id<Subject>(_ id: Identifier<Subject>?) -> JSONValue { id.map { .string($0.rawValue) } ?? .null }

    func ids<Subject>(_ ids: [Identifier<Subject>]) -> JSONValue { .array(ids.map { .string($0.rawValue) }) }

    func number(_ number: Double?) -> JSONValue {
        guard let number else { return .null }
        if number == number.rounded(), abs(number) < 9e15 { return .integer(Int64(number)) }
        return .number(number)
    }

    /// A number that was computed: large ones to the unit, others to nine significant digits.
    func computed(_ value: Double?) -> JSONValue {
        guard let value, value != 0, value.isFinite, abs(value) < 1e6 else { return number(value?.rounded()) }
        var scale = 1.0
        while abs(value) * scale < 1e8 { scale *= 10 }
        return number((value * scale).rounded() / scale)
    }

    func source(_ source: Source) -> JSONValue {
        var object: JSONObject = [
            "document": id(source.document), "line": source.line.map { .integer(Int64($0)) } ?? .null,
        ]
        if !source.alsoLines.isEmpty {
            object["alsoLines"] = .array(source.alsoLines.map { .integer(Int64($0)) })
        }
        object["statedBy"] = id(source.statedBy)
        return .object(object)
    }

    func point(_ point: GeoPoint?) -> JSONValue {
        guard let point else { return .null }
        var object: JSONObject = [
            "lat": number(point.latitude), "lon": number(point.longitude),
            "precisionKm": number(point.precisionKilometres), "derived": .bool(point.derived),
            "confidence": .string(point.confidence.rawValue),
        ]
        if let note = point.note { object["note"] = text(note) }
        object["source"] = source(point.source)
        return .object(object)
    }

    func officeHolder(_ holder: OfficeHolder) -> JSONValue {
        var object: JSONObject = ["name": .string(holder.name), "office": text(holder.office)]
        if let organisation = holder.onBehalfOf { object["onBehalfOf"] = id(organisation) }
        if let asOf = holder.asOf { object["asOf"] = day(asOf) }
        if let validFrom = holder.validFrom { object["validFrom"] = day(validFrom) }
        if let validTo = holder.validTo { object["validTo"] = day(validTo) }
        object["source"] = source(holder.source)
        return .object(object)
    }

    func statement(_ statement: Statement) -> JSONObject {
        var object: JSONObject = ["text": text(statement.text)]
        if let asOf = statement.asOf { object["asOf"] = day(asOf) }
        if let period = statement.period { object["period"] = self.period(period) }
        if let basis = statement.periodBasis { object["periodBasis"] = .string(basis.rawValue) }
        if let deadline = statement.deadline { object["deadline"] = day(deadline) }
        if let basis = statement.deadlineBasis { object["deadlineBasis"] = .string(basis.rawValue) }
        if !statement.refs.isEmpty { object["refs"] = ids(statement.refs) }
        if let editorial = statement.editorial { object["editorial"] = text(editorial) }
        if statement.confidence != .high { object["confidence"] = .string(statement.confidence.rawValue) }
        if statement.layer != .core { object["layer"] = .string(statement.layer.rawValue) }
        object["source"] = source(statement.source)
        return object
    }

    func task(_ task: PlanTask) -> JSONValue {
        var object: JSONObject = ["id": id(task.id)]
        if let number = task.number { object["number"] = .integer(Int64(number)) }
        if let parent = task.parent { object["parent"] = id(parent) }
        if !task.assignees.isEmpty { object["assignees"] = ids(task.assignees) }
        for member in statement(task.statement).members { object[member.key] = member.value }
        return .object(object)
    }

    /// The assertions of a record, the preferred of each field marked; with the reason where there was a choice.
    func assertions(_ header: RecordHeader) -> JSONValue {
        var preferred: [Int: LocalizedText?] = [:]
        for (field, rivals) in Dictionary(grouping: header.assertions, by: \.field) {
            guard let choice = registry.preferred(field, of: header, on: day) else { continue }
            preferred[choice.index] = .some(rivals.count > 1 ? choice.why : nil)
        }
        return .array(
            header.assertions.enumerated().map { index, assertion in
                var object: JSONObject = ["field": .string(assertion.field), "value": .string(assertion.value)]
                if let asOf = assertion.asOf { object["asOf"] = day(asOf) }
                if let validFrom = assertion.validFrom { object["validFrom"] = day(validFrom) }
                if let validTo = assertion.validTo { object["validTo"] = day(validTo) }
                if assertion.planned { object["planned"] = true }
                if let plannedBy = assertion.plannedBy { object["plannedBy"] = day(plannedBy) }
                if assertion.confidence != .high { object["confidence"] = .string(assertion.confidence.rawValue) }
                if assertion.layer != .core { object["layer"] = .string(assertion.layer.rawValue) }
                if let editorial = assertion.editorial { object["editorial"] = text(editorial) }
                if let why = preferred[index] {
                    object["preferred"] = true
                    if let why { object["why"] = text(why) }
                }
                object["source"] = source(assertion.source)
                return .object(object)
            })
    }

    func link(_ link: RecordLink) -> JSONValue {
        var object: JSONObject = ["relation": .string(link.relation.rawValue), "record": id(link.record)]
        object["href"] = .string(href(of: link.record))
        if let note = link.note { object["note"] = text(note) }
        if link.confidence != .high { object["confidence"] = .string(link.confidence.rawValue) }
        if link.layer != .core { object["layer"] = .string(link.layer.rawValue) }
        object["source"] = source(link.source)
        return .object(object)
    }

    /// Where a record is served.
    func href(of id: RecordID) -> String {
        guard let found = registry.locate(id) else { return "/v1" }
        return "/v1/\(found.collection.rawValue)/\(found.id)"
    }

    /// A record with a header: identification, the noun's own members, then what sources say.
    func record(_ header: RecordHeader, own: JSONObject) -> JSONObject {
        record(header, own: own, said: said(of: header))
    }

    /// - Parameter said: what sources say, as `said(of:)` has it.
    func record(_ header: RecordHeader, own: JSONObject, said: JSONObject) -> JSONObject {
        var object = JSONObject(roomFor: own.count + said.count + 5)
        object.append("id", id(header.id))
        object.append("name", text(header.names))
        object.append("names", names(header.names))
        if !header.alternativeNames.isEmpty {
            object.append("alternativeNames", .array(header.alternativeNames.map { .string($0) }))
        }
        if !header.aliases.isEmpty { object.append("aliases", ids(header.aliases)) }
        object.append(own)
        object.append(said)
        assert(Set(object.members.map(\.key)).count == object.count, "a member of a record is there twice")
        return object
    }

    /// What sources say of a record in words, then where all of it comes from.
    func said(of header: RecordHeader) -> JSONObject {
        var object = JSONObject()
        if let description = header.description { object.append("description", text(description)) }
        for kind in StatementKind.allCases where !header.statements.isEmpty {
            if let statements = header.statements[kind] {
                object.append(kind.rawValue, .array(statements.map { .object(statement($0)) }))
            }
        }
        if !header.assertions.isEmpty { object.append("assertions", assertions(header)) }
        if !header.links.isEmpty { object.append("links", .array(header.links.map(link))) }
        if let note = header.note { object.append("note", text(note)) }
        object.append("layer", .string(header.layer.rawValue))
        object.append("confidence", .string(header.confidence.rawValue))
        object.append("sources", .array(header.sources.map(source)))
        return object
    }

    /// The preferred value of an asserted field today; null when no source speaks of it as a state or a plan.
    func preferred(_ field: String, of header: RecordHeader) -> JSONValue {
        registry.preferred(field, of: header, on: day).map { .string($0.assertion.value) } ?? .null
    }

    /// A record in short, with what a list of its kind is looked through for.
    func summary(of id: RecordID) -> JSONValue {
        guard let (collection, header) = registry.header(of: id) else { return .object(["id": self.id(id)]) }
        var object: JSONObject = ["id": self.id(header.id), "name": text(header.names)]
        switch collection {
        case .gates:
            object["kind"] = registry.gates[id].map { .string($0.kind.rawValue) } ?? .null
            object["class"] = preferred("class", of: header)
            object["status"] = preferred("status", of: header)
        case .zones:
            object["kind"] = registry.zones[id].map { .string($0.kind.rawValue) } ?? .null
            object["status"] = preferred("status", of: header)
        case .projects:
            object["kind"] = registry.projects[id].map { .string($0.kind.rawValue) } ?? .null
            object["phase"] = registry.projects[id]?.phase(on: day).map { .string($0.rawValue) } ?? .null
        case .plans:
            object["kind"] = registry.plans[id].map { .string($0.kind.rawValue) } ?? .null
        default: break
        }
        object["href"] = .string("/v1/\(collection.rawValue)/\(header.id)")
        return .object(object)
    }
}
