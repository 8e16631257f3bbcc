import BorderEconomy

extension SeedNode {
    func text() -> LocalizedText? {
        object { object in
            let vietnamese = object.required("vi") { $0.string() }
            let english = object.required("en") { $0.string() }
            let chinese = object.optional("zh") { $0.string() }
            guard let vietnamese, let english else { return nil }
            return LocalizedText(vietnamese: vietnamese, english: english, chinese: chinese)
        }
    }

    func source() -> Source? { faults.source(node) { readSource() } }

    private func readSource() -> Source? {
        object { object in
            let document = object.required("document") { $0.id(Document.self) }
            let line = object.optional("line") { $0.integer() }
            let alsoLines = object.list("alsoLines") { $0.integer() }
            let statedBy = object.optional("statedBy") { $0.id(AnyRecord.self) }
            guard let document else { return nil }
            return Source(document: document, line: line, alsoLines: alsoLines, statedBy: statedBy)
        }
    }

    func point() -> GeoPoint? {
        object { object in
            let latitude = object.required("lat") { $0.number() }
            let longitude = object.required("lon") { $0.number() }
            let precision = object.optional("precisionKm") { $0.number() }
            let derived = object.flag("derived")
            let confidence = object.optional("confidence") { $0.oneOf(Confidence.self) }
            let note = object.optional("note") { $0.text() }
            let source = object.required("source") { $0.source() }
            guard let latitude, let longitude, let source else { return nil }
            return GeoPoint(
                latitude: latitude, longitude: longitude, precisionKilometres: precision, derived: derived,
                confidence: confidence ?? .high, note: note, source: source)
        }
    }

    func officeHolder() -> OfficeHolder? {
        object { object in
            let name = object.required("name") { $0.string() }
            let office = object.required("office") { $0.text() }
            let onBehalfOf = object.optional("onBehalfOf") { $0.id(Organisation.self) }
            let asOf = object.optional("asOf") { $0.day() }
            let validFrom = object.optional("validFrom") { $0.day() }
            let validTo = object.optional("validTo") { $0.day() }
            let source = object.required("source") { $0.source() }
            guard let name, let office, let source else { return nil }
            return OfficeHolder(
                name: name, office: office, onBehalfOf: onBehalfOf, asOf: asOf, validFrom: validFrom,
                validTo: validTo, source: source)
        }
    }

    func statement() -> Statement? { object { $0.statement() } }

    func task() -> PlanTask? {
        object { object in
            let id = object.required("id") { $0.id(AnyRecord.self) }
            let number = object.optional("number") { $0.integer() }
            let parent = object.optional("parent") { $0.id(AnyRecord.self) }
            let assignees = object.list("assignees") { $0.id(Organisation.self) }
            let statement = object.statement()
            guard let id, let statement else { return nil }
            return PlanTask(id: id, number: number, parent: parent, assignees: assignees, statement: statement)
        }
    }

    func assertion() -> Assertion? {
        object { object in
            let field = object.required("field") { $0.string() }
            let value = object.required("value") { $0.string() }
            let source = object.required("source") { $0.source() }
            let asOf = object.optional("asOf") { $0.day() }
            let validFrom = object.optional("validFrom") { $0.day() }
            let validTo = object.optional("validTo") { $0.day() }
            let planned = object.flag("planned")
            let plannedBy = object.optional("plannedBy") { $0.day() }
            let confidence = object.optional("confidence") { $0.oneOf(Confidence.self) }
            let layer = object.optional("layer") { $0.oneOf(Layer.self) }
            let editorial = object.optional("editorial") { $0.text() }
            guard let field, let value, let source else { return nil }
            var assertion = Assertion(field: field, value: value, source: source)
            assertion.asOf = asOf
            assertion.validFrom = validFrom
            assertion.validTo = validTo
            assertion.planned = planned
            assertion.plannedBy = plannedBy
            assertion.confidence = confidence ?? .high
            assertion.layer = layer ?? .core
            assertion.editorial = editorial
            return assertion
        }
    }

    func link() -> RecordLink? {
        object { object in
            let relation = object.required("relation") { $0.oneOf(Relation.self) }
            let record = object.required("record") { $0.id(AnyRecord.self) }
            let source = object.required("source") { $0.source() }
            let note = object.optional("note") { $0.text() }
            let confidence = object.optional("confidence") { $0.oneOf(Confidence.self) }
            let layer = object.optional("layer") { $0.oneOf(Layer.self) }
            guard let relation, let record, let source else { return nil }
            return RecordLink(
                relation: relation, record: record, source: source, note: note, confidence: confidence ?? .high,
                layer: layer ?? .core)
        }
    }
}

extension SeedObject {
    func statement() -> Statement? {
        let text = required("text") { $0.text() }
        let source = required("source") { $0.source() }
        let asOf = optional("asOf") { $0.day() }
        let period = optional("period") { $0.period() }
        let periodBasis = optional("periodBasis") { $0.oneOf(Basis.self) }
        let deadline = optional("deadline") { $0.day() }
        let deadlineBasis = optional("deadlineBasis") { $0.oneOf(Basis.self) }
        let refs = list("refs") { $0.id(AnyRecord.self) }
        let editorial = optional("editorial") { $0.text() }
        let confidence = optional("confidence") { $0.oneOf(Confidence.self) }
        let layer = optional("layer") { $0.oneOf(Layer.self) }
        guard let text, let source else { return nil }
        var statement = Statement(text: text, source: source)
        statement.asOf = asOf
        statement.period = period
        statement.periodBasis = periodBasis
        statement.deadline = deadline
        statement.deadlineBasis = deadlineBasis
        statement.refs = refs
        statement.editorial = editorial
        statement.confidence = confidence ?? .high
        statement.layer = layer ?? .core
        return statement
    }

    /// The members that every record with a header has.
    func header() -> RecordHeader? {
        let id = required("id") { $0.id(AnyRecord.self) }
        let names = required("names") { $0.text() }
        let sources = required("sources") { $0.array { $0.source() } }
        let aliases = list("aliases") { $0.id(AnyRecord.self) }
        let alternativeNames = list("alternativeNames") { $0.string() }
        let layer = optional("layer") { $0.oneOf(Layer.self) }
        let confidence = optional("confidence") { $0.oneOf(Confidence.self) }
        let description = optional("description") { $0.text() }
        let note = optional("note") { $0.text() }
        var statements: [StatementKind: [Statement]] = [:]
        for kind in StatementKind.allCases {
            let list = list(kind.rawValue) { $0.statement() }
            if !list.isEmpty { statements[kind] = list }
        }
        let assertions = list("assertions") { $0.assertion() }
        let links = list("links") { $0.link() }
        guard let id, let names, let sources else { return nil }
        var header = RecordHeader(id: id, names: names, sources: sources)
        header.aliases = aliases
        header.alternativeNames = alternativeNames
        header.layer = layer ?? .core
        header.confidence = confidence ?? .high
        header.description = description
        header.note = note
        header.statements = statements
        header.assertions = assertions
        header.links = links
        return header
    }
}
