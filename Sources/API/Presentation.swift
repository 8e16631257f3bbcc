package import BorderEconomy
package import Catalog
import JSONText

/// How the registry is shown: every record as JSON in every language, on one day.
///
/// What is shown is made once, when a snapshot is built; reads send the bytes.
package struct Presentation: Sendable {
    let registry: Registry
    let day: CalendarDay
    let thresholds: ProgressThresholds
    let index: RegistryIndex

    package init(of registry: Registry, on day: CalendarDay, thresholds: ProgressThresholds = .standard) {
        self.registry = registry
        self.day = day
        self.thresholds = thresholds
        index = RegistryIndex(registry, on: day)
    }

    /// The collections of a snapshot, in the order in which the service lists them.
    package func collections() -> [CollectionDraft] {
        let records = [
            provinces(), gates(), zones(), projects(), corridors(), places(), organisations(), meetings(), documents(),
            plans(), services(), indicators(), observations(), targets(),
        ]
        return records + [lanes(), tasks(), facts(of: records), checks(), conflicts()]
    }

    /// The snapshot of seeds as shown on a day.
    package static func snapshot(
        of seeds: SeedData, on day: CalendarDay, thresholds: ProgressThresholds = .standard
    ) -> Snapshot {
        Snapshot(
            datasetVersion: seeds.version, registry: seeds.registry, day: day,
            collections: Presentation(of: seeds.registry, on: day, thresholds: thresholds).collections())
    }

    /// A record with a header: the common members, the noun's own, and in the detail what belongs to it.
    func draft<Noun: Record>(
        of record: Noun, own: (Shape) -> JSONObject, detail: (Shape) -> JSONObject = { _ in [:] },
        searchTexts: [String] = []
    ) -> RecordDraft {
        let shapes = Language.allCases.map { Shape(presentation: self, language: $0) }
        let header = record.header
        return RecordDraft(
            key: header.id.rawValue, aliases: header.aliases.map(\.rawValue),
            searchTexts: header.searchTexts + searchTexts,
            items: shapes.map { $0.record(header, own: own($0)) },
            details: shapes.map(detail))
    }

    /// A record without a header.
    func draft(
        key: String, searchTexts: [String], item: (Shape) -> JSONObject
    ) -> RecordDraft {
        RecordDraft(
            key: key, searchTexts: searchTexts,
            items: Language.allCases.map { item(Shape(presentation: self, language: $0)) })
    }
}

extension RecordHeader {
    var searchTexts: [String] {
        [id.rawValue] + names.all + aliases.map(\.rawValue) + alternativeNames + (description?.all ?? [])
    }
}
