import BorderEconomy
import Catalog
import JSONText

/// What the data set says of itself: the facts of each document, the consistency checks and the conflicts.
extension Presentation {
    static let factDefinition = CollectionDefinition(
        name: "facts", recordName: "Fact",
        meaning: "Every fact of a document, with the record that holds it and the place in the record",
        fields: [
            FieldDefinition("id", .string, "The record and the place in it"),
            FieldDefinition("document", .reference(["documents"]), "The document it was read in"),
            FieldDefinition("line", .number, "Line of the document", nullable: true),
            FieldDefinition(
                "collection", .enumeration(CommonFields.values(RecordCollection.self)), "The collection of the record"),
            FieldDefinition("record", .reference([]), "The record that holds the fact"),
            FieldDefinition("recordName", .string, "Its name", nullable: true, filterable: false),
            FieldDefinition("member", .string, "The member that types the fact, such as goals or phases"),
            FieldDefinition("pointer", .string, "JSON pointer (RFC 6901) into the record", filterable: false),
            FieldDefinition("href", .string, "Where the record is served", filterable: false),
            FieldDefinition("text", .string, "The fact in short", nullable: true, filterable: false),
        ])

    /// Records up to which their facts are put together when the snapshot is made; of more they are when asked for.
    private static let greatestWalked = 20_000

    /// The sourced members of all records: found in what is served, so that every pointer is true.
    func facts(of collections: [CollectionDraft]) -> CollectionDraft {
        CollectionDraft(
            definition: Self.factDefinition, isDeferred: registry.recordCount > Self.greatestWalked,
            made: { RecordDrafts(self.factDrafts(of: collections)) })
    }

    private func factDrafts(of collections: [CollectionDraft]) -> [RecordDraft] {
        collections.flatMap { collection in
            collection.records.flatMap { record in
                let walks = Language.allCases.map {
                    FactWalk(collection: collection.definition.name, item: record.item($0)).facts
                }
                return (walks.first ?? []).indices.map { position in
                    let facts = walks.map { $0[position] }
                    return draft(
                        key: facts[0].id(in: record.key), searchTexts: [record.key] + facts.compactMap(\.text)
                    ) { shape in
                        facts[Language.allCases.firstIndex(of: shape.language) ?? 0]
                            .json(key: record.key, collection: collection.definition.name)
                    }
                }
            }
        }
    }

    static let checkDefinition = CollectionDefinition(
        name: "checks", recordName: "ConsistencyCheck", meaning: "Consistency checks, computed at every load",
        fields: [
            FieldDefinition("id", .string, "Identifier"),
            FieldDefinition("name", .string, "What is checked", filterable: false),
            FieldDefinition(
                "severity", .enumeration(CommonFields.values(ConsistencyCheck.Severity.self)),
                "What it means when it does not hold"),
            FieldDefinition("holds", .boolean, "Whether it holds; null when a side cannot be computed", nullable: true),
            FieldDefinition("left", .number, "Left side as computed", nullable: true),
            FieldDefinition(
                "relation", .enumeration(CommonFields.values(ConsistencyCheck.Relation.self)),
                "What must hold between them"),
            FieldDefinition("right", .number, "Right side as computed", nullable: true),
            FieldDefinition("tolerance", .number, "Relative tolerance of `about`", nullable: true),
            FieldDefinition("unit", .enumeration(CommonFields.values(Unit.self)), "Unit of both sides", nullable: true),
            FieldDefinition("documents", .references(["documents"]), "Documents it is about"),
            FieldDefinition("note", .string, "A remark of ours", nullable: true, filterable: false),
        ])

    func checks() -> CollectionDraft {
        CollectionDraft(
            definition: Self.checkDefinition,
            records: evidence.checkOutcomes().map { outcome in
                let check = outcome.check
                return draft(key: check.id.rawValue, searchTexts: [check.id.rawValue] + check.names.all) { shape in
                    [
                        "id": shape.id(check.id), "name": shape.text(check.names),
                        "severity": .string(check.severity.rawValue),
                        "holds": outcome.holds.map { .bool($0) } ?? .null, "left": shape.computed(outcome.left),
                        "relation": .string(check.relation.rawValue), "right": shape.computed(outcome.right),
                        "tolerance": check.relation == .about ? shape.number(check.tolerance) : .null,
                        "unit": check.unit.map { .string($0.rawValue) } ?? .null,
                        "documents": shape.ids(check.documents), "note": shape.text(check.note),
                    ]
                }
            }, servesRecords: false)
    }

    static let conflictDefinition = CollectionDefinition(
        name: "conflicts", recordName: "Conflict",
        meaning: "Figures and assertions that disagree, with the preferred one and why; edits that the seeds outran",
        fields: [
            FieldDefinition("id", .string, "Identifier"),
            FieldDefinition("subject", .reference([]), "The record they are about"),
            FieldDefinition("subjectName", .string, "Its name", nullable: true, filterable: false),
            FieldDefinition("kind", .enumeration(["assertions", "observations", "edit", "gate"]), "What disagrees"),
            FieldDefinition(
                "field", .string,
                "The asserted field, or the indicator; of an edit seed-changed, record-gone or invalid; gate-missing of a gate"
            ),
            FieldDefinition("sides", .components("ConflictSide"), "What each source says, or the edit and the seed"),
            FieldDefinition(
                "why", .string, "Why the preferred one is preferred; of an edit what became of it", filterable: false),
            FieldDefinition("href", .string, "Where the record is served", filterable: false),
        ])

    func conflicts() -> CollectionDraft {
        CollectionDraft(
            definition: Self.conflictDefinition,
            records: registry.conflicts(on: day).map { conflict in
                draft(key: conflict.key, searchTexts: [conflict.subject.rawValue]) { $0.conflict(conflict) }
            }
                + editConflicts.map { conflict in
                    draft(key: conflict.key, searchTexts: [conflict.record.rawValue]) { $0.conflict(conflict) }
                }, servesRecords: false)
    }
}

extension Conflict {
    fileprivate var key: String {
        switch sides {
        case .assertions(let field, _, _): "\(subject).\(field)"
        case .observations(let ids, _): "\(subject).\(ids.first?.rawValue ?? "")"
        }
    }
}

extension EditConflict {
    fileprivate var key: String { kind == .gateMissing ? "gate-\(record)" : "edit-\(number)" }
}

extension Shape {
    fileprivate func conflict(_ conflict: EditConflict) -> JSONObject {
        let found = registry.locate(conflict.record)
        let subject = registry.header(of: conflict.record)
        let href = found.map { "/v1/\($0.collection.rawValue)/\($0.id)" } ?? "/v1/\(conflict.collection.rawValue)"
        return [
            "id": .string(conflict.key), "subject": id(conflict.record), "subjectName": text(subject?.header.names),
            "kind": conflict.kind == .gateMissing ? "gate" : "edit", "field": .string(conflict.kind.rawValue),
            "sides": .array(conflict.sides.map { .object(side($0, of: conflict, href: href)) }),
            "why": text(conflict.reason), "href": .string(href),
        ]
    }

    private func side(_ side: EditConflict.Side, of conflict: EditConflict, href: String) -> JSONObject {
        [
            "value": side.value, "unit": .null, "planned": false, "pointer": .string(side.pointer),
            "href": .string(href), "preferred": .bool(side.isOfEdit == conflict.isServed),
            "confidence": .string(Confidence.high.rawValue), "source": .null,
            "by": .string(side.isOfEdit ? "edit" : "seed"),
        ]
    }

    fileprivate func conflict(_ conflict: Conflict) -> JSONObject {
        let subject = registry.header(of: conflict.subject)
        var object: JSONObject = [
            "id": .string(conflict.key), "subject": id(conflict.subject), "subjectName": text(subject?.header.names),
        ]
        switch conflict.sides {
        case .assertions(let field, let indexes, let preferred):
            object["kind"] = "assertions"
            object["field"] = .string(field)
            object["sides"] = .array(
                indexes.compactMap { index in
                    guard let assertion = subject?.header.assertions[index] else { return nil }
                    return .object([
                        "value": .string(assertion.value), "unit": .null, "planned": .bool(assertion.planned),
                        "pointer": .string("/assertions/\(index)"), "href": .string(href(of: conflict.subject)),
                        "preferred": .bool(index == preferred),
                        "confidence": .string(assertion.confidence.rawValue), "source": source(assertion.source),
                    ])
                })
        case .observations(let ids, let preferred):
            object["kind"] = "observations"
            object["field"] = id(ids.first.flatMap { registry.observations[$0]?.measure.indicator })
            object["sides"] = .array(
                ids.compactMap { id in
                    guard let figure = registry.observations[id]?.figure else { return nil }
                    return .object([
                        "value": number(figure.central), "unit": .string(figure.unit.rawValue), "planned": false,
                        "pointer": "", "href": .string(href(of: id.erased)), "preferred": .bool(id == preferred),
                        "confidence": .string(figure.confidence.rawValue), "source": source(figure.source),
                    ])
                })
        }
        object["why"] = text(conflict.why)
        object["href"] = .string(href(of: conflict.subject))
        return object
    }
}
