package import BorderEconomy
package import Catalog
import JSONText

/// How the registry is shown: every record as JSON in every language, on one day.
///
/// What is shown is made once, when a snapshot is built; reads send the bytes. It is a class because each record's draft
/// refers to it, and a copy of the registry's tables would cost more than the record.
package final class Presentation: Sendable {
    /// What is shown.
    let registry: Registry
    /// What progress is judged by and what is computed from: all that could be known, whenever it holds.
    let evidence: Registry
    let day: CalendarDay
    let thresholds: ProgressThresholds
    /// Edits that do not go together with the seeds.
    let editConflicts: [EditConflict]
    let index: RegistryIndex

    package init(
        of registry: Registry, evidence: Registry? = nil, on day: CalendarDay,
        thresholds: ProgressThresholds = .standard, editConflicts: [EditConflict] = []
    ) {
        self.registry = registry
        self.evidence = evidence ?? registry
        self.day = day
        self.thresholds = thresholds
        self.editConflicts = editConflicts
        index = RegistryIndex(registry, on: day)
    }

    /// What is shown of single values without what is looked up in advance for the details of records.
    init(unindexed registry: Registry, evidence: Registry, on day: CalendarDay, thresholds: ProgressThresholds) {
        self.registry = registry
        self.evidence = evidence
        self.day = day
        self.thresholds = thresholds
        editConflicts = []
        index = RegistryIndex()
    }

    /// What every collection is, in the order of `collections()`.
    package static let definitions = [
        provinceDefinition, gateDefinition, zoneDefinition, projectDefinition, corridorDefinition, legDefinition,
        placeDefinition, organisationDefinition, meetingDefinition, documentDefinition, planDefinition,
        serviceDefinition,
        indicatorDefinition, observationDefinition, targetDefinition, laneDefinition, taskDefinition, factDefinition,
        checkDefinition, conflictDefinition,
    ]

    /// The collections of a snapshot, in the order in which the service lists them.
    package func collections() -> [CollectionDraft] {
        let records = recordCollections()
        return records + [lanes(), tasks(), facts(of: records), checks(), conflicts()]
    }

    /// The collections whose records are served on their own.
    func recordCollections() -> [CollectionDraft] { RecordCollection.allCases.map(records) }

    /// One of them.
    func records(_ collection: RecordCollection) -> CollectionDraft {
        switch collection {
        case .provinces: provinces()
        case .gates: gates()
        case .zones: zones()
        case .projects: projects()
        case .corridors: corridors()
        case .legs: legs()
        case .places: places()
        case .organisations: organisations()
        case .meetings: meetings()
        case .documents: documents()
        case .plans: plans()
        case .services: services()
        case .indicators: indicators()
        case .observations: observations()
        case .targets: targets()
        }
    }

    /// The snapshot of seeds as shown on a day, published at a moment after another.
    package static func snapshot(
        of seeds: SeedData, on day: CalendarDay, thresholds: ProgressThresholds = .standard,
        after previous: Snapshot? = nil, at moment: Moment = Moment(secondsSince1970: 0)
    ) -> Snapshot {
        let presentation = Presentation(
            of: seeds.registry, on: day, thresholds: thresholds, editConflicts: seeds.editConflicts)
        return Snapshot(
            of: seeds, day: day, thresholds: thresholds, collections: presentation.collections(), after: previous,
            at: moment)
    }

    /// Only some collections of seeds as shown on a day, for writing their tables.
    package static func tables(
        of seeds: SeedData, _ names: [String], on day: CalendarDay, thresholds: ProgressThresholds
    ) -> Snapshot {
        let presentation = Presentation(of: seeds.registry, on: day, thresholds: thresholds)
        let drafts = names.compactMap(presentation.collection).map {
            CollectionDraft(definition: $0.definition, records: $0.records, servesRecords: false)
        }
        return Snapshot(
            datasetVersion: seeds.version, registry: seeds.registry, day: day, thresholds: thresholds,
            collections: drafts)
    }

    /// A record with a header: the common members, the noun's own, and in the detail what belongs to it.
    func draft<Noun: Record>(
        of record: Noun, own: @escaping @Sendable (Shape) -> JSONObject,
        detail: (@Sendable (Shape) -> JSONObject)? = nil, searchTexts: [String] = []
    ) -> RecordDraft {
        let header = record.header
        var draft = RecordDraft(
            key: header.id.rawValue, aliases: header.aliases.map(\.rawValue),
            searchTexts: header.searchTexts + searchTexts,
            item: { language in
                let shape = Shape(presentation: self, language: language)
                return shape.record(header, own: own(shape))
            },
            items: { self.items(of: header, own: own) },
            detail: detail.map { made in
                { @Sendable (language: Language) in made(Shape(presentation: self, language: language)) }
            })
        draft.geometry = evidence.location(of: header.id, in: Noun.collection)?.geometry
        return draft
    }

    /// A record with a header in each language; what is the same in all is made once.
    private func items(of header: RecordHeader, own: (Shape) -> JSONObject) -> [JSONObject] {
        func made(_ make: (Shape) -> JSONObject) -> [JSONObject] {
            let difference = LanguageDifference()
            let first = make(Shape(presentation: self, language: .vietnamese, difference: difference))
            guard difference.isFound else { return [first, first, first] }
            return [first] + Language.allCases.dropFirst().map { make(Shape(presentation: self, language: $0)) }
        }
        let own = made(own)
        let said = made { $0.said(of: header) }
        return Language.allCases.indices.map { place in
            Shape(presentation: self, language: Language.allCases[place])
                .record(header, own: own[place], said: said[place])
        }
    }

    /// The records of a table with headers, each drafted when it is asked for: drafts of many would take more room than
    /// the records.
    func drafts<Noun: Record>(
        of table: RecordTable<Noun>, own: @escaping @Sendable (Shape, Noun) -> JSONObject,
        detail: @escaping @Sendable (Shape, Noun) -> JSONObject,
        searchTexts: @escaping @Sendable (Noun) -> [String] = { _ in [] }
    ) -> RecordDrafts {
        RecordDrafts(count: table.count) { position in
            let record = table.all[position]
            return self.draft(
                of: record, own: { own($0, record) }, detail: { detail($0, record) }, searchTexts: searchTexts(record))
        }
    }

    /// A record without a header.
    func draft(
        key: String, searchTexts: [String], item: @escaping @Sendable (Shape) -> JSONObject
    ) -> RecordDraft {
        RecordDraft(key: key, searchTexts: searchTexts) { item(Shape(presentation: self, language: $0)) }
    }
}

extension RecordHeader {
    var searchTexts: [String] {
        [id.rawValue] + names.all + aliases.map(\.rawValue) + alternativeNames + (description?.all ?? [])
    }
}
